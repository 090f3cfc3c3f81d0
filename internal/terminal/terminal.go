// Package terminal colors and measures text for terminals.
package terminal

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

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
		case r < utf8.RuneSelf:
			n++
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case wide(width.LookupRune(r).Kind()):
			n += 2
		default:
			n++
		}
	}
	return n
}

// Pad returns a text with as many spaces behind it as it takes to fill so many columns.
func Pad(s string, columns int) string { return s + strings.Repeat(" ", max(columns-Columns(s), 0)) }

func wide(k width.Kind) bool { return k == width.EastAsianWide || k == width.EastAsianFullwidth }
