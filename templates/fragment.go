package templates

import (
	"fmt"
	"html/template"
	"strings"
	"sync"
)

// fragments are the pieces that many pages have in common, by the template that makes them and a key. Two pieces of
// the same key are the same, so the second is not made.
type fragments struct {
	set  *template.Template // of parts.html, layout.html and brand.html
	made sync.Map
}

type fragmentKey struct{ name, key string }

// once is the function {{once "name" key data}}: {{template "name" data}}, made only the first time that the key is
// met. Everything that the data shows must depend on the key, also the way from the page to the root of the site.
func (f *fragments) once(name, key string, data any) (HTML, error) {
	if text, ok := f.made.Load(fragmentKey{name, key}); ok {
		return text.(HTML), nil
	}
	var b strings.Builder
	if err := f.set.ExecuteTemplate(&b, name, data); err != nil {
		return "", fmt.Errorf("once %q: %w", name, err)
	}
	text := HTML(b.String())
	f.made.Store(fragmentKey{name, key}, text)
	return text, nil
}
