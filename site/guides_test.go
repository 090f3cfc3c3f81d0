package site

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/search"
)

func guide(name, text string) txtar.File {
	return txtar.File{Name: "pages/" + name + ".md", Data: []byte(text)}
}

var siteWithGuides = txtar.File{Name: "site.yaml", Data: []byte("title: Tiny\nsummary: Small.\nbase_url: https://e.example/t/\n" +
	"edit_url: https://git.example/{file}\nnav: [on-call]\n")}

var guides = []txtar.File{
	siteWithGuides,
	guide("on-call", "---\ntitle: On call\nsummary: What to do at night.\n---\nSee [[acme/api/SERVER_ERROR]], [refunds](pages/payments/refunds/#text-partly) and\n[the file](files/a.pdf).\n\n## Numbers\n\nxylophone\n"),
	guide("payments/refunds", "---\ntitle: Refunds\n---\n## Partly\n\nSERVER_ERROR is common here: SERVER_ERROR SERVER_ERROR.\n"),
	guide("secret", "---\ntitle: Inside\nvisibility: internal\n---\nquokkas, and [refunds](pages/payments/refunds/)\n"),
	staticFile("files/a.pdf", "%PDF"),
}

func TestGuides(t *testing.T) {
	c := catalogOf(t, "tiny.txtar", guides...)
	s, err := Build(context.Background(), c, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string][]string{
		"pages/on-call/index.html": {
			`<h1>On call</h1>`, `<a href=../../acme/api/server-error/`, `<a href=../payments/refunds/#text-partly>`, `<h2 id=text-numbers>`,
			`<a href=../../pages/on-call/ aria-current=page>On call</a>`, `<a href=../>Guides</a>`,
			`href=https://git.example/pages/on-call.md>`, `type=text/markdown title=Markdown href=../on-call.md>`,
		},
		"pages/index.html":                  {`<a href=./payments/refunds/>Refunds</a>`},
		"pages/payments/refunds/index.html": {`<a href=../../../pages/on-call/>On call</a>`},
		"pages/on-call.md":                  {"# On call\n\n> What to do at night.\n\nSee [`SERVER_ERROR`](https://e.example/t/acme/api/server-error.md)"},
		"acme/index.html":                   {`<a href=../pages/on-call/>On call</a>`},
		"sitemap.xml":                       {"https://e.example/t/pages/payments/refunds/<"},
		"llms.txt":                          {"- [On call](https://e.example/t/pages/on-call.md): What to do at night.\n"},
		"llms-full.txt":                     {"xylophone"},
	} {
		for _, text := range want {
			if !strings.Contains(string(s.File(path)), text) {
				t.Errorf("%s lacks %s", path, text)
			}
		}
	}
	for _, f := range s.Files {
		for _, canary := range []string{"quokkas", "wombats", "Inside", "Later"} {
			if strings.Contains(string(f.Data), canary) {
				t.Errorf("%s contains %q", f.Path, canary)
			}
		}
	}
	if want := (content.Address{Path: "/pages/on-call/"}); !slices.Contains(s.Addresses(), want) {
		t.Error("the address of a page is not permanent")
	}
	inside, err := Build(context.Background(), c, Options{Internal: true})
	if err != nil || inside.File("pages/secret/index.html") == nil {
		t.Errorf("the internal page is not in an internal build: %v", err)
	}
}

// A page is found by its words, and never comes before the code that somebody has typed.
func TestGuidesAreFound(t *testing.T) {
	ix, err := search.Build(Documents(catalogOf(t, "tiny.txtar", guides...), false))
	if err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]string{"xylophone": "pages/on-call", "on call": "pages/on-call", "refunds": "pages/payments/refunds"} {
		found, err := ix.Query(query, search.Options{})
		if err != nil || len(found.Hits) == 0 || found.Hits[0].Document.ID != want || found.Hits[0].Match == search.Exact {
			t.Errorf("%s finds %v, %v", query, found.Hits, err)
		}
	}
	for _, query := range []string{"server_error", "Server Error", "SERVER_ERR"} {
		found, err := ix.Query(query, search.Options{Typing: true})
		if err != nil || len(found.Hits) == 0 || len(found.Hits[0].Document.Names) == 0 {
			t.Errorf("%s: %v, %v", query, found.Hits, err)
		}
	}
}

func TestProblemsOfGuides(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"link":     {"---\ntitle: A\n---\nx [y](pages/b/)\n", `pages/a.md:4:3: this site has no page "pages/b/" [markdown-link]`},
		"internal": {"---\ntitle: A\n---\n[y](pages/secret/)\n", `pages/a.md:4:1: the page "pages/secret/" is internal, and this text is public [markdown-link]`},
		"code":     {"---\ntitle: A\n---\n\n[[NONE_SUCH]]\n", `pages/a.md:5:1: `},
		"anchor":   {"---\ntitle: A\n---\n[y](pages/on-call/#text-nowhere)\n", `pages/a.md:4:1: the page "pages/on-call/" has no anchor "#text-nowhere"`},
	} {
		_, err := Build(context.Background(), catalogOf(t, "tiny.txtar", append(slices.Clone(guides), guide("a", c.text))...), Options{})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

// An edit of a page makes the page and its Markdown again, and what has the texts of all: the search index and llms-full.txt.
func TestRebuildGuide(t *testing.T) {
	build := func(old *Site, text string) *Site {
		s, err := Rebuild(context.Background(), old, catalogOf(t, "tiny.txtar", append(slices.Clone(guides), guide("a", "---\ntitle: A\n---\n"+text))...), Options{})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	first := build(nil, "one\n")
	second := build(first, "two\n")
	var again []string
	for _, f := range second.Files {
		if was := first.File(f.Path); len(f.Data) > 0 && len(was) > 0 && &was[0] != &f.Data[0] && !strings.HasPrefix(f.Path, "search/") {
			again = append(again, f.Path)
		}
	}
	if want := []string{"llms-full.txt", "pages/a.md", "pages/a/index.html"}; !slices.Equal(again, want) {
		t.Errorf("made again: %v, want %v", again, want)
	}
}

// GuidesSite is the tiny catalog with pages of its own, for the tests in the browser.
func GuidesSite(t testing.TB) *Site {
	t.Helper()
	s, err := Build(context.Background(), catalogOf(t, "tiny.txtar", guides...), Options{BaseURL: "https://e.example/"})
	if err != nil {
		t.Fatal(err)
	}
	return s
}
