package vendorpage

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/internal/terms"
)

// found is what a cell or heading says about a code.
type found struct {
	code      string
	signature string
	title     string // words next to the code
	alias     string // the code's value in hexadecimal digits
	number    *int64 // a number next to a symbolic code
	http      int    // an HTTP status next to the code
	keys      string // of the facts that say so, or words between codes
	shape     terms.Shape
}

var (
	leadWord   = pattern.New(`^(?i:(?:(?:http|https|api|sdk)\s+)?(?:error|status|response|reason|result|return|decline|exception|failure|http)?(?:\s+(?:code|status|no\.?|number|id))*)[:\s#]+(\S.*)$`)
	codeRest   = pattern.New(`^(\S+?)(?:\s*[:–—=]\s+|\s+[-–—:=>]+\s+|:\s*)(\S.*)$`)
	statusRest = pattern.New(`^([1-5][0-9]{2})\s*[-–—:.]?\s*([^\d\s+×*/].*)$`) // no formula
	restCode   = pattern.New(`^(\S.*?)\s*[([{]\s*(?i:(?:http|error|code|status)?\s*(?:code|status)?[:\s#]*)(\S+?)\s*[)\]}]$`)
	codeParens = pattern.New(`^(\S+)\s+[([]\s*(\S.*?)\s*[)\]]$`)
	listSplit  = pattern.New(`\s*(?:[,;|、]|\n|\s/\s|\s(?:or|and|ou|et|oder|und|o|y|e|или|и|または|或)\s|&)\s*`)
	// statusNamed matches an HTTP status that is called one: "HTTP 404".
	statusNamed = pattern.New(`^(?i:https?\s+(?:status\s+)?(?:code\s+)?)([1-5][0-9]{2})$`)
	// factPair matches a fact with its key: `code: 400, errno: 101`.
	factPair = pattern.New(`(\w+)\s*[:=]\s*(?:"([^"]*)"|'([^']*)'|([^\s,;]+))`)
	allFacts = pattern.New(`^(?:` + factPair().String() + `[,;]?\s*)+$`)
)

