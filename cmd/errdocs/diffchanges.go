package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/errdocs/errdocs/content"
)

// announced are the kinds of entries of changes.yaml, with what they are about.
var announced = []struct {
	kind  content.AnnouncementKind
	verb  string
	about map[content.DiffKind]bool
}{
	{"added", "added", map[content.DiffKind]bool{content.CodeAdded: true}},
	{"changed", "changed", map[content.DiffKind]bool{content.CodeChanged: true, content.CodeRenamed: true, content.CodeMoved: true, content.CodeDeprecated: true}},
	{"removed", "removed", map[content.DiffKind]bool{content.CodeRemoved: true}},
}

// writeChanges writes drafts of entries for changes.yaml, one for each kind, without internal codes. What is gone has no
// entry to refer to.
func (c *comparison) writeChanges(w io.Writer, day string) {
	for _, a := range announced {
		var lines, refs []string
		for _, ch := range c.changes {
			code := ch.Code()
			if !a.about[ch.Kind] || code.Internal() {
				continue
			}
			line := fmt.Sprintf("    - %s of %s", codeSpan(code.Code), codeSpan(code.Set.Vendor.Name))
			for i, f := range ch.Fields {
				line += map[bool]string{true: ": ", false: ", "}[i == 0] + f.Field
			}
			if lines = append(lines, line); ch.New != nil {
				refs = append(refs, code.ID())
			}
		}
		if len(lines) == 0 {
			continue
		}
		fmt.Fprintf(w, "- date: %s\n  title: %s %s\n  kind: %s\n  summary: |\n%s\n", day, plural(len(lines), "code"), a.verb, a.kind, strings.Join(lines, "\n"))
		if len(refs) > 0 {
			fmt.Fprintf(w, "  codes: [%s]\n", strings.Join(refs, ", "))
		}
	}
}
