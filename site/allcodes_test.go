package site

import (
	"path"
	"strings"
	"testing"
)

// Every code is listed once below "/codes/", on pages that stay small however many codes there are and
// however many of them start with the same letter.
func TestCodesPagesStaySmall(t *testing.T) {
	s := partOf(t, manyCodes(t, 100, 100), codesPages)
	listed := map[string]string{}
	for file, data := range s.All() {
		if len(data) > 300<<10 {
			t.Errorf("%s has %d bytes", file, len(data))
		}
		d := readHTMLPage(t, file, data)
		for _, a := range d.all("a") {
			href, _, _ := strings.Cut(attr(a, "href"), "#")
			to := path.Join(path.Dir(file), href)
			switch {
			case strings.Contains(to, "/api/"):
				if at, twice := listed[to]; twice {
					t.Errorf("%s is on %s and %s", to, at, file)
				}
				listed[to] = file
			case href != "" && strings.HasPrefix(to, "codes/") && s.File(to+"/index.html") == nil:
				t.Errorf("%s: %s leads nowhere", file, href)
			}
		}
		if strings.HasPrefix(file, "codes/c/") {
			if n := strings.Count(string(data), `aria-current=page`); n != 1 {
				t.Errorf("%s: %d parts are marked as this one", file, n)
			}
		}
	}
	if len(listed) != 10_000 {
		t.Errorf("%d codes are listed", len(listed))
	}
	t.Logf("%d pages, the first has %d bytes", len(s.Files), len(s.File("codes/c/index.html")))
	if s.File("codes/c/17/index.html") == nil || s.File("codes/c/18/index.html") != nil || s.File("codes/0-9/index.html") != nil {
		t.Error("10,000 codes of a letter are not 17 pages")
	}
}
