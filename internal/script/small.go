package script

import (
	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"
)

// Small returns a module with short names and without what only people read. One that is not valid stays as it is: the
// browser says why.
func Small(text string) string { return small(js.Minify, text) }

// SmallCSS does the same with a style sheet.
func SmallCSS(text string) string { return small(css.Minify, text) }

func small(with minify.MinifierFunc, text string) string {
	m := minify.New()
	m.AddFunc("", with)
	if less, err := m.String("", text); err == nil {
		return less
	}
	return text
}
