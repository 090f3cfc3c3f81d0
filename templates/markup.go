package templates

import (
	"strings"

	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/pattern"
)

const policy = "the pages' security policy blocks "

// blocked is what the pages' content security policy blocks in the markup of a template, and template actions in places where
// html/template would have to escape for scripts or styles. The group of a pattern is what is wrong; $ in a message is that.
var blocked = []struct {
	pattern       pattern.Regexp
	message, hint string
}{
	{inTag(`<(iframe|frame|object|embed)\b`), policy + "<$>", "link to it instead"},
	{inTag(`(<style)\b`), policy + "styles in a page", "put them into assets/custom.css"},
	{inTag(`(<script)\b([^<>]*)>`), policy + "scripts in a page", `put it into assets/ and write <script type="module" src="{{.Root}}{{.Site.Assets}}/own.js"></script>`},
	{inTag(`<(?:script|style)\b[^<>]*>(?:[^<]|<[^/])*?(\{\{)`), "a template action inside a script or style", "give the script its data in a data- attribute of an element"},
	{inTag(`<[a-z][^<>]*\s(style)\s*=`), policy + "style attributes", "give the element a class, and write its style into assets/custom.css"},
	{inTag(`<[a-z][^<>]*\s(on[a-z]+)\s*=`), policy + "$", "add the listener in a script of assets/"},
	{inTag(`<[a-z][^<>]*\s([a-z-]+)\s*=\s*["']?\s*javascript:`), policy + "javascript: addresses", "add a listener in a script of assets/"},
	{inTag(`<(?:[a-z][^<>]*\s(?:src|srcset|poster)|link\s[^<>]*href)\s*=\s*["']?\s*((?:https?:)?//)`), policy + "what comes from another host",
		"put the file into assets/ and write {{.Root}}{{.Site.Assets}}/ in front of its name"},
}

func inTag(markup string) pattern.Regexp { return pattern.New(`(?i)` + markup) }

var (
	comments  = pattern.New(`(?s)<!--.*?-->|\{\{-?\s*/\*.*?\*/\s*-?\}\}`)
	loaded    = pattern.New(`(?i)\ssrc\s*=|\stype\s*=\s*["']?[a-z/+.-]*json`) // a script that is a file, or data
	foreignIn = pattern.New(`(?i)(@import\s+|url\()\s*["']?\s*(https?:)?//`)
)

// checkMarkup looks for what is blocked in a template, outside of comments.
func checkMarkup(file, text string) (all []error) {
	bare := comments().ReplaceAllStringFunc(text, func(s string) string { return strings.Repeat(" ", len(s)) })
	for _, b := range blocked {
		for _, at := range b.pattern().FindAllStringSubmatchIndex(bare, -1) {
			if len(at) > 4 && loaded.MatchString(bare[at[4]:at[5]]) {
				continue
			}
			all = append(all, problemAt(file, text, at[2], at[3]-at[2], strings.ReplaceAll(b.message, "$", strings.ToLower(bare[at[2]:at[3]])), b.hint))
		}
	}
	return all
}

// checkStyles looks for what a style sheet must not load.
func checkStyles(file, text string) []error {
	return lists.Each(foreignIn().FindAllStringIndex(text, -1), func(at []int) error {
		return problemAt(file, text, at[0], at[1]-at[0], policy+"what comes from another host", "put the file into assets/ and name it without a host")
	})
}
