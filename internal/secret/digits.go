package secret

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// escapes are the ways to write a character in addresses, JSON and HTML: by its number, of so many digits or up to an end, or by a
// spelling of its own.
var escapes = []struct {
	start  string
	digits int
	end    string
	base   int
	char   rune
}{
	{start: `\n`, char: '\n'}, {start: `\r`, char: '\r'}, {start: `\t`, char: '\t'},
	{start: `\u`, digits: 4, base: 16}, {start: `\x`, digits: 2, base: 16}, {start: `\U`, digits: 8, base: 16},
	{start: "%C2%A0", char: '\u00a0'}, {start: "%c2%a0", char: '\u00a0'}, {start: "%", digits: 2, base: 16},
	{start: "&nbsp;", char: '\u00a0'}, {start: "&#x", end: ";", base: 16}, {start: "&#X", end: ";", base: 16}, {start: "&#", end: ";", base: 10},
}

// maxEscape is how many bytes of an escape are looked at.
const maxEscape = 12

// char returns the character that is written at the start of b, as such or as an escape, and how many bytes that takes.
func char(b []byte) (c rune, size int) {
	for _, e := range escapes {
		if len(b) == 0 || e.start[0] != b[0] || !hasPrefix(b, e.start) {
			continue
		}
		rest, n := b[len(e.start):min(len(b), maxEscape)], e.digits
		if e.end != "" {
			n = bytes.IndexByte(rest, e.end[0])
		}
		if e.base == 0 {
			return e.char, len(e.start)
		} else if n > 0 && n <= len(rest) {
			if number, err := strconv.ParseUint(string(rest[:n]), e.base, 21); err == nil {
				return rune(number), len(e.start) + n + len(e.end)
			}
		}
	}
	if hasPrefix(b, `\`) {
		return '\\', min(len(b), 2)
	}
	return utf8.DecodeRune(b)
}

// digit returns the digit that is written at the start of b and how many bytes that takes, 0 where there is none. Each script
// has its ten in a row, the mathematical ones have five rows.
func digit(b []byte) (value byte, size int) {
	switch {
	case len(b) == 0 || !trigger[b[0]]:
		return 0, 0
	case decimal(b[0]):
		return b[0] - '0', 1
	}
	c, size := char(b)
	if !unicode.IsDigit(c) {
		return 0, 0
	}
	zero := c
	for unicode.IsDigit(zero - 1) {
		zero--
	}
	return byte((c - zero) % 10), size
}

// The kinds of gaps between groups of digits. All gaps of a number are of one kind, apart from one line break.
const (
	noGap = iota
	spaceGap
	dashGap
	dotGap
	lineGap // the digits go on in the next line
	plusGap
)

// gaps are the characters that may be between two groups, by their kind. The underscore is a dash to us.
var gaps = [...]string{spaceGap: " \t\u00a0\u2007\u2009\u202f\u3000", dashGap: "-_\u2010\u2011\u2012\u2013\u2014\u2212", dotGap: ".·", plusGap: "+"}

// invisibles are what readers of a page do not see between digits: marks of inline markup, soft hyphens, breaks.
var invisibles = []string{
	"**", "*", "__", "~~", "`", "\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "&shy;", "&#173;", "&ZeroWidthSpace;", "<",
}

// invisible returns the size of what starts b and is not seen, up to three of these.
func invisible(b []byte) (size int) {
	for range 3 {
		n := oneInvisible(b[size:])
		if size += n; n == 0 {
			break
		}
	}
	return size
}

func oneInvisible(b []byte) int {
	switch {
	case len(b) == 0 || !invisibleStart[b[0]]:
		return 0
	case b[0] == '<':
		end := bytes.IndexByte(b[:min(len(b), maxEscape)], '>')
		switch string(bytes.TrimPrefix(b[1:max(end, 1)], []byte("/"))) {
		case "strong", "em", "b", "i", "code", "mark", "wbr", "kbd", "sub", "sup", "del":
			return end + 1
		}
		return 0
	}
	for _, text := range invisibles {
		if hasPrefix(b, text) {
			return len(text)
		}
	}
	return 0
}

// invisibleStart lists the bytes that these start with.
var invisibleStart = startsOf(invisibles)

func startsOf(texts []string) (t [256]bool) {
	for _, text := range texts {
		t[text[0]] = true
	}
	return t
}

// gapStart lists the bytes that a gap may start with, so that most ends of numbers cost one look.
var gapStart = startsOf(strings.Split(strings.Join(gaps[:], "%&\\\r\n"), ""))

// maxIndent is how many bytes of white space and marks a line break between digits may have around it.
const maxIndent = 80

// gap returns what kind of gap starts b and its size, noGap for none.
func gap(b []byte) (kind, size int) {
	before := invisible(b)
	if b = b[before:]; len(b) == 0 || !gapStart[b[0]] {
		return noGap, 0
	}
	kind, size = oneGap(b)
	if n := lineBreak(b[size:]); n > 0 {
		return lineGap, before + size + n
	}
	if kind != noGap {
		size += before + invisible(b[size:])
	}
	return kind, size
}

func oneGap(b []byte) (kind, size int) {
	for _, dash := range []string{" - ", " – "} {
		if hasPrefix(b, dash) {
			return dashGap, len(dash)
		}
	}
	c, size := char(b)
	for kind, chars := range gaps {
		if strings.ContainsRune(chars, c) {
			return kind, size
		}
	}
	return noGap, 0
}

// lineBreak returns the size of one line break with the space around it and the marks that continue a
// text in the next line: a comment's # and //, a quotation's >.
func lineBreak(b []byte) int {
	b = b[:min(len(b), maxIndent)]
	skip := func(i int) int { return len(b) - len(bytes.TrimLeft(b[i:], " \t")) }
	i := skip(0)
	c, size := char(b[i:])
	if c == '\\' { // a line that YAML or a shell goes on with
		i++
		c, size = char(b[i:])
	}
	if c == '\r' {
		i += size
		c, size = char(b[i:])
	}
	if i += size; c != '\n' {
		return 0
	}
	for _, mark := range []string{"#", "//", ">", "*"} {
		if at := skip(i); bytes.HasPrefix(b[at:], []byte(mark)) {
			i = at + len(mark)
			break
		}
	}
	return skip(i)
}

// escapeSize returns how many bytes an escape takes that is not a digit, so that its own digits are not taken for some: %A0,
// \u00a0, \x20, &#160;.
func escapeSize(b []byte) int {
	if hasPrefix(b, "%B") && runOf(b[2:min(len(b), 42)], decimal) >= minCard {
		return 2 // the start of track 1, see stripe
	}
	_, n := char(b)
	return n
}
