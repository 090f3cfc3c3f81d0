package resolve

import (
	"cmp"
	"encoding/hex"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/errdocs/errdocs/internal/letters"
	"github.com/errdocs/errdocs/internal/pattern"
)

const (
	maxRaw   = 2048 // bytes of an address, including its query
	maxInput = 256  // bytes that count
)

// at returns the entry whose address, current or former, the segments end with; -1 if there is none.
func (r *Resolver) at(segments []string) int {
	if len(segments) == 0 {
		return -1
	}
	path := strings.Split(addressPath(segments), "/")
	found := r.keys()[Fold(path[len(path)-1])]
	for i := range path {
		end := strings.Join(path[i:], "/")
		for _, e := range found {
			if r.entries[e].ID == end {
				return e
			}
		}
		for _, e := range found {
			isEnd := func(old string) bool { return addressPath(addressSegments(old)) == end }
			if slices.ContainsFunc(r.entries[e].Old, isEnd) {
				return e
			}
		}
	}
	return -1
}

// pathOf removes scheme, host, query and fragment from an address.
func pathOf(s string) string {
	s = strings.TrimLeft(s, "<>()[]{}\"'` \t\r\n")
	if i := strings.Index(s, "://"); i >= 0 {
		_, path, _ := strings.Cut(s[i+3:], "/")
		s = "/" + path
	}
	if i := strings.IndexAny(s, "?#"); i >= 0 {
		s = s[:i]
	}
	return s
}

// addressSegments splits an address. The last segment loses its punctuation and its extension; if it is the index of a
// folder, it is left out.
func addressSegments(s string) []string {
	segments := strings.FieldsFunc(s, func(c rune) bool { return c == '/' || c == '\\' })
	segments = slices.DeleteFunc(segments, func(s string) bool { return Fold(trimPunctuation(s)) == "" })
	n := len(segments)
	if n == 0 {
		return nil
	}
	last := withoutExtension(trimPunctuation(segments[n-1]))
	if letters.Lower(last) == "index" || Fold(last) == "" {
		return segments[:n-1]
	}
	segments[n-1] = last
	return segments
}

func withoutExtension(s string) string {
	for _, ext := range []string{".html", ".htm", ".md", ".json"} {
		if strings.HasSuffix(letters.Lower(s), ext) {
			return s[:len(s)-len(ext)]
		}
	}
	return s
}

// addressPath returns segments as letters, digits and hyphens, joined by "/". One in another script stays: no page has it.
func addressPath(segments []string) string {
	var path []string
	for _, s := range segments {
		if slug := cmp.Or(Slug(s), Fold(s)); slug != "" {
			path = append(path, slug)
		}
	}
	return strings.Join(path, "/")
}

// trimPunctuation removes what a code in prose, in quotes or in brackets may be surrounded by.
func trimPunctuation(s string) string {
	return strings.TrimFunc(s, func(c rune) bool { return letters.Fold(c) < 0 && c != '_' && c != '-' })
}

var escapes = pattern.New(`(?:%[0-9A-Fa-f]{2})+`)

// decodePercent decodes %XX. What is not printable becomes U+FFFD, as what is not UTF-8 does.
func decodePercent(s string) string {
	return escapes().ReplaceAllStringFunc(s, func(run string) string {
		decoded, _ := hex.DecodeString(strings.ReplaceAll(run, "%", "")) // the pattern is that of pairs of digits
		return strings.Map(func(r rune) rune {
			if r < ' ' || r == 0x7F {
				return utf8.RuneError
			}
			return r
		}, string(decoded))
	})
}
