package site

import (
	"context"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/errdocs/errdocs/search"
)

var siteWithFields = txtar.File{Name: "site.yaml", Data: []byte(`title: Tiny
summary: Small.
fields:
  - {id: owner, title: Owned by, filter: true}
  - {id: runbook, title: Run-book, kind: url}
  - {id: pager, title: Pager, visibility: internal, filter: true}
`)}

var setWithFields = txtar.File{Name: "vendors/zeta/core.yaml", Data: []byte(`title: Core
key: ZETA
kind: error
origins: ours
summary: Statuses of the core.
fields: {owner: team-core, pager: wombat}
codes:
  - code: SERVER_ERROR
    title: Core is down
    summary: The core does not answer.
    category: unavailable
    fault: server
    next_step: wait
    retry: never
    actions: {engineer: [Wait.]}
    fields: {owner: [team-one, "<b>two</b>"], runbook: "https://run.example/core"}
  - code: OTHER
    title: Other
    summary: Something else.
    category: unavailable
    fault: server
    next_step: wait
    retry: never
    actions: {engineer: [Wait.]}
`)}

// Fields of your own are in every form of a code, and an internal one is in no file of a public build.
func TestFieldsOfYourOwn(t *testing.T) {
	c := catalogOf(t, "tiny.txtar", siteWithFields, setWithFields)
	s, err := Build(context.Background(), c, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"zeta/core/server-error/index.html": `<dt>Owned by<dd>team-one<br>&lt;b&gt;two&lt;/b&gt;</div><div><dt>Run-book<dd><a href=https://run.example/core`,
		"zeta/core/other/index.html":        `<dt>Owned by<dd>team-core`,
		"zeta/core/server-error.md":         "\n- Run-book: https://run.example/core\n",
		"zeta/core/server-error.json":       `"fields":[{"id":"owner","title":"Owned by","kind":"text","values":["team-one",`,
		"zeta/core/codes.csv":               `,field_owner,field_runbook`,
		"api/codes.json":                    `"team-core"`,
		"zeta/core/index.html":              `data-filter-by=owner><option value>`,
	} {
		if !strings.Contains(string(s.File(path)), want) {
			t.Errorf("%s lacks %s", path, want)
		}
	}
	for _, f := range s.Files {
		if strings.Contains(string(f.Data), "wombat") {
			t.Errorf("%s has an internal field", f.Path)
		}
	}
	inside, err := Build(context.Background(), c, Options{Internal: true})
	if err != nil || !strings.Contains(string(inside.File("zeta/core/other/index.html")), "<dd>wombat") {
		t.Errorf("an internal build lacks the internal field: %v", err)
	}
	ix, err := search.Build(Documents(c, false))
	if err != nil {
		t.Fatal(err)
	}
	found, err := ix.Query("server error", search.Options{Filter: map[string][]string{"owner": {"team-one"}}})
	if err != nil || found.Total != 1 || found.Hits[0].Document.ID != "zeta/core/server-error" {
		t.Errorf("filtered by owner: %v, %v", found, err)
	}
}
