// Package terminal colors and measures text for terminals.
package terminal

import "unicode"

// Paint colors text. The zero value leaves it as it is. A color never carries meaning that the text does not have.
type Paint struct{ On bool }

func (p Paint) wrap(code, s string) string {
	if !p.On || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

// Strong makes text bold.
func (p Paint) Strong(s string) string { return p.wrap("1", s) }

// Quiet makes text faint.
func (p Paint) Quiet(s string) string { return p.wrap("2", s) }

// Bad is for what is wrong.
func (p Paint) Bad(s string) string { return p.wrap("1;31", s) }

// Good is for what went well.
func (p Paint) Good(s string) string { return p.wrap("32", s) }

// Wait is for what works later.
func (p Paint) Wait(s string) string { return p.wrap("33", s) }

// Stop is for what never works.
func (p Paint) Stop(s string) string { return p.wrap("31", s) }

// Link is for addresses and code.
func (p Paint) Link(s string) string { return p.wrap("36", s) }

// Columns returns how many columns of a terminal a text takes, painted or not.
func Columns(s string) int {
	n, color := 0, false
	for _, r := range s {
		switch {
		case r == '\x1b':
			color = true
		case color:
			color = r != 'm'
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case wide(r):
			n += 2
		default:
			n++
		}
	}
	return n
}

// wide reports whether a character takes two columns: the blocks that Unicode's EastAsianWidth.txt
// calls wide or full-width, and emoji.
func wide(r rune) bool {
	if r < 0x1100 {
		return false
	}
	for _, b := range [][2]rune{
		{0x1100, 0x115f}, {0x2e80, 0x303e}, {0x3041, 0x33ff}, {0x3400, 0x4dbf}, {0x4e00, 0xa4cf}, {0xa960, 0xa97f},
		{0xac00, 0xd7a3}, {0xf900, 0xfaff}, {0xfe30, 0xfe6f}, {0xff01, 0xff60}, {0xffe0, 0xffe6},
		{0x1f300, 0x1f64f}, {0x1f680, 0x1f6ff}, {0x1f900, 0x1f9ff}, {0x1fa70, 0x1faff}, {0x20000, 0x3fffd},
	} {
		if r >= b[0] && r <= b[1] {
			return true
		}
	}
	return false
}
