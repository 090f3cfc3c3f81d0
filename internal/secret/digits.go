package secret

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// digit returns the digit that is written at the start of b and how many bytes that takes, 0 where there
// is none: an ASCII digit; %34; \u0034 and \x34; &#52; and &#x34;; or a digit of another script, such
// as a full-width one.
func digit(b []byte) (value byte, size int) {
	if len(b) == 0 {
		return 0, 0
	}
	switch c := b[0]; {
	case decimal(c):
		return c - '0', 1
	case c == '%' && len(b) >= 3 && b[1] == '3' && decimal(b[2]):
		return b[2] - '0', 3
	case c == '\\':
		return escapedDigit(b)
	case c == '&':
		return referencedDigit(b)
	case c >= 0xD9:
		return foreignDigit(b)
	}
	return 0, 0
}

// escapedDigit reads \u0034 and \x34.
func escapedDigit(b []byte) (byte, int) {
	switch {
	case len(b) >= 6 && b[1] == 'u' && b[2] == '0' && b[3] == '0' && b[4] == '3' && decimal(b[5]):
		return b[5] - '0', 6
	case len(b) >= 4 && b[1] == 'x' && b[2] == '3' && decimal(b[3]):
		return b[3] - '0', 4
	}
	return 0, 0
}

// maxReference is how many bytes of a character reference are looked at.
const maxReference = 12

// referencedDigit reads &#52; and &#x34;, also with leading zeros.
func referencedDigit(b []byte) (byte, int) {
	if c, n := reference(b); '0' <= c && c <= '9' {
		return byte(c - '0'), n
	}
	return 0, 0
}

// reference reads a numeric character reference of HTML.
func reference(b []byte) (c rune, size int) {
	if !hasPrefix(b, "&#") {
		return 0, 0
	}
	i, base := 2, rune(10)
	if hasPrefix(b[2:], "x") || hasPrefix(b[2:], "X") {
		i, base = 3, 16
	}
	for ; i < len(b) && i < maxReference; i++ {
		switch d := b[i]; {
		case d == ';':
			return c, i + 1
		case decimal(d):
			c = c*base + rune(d-'0')
		case base == 16 && hexDigit(d):
			c = c*base + rune(d|0x20-'a') + 10
		default:
			return 0, 0
		}
	}
	return 0, 0
}

// foreignDigit reads a digit of another script. Each script has its ten in a row, the mathematical ones have five rows.
func foreignDigit(b []byte) (byte, int) {
	r, n := utf8.DecodeRune(b)
	if !unicode.IsDigit(r) {
		return 0, 0
	}
	zero := r
	for unicode.IsDigit(zero - 1) {
		zero--
	}
	return byte((r - zero) % 10), n
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

// gaps are what may be between two groups, each once. The underscore is a dash to us.
var gaps = []struct {
	text string
	kind int
}{
	{" - ", dashGap}, {" – ", dashGap}, {" ", spaceGap}, {"\t", spaceGap}, {"\u00a0", spaceGap}, {"\u2007", spaceGap}, {"\u2009", spaceGap},
	{"\u202f", spaceGap}, {"\u3000", spaceGap}, {"%20", spaceGap}, {"%C2%A0", spaceGap}, {"%c2%a0", spaceGap},
	{"&nbsp;", spaceGap}, {"&#160;", spaceGap}, {"&#xa0;", spaceGap}, {"&#xA0;", spaceGap}, {"&#32;", spaceGap},
	{"&#x20;", spaceGap}, {`\u00a0`, spaceGap}, {`\u00A0`, spaceGap}, {`\u0020`, spaceGap}, {`\t`, spaceGap},
	{"+", plusGap}, {"&#43;", plusGap},
	{"-", dashGap}, {"_", dashGap}, {"\u2010", dashGap}, {"\u2011", dashGap}, {"\u2012", dashGap},
	{"\u2013", dashGap}, {"\u2014", dashGap}, {"\u2212", dashGap}, {"%2D", dashGap}, {"%2d", dashGap}, {"%5F", dashGap},
	{".", dotGap}, {"·", dotGap}, {"%2E", dotGap}, {"%2e", dotGap},
	{`\n`, lineGap}, {`\r\n`, lineGap},
}

// invisibles are what readers of a page do not see between digits: marks of inline markup, soft hyphens, breaks.
var invisibles = []string{
	"**", "*", "__", "~~", "`", "\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "&shy;", "&#173;", "&ZeroWidthSpace;",
	"<strong>", "</strong>", "<em>", "</em>", "<b>", "</b>", "<i>", "</i>", "<code>", "</code>", "<mark>", "</mark>", "<wbr>", "<kbd>", "</kbd>",
	"<sub>", "</sub>", "<sup>", "</sup>", "<del>", "</del>",
}

// invisible returns the size of what starts b and is not seen, up to three of these.
func invisible(b []byte) int {
	size := 0
	for range 3 {
		if size < len(b) && invisibleStart[b[size]] {
			for _, text := range invisibles {
				if b[size] == text[0] && hasPrefix(b[size:], text) {
					size += len(text)
					break
				}
			}
		}
	}
	return size
}

// shows reports whether a "<" clearly starts no invisible, as most: by the three bytes after it.
func shows(b []byte) bool { return len(b) >= 4 && !elements[letters(b[1:4])] }

// elements has what follows the "<" of an invisible.
var elements = func() (t [1 << 15]bool) {
	for _, text := range invisibles {
		for other := range byte(32) { // after one of three bytes
			if text[0] == '<' {
				t[letters(append([]byte(text[1:]), other))] = true
			}
		}
	}
	return t
}()

// letters returns the last five bits of each of three letters, which some other bytes share.
func letters(b []byte) int { return int(b[0]&31)<<10 | int(b[1]&31)<<5 | int(b[2]&31) }

// invisibleStart lists the bytes that these start with.
var invisibleStart = func() (t [256]bool) {
	for _, text := range invisibles {
		t[text[0]] = true
	}
	return t
}()

// gapStart lists the bytes that a gap may start with, so that most ends of numbers cost one look.
var gapStart = func() (t [256]bool) {
	t['\n'], t['\r'] = true, true
	for _, g := range gaps {
		t[g.text[0]] = true
	}
	return t
}()

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
	for _, g := range gaps {
		if hasPrefix(b, g.text) {
			return g.kind, len(g.text)
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
	if i < len(b) && b[i] == '\\' { // a line that YAML or a shell goes on with
		i++
	}
	switch {
	case bytes.HasPrefix(b[i:], []byte("\r\n")):
		i += 2
	case i < len(b) && b[i] == '\n':
		i++
	default:
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

// escapeSize returns how many bytes an escape takes that is not a digit, so that its own digits are not
// taken for some: %A0, \u00a0, \x20, &#160;.
func escapeSize(b []byte) int {
	switch b[0] {
	case '%':
		if hasPrefix(b, "%B") && digitsAt(b[2:]) >= minCard {
			return 2 // the start of track 1, see stripe
		}
		if len(b) > 2 && hexDigit(b[1]) && hexDigit(b[2]) {
			return 3
		}
	case '\\':
		return min(len(b), backslashSize(b))
	case '&':
		if _, n := reference(b); n > 0 {
			return n
		}
	}
	return 1
}

func backslashSize(b []byte) int {
	n := 0
	if len(b) > 1 {
		switch b[1] {
		case 'u':
			n = 4
		case 'x':
			n = 2
		case 'U':
			n = 8
		}
	}
	for _, c := range b[min(2, len(b)):min(2+n, len(b))] {
		if !hexDigit(c) {
			return 2
		}
	}
	return 2 + n
}
