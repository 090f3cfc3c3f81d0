package vendorpage

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/errdocs/errdocs/content"
)

// shape says how much a string looks like an error code.
type shape uint8

const (
	noCode shape = iota
	weak         // a word: code only where a header says so
	fair         // a number, an upper-case word, a dotted or hyphenated name
	sure         // SCREAMING_SNAKE, snake_case, E1001: nothing else looks like that
)

var (
	codeLetters = regexp.MustCompile(`^[A-Za-z0-9_.:/#>-]+(?:\(.*\))?$`)
	screaming   = regexp.MustCompile(`^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$`)
	snake       = regexp.MustCompile(`^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$`)
	numbered    = regexp.MustCompile(`^[A-Za-z]{1,12}[-_.]?[0-9]{1,8}[A-Za-z]?$|^[A-Z][A-Z0-9]*(?:[-_][A-Z0-9]+)*[-_][0-9]{1,8}$|^0[xX][0-9A-Fa-f]{1,16}$`)
	integer     = regexp.MustCompile(`^-?[0-9]{1,10}$`)
	upperWord   = regexp.MustCompile(`^[A-Z][A-Z0-9]{2,}$`)
	mixed       = regexp.MustCompile(`^(?:[0-9][0-9A-Z]{4}|[0-9][0-9A-F]{7}|[0-9]{1,3}[A-Z]{1,2}(?:[0-9]{1,3})?|[A-Z]{1,2}[0-9]{1,3}[A-Z]?|[0-9]+_[0-9]+)$`)
	camel       = regexp.MustCompile(`^[A-Za-z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+$|^[A-Z][A-Za-z0-9]*[a-z][A-Z][A-Za-z0-9]*$|^[A-Z]{2,}[a-z][A-Za-z0-9]*$`)
	compound    = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)+$|^\.?[A-Za-z][A-Za-z0-9_-]*(?:(?:[.:/#]|::|->)[A-Za-z0-9][A-Za-z0-9_-]*)+$|^\.[a-z][A-Za-z0-9]+$`) // kebab-case, a.path, .swiftCase
	word        = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]{0,40}$|^[0-9]{1,2}[a-z]{4,40}$|^[0-9]{1,5}(?:\.[0-9]{1,5}){1,3}$`)
	signature   = regexp.MustCompile(`^(\.?[A-Za-z_][A-Za-z0-9_.:]*)\(([^()]*)\)$`)
	domain      = regexp.MustCompile(`(?i)\.(?:com|org|net|io|dev|md|html?|json|ya?ml|xml|png|jpe?g|svg|pdf|js|ts|py|go|kt|swift|java|php|rb|sh|exe|zip)$`)
	noNumber    = regexp.MustCompile(`^[0-9][xX]{1,2}$|^[0-9]{1,3}(?:[_,][0-9]{3})+$`) // 4xx, 10_000
	hexNumber   = regexp.MustCompile(`^0[xX][0-9A-Fa-f]{1,16}$`)
)

// notCodes lists words that look like codes but are not.
var notCodes = wordSet("not codes")

// codeShape says how much a string without surrounding spaces looks like a code.
func codeShape(s string) shape {
	if len(s) == 0 || len(s) > content.MaxCode || !codeLetters.MatchString(s) {
		return noCode
	}
	return knownShape(s)
}

var knownShape = memo(readShape)

func readShape(s string) shape {
	if m := signature.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	switch {
	case notCodes[strings.ToLower(s)], strings.Contains(s, "("), domain.MatchString(s), noNumber.MatchString(s):
		return noCode
	case screaming.MatchString(s), snake.MatchString(s), numbered.MatchString(s):
		return sure
	case integer.MatchString(s), upperWord.MatchString(s), mixed.MatchString(s), camel.MatchString(s), compound.MatchString(s):
		return fair
	case word.MatchString(s):
		return weak
	}
	return noCode
}

// whole reads a whole number, in decimal or hexadecimal digits.
func whole(s string) (int, bool) {
	if rest, ok := strings.CutPrefix(strings.ToLower(s), "0x"); ok {
		n, err := strconv.ParseUint(rest, 16, 32)
		return int(n), err == nil
	}
	n, err := strconv.Atoi(s)
	return n, err == nil && integer.MatchString(s)
}

// symbolic reports whether a code is a name rather than a number.
func symbolic(s string) bool {
	return strings.IndexFunc(s, unicode.IsLetter) >= 0 && !strings.HasPrefix(s, "0x") && !mixed.MatchString(s)
}

// found is what a cell or heading says about a code.
type found struct {
	code      string
	signature string
	title     string // words next to the code
	alias     string // the code's value in hexadecimal digits
	number    *int64 // a number next to a symbolic code
	http      int    // an HTTP status next to the code
	keys      string // of the facts that say so
	shape     shape
}

var (
	leadWord   = regexp.MustCompile(`^(?i:(?:(?:http|https|api|sdk)\s+)?(?:error|status|response|reason|result|return|decline|exception|failure|http)?(?:\s+(?:code|status|no\.?|number|id))*)[:\s#]+(\S.*)$`)
	codeRest   = regexp.MustCompile(`^(\S+?)(?:\s*[:–—=]\s+|\s+[-–—:=>]+\s+|:\s*)(\S.*)$`)
	statusRest = regexp.MustCompile(`^([1-5][0-9]{2})\s*[-–—:.]?\s*([^\d\s+×*/].*)$`) // no formula
	restCode   = regexp.MustCompile(`^(\S.*?)\s*[([{]\s*(?i:(?:http|error|code|status)?\s*(?:code|status)?[:\s#]*)(\S+?)\s*[)\]}]$`)
	codeParens = regexp.MustCompile(`^(\S+)\s+[([]\s*(\S.*?)\s*[)\]]$`)
	listSplit  = regexp.MustCompile(`\s*(?:[,;|]|\n|\s/\s|\bor\b|\band\b|&)\s*`)
	rangeWords = regexp.MustCompile(`(?i)^[0-9][0-9_,. ]*\s*(?:-|–|—|\.\.+|to|through|until)\s*[0-9][0-9_,.]*$|\band (?:above|below|up|over|higher|lower|under)\b|^(?:[<>≤≥]|(?:above|below|over|under)\b)|^[0-9]{1,3}[xX*]+$`)
	// codeRange matches the two ends of a range of codes, with what comes before their numbers.
	codeRange = regexp.MustCompile(`^([A-Za-z_-]*|0x)[0-9][0-9A-Fa-f]*\s*(-|–|—|\.\.+|…|\b(?i:to|through|until)\b)\s*([A-Za-z_-]*|0x)[0-9][0-9A-Fa-f]*$`)
	// statusNamed matches an HTTP status that is called one: "HTTP 404".
	statusNamed = regexp.MustCompile(`^(?i:https?\s+(?:status\s+)?(?:code\s+)?)([1-5][0-9]{2})$`)
	// factPair matches a fact with its key: `code: 400, errno: 101`.
	factPair = regexp.MustCompile(`(\w+)\s*[:=]\s*(?:"([^"]*)"|'([^']*)'|([^\s,;]+))`)
	allFacts = regexp.MustCompile(`^(?:` + factPair.String() + `[,;]?\s*)+$`)
)

// findCodes reads the codes in a cell. Usually there is one; some vendors list several, with commas or one below
// the other.
func findCodes(t text) []found {
	s := t.line()
	styled := shape(0)
	if t.literal() {
		styled = 1
	}
	if one, ok := findCode(s, styled); ok {
		return []found{one}
	}
	if len(s) > maxCodeCell || !mayHaveCode(s) {
		return nil
	}
	if pair, ok := symbolAndNumber(t); ok {
		return []found{pair}
	}
	list := codeList(t, s, styled)
	for _, read := range []func(text, string) (found, bool){codeOfFacts, codeAndWords} {
		if one, ok := read(t, s); ok && list == nil {
			list = []found{one}
		}
	}
	return list
}

// maxCodeCell is the maximum length of a cell that has codes and other words.
const maxCodeCell = 240

// leadWords are the words that can come before a code.
var leadWords = wordSet("before codes")

// mayHaveCode reports whether a cell of several words needs a closer look: it starts with a code or with a word that
// comes before codes, or ends with a bracket.
func mayHaveCode(s string) bool {
	first := strings.Trim(s[:strings.IndexAny(s+" ", " ,;|")], ":.-–—=>")
	return s != "" && (strings.ContainsAny(s[len(s)-1:], ")]}") || codeShape(first) >= fair || leadWords[strings.ToLower(first)])
}

// findCode reads a string that is only a code.
func findCode(s string, styled shape) (found, bool) {
	sh := codeShape(s)
	f := found{code: s, shape: min(sh+styled, sure)}
	if m := signature.FindStringSubmatch(s); m != nil {
		if f.code = m[1]; strings.TrimSpace(m[2]) != "" {
			f.signature = s
		}
	}
	return f, sh != noCode
}

// symbolAndNumber reads a name with its number below it: "ERROR_SUCCESS", "0 (0x0)".
func symbolAndNumber(t text) (found, bool) {
	parts := t.paragraphs()
	if len(parts) != 2 {
		return found{}, false
	}
	name, number := parts[0], parts[1]
	if !symbolic(name) {
		name, number = number, name
	}
	f := found{code: name, shape: codeShape(name)}
	for i, w := range strings.Fields(number) {
		hex := strings.TrimRight(strings.Trim(w, "()"), "LlUu")
		if n, err := strconv.Atoi(w); err == nil && i == 0 {
			f.number = new(int64(n))
		} else if hexNumber.MatchString(hex) {
			f.alias = hex
		}
	}
	return f, f.shape >= fair && symbolic(name) && (f.number != nil || f.alias != "")
}

// codeList reads several codes in one cell. "500, 502, 503 - Server Errors" has a title for all of them.
func codeList(t text, s string, styled shape) (list []found) {
	title := ""
	parts := t.paragraphs()
	if len(parts) == 1 {
		parts = listSplit.Split(s, -1)
		if last, ok := codeAndWords(nil, parts[len(parts)-1]); ok && integer.MatchString(last.code) {
			title, parts[len(parts)-1] = last.title, last.code
		}
	}
	for _, p := range parts {
		f, ok := findCode(strings.Trim(p, " ,;"), styled)
		if f.title = title; !ok || f.shape < fair || len(parts) < 2 {
			return nil
		}
		list = append(list, f)
	}
	return list
}

// codeOfFacts reads a cell that has only facts with keys: `code: 7, reason: "already started"`. A status is the code
// if there is no other.
func codeOfFacts(_ text, s string) (f found, ok bool) {
	if !allFacts.MatchString(s) {
		return f, false
	}
	for _, m := range factPair.FindAllStringSubmatch(s, -1) {
		value := firstOf(m[2], m[3], m[4])
		f.keys += m[1] + " "
		n, _ := whole(value)
		switch field := classify(m[1]); {
		case field == FieldCode && f.code != "" && f.http == 0 && isRegistered(statuses(f.code)):
			f.http, _ = whole(f.code)
			f.code = value
		case field == FieldCode && f.code == "":
			f.code, ok = value, codeShape(value) >= fair
		case field == FieldHTTP || field == statusCode:
			f.http = n
		default:
			f.title = firstOf(f.title, value)
		}
	}
	f.shape = max(codeShape(f.code), fair)
	return f, ok
}

// codeAndWords reads a code next to words: "400 Bad Request", "E1001: Card expired", "Bad request (400)", "HTTP
// 404".
func codeAndWords(t text, s string) (found, bool) {
	if m := leadWord.FindStringSubmatch(s); m != nil && m[1] != s && !strings.HasPrefix(s, m[1]) {
		if f, ok := findCode(m[1], 0); ok && f.shape >= fair {
			return f, true
		}
		if f, ok := codeAndWords(nil, m[1]); ok && (integer.MatchString(f.code) || f.shape >= fair && symbolic(f.code)) {
			return f, true
		}
	}
	if isRange(s) {
		return found{}, false
	}
	if m := statusRest.FindStringSubmatch(s); m != nil && !strings.HasPrefix(m[2], "_") {
		return found{code: m[1], title: trimWords(m[2]), shape: fair}, true
	}
	for _, pattern := range []*regexp.Regexp{codeRest, codeParens, restCode} {
		m := pattern.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		if pattern == restCode {
			m[1], m[2] = m[2], m[1]
		}
		if f, ok := withNeighbor(strings.TrimRight(m[1], ":"), trimWords(m[2])); ok {
			return f, true
		}
	}
	// A code in a code span, or one that cannot be anything else, followed by words.
	first, rest, _ := strings.Cut(s, " ")
	f, ok := findCode(first, 0)
	f.title = trimWords(rest)
	return f, ok && rest != "" && (f.shape == sure || len(t) > 1 && t[0].style&literal != 0 && squeeze(t[0].text) == first)
}

// withNeighbor joins a code with what is next to it: a number, an HTTP status, another code, or words.
func withNeighbor(code, other string) (found, bool) {
	f, ok := findCode(code, 0)
	if !ok || f.shape < fair {
		f, ok = findCode(other, 0)
		f.title = code
		return f, ok && f.shape >= fair && integer.MatchString(other)
	}
	if m := statusNamed.FindStringSubmatch(other); m != nil {
		other = m[1]
	}
	n, err := strconv.Atoi(other)
	switch {
	case err == nil && symbolic(f.code) && n >= 100 && n <= 599:
		f.http = n
	case err == nil && symbolic(f.code):
		f.number = new(int64(n))
	case integer.MatchString(f.code) && codeShape(other) == sure && symbolic(other): // "3 (INVALID_ARGUMENT)"
		if n, err := strconv.Atoi(f.code); err == nil {
			f.code, f.number, f.shape = other, new(int64(n)), sure
		}
	default:
		f.title = other
	}
	return f, true
}

// trimWords removes separators. The sign of a number is none.
func trimWords(s string) string {
	if integer.MatchString(s) {
		return s
	}
	return strings.Trim(s, " \t-–—:;,.=>")
}

// isRange reports whether a cell is a range of numbers and not a code.
func isRange(s string) bool {
	m := codeRange.FindStringSubmatch(s)
	return m != nil && m[1] == m[3] && (m[2] != "-" || m[1] != "") || rangeWords.MatchString(s) || noNumber.MatchString(s)
}
