package prose

import (
	"net/url"
	"path"
	"strings"
	"testing"
)

// FuzzLink judges any address. One that is let out leads to the web or to a mailbox as browsers read it, and one that
// stays inside leaves neither the site nor the page's own scheme.
func FuzzLink(f *testing.F) {
	for _, dest := range []string{
		"https://example.com/a?b#c", "mailto:a@example.com", "javascript:alert(1)", "JaVaScRiPt:x", "java\tscript:x", "//evil.example", `\\evil`, "http:evil",
		"https://a@evil.example", "acme/api/", "#top", "../x", "%2e%2e/x", "feed:javascript:x", "blob:https://x/1", "https:///x", "code:SERVER_ERROR", "?q=x", "..?x", "acme/..#x",
	} {
		f.Add(dest)
	}
	base := &url.URL{Scheme: "https", Host: "site.example", Path: "/errdocs/acme/"}
	f.Fuzz(func(t *testing.T, dest string) {
		// Browsers drop tabs and line breaks, and take a backslash for a slash (WHATWG URL, section 4.4).
		read := strings.NewReplacer("\t", "", "\n", "", "\r", "", `\`, "/").Replace(strings.Trim(dest, "\x00 \t\n\f\r"))
		u, err := url.Parse(read)
		if outward(dest) {
			switch {
			case err != nil:
				t.Errorf("%q is let out and is not an address: %v", dest, err)
			case u.Scheme == "mailto":
			case u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil:
				t.Errorf("%q is let out to %q", dest, u)
			}
		}
		if err != nil {
			u = &url.URL{Path: "./" + read} // a relative path with a colon in its first segment
		}
		if inward(dest) && (scheme.MatchString(read) || base.ResolveReference(u).Host != base.Host || !strings.HasPrefix(path.Clean("/errdocs/"+u.Path)+"/", "/errdocs/")) {
			t.Errorf("%q is taken for an address of the site", dest)
		}
	})
}
