package resolve

import (
	"strings"
	"unicode/utf8"

	"github.com/errdocs/errdocs/internal/letters"
	"github.com/errdocs/errdocs/internal/pattern"
)

// paths matches a path, or an address with its host, that starts a text or follows a mark or white space: "GET /visa/x 500",
// "path=/visa/x", and the line of a source file behind its name. What follows "?" or "#" is not a part of it.
var paths = pattern.New(`(^|[^\w/.~%-])[A-Za-z][\w.-]*://([\w.-]*)(?::\d+)?(?:/[\w./%:@~+!*$\\-]*)?|(^|[^\w/.~%<-])[.~]{0,2}/[\w./%:@~+!*$\\-]*|(\.(?:[a-z]{2}|php|java|swift)):\d+`)

// isAddress reports whether all of an input may be one address: it has no white space, and no path behind a key.
func isAddress(raw string) bool {
	raw = trimPunctuation(letters.Cut(raw, maxRaw))
	at := paths().FindStringIndex(raw)
	return !strings.ContainsFunc(raw, isOutside) && (at == nil || at[0] == 0)
}

// isOutside reports whether a character is in no address: white space, or what JSON and markup have around one.
func isOutside(c rune) bool {
	return c <= ' ' || c == 0xA0 || c == 0x3000 || strings.ContainsRune("\"<>{}", c)
}

// WithoutPaths returns a message without the paths in it, which name neither a vendor nor a code. Hosts stay, and so does a text that
// is an address as a whole.
func WithoutPaths(text string) string {
	if isAddress(text) {
		return text
	}
	return withoutPaths(text)
}

func withoutPaths(text string) string { return paths().ReplaceAllString(text, "$1$3$4 $2 ") }

// withSlash finds what a message has with a slash in it: the address of an entry, or a long spelling such as
// "auth/user-not-found".
func (r *Resolver) withSlash(text string, hints []string) (res Resolution, ok bool) {
	for _, piece := range strings.FieldsFunc(text, func(c rune) bool { return c != '/' && isBreak(c) }) {
		segments := addressSegments(pathOf(piece))
		if len(segments) < 2 {
			continue
		}
		if found := r.at(segments); found >= 0 {
			return r.resolution(ByAddress, []int{found}), true
		}
		piece = trimPunctuation(piece)
		if key := Fold(piece); utf8.RuneCountInString(key) >= minSlashed && len(r.keys()[key]) > 0 {
			res = r.resolution(ByWords, r.rank(r.keys()[key], piece, key, hints))
			res.Code = piece
			return res, true
		}
	}
	return Resolution{}, false
}

const minSlashed = 6 // letters and digits of a spelling with a slash, unlike those of "and/or"

// prepared returns an input cut to size and decoded; an address without its host, query and fragment.
func prepared(raw string, isOne bool) string {
	raw = letters.Narrow(letters.Cut(strings.ToValidUTF8(raw, "\uFFFD"), maxRaw))
	if isOne && strings.Contains(raw, "/") {
		raw = pathOf(raw)
	}
	return decodePercent(decodePercent(letters.Cut(raw, maxInput)))
}
