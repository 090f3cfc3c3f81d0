package vendorpage

import (
	"regexp"
	"slices"

	"github.com/errdocs/errdocs/content"
)

// former finds the previous name of a code in the words next to it: "E30 (was: E29)".
var former = regexp.MustCompile(`^(?i:was|formerly|previously|old(?: (?:code|name))?|renamed from|replaces)\s*:?\s+(\S+)$`)

// takeFormer makes an alias of a former code in the words next to a code.
func (e *Entry) takeFormer(f *found) {
	if m := former.FindStringSubmatch(f.title); m != nil && codeShape(m[1]) >= fair {
		e.Aliases = append(e.Aliases, m[1])
		e.Title, f.title = "", ""
	}
}

// dropAliases drops aliases that are the name of another code of the set, or empty: the rules do not allow them.
func (s *Set) dropAliases() {
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
