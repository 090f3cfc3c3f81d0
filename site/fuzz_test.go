package site_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/errdocs/errdocs/site"
)

// FuzzMarkdown renders any text. The markup of one without problems holds nothing but what pages may hold. Texts beyond the limits of content never come here.
func FuzzMarkdown(f *testing.F) {
	a, err := txtar.ParseFile("testdata/markdown.txtar")
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
		if problems == 0 { // otherwise nobody gets to see the markup
			checkMarkup(t, "the note", []byte("<!doctype html><html lang=en><head><title>x</title></head><body>"+markup+"</body></html>"))
		}
		if _, n := site.Prose(t, text); n != problems {
			t.Errorf("%d problems, and the second time %d", problems, n)
		}
	})
}

// FuzzLink judges any address. One that is let out leads to the web or to a mailbox as browsers read it, and one that
// stays inside leaves neither the site nor the page's own scheme.
func FuzzLink(f *testing.F) {
	for _, dest := range []string{
		"https://example.com/a?b#c", "mailto:a@example.com", "javascript:alert(1)", "JaVaScRiPt:x", "java\tscript:x", "//evil.example", `\\evil`, "http:evil",
		"https://a@evil.example", "acme/api/", "#top", "../x", "%2e%2e/x", "feed:javascript:x", "blob:https://x/1", "https:///x", "code:SERVER_ERROR", "?q=x",
	} {
		f.Add(dest)
	}
	base := &url.URL{Scheme: "https", Host: "site.example", Path: "/errdocs/acme/"}
	f.Fuzz(func(t *testing.T, dest string) {
		// Browsers drop tabs and line breaks, and take a backslash for a slash (WHATWG URL, section 4.4).
		read := strings.NewReplacer("\t", "", "\n", "", "\r", "", `\`, "/").Replace(strings.Trim(dest, "\x00 \t\n\f\r"))
		u, err := url.Parse(read)
		if site.Outward(dest) {
			switch {
			case err != nil:
				t.Errorf("%q is let out and is no address: %v", dest, err)
			case u.Scheme == "mailto":
			case u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil:
				t.Errorf("%q is let out to %q", dest, u)
			}
		}
		if err != nil {
			u = &url.URL{Path: "./" + read} // a relative path with a colon in its first segment
		}
		if site.Inward(dest) && (hasScheme.MatchString(read) || base.ResolveReference(u).Host != base.Host || !strings.HasPrefix(path.Clean("/errdocs/"+u.Path)+"/", "/errdocs/")) {
			t.Errorf("%q is taken for an address of the site", dest)
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

// hasScheme finds addresses with a scheme (RFC 3986, section 3.1).
var hasScheme = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`)

func isFile(body []byte) bool {
	for _, f := range small.Files {
		if bytes.Equal(f.Data, body) {
			return true
		}
	}
	return false
}

// FuzzRecord reads any bytes as a record. What is taken for one is written again as the same bytes.
func FuzzRecord(f *testing.F) {
	f.Add([]byte(""))
	f.Add([]byte("errdocs-record 1\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var r site.Record
		if err := r.UnmarshalBinary(site.Signed(data)); err != nil {
			return
		}
		again, err := r.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		var back site.Record
		if err := back.UnmarshalBinary(again); err != nil {
			t.Errorf("what it wrote itself is refused: %v", err)
		}
	})
}
