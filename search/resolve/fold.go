package resolve

import "strings"

// Slug returns the segment of an address that a code gets: cut at the first "(", ASCII letters in lower case and
// digits, each run of other characters one hyphen, none at either end. It is "" if the code has no such character.
func Slug(code string) string {
	code = callee(code)
	b := make([]byte, 0, len(code))
	gap := false
	for i := 0; i < len(code); i++ {
		c := code[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			gap = true
			continue
		}
		if gap && len(b) > 0 {
			b = append(b, '-')
		}
		gap = false
		b = append(b, c)
	}
	return string(b)
}

// Fold returns what all spellings of a code have in common: its slug without hyphens. "SERVER_ERROR", "server-error"
// and "serverError(400)" fold to "servererror".
func Fold(s string) string { return strings.ReplaceAll(Slug(s), "-", "") }

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
	if key := Fold(tail); len(key) < minTail || isNumber(key) {
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
