package site_test

import (
	"bufio"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/site"
)

// small is a site with one file of each kind that the handler distinguishes.
var small = &site.Site{Files: []site.File{
	{Path: ".nojekyll", Data: []byte("\n")},
	{Path: "404.html", Data: []byte("lost")},
	{Path: "acme/api/no-pin.json", Data: []byte("{}")},
	{Path: "acme/api/no-pin.md", Data: []byte("# NO_PIN")},
	{Path: "acme/api/no-pin/index.html", Data: []byte("NO_PIN")},
	{Path: "assets/site.js", Data: []byte("export {}")},
	{Path: "assets/style.css", Data: []byte("a{}")},
	{Path: "codes.csv", Data: []byte("code\n")},
	{Path: "feed.xml", Data: []byte("<feed/>")},
	{Path: "index.html", Data: []byte("home")},
	{Path: "robots.txt", Data: []byte("User-agent: *\n")},
}}

func TestHandlerAnswersLikeGitHubPages(t *testing.T) {
	tests := []struct {
		base, target string
		status       int
		location     string
		kind, body   string
	}{
		{"/", "/", 200, "", "text/html; charset=utf-8", "home"},
		{"/", "/index.html", 200, "", "text/html; charset=utf-8", "home"},
		{"/", "/index", 200, "", "text/html; charset=utf-8", "home"},
		{"/", "/acme/api/no-pin/", 200, "", "text/html; charset=utf-8", "NO_PIN"},
		{"/", "/acme/api/no-pin/?q=1", 200, "", "text/html; charset=utf-8", "NO_PIN"},
		{"/", "/acme/api/no-pin", 301, "/acme/api/no-pin/", "", ""},
		{"/", "/acme/api/no-pin?q=a%20b&c=%2F", 301, "/acme/api/no-pin/?q=a%20b&c=%2F", "", ""},
		{"/", "/acme/api/no-pi%6E", 301, "/acme/api/no-pin/", "", ""},
		{"/", "/acme/api/no-pin.md", 200, "", "text/markdown; charset=utf-8", "# NO_PIN"},
		{"/", "/acme/api/no-pin.json", 200, "", "application/json", "{}"},
		{"/", "/assets/site.js", 200, "", "text/javascript; charset=utf-8", "export {}"},
		{"/", "/assets/style.css", 200, "", "text/css; charset=utf-8", "a{}"},
		{"/", "/codes.csv", 200, "", "text/csv; charset=utf-8", "code\n"},
		{"/", "/feed.xml", 200, "", "application/xml", "<feed/>"},
		{"/", "/robots.txt", 200, "", "text/plain; charset=utf-8", "User-agent: *\n"},
		{"/", "/.nojekyll", 200, "", "application/octet-stream", "\n"},

		{"/", "/ACME/api/no-pin/", 404, "", "text/html; charset=utf-8", "lost"},
		{"/", "/acme/api/NO_PIN", 404, "", "text/html; charset=utf-8", "lost"},
		{"/", "/acme", 404, "", "text/html; charset=utf-8", "lost"},
		{"/", "/acme/", 404, "", "text/html; charset=utf-8", "lost"},
		{"/", "/acme/api/no-pin.html", 404, "", "text/html; charset=utf-8", "lost"},
		{"/", "/acme/api/no%2Epin/", 404, "", "text/html; charset=utf-8", "lost"},
		{"/", "/codes.csv/", 404, "", "text/html; charset=utf-8", "lost"},
		{"/", "//evil.example/", 404, "", "text/html; charset=utf-8", "lost"},
		{"/", "//acme/api/no-pin", 404, "", "text/html; charset=utf-8", "lost"},

		{"/errdocs/", "/errdocs/", 200, "", "text/html; charset=utf-8", "home"},
		{"/errdocs/", "/errdocs", 301, "/errdocs/", "", ""},
		{"/errdocs/", "/errdocs?q=1", 301, "/errdocs/?q=1", "", ""},
		{"errdocs", "/errdocs/acme/api/no-pin", 301, "/errdocs/acme/api/no-pin/", "", ""},
		{"/errdocs/", "/errdocs/nothing", 404, "", "text/html; charset=utf-8", "lost"},
		{"/errdocs/", "/", 404, "", "text/plain; charset=utf-8", "404 page not found\n"},
		{"/errdocs/", "/errdocsx/", 404, "", "text/plain; charset=utf-8", "404 page not found\n"},
	}
	for _, test := range tests {
		t.Run(test.base+" "+test.target, func(t *testing.T) {
			got := ask(t, small.Handler(test.base), "GET", test.target, nil)
			body, _ := io.ReadAll(got.Body)
			if got.StatusCode != test.status || got.Header.Get("Location") != test.location ||
				got.Header.Get("Content-Type") != test.kind || string(body) != test.body {
				t.Errorf("got %d, location %q, type %q, body %q", got.StatusCode, got.Header.Get("Location"), got.Header.Get("Content-Type"), body)
			}
			head := ask(t, small.Handler(test.base), "HEAD", test.target, nil)
			if head.StatusCode != test.status {
				t.Errorf("HEAD: %d, want %d", head.StatusCode, test.status)
			}
			if body, _ := io.ReadAll(head.Body); len(body) > 0 && test.kind != "text/plain; charset=utf-8" {
				t.Errorf("HEAD has a body: %q", body)
			}
		})
	}
}

