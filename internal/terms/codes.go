package terms

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/pattern"
)

// Shape says how much a string looks like an error code.
type Shape uint8

// The shapes, each more of a code than the one before.
const (
	NoCode Shape = iota
	Weak         // a word: code only where a header says so
	Fair         // a number, an upper-case word, a dotted or hyphenated name
	Sure         // SCREAMING_SNAKE, snake_case, E1001: nothing else looks like that
)

var (
	codeLetters = pattern.New(`^[A-Za-z0-9_.:/#>-]+(?:\(.*\))?$`)
	screaming   = pattern.New(`^[0-9]{0,3}[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$`)
	snake       = pattern.New(`^[0-9]{0,3}[a-z][a-z0-9]*(?:_[a-z0-9]+)+$`)
	numbered    = pattern.New(`^[A-Za-z]{1,12}[-_.]?[0-9]{1,8}[A-Za-z]?$|^[A-Z][A-Z0-9]*(?:[-_][A-Z0-9]+)*[-_][0-9]{1,8}$|^0[xX][0-9A-Fa-f]{1,16}$`)
	integer     = pattern.New(`^-?[0-9]{1,10}$`)
	upperWord   = pattern.New(`^[A-Z][A-Z0-9]{2,}$`)
	mixed       = pattern.New(`^(?:[0-9][0-9A-Z]{4}|[0-9][0-9A-F]{7}|[0-9]{1,3}[A-Z]{1,2}(?:[0-9]{1,3})?|[A-Z]{1,2}[0-9]{1,3}[A-Z]?|[0-9]+_[0-9]+)$`)
	camel       = pattern.New(`^[A-Za-z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+$|^[A-Z][A-Za-z0-9]*[a-z][A-Z][A-Za-z0-9]*$|^[A-Z]{2,}[a-z][A-Za-z0-9]*$`)
	compound    = pattern.New(`^[A-Za-z][A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)+$|^\.?[A-Za-z][A-Za-z0-9_-]*(?:(?:[.:/#]|::|->)[A-Za-z0-9][A-Za-z0-9_-]*)+$|^\.[a-z][A-Za-z0-9]+$`) // kebab-case, a.path, .swiftCase
	word        = pattern.New(`^[A-Za-z][A-Za-z0-9]{0,40}$|^[0-9]{1,2}[a-z]{4,40}$|^[0-9]{1,5}(?:\.[0-9]{1,5}){1,3}$`)
	call        = pattern.New(`^(\.?[A-Za-z_][A-Za-z0-9_.:]*)\(([^()]*)\)$`)
	domain      = pattern.New(`(?i)\.(?:com|org|net|io|dev|md|html?|json|ya?ml|xml|png|jpe?g|svg|pdf|js|ts|py|go|kt|swift|java|php|rb|sh|exe|zip)$`)
	payments    = pattern.New(`^(?:acmt|admi|auth|camt|caaa|head|pacs|pain|reda|remt|semt|sese|setr)\.[0-9]{3}(?:\.[0-9]{3}\.[0-9]{2})?$`) // messages of ISO 20022
	noNumber    = pattern.New(`^[0-9][xX]{1,2}$|^[0-9]{1,3}(?:[_,][0-9]{3})+$`)                                                            // 4xx, 10_000
)

// notCodes are words that look like codes but are not, noValue those that mean no value.
var notCodes, noValue = Words("not codes"), Words("no value")

// CodeShape says how much a string without surrounding spaces looks like a code.
func CodeShape(s string) Shape {
	if len(s) == 0 || len(s) > content.MaxCode || !codeLetters.MatchString(s) {
		return NoCode
	}
	s, _, _ = Call(s)
	switch {
	case notCodes()[strings.ToLower(s)], strings.Contains(s, "("), domain.MatchString(s), payments.MatchString(s), noNumber.MatchString(s):
		return NoCode
	case IsConstant(s), snake.MatchString(s), numbered.MatchString(s):
		return Sure
	case IsInteger(s), upperWord.MatchString(s), mixed.MatchString(s), IsCamel(s), compound.MatchString(s):
		return Fair
	case word.MatchString(s):
		return Weak
	}
	return NoCode
}

