package vendorpage

import (
	"regexp"
	"slices"

	"github.com/errdocs/errdocs/content"
)

// former finds the previous name of a code in the words next to it: "E30 (was: E29)".
var former = regexp.MustCompile(`^(?i:was|formerly|previously|old(?: (?:code|name))?|renamed from|replaces)\s*:?\s+(\S+)$`)

// takeFormer removes a former code from the words next to a code and returns it, or the code's value.
func (f *found) takeFormer() []string {
	if f.alias != "" {
		return []string{f.alias}
	}
	m := former.FindStringSubmatch(f.title)
	if m == nil || codeShape(m[1]) < fair {
		return nil
	}
	f.title = ""
	return []string{m[1]}
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
