package resolve

import (
	"strings"
	"unicode/utf8"

	"github.com/errdocs/errdocs/internal/letters"
)

// Slug returns the segment of an address that a code gets: cut at the first "(", ASCII letters in lower case and
// digits, each run of other characters one hyphen, none at either end. An accent is left out, and a sign becomes
// "minus": "-1" gets "minus-1". The slug is "" if the code has no letter or digit of ASCII.
func Slug(code string) string {
	b := make([]byte, 0, len(code))
	gap := false
	for _, r := range letters.Plain(callee(code)) {
		switch c := letters.Fold(r); {
		case c < 0 || c >= utf8.RuneSelf:
			gap = true
		case c > 0:
			if gap && len(b) > 0 {
				b = append(b, '-')
			}
			gap = false
			b = append(b, byte(c))
		}
	}
	return string(b)
}

// Fold returns what all spellings of a code have in common: its slug without hyphens, with the letters of other
// scripts. "SERVER_ERROR", "server-error" and "serverError(400)" fold to "servererror". A code without any letter or
// digit has the fold "".
func Fold(s string) string {
	var room [64]byte
	b := room[:0]
	for _, r := range letters.Plain(callee(s)) {
		if c := letters.Fold(r); c > 0 {
			b = utf8.AppendRune(b, c)
		}
	}
	return string(b)
}

// keyOf returns what a name is looked up by: its fold, or the name itself if it consists of marks.
func keyOf(name string) string {
	if key := Fold(trimPunctuation(name)); key != "" {
		return key
	}
	return strings.Trim(name, quotes)
}

// quotes are what a code that consists of marks may be quoted by.
const quotes = " \t\r\n\"'`“”„‘’«»"

// withoutQuotes returns a code without what quotes it or ends a sentence with it. Unlike trimPunctuation it keeps the marks
// of "#REF!".
func withoutQuotes(s string) string { return strings.Trim(s, quotes+".,;:") }

// otherSign returns the key of the number with the other sign: "1" for "minus1". It is "" for other keys.
func otherSign(key string) string {
	if number, ok := strings.CutPrefix(key, "minus"); ok && number != "" && isNumber(number) {
		return number
	}
	if key != "" && isNumber(key) {
		return "minus" + key
	}
	return ""
}

const minTail = 4 // letters and digits of a tail that is specific enough

// Tail returns the last part of a name that starts with its owner's: "serverError" of "TMGError.serverError",
// "user-not-found" of "auth/user-not-found". It is empty if there is no owner, and if the rest is a number or too short
// to be a name of its own.
func Tail(name string) string {
	name = callee(name)
	at := strings.LastIndexAny(name, ".:/#")
	if at < 1 {
		return ""
	}
	tail := name[at+1:]
	if key := Fold(tail); utf8.RuneCountInString(key) < minTail || isNumber(strings.TrimPrefix(key, "minus")) {
		return ""
	}
	return tail
}

// callee returns a name without the argument list of a call.
func callee(name string) string {
	name, _, _ = strings.Cut(name, "(")
	return name
}

func isNumber(s string) bool { return strings.Trim(s, "0123456789") == "" }
