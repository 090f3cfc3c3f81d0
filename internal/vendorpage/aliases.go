package vendorpage

import (
	"regexp"
	"slices"

	"github.com/errdocs/errdocs/content"
)

// former finds what a code was called before, in the words beside it: "E30 (was: E29)".
var former = regexp.MustCompile(`^(?i:was|formerly|previously|old(?: (?:code|name))?|renamed from|replaces)\s*:?\s+(\S+)$`)

// takeFormer takes a former code out of the words beside a code.
func (f *found) takeFormer() []string {
	m := former.FindStringSubmatch(f.title)
	if m == nil || codeShape(m[1]) < fair {
		return nil
	}
	f.title = ""
	return []string{m[1]}
}

// tellApart drops the aliases that stand for another code of the set already, or say nothing: the rules allow
// none.
func (s *Set) tellApart() {
	taken := map[string]bool{"": true}
	for _, e := range s.Entries {
		taken[content.Fold(e.Code.Code)] = true
		taken[content.Fold(e.Slug)] = true
	}
	for _, e := range s.Entries {
		e.Aliases = slices.DeleteFunc(e.Aliases, func(alias string) bool {
			fold := content.Fold(alias)
			was := taken[fold]
			taken[fold] = true
			return was
		})
	}
}