// findCodes reads the codes in a cell. Usually there is one; some vendors list several, with commas or one below
// the other.
func findCodes(t text) []found {
	s := t.line()
	styled := terms.Shape(0)
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
var leadWords = terms.Words("before codes")

// mayHaveCode reports whether a cell of several words needs a closer look: it starts with a code or with a word that
// comes before codes, or ends with a bracket.
func mayHaveCode(s string) bool {
	first := strings.Trim(s[:strings.IndexAny(s+" ", " ,;|")], ":.-–—=>")
	return s != "" && (strings.ContainsAny(s[len(s)-1:], ")]}") || terms.CodeShape(first) >= terms.Fair || leadWords()[strings.ToLower(first)])
}

// findCode reads a string that is only a code.
func findCode(s string, styled terms.Shape) (found, bool) {
	sh := terms.CodeShape(s)
	f := found{code: s, shape: min(sh+styled, terms.Sure)}
	name, parameters, _ := terms.Call(s)
	if f.code = name; strings.TrimSpace(parameters) != "" {
		f.signature = s
	}
	return f, sh != terms.NoCode
}

// symbolAndNumber reads a name with its number below it: "ERROR_SUCCESS", "0 (0x0)".
func symbolAndNumber(t text) (found, bool) {
	parts := t.paragraphs()
	if len(parts) != 2 {
		return found{}, false
	}
	name, number := parts[0], parts[1]
	if !terms.Symbolic(name) {
		name, number = number, name
	}
	f := found{code: name, shape: terms.CodeShape(name)}
	for i, w := range strings.Fields(number) {
		hex := strings.TrimRight(strings.Trim(w, "()"), "LlUu")
		if n, err := strconv.Atoi(w); err == nil && i == 0 {
			f.number = new(int64(n))
		} else if terms.IsHex(hex) {
			f.alias = hex
		}
	}
	return f, f.shape >= terms.Fair && terms.Symbolic(name) && (f.number != nil || f.alias != "")
}

// codeList reads several codes in one cell. "500, 502, 503 - Server Errors" has a title for all of them.
func codeList(t text, s string, styled terms.Shape) (list []found) {
	title, between := "", ""
	parts := t.paragraphs()
	if len(parts) == 1 {
		parts, between = listSplit().Split(s, -1), strings.Join(listSplit().FindAllString(s, -1), "")
		if last, ok := codeAndWords(nil, parts[len(parts)-1]); ok && terms.IsInteger(last.code) {
			title, parts[len(parts)-1] = last.title, last.code
		}
	}
	for _, p := range parts {
		f, ok := findCode(strings.Trim(p, " ,;"), styled)
		if f.title = title; !ok || f.shape < terms.Fair || len(parts) < 2 {
			return nil
		}
		f.keys = between
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
	for _, m := range factPair().FindAllStringSubmatch(s, -1) {
		value := cmp.Or(m[2], m[3], m[4])
		f.keys += m[1] + " "
		n, _ := terms.ParseNumber(value)
		switch field := terms.Classify(m[1]); {
		case field == terms.Code && f.code != "" && f.http == 0 && terms.Registered(terms.Statuses(f.code)):
			f.http, _ = terms.ParseNumber(f.code)
			f.code = value
		case field == terms.Code && f.code == "":
			f.code, ok = value, terms.CodeShape(value) >= terms.Fair
		case field == terms.HTTP || field == terms.StatusCode:
			f.http = n
		default:
			f.title = cmp.Or(f.title, value)
		}
	}
	f.shape = max(terms.CodeShape(f.code), terms.Fair)
	return f, ok
}

// codeAndWords reads a code next to words: "400 Bad Request", "E1001: Card expired", "Bad request (400)", "HTTP
// 404".
func codeAndWords(t text, s string) (found, bool) {
	if m := leadWord.FindStringSubmatch(s); m != nil && m[1] != s && !strings.HasPrefix(s, m[1]) {
		if f, ok := findCode(m[1], 0); ok && f.shape >= terms.Fair {
			return f, true
		}
		if f, ok := codeAndWords(nil, m[1]); ok && (terms.IsInteger(f.code) || f.shape >= terms.Fair && terms.Symbolic(f.code)) {
			return f, true
		}
	}
	if terms.IsRange(s) {
		return found{}, false
	}
	if m := statusRest.FindStringSubmatch(s); m != nil && !strings.HasPrefix(m[2], "_") {
		return found{code: m[1], title: trimWords(m[2]), shape: terms.Fair}, true
	}
	for i, form := range []pattern.Regexp{codeRest, codeParens, restCode} {
		m := form.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		if i == 2 { // the code comes last
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
	return f, ok && rest != "" && (f.shape == terms.Sure || len(t) > 1 && t[0].style&literal != 0 && squeeze(t[0].text) == first)
}

// withNeighbor joins a code with what is next to it: a number, an HTTP status, another code, or words.
func withNeighbor(code, other string) (found, bool) {
	f, ok := findCode(code, 0)
	if !ok || f.shape < terms.Fair {
		f, ok = findCode(other, 0)
		f.title = code
		return f, ok && f.shape >= terms.Fair && terms.IsInteger(other)
	}
	if m := statusNamed.FindStringSubmatch(other); m != nil {
		other = m[1]
	}
	n, err := strconv.Atoi(other)
	switch {
	case err == nil && terms.Symbolic(f.code) && n >= 100 && n <= 599:
		f.http = n
	case err == nil && terms.Symbolic(f.code):
		f.number = new(int64(n))
	case terms.IsInteger(f.code) && terms.CodeShape(other) == terms.Sure && terms.Symbolic(other): // "3 (INVALID_ARGUMENT)"
		n, _ = terms.ParseNumber(f.code)
		f.code, f.number, f.shape = other, new(int64(n)), terms.Sure
	default:
		f.title = other
	}
	return f, true
}

// trimWords removes separators. The sign of a number is none.
func trimWords(s string) string {
	if terms.IsInteger(s) {
		return s
	}
	return strings.Trim(s, " \t-–—:;,.=>")
}
