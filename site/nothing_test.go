package site

import (
	"bytes"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestPagesHaveNoEmptyParts builds pages of a vendor of which little is known, and of a code of which whether to retry is no question.
func TestPagesHaveNoEmptyParts(t *testing.T) {
	c := catalogOf(t, "tiny.txtar", txtar.File{Name: "vendors/zeta/core.yaml", Data: []byte(`title: Core
key: ZETA
kind: error
summary: Codes of the core.
origins: ours
codes:
  - code: SERVER_ERROR
    title: Comes later
    summary: The answer comes later.
    category: state
    fault: server
    next_step: wait
    retry: not-applicable
    actions: {engineer: [Wait.]}
`)})
	for _, links := range []bool{true, false} {
		if !links {
			c.Site.EditURL, c.Site.IssueURL = "", ""
		}
		s := build(t, c, Options{})
		if got := bytes.Contains(s.File("zeta/core/server-error/index.html"), []byte("<nav class=more")); got != links {
			t.Errorf("links to an editor and a tracker: %t, a bar of links: %t", links, got)
		}
		if page := s.File("zeta/core/index.html"); bytes.Contains(page, []byte("<td class=retry>")) || !bytes.Contains(page, []byte("<td class=none>")) {
			t.Errorf("the table has an empty cell:\n%s", mainPart(page))
		}
	}
}