func TestHandlerRefuses(t *testing.T) {
	for _, target := range []string{
		`/acme%5Capi/`, `/..%5c..%5cetc/passwd`, "/acme%2Fapi/no-pin/", "/acme/api%2fno-pin.md", "/acme/../index.html",
		"/../../etc/passwd", "/acme/%2e%2e/index.html", "/./index.html", "/acme/api/no-pin/.", "/%00", "/acme/api/no-pin.md%00.html", "/a%0d%0ab",
	} {
		if got := ask(t, small.Handler("/"), "GET", target, nil); got.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %d, want 400", target, got.StatusCode)
		}
	}
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"} {
		got := ask(t, small.Handler("/"), method, "/", nil)
		if got.StatusCode != http.StatusMethodNotAllowed || got.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %d, Allow %q", method, got.StatusCode, got.Header.Get("Allow"))
		}
	}
}

func TestHandlerTagsBytes(t *testing.T) {
	home := ask(t, small.Handler("/"), "GET", "/", nil)
	tag := home.Header.Get("ETag")
	if len(tag) < 10 || home.Header.Get("Cache-Control") != "no-cache" || home.Header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("headers: %v", home.Header)
	}
	again := ask(t, small.Handler("/"), "GET", "/", http.Header{"If-None-Match": {tag}})
	if again.StatusCode != http.StatusNotModified {
		t.Errorf("same bytes: %d, want 304", again.StatusCode)
	}
	changed := &site.Site{Files: []site.File{{Path: "index.html", Data: []byte("another home")}}}
	if got := ask(t, changed.Handler("/"), "GET", "/", http.Header{"If-None-Match": {tag}}); got.StatusCode != http.StatusOK {
		t.Errorf("other bytes: %d, want 200", got.StatusCode)
	}
	if got := ask(t, changed.Handler("/"), "GET", "/nothing", nil); got.StatusCode != http.StatusNotFound {
		t.Errorf("site without 404.html: %d, want 404", got.StatusCode)
	}
}

// ask sends a request as a server reads it off the wire: a client would tidy the path up.
func ask(t *testing.T, h http.Handler, method, target string, header http.Header) *http.Response {
	t.Helper()
	r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(method + " " + target + " HTTP/1.1\r\nHost: site.test\r\n\r\n")))
	if err != nil {
		t.Fatal(err)
	}
	for name, values := range header {
		r.Header[name] = values
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}
