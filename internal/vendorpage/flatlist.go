package vendorpage

import (
	"regexp"
	"strings"
)

var lineParts = regexp.MustCompile(`^(\S+?)(?:\s*[:–—=-]\s+|\s+[-–—:=]?\s*)(\S.*\s\S.*)$`)

// codeLine cuts a line after the code that it starts with.
func codeLine(line string) (code, rest string, ok bool) {
	first, _, _ := strings.Cut(line, " ")
	if codeShape(strings.TrimRight(first, ":")) < fair {
		return "", "", false
	}
	m := lineParts.FindStringSubmatch(line)
	if m == nil {
		return "", "", false
	}
	sh := codeShape(m[1])
	if sh == sure || sh == fair && (integer.MatchString(m[1]) || strings.Contains(line[len(m[1]):min(len(line), len(m[1])+3)], "-") || strings.HasPrefix(line[len(m[1]):], ":")) {
		return m[1], m[2], true
	}
	return "", "", false
}
