package site

import (
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/pattern"
)

// The shapes of codes that a pattern has in general, so that it finds codes that nobody has documented yet, too.
var (
	isNumeral  = pattern.New(`^-?[0-9]+$`)
	isPrefixed = pattern.New(`^([A-Za-z]+[-_.]?)[0-9]+$`)
	isUpper    = pattern.New(`^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$`)
	isLower    = pattern.New(`^[a-z][a-z0-9]*(_[a-z0-9]+)+$`)
)

// maxLiterals is how many codes without such a shape a pattern lists.
const maxLiterals = 50

// codePattern returns a regular expression whose only group is the first word of a text that is written as the codes are.
// It means the same in Java, JavaScript, Python and RE2, and has no backslash, quotation mark or brace, because recipes have
// it between these.
func codePattern(codes []*content.Code) string {
	var shapes, literals []string
	var lengths []int // of numbers
	sign := ""
	for _, c := range codes {
		switch code := c.Code; {
		case c.Members.Any():
		case isNumeral.MatchString(code):
			number := strings.TrimPrefix(code, "-")
			lengths = append(lengths, len(number))
			if number != code {
				sign = "-?"
			}
		case isPrefixed.MatchString(code):
			shapes = append(shapes, literally(isPrefixed.FindStringSubmatch(code)[1])+"[0-9]+")
		case isUpper.MatchString(code):
			shapes = append(shapes, "[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")
		case isLower.MatchString(code):
			shapes = append(shapes, "[a-z][a-z0-9]*(?:_[a-z0-9]+)+")
		default:
			literals = append(literals, literally(code))
		}
	}
	if len(lengths) > 0 {
		least := slices.Min(lengths)
		shapes = append(shapes, sign+strings.Repeat("[0-9]", least)+strings.Repeat("[0-9]?", slices.Max(lengths)-least))
	}
	slices.Sort(literals)
	literals = slices.Compact(literals)
	slices.Sort(shapes)
	shapes = append(slices.Compact(shapes), literals[:min(len(literals), maxLiterals)]...)
	return "(?:^|[^A-Za-z0-9_])(" + strings.Join(shapes, "|") + ")(?:$|[^A-Za-z0-9_])"
}

// literally returns a pattern of a text itself. What cannot be in a recipe, or has a meaning in brackets, is any character.
func literally(text string) string {
	var b strings.Builder
	for _, c := range text {
		switch {
		case strings.ContainsRune(".$*+?()|", c):
			b.WriteString("[" + string(c) + "]")
		case strings.ContainsRune("\\\"'{}[]^", c):
			b.WriteByte('.')
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}
