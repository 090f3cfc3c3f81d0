package resolve

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/errdocs/errdocs/internal/golden"
	"github.com/errdocs/errdocs/internal/letters"
)

// The rules by which the site's 404 page finds where a wrong address was meant to lead: other case, "_" for "-", no
// slash, a file extension, trailing punctuation, percent-encoding, a wrong vendor or set, a former address, another base.
// Only resolve.js runs in the product. This is the referee that the tests compare it with.

// found is where an address leads: a target below the root of the site, "" if the reader has to choose or if the address
// is the target's already.
type found struct {
	Target string `json:"target"`
	Resolution
}

const home = "./"

// resolveAddress resolves an address or its path; base is the path of the site's root.
func resolveAddress(r *Resolver, path, base string) found {
	page := func(url string) found {
		return found{target(url, path, base), Resolution{Kind: "page", How: ByAddress, Entries: []Entry{}}}
	}
	text := withoutBase(prepared(path, true), base)
	segments := addressSegments(text)
	if len(segments) == 0 && !strings.ContainsFunc(text, isUnreadable) {
		return page(home)
	}
	if r.at(segments) < 0 {
		if url, ok := pageAt(r, segments); ok {
			return page(url)
		}
	}
	res := r.resolve(text, segments, nil)
	if n := len(segments); n > 1 && (res.Kind == Nearest || res.Kind == Nothing) {
		if url, ok := pageWithPath(r, Slug(segments[n-1])); ok {
			return page(url)
		}
	}
	if res.Kind != One {
		return found{"", res}
	}
	return found{target(res.Entries[0].URL, path, base), res}
}

// isUnreadable reports whether a character was a letter of another alphabet, which decodePercent turns into a hyphen: an
// address of such letters is not that of the home page, although nothing of it can be read.
func isUnreadable(c rune) bool { return c == '-' || c >= utf8.RuneSelf }

func target(url, path, base string) string {
	if withoutBase(pathOf(path), base) == strings.TrimPrefix(url, home) {
		return ""
	}
	return url
}

// pageAt returns the page at the segments, or at the last two or more of them.
func pageAt(r *Resolver, segments []string) (string, bool) {
	path := strings.Split(addressPath(segments), "/")
	for i := range path {
		if page, ok := pageWithPath(r, strings.Join(path[i:], "/")); ok && (i == 0 || len(path)-i > 1) {
			return page, true
		}
	}
	return "", false
}

func pageWithPath(r *Resolver, path string) (string, bool) {
	i := slices.IndexFunc(r.pages, func(p string) bool { return addressPath(strings.Split(p, "/")) == path })
	if i < 0 {
		return "", false
	}
	return r.pages[i], true
}

func withoutBase(path, base string) string {
	base = "/" + strings.Trim(base, "/") + "/"
	if base == "//" {
		base = "/"
	}
	if len(path) >= len(base) && letters.Lower(path[:len(base)]) == letters.Lower(base) {
		return path[len(base):]
	}
	return path
}

func TestAddressTable(t *testing.T) {
	r := New(testEntries(t), testPages...)
	var queries []query
	for _, row := range golden.Rows(t, "testdata/addresses.tsv", 5) {
		a := resolveAddress(r, row[0], row[1])
		if got := strings.Join(ids(a.Resolution), " "); a.Target != row[2] || string(a.Kind) != row[3] || got != row[4] {
			t.Errorf("%s: got %q %s %s, want %q %s %s", row[0], a.Target, a.Kind, got, row[2], row[3], row[4])
		}
		queries = append(queries, query{Path: row[0], Base: row[1]})
	}
	sameInBrowser(t, r, queries)
}

// mutations are the wrong addresses that people make of a right one, "vendor/set/slug/".
func mutations(entries []Entry, e Entry) map[string]string {
	slug := e.slug()
	m := map[string]string{
		"upper case":    strings.ToUpper(e.ID) + "/",
		"underscores":   strings.ReplaceAll(e.ID, "-", "_") + "/",
		"no slash":      e.Vendor + "/" + e.Set + "/" + strings.ReplaceAll(slug, "-", "_"),
		".html":         e.ID + ".html",
		"%2E":           e.Vendor + "/" + e.Set + "/" + strings.ReplaceAll(e.Name, ".", "%2E") + "%2E/",
		"parenthesis":   e.ID + "/)",
		"full stop":     e.ID + ".",
		"index.html":    e.ID + "/index.html,",
		"code verbatim": e.Vendor + "/" + e.Set + "/" + e.Name,
		"%5F":           strings.ReplaceAll(e.ID, "-", "%5F"),
		"short":         "e/" + strings.ToUpper(e.Short),
		"old base":      "docs/errors/" + e.ID + "/",
	}
	exists := map[string]bool{}
	for _, other := range entries {
		exists[other.ID] = true
	}
	for _, vendor := range []string{"visa-uctp", "keyless", "thales", "nobody"} {
		if wrong := vendor + "/" + e.Set + "/" + slug; vendor != e.Vendor && !exists[wrong] {
			m["vendor "+vendor] = wrong + "/"
		}
	}
	if wrong := e.Vendor + "/v2/" + slug; !exists[wrong] {
		m["wrong set"] = wrong
	}
	return m
}

// TestMutatedAddresses checks that every mutation of every address ends on the page or on a list that contains it, after
// at most one step from the 404 page, and that it stays there.
func TestMutatedAddresses(t *testing.T) {
	entries := testEntries(t)
	r := New(entries, testPages...)
	var queries []query
	for _, base := range []string{"/", "/errors/"} {
		pages, lists := 0, 0
		for _, e := range entries {
			for what, path := range mutations(entries, e) {
				path = base + path
				queries = append(queries, query{Path: path, Base: base})
				a := resolveAddress(r, path, base)
				switch {
				case a.Target == e.ID+"/":
					pages++
				case a.Target == "" && (a.Kind == Several || a.Kind == One) && slices.Contains(ids(a.Resolution), e.ID):
					lists++
				default:
					t.Errorf("%s %s (%s): got %q %s %v", e.ID, path, what, a.Target, a.Kind, ids(a.Resolution))
				}
				if a.Target != "" {
					if next := resolveAddress(r, base+a.Target, base); next.Target != "" {
						t.Errorf("%s leads to %s, that to %s", path, a.Target, next.Target)
					}
				}
			}
		}
		if pages < 10*len(entries) || lists == 0 {
			t.Errorf("%d addresses led to their page and %d to a list", pages, lists)
		}
	}
	sameInBrowser(t, r, queries)
}
