package site

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/golden"
	"github.com/errdocs/errdocs/search"
)

const (
	// canary is in every text of the draft that is not a name of it.
	canary = "kanarienvogel"
	draft  = `  - code: DRAFT_ONE
    draft: true
    number: 90210
    name: NAME_OF_DRAFT
    aliases: [DRAFT_ALIAS]
    moved_from: [DRAFT_BEFORE]
    title: Title kanarienvogel
    summary: A kanarienvogel sings.
    message: The kanarienvogel message
    description: A kanarienvogel.
    signature: kanarienvogel()
    parameters: [{name: kanarienvogel, summary: kanarienvogel}]
    category: rate-limit
    concept: rate-limited
    match: exact
    http: [418]
    fault: {is: client, origin: vendor, evidence: kanarienvogel}
    next_step: {is: wait, do: kanarienvogel, origin: ours}
    retry: {policy: after-delay, header: Kanarienvogel, note: kanarienvogel, origin: ours}
    outcome: {is: not-done, origin: vendor, evidence: kanarienvogel}
    user_message: {say: Kanarienvogel., note: kanarienvogel, origin: ours}
    state_after: {is: Kanarienvogel., origin: ours}
    actions: {engineer: [kanarienvogel], support: [kanarienvogel], user: [kanarienvogel]}
    where: [{operation: kanarienvogel, delivered_by: kanarienvogel}]
    causes: [kanarienvogel]
    reproduce: [kanarienvogel]
    lifecycle: {status: deprecated, since: kanarienvogel, note: kanarienvogel}
    samples:
      - {title: kanarienvogel, language: text, body: kanarienvogel}
      - {title: kanarienvogel, file: samples/kanarienvogel.json}
    related: [api/429]
    discrepancies: [kanarienvogel]
    source: {title: kanarienvogel, url: "https://kanarienvogel.example/", quote: kanarienvogel}
    tags: [kanarienvogel]
`
)

// withDraft returns the small catalog with a draft in it.
func withDraft(t *testing.T, drafts content.Drafts) *content.Catalog {
	t.Helper()
	a, err := txtar.ParseFile("../content/testdata/tiny.txtar")
	if err != nil {
		t.Fatal(err)
	}
	set := "vendors/acme/api.yaml"
	i := slices.IndexFunc(a.Files, func(f txtar.File) bool { return f.Name == set })
	a.Files[i].Data = bytes.Replace(a.Files[i].Data, []byte("\ncodes:\n"), []byte("\ncodes:\n"+draft), 1)
	a.Files = append(a.Files, txtar.File{Name: "vendors/acme/api/draft-one.md", Data: []byte("A kanarienvogel note.\n")},
		txtar.File{Name: "vendors/acme/samples/kanarienvogel.json", Data: []byte(`{"kanarienvogel": 1}`)})
	c, err := content.LoadDrafts(golden.FS(a.Files), drafts)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Nothing that is written of a draft is in a file of a site, and every lookup finds the draft.
func TestDraftIsAStub(t *testing.T) {
	cat := withDraft(t, content.StubDrafts)
	s, err := Build(context.Background(), cat, Options{})
	if err != nil {
		t.Fatal(err)
	}
	files := s.Files
	for _, format := range ExportFormats() {
		exported, err := Export(context.Background(), cat, Options{BaseURL: "https://example.com/"}, format.ID)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, exported...)
	}
	for _, f := range files {
		if strings.Contains(strings.ToLower(f.Path+string(f.Data)), canary) {
			t.Errorf("%s contains a text of the draft", f.Path)
		}
	}
	const page = "acme/api/draft-one/"
	for _, file := range []string{"acme/api/draft-one.json", "acme/api/draft-one" + problemExt} {
		schema := decoded(t, file, s.File(schemaPath(schemaFor(file))))
		if wrong := validate(schema, decoded(t, file, s.File(file)), file); len(wrong) > 0 {
			t.Error(wrong)
		}
	}
	for path, want := range map[string]string{
		page + "index.html":               content.DraftSummary,
		"acme/api/draft-one.md":           content.DraftTitle,
		"acme/api/draft-one.json":         `"draft":true`,
		"codes/index.html":                page,
		"acme/api/index.html":             content.DraftTitle,
		"code/draft-one/index.html":       page,
		"e/acme-draft-one/index.html":     page,
		"acme/api/draft-alias/index.html": "draft-one/",
		"api/codes.json":                  content.DraftTitle,
		"codes.csv":                       "acme/api/draft-one,DRAFT_ONE,90210,NAME_OF_DRAFT",
	} {
		if !strings.Contains(string(s.File(path)), want) {
			t.Errorf("%s does not contain %s:\n%.2000s", path, want, s.File(path))
		}
	}
	if text := string(s.File(page + "index.html")); !strings.Contains(text, `content=noindex`) || strings.Contains(text, "ld+json") {
		t.Error("search engines may list a page that says nothing")
	}
	if strings.Contains(string(s.File("sitemap.xml")), "draft-one") {
		t.Error("the draft is in the sitemap")
	}
	for _, name := range []string{"DRAFT_ONE", "draft-alias", "90210", "NAME_OF_DRAFT", page} {
		if found := cat.Lookup(name, ""); len(found) != 1 || !found[0].Stub {
			t.Errorf("Lookup(%q) = %v", name, found)
		}
	}
	ix, err := search.Build(Documents(cat, false))
	if err != nil {
		t.Fatal(err)
	}
	if found, err := ix.Query("draft one", search.Options{}); err != nil || found.Total == 0 || found.Hits[0].Document.Title != content.DraftTitle {
		t.Errorf("the search finds %+v, %v", found, err)
	}
	if found, err := cat.Finder(cat.Resolver(false), false).Find(strings.NewReader("code=DRAFT_ONE")); err != nil || len(found.Found) != 1 {
		t.Errorf("in a log: %+v, %v", found, err)
	}
}

// Where drafts are shown, their pages have all texts and are marked.
func TestDraftIsShown(t *testing.T) {
	s, err := Build(context.Background(), withDraft(t, content.ShowDrafts), Options{})
	if err != nil {
		t.Fatal(err)
	}
	text := string(s.File("acme/api/draft-one/index.html"))
	for _, want := range []string{"Title " + canary, "A " + canary + " note", "<strong>Draft.</strong>", ">Draft<", `content=noindex`} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	stub, err := Build(context.Background(), withDraft(t, content.StubDrafts), Options{})
	if err != nil {
		t.Fatal(err)
	}
	const coverage = "coverage/index.html"
	rows := func(s *Site) string {
		_, text, _ := strings.Cut(string(s.File(coverage)), "<h1")
		before, _, _ := strings.Cut(text, `id=stubs`)
		return before
	}
	if rows(s) != rows(stub) {
		t.Errorf("what is written of a draft counts:\n%s\n%s", rows(s), rows(stub))
	}
}
