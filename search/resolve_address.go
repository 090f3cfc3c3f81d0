package search

import (
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	maxRaw   = 2048 // bytes of an address, its query included
	maxInput = 256  // bytes that count
)

// home is the root of the site as a target.
const home = "./"

// Address is what ResolveAddress found. Target is where to go, below the root of the site; it is empty
// where the choice is the reader's, or where the address is already the target's.
type Address struct {
	Target string `json:"target"`
	Resolution
}

// ResolveAddress finds the page that a wrong address means: other case, "_" for "-", no slash, a file
// extension, trailing punctuation, percent-encoding, a wrong vendor or set, a former address, another
// base. Path is the path of the address, or all of it; base is the path of the site's root. The target
// of a target is itself, so following it ends after one step.
func (r *Resolver) ResolveAddress(path, base string) Address {
	text := withoutBase(resolverText(path), base)
	segments := addressSegments(text)
	if len(segments) == 0 && !strings.ContainsFunc(text, isUnreadable) {
		return Address{r.target(home, path, base), Resolution{Page, ByAddress, []Entry{}}}
	}
	if r.at(segments) < 0 {
		if page, ok := r.page(segments); ok {
			return Address{r.target(page, path, base), Resolution{Page, ByAddress, []Entry{}}}
		}
	}
	res := r.resolve(text, segments, nil)
	if n := len(segments); n > 1 && (res.Kind == Nearest || res.Kind == Nothing) {
		if page, ok := r.pages[addressPath(segments[n-1])]; ok {
			return Address{r.target(page, path, base), Resolution{Page, ByAddress, []Entry{}}}
		}
	}
	if res.Kind != One {
		return Address{"", res}
	}
	return Address{r.target(res.Entries[0].URL, path, base), res}
}

// isUnreadable reports whether a character was a letter of another alphabet, which decodePercent makes
// a hyphen: an address of such is not that of the home page, although nothing of it can be read.
func isUnreadable(c rune) bool { return c == '-' || c >= utf8.RuneSelf }

func (r *Resolver) target(url, path, base string) string {
	if withoutBase(cutAddress(path), base) == strings.TrimPrefix(url, home) {
		return ""
	}
	return url
}

// page returns the page at the segments, or at the last two or more of them.
func (r *Resolver) page(segments []string) (string, bool) {
	path := strings.Split(addressPath(strings.Join(segments, "/")), "/")
	for i := range path {
		if page, ok := r.pages[strings.Join(path[i:], "/")]; ok && (i == 0 || len(path)-i > 1) {
			return page, true
		}
	}
	return "", false
}

// at returns the entry whose address, today's or a former one, the segments end with; -1 for none.
func (r *Resolver) at(segments []string) int {
	if len(segments) == 0 {
		return -1
	}
	path := strings.Split(addressPath(strings.Join(segments, "/")), "/")
	found := r.keys[Fold(path[len(path)-1])]
	for i := range path {
		suffix := strings.Join(path[i:], "/")
		for _, e := range found {
			if r.entries[e].ID == suffix {
				return e
			}
		}
		for _, e := range found {
			if slices.ContainsFunc(r.entries[e].Old, func(old string) bool { return plainAddress(old) == suffix }) {
				return e
			}
		}
	}
	return -1
}

// resolverText prepares an input: capped, without query and fragment where it is an address, decoded.
func resolverText(raw string) string {
	raw = cutBytes(strings.ToValidUTF8(raw, "\uFFFD"), maxRaw)
	if strings.Contains(raw, "/") {
		raw = cutAddress(raw)
	}
	return decodePercent(decodePercent(cutBytes(raw, maxInput)))
}

// cutAddress removes scheme, host, query and fragment.
func cutAddress(s string) string {
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

func withoutBase(path, base string) string {
	base = "/" + strings.Trim(base, "/") + "/"
	if base == "//" {
		base = "/"
	}
	if len(path) >= len(base) && lowerASCII(path[:len(base)]) == lowerASCII(base) {
		return path[len(base):]
	}
	return path
}

// addressSegments splits an address. The last segment loses its punctuation and its extension; one
// that is the index of a folder goes.
func addressSegments(s string) []string {
	segments := strings.FieldsFunc(s, func(c rune) bool { return c == '/' || c == '\\' })
	segments = slices.DeleteFunc(segments, func(s string) bool { return addressWord(trimPunctuation(s)) == "" })
	n := len(segments)
	if n == 0 {
		return nil
	}
	last := trimPunctuation(segments[n-1])
	for _, ext := range []string{".html", ".htm", ".md", ".json"} {
		if base, ok := strings.CutSuffix(lowerASCII(last), ext); ok {
			last = last[:len(base)]
			break
		}
	}
	segments[n-1] = last
	if lowerASCII(last) == "index" || addressWord(last) == "" {
		return segments[:n-1]
	}
	return segments
}

// plainAddress returns an address as at compares it: without an extension.
func plainAddress(s string) string { return addressPath(strings.Join(addressSegments(s), "/")) }

// addressPath returns an address as segments of letters, digits and hyphens, joined by "/".
func addressPath(s string) string {
	segments := strings.Split(s, "/")
	for i, seg := range segments {
		segments[i] = addressWord(seg)
	}
	return strings.Join(slices.DeleteFunc(segments, func(s string) bool { return s == "" }), "/")
}

// trimPunctuation removes what can stand around a code in prose, in quotes and in brackets.
func trimPunctuation(s string) string {
	return strings.TrimFunc(s, func(c rune) bool {
		return (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '_' && c != '-'
	})
}

// decodePercent decodes %XX of printable ASCII; others become hyphens, since no name has them.
func decodePercent(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] != '%' || i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2]) {
			b = append(b, s[i])
			continue
		}
		c := hexValue(s[i+1])<<4 | hexValue(s[i+2])
		if c < ' ' || c > '~' {
			c = '-'
		}
		b = append(b, c)
		i += 2
	}
	return string(b)
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

func hexValue(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c&7 + 9
}

// cutBytes returns the longest start of s that has at most n bytes and ends at the end of a character.
func cutBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

func lowerASCII(s string) string {
	return strings.Map(func(c rune) rune {
		if c >= 'A' && c <= 'Z' {
			return c + 'a' - 'A'
		}
		return c
	}, s)
}