// Some forms of codes: a whole number, SCREAMING_SNAKE, 0x1F, camelCase, a member of an error object.
var (
	IsInteger  = integer.MatchString
	IsConstant = screaming.MatchString
	IsHex      = pattern.New(`^0[xX][0-9A-Fa-f]{1,16}$`).MatchString
	IsCamel    = camel.MatchString
	IsProperty = pattern.New(`(?i)^(?:error|err|exception|e)\.[a-z]`).MatchString
)

// Call cuts a name with parameters in brackets, as in "onLost(reason)".
func Call(s string) (name, parameters string, ok bool) {
	if m := call.FindStringSubmatch(s); m != nil {
		return m[1], m[2], true
	}
	return s, "", false
}

// NoValue reports whether words mean no value: "n/a", "none".
func NoValue(s string) bool { return noValue()[strings.ToLower(s)] }

// ParseNumber reads a whole number, in decimal or hexadecimal digits.
func ParseNumber(s string) (int, bool) {
	if rest, ok := strings.CutPrefix(strings.ToLower(s), "0x"); ok {
		n, err := strconv.ParseUint(rest, 16, 32)
		return int(n), err == nil
	}
	n, err := strconv.Atoi(s)
	return n, err == nil && IsInteger(s)
}

// Symbolic reports whether a code is a name rather than a number.
func Symbolic(s string) bool {
	return strings.IndexFunc(s, unicode.IsLetter) >= 0 && !strings.HasPrefix(s, "0x") && !mixed.MatchString(s)
}

var (
	rangeWords = pattern.New(`(?i)^[0-9][0-9_,. ]*\s*(?:-|–|—|\.\.+|to|through|until)\s*[0-9][0-9_,.]*$|\band (?:above|below|up|over|higher|lower|under)\b|^(?:[<>≤≥]|(?:above|below|over|under)\b)|^[0-9]{1,3}[xX*]+$`)
	// codeRange matches the two ends of a range of codes, with what comes before their numbers.
	codeRange = pattern.New(`^([A-Za-z_-]*|0x)[0-9][0-9A-Fa-f]*\s*(-|–|—|\.\.+|…|\b(?i:to|through|until)\b)\s*([A-Za-z_-]*|0x)[0-9][0-9A-Fa-f]*$`)
)

// IsRange reports whether a cell is a range of numbers and not a code.
func IsRange(s string) bool {
	m := codeRange.FindStringSubmatch(s)
	return m != nil && m[1] == m[3] && (m[2] != "-" || m[1] != "") || rangeWords.MatchString(s) || noNumber.MatchString(s)
}

// Style is how a code is written: "number", "upper", "lower" or "mixed".
func Style(code string) string {
	switch {
	case IsInteger(code):
		return "number"
	case strings.ToUpper(code) == code:
		return "upper"
	case strings.ToLower(code) == code:
		return "lower"
	}
	return "mixed"
}

// lineParts cuts a line after the code that it starts with.
var lineParts = pattern.New(`^(\S+?)(?:\s*[:–—=-]\s+|\s+[-–—:=]?\s*)(\S.*\s\S.*)$`)

// leadCode matches what comes before a code that is called one.
var leadCode = pattern.New(`^(?i:(?:http|error|status|response|return)?\s*(?:status\s+)?code\s+)`)

// CodeLine cuts a line after the code that it starts with. What is not surely a code needs a separator after it; a number
// of a page without marks does not.
func CodeLine(line string, flat bool) (code, rest string, ok bool) {
	named := leadCode.FindString(line) // "Code 404 (Not found) says that"
	line = line[len(named):]
	m := lineParts.FindStringSubmatch(line)
	if m == nil || CodeShape(m[1]) < Fair {
		return "", "", false
	}
	after := line[len(m[1]):min(len(line), len(m[1])+3)]
	return m[1], m[2], CodeShape(m[1]) == Sure || named != "" || flat && (IsInteger(m[1]) || strings.Contains(after, "-") || after[0] == ':') || !flat && strings.ContainsAny(after, ":-–—=")
}

// Doubtful reports whether a code could be the name of a field or a method, a small number or a year.
func Doubtful(s string) bool {
	if IsInteger(s) {
		return len(s) < 3 || len(s) == 4 && (s[:2] == "19" || s[:2] == "20")
	}
	return IsProperty(s) || !IsConstant(s) && !upperWord.MatchString(s) && !numbered.MatchString(s) && !AboutErrors(s)
}
