package site_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/errdocs/errdocs/site"
)

// FuzzMarkdown renders any text. The markup of one without problems contains only what pages may contain.
// Texts beyond the limits of content never come here.
func FuzzMarkdown(f *testing.F) {
	a, err := txtar.ParseFile("prose/testdata/markdown.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range a.Files {
		f.Add(string(file.Data))
	}
	for _, text := range []string{"[a](javascript:alert(1))", "<b onclick=x>", "![x](//evil/)", "[[SERVER_ERROR]]", "> [!NOTE]\n> x", "| a |\n|:-:|\n| `|` |"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2<<10 || strings.ContainsAny(text, "\x00") {
			t.Skip()
		}
		markup, problems := site.Prose(t, text)
		if problems == 0 { // otherwise the markup is not shown
			checkMarkup(t, "the note", []byte("<!doctype html><html lang=en><head><title>x</title></head><body>"+markup+"</body></html>"))
		}
		if _, n := site.Prose(t, text); n != problems {
			t.Errorf("%d problems, and the second time %d", problems, n)
		}
	})
}

// FuzzPath asks for any path. Only files of the site are answered, and nothing is redirected out of it.
func FuzzPath(f *testing.F) {
	for _, p := range []string{"/", "/errdocs/", "/errdocs/acme/api/no-pin", "/errdocs/%2e%2e/x", `/errdocs/..\x`, "/errdocs//evil.example/", "/errdocs/acme%2fapi", "/errdocs/robots.txt?x=%0d%0a", "//evil.example/%2e%2e"} {
		f.Add(p)
	}
	h := small.Handler("/errdocs/")
	f.Fuzz(func(t *testing.T, target string) {
		u, err := url.ParseRequestURI(target)
		if err != nil || u.Host != "" || u.Scheme != "" {
			t.Skip()
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, &http.Request{Method: http.MethodGet, URL: u, Header: http.Header{}, Host: "localhost"})
		switch w.Code {
		case http.StatusOK, http.StatusNotFound:
			if w.Code == http.StatusOK && !isFile(w.Body.Bytes()) {
				t.Errorf("%q answers %q", target, w.Body)
			}
		case http.StatusMovedPermanently, http.StatusFound:
			to, err := url.Parse(w.Header().Get("Location"))
			if err != nil || to.Host != "" || to.Scheme != "" || !strings.HasPrefix(to.Path, "/errdocs/") || strings.HasPrefix(to.Path, "//") {
				t.Errorf("%q leads to %q", target, w.Header().Get("Location"))
			}
		case http.StatusBadRequest:
		default:
			t.Errorf("%q has status %d", target, w.Code)
		}
	})
}

func isFile(body []byte) bool {
	for _, f := range small.Files {
		if bytes.Equal(f.Data, body) {
			return true
		}
	}
	return false
}
