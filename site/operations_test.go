package site

import (
	"bytes"
	"context"
	"regexp"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/errdocs/errdocs/content"
)

// someOperations are operations that are hard to tell apart, to write as an address, and to keep out of a public site.
var someOperations = txtar.File{Name: "vendors/zeta/core.yaml", Data: []byte(`title: Core
key: ZETA
kind: error
summary: Codes of the core.
origins: ours
defaults: {http: [500], fault: server, next_step: wait, category: internal, retry: {policy: never}, actions: {engineer: [Wait.]}}
codes:
  - code: SERVER_ERROR
    title: Core out of order
    summary: The core could not answer.
    where: [{operation: GET /a/b}, {operation: GET /a-b, delivered_by: the body}, {operation: GET /a-b, delivered_by: <b>a header</b>}]
  - code: OLD
    title: No longer sent
    summary: It was sent once.
    lifecycle: {status: removed, since: "2.0", note: Use another.}
    where: [{operation: 支払い}, {operation: GET /a/b}, {operation: GET /a/b}, {delivered_by: mail}]
  - code: QUOKKA
    title: A quokka
    summary: An animal.
    visibility: internal
    where: [{operation: GET /a/b}, {operation: GET /quokka}]
`)}

func TestOperations(t *testing.T) {
	s := build(t, catalogOf(t, "tiny.txtar", someOperations), Options{})
	page := s.File("zeta/operations/index.html")
	expect(t, "golden/operations.html", mainPart(page))
	for address, link := range map[string]string{
		"zeta/core/server-error/index.html": `<a href=../../operations/#operation-get-a-b-2><code>GET /<wbr>a-b</code></a>`,
		"zeta/core/old/index.html":          `<a href=../../operations/#operation-%e6%94%af%e6%89%95%e3%81%84>`,
		"zeta/index.html":                   `<a href=./operations/>Operations</a>`,
		"acme/index.html":                   `<a href=./runbook/>Run-book</a>`,
		"sitemap.xml":                       "tiny/zeta/operations/<",
	} {
		if !bytes.Contains(s.File(address), []byte(link)) {
			t.Errorf("%s lacks %s", address, link)
		}
	}
	for name, data := range s.All() {
		if bytes.Contains(bytes.ToLower(data), []byte("quokka")) {
			t.Errorf("%s speaks of an internal entry", name)
		}
	}
	if internal := build(t, catalogOf(t, "tiny.txtar", someOperations), Options{Internal: true}); !bytes.Contains(internal.File("zeta/operations/index.html"), []byte("operation-get-quokka")) {
		t.Error("an internal build lacks the operation of an internal code")
	}
}

// A vendor whose codes name no operation has no page of operations, and one without errors no run-book.
func TestNoOperations(t *testing.T) {
	s := build(t, manyCodes(t, 1, 3), Options{})
	if s.File("vendor-0/operations/index.html") != nil || bytes.Contains(s.File("vendor-0/index.html"), []byte("operations/")) {
		t.Error("there is a page of no operations")
	}
	values := txtar.File{Name: someOperations.Name, Data: bytes.ReplaceAll(someOperations.Data, []byte("kind: error"), []byte("kind: value"))}
	s = build(t, catalogOf(t, "tiny.txtar", values), Options{})
	if s.File("zeta/runbook/index.html") != nil || bytes.Contains(s.File("zeta/index.html"), []byte("runbook/")) {
		t.Error("there is a run-book of values")
	}
}

// What was published of a vendor leads to its page when there is none any more.
func TestFormerOperationsRedirect(t *testing.T) {
	lock := txtar.File{Name: "urls.lock", Data: []byte("/zeta/operations/\n/zeta/runbook/\n/acme/operations/\n")}
	values := txtar.File{Name: someOperations.Name, Data: regexp.MustCompile(` +where: .*\n`).ReplaceAll(bytes.ReplaceAll(someOperations.Data, []byte("kind: error"), []byte("kind: value")), nil)}
	s := build(t, catalogOf(t, "tiny.txtar", values, lock), Options{})
	for _, page := range []string{"zeta/operations/index.html", "zeta/runbook/index.html"} {
		if !bytes.Contains(s.File(page), []byte(`content="0; url=../"`)) {
			t.Errorf("%s does not lead to the vendor: %s", page, s.File(page))
		}
	}
	if bytes.Contains(s.File("acme/operations/index.html"), []byte("url=")) {
		t.Error("a page that there is redirects")
	}
}

// An operation that everything can come from stays a page that loads; the sets have the rest.
func TestOperationOfManyCodes(t *testing.T) {
	c := manyCodes(t, 1, maxConcept+7)
	for _, code := range c.Vendors[0].Sets[0].Codes {
		code.Where = []content.Where{{Operation: "POST /pay"}}
	}
	page := build(t, c, Options{}).File("vendor-0/operations/index.html")
	if n := bytes.Count(page, []byte(`<tr><th><a`)); n != maxConcept {
		t.Errorf("%d codes, want %d", n, maxConcept)
	}
	if !bytes.Contains(page, []byte(`<a href=../api/>and 7 more</a>`)) {
		t.Error("nothing leads to the rest")
	}
}

func TestRunbook(t *testing.T) {
	s := build(t, catalogOf(t, "tiny.txtar", someNews), Options{})
	page := s.File("acme/runbook/index.html")
	expect(t, "golden/runbook.html", mainPart(page))
	if !bytes.Contains(page, []byte(" 2026-02-01</div>")) {
		t.Error("the sheet has not the newest day of the catalog")
	}
}

// DatedSite has sources that were read long ago, and in a future without end.
func DatedSite(t testing.TB) *Site {
	t.Helper()
	dated := txtar.File{Name: someOperations.Name, Data: bytes.Replace(someOperations.Data, []byte("origins: ours"), []byte(`source: {title: Zeta's errors, url: "https://zeta.example.com/", retrieved: "2999-01-01"}
origins: ours`), 1)}
	other := txtar.File{Name: "vendors/zeta/old.yaml", Data: bytes.ReplaceAll(bytes.ReplaceAll(dated.Data, []byte("2999-01-01"), []byte("2001-02-03")), []byte("key: ZETA"), []byte("key: ZOLD"))}
	vendor := txtar.File{Name: "vendors/zeta/vendor.yaml", Data: []byte("name: Zeta\nsummary: Old.\nsets: [core, old, quiet]\n")}
	s, err := Build(context.Background(), catalogOf(t, "tiny.txtar", dated, other, vendor), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}
