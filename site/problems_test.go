package site

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/golden"
)

// TestProblems builds the tiny catalog with each note of testdata/problems.txtar in place of
// SERVER_ERROR's and compares what is reported.
func TestProblems(t *testing.T) {
	a := golden.Open(t, "testdata/problems.txtar")
	for i := 0; i+1 < len(a.Files); i += 2 {
		note, want := a.Files[i], &a.Files[i+1]
		t.Run(strings.TrimSuffix(note.Name, ".md"), func(t *testing.T) {
			c := catalogOf(t, "tiny.txtar", txtar.File{Name: "vendors/acme/api/server-error.md", Data: note.Data})
			a.Compare(t, want, reported(t, c))
		})
	}
}

// reported builds a catalog and returns its problems as text, "" for none.
func reported(t *testing.T, c *content.Catalog) string {
	t.Helper()
	_, err := Build(context.Background(), c, Options{})
	var problems content.Problems
	if err != nil && !errors.As(err, &problems) {
		t.Fatal(err)
	}
	var b strings.Builder
	known := map[string]bool{}
	own, err := content.Load(content.Errdocs())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range own.Vendor("errdocs").Set("rules").Codes {
		_, err := os.Stat("../content/testdata/rules/" + r.Code + ".txtar")
		known[r.Code] = err != nil && r.Lifecycle.Status != content.StatusRemoved // it is not one that package content reports
	}
	for _, p := range problems {
		fmt.Fprintln(&b, p)
		fmt.Fprintf(&b, "    %s\n    %s%s\n    hint: %s\n", p.Excerpt, strings.Repeat(" ", p.Caret), strings.Repeat("^", p.Width), p.Hint)
		if !known[p.Rule] {
			t.Errorf("%q is not a rule of pages", p.Rule)
		}
	}
	return b.String()
}

// Problems in YAML are at the position of the text, and all are reported at once, each once.
func TestProblemsInYAML(t *testing.T) {
	home := txtar.File{Name: "site.yaml", Data: []byte("title: Tiny\nsummary: Small.\nhome: Start at [[SERVER_ERROR]].\n")}
	c := catalogOf(t, "tiny.txtar", home, txtar.File{Name: "vendors/zeta/core.yaml", Data: []byte(`title: Core
key: ZETA
kind: error
origins: ours
summary: Statuses of the core.
note: |
  First line.
  A <b>bold</b> second.
defaults:
  fault: none
  retry:
    policy: never
  actions:
    engineer:
      - "See [[MISSING_ONE]]."
codes:
  - code: SERVER_ERROR
    title: Core is down
    summary: The core does not answer.
    category: unavailable
    next_step: none
    description: "[x](javascript:alert(1))"
    causes:
      - See [[SERVER_ERROR]].
      - >-
        See
        [[AcmeError]].
`)})
	expect(t, "problems-yaml.txt", reported(t, c))
}
