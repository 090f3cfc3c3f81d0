package find

import (
	"bytes"
	"encoding/base64"
	"strconv"
	"unicode/utf8"

	"github.com/errdocs/errdocs/internal/pattern"
)

// wrapped is what terminals, markup, mail and escapes put into and around codes: colors, character references, percent
// signs (also encoded twice), escapes of JSON, "\" in front of "_" in Markdown, characters without width.
var wrapped = pattern.New(`\x1b\[[0-9;:?]*[A-Za-z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\[[0-9][0-9;]*m|&#(\d{2,3});|&#x([2-7][0-9A-Fa-f]);|&(quot|amp|lt|gt|apos|nbsp);` +
	`|%(?:25)*([2-7][0-9A-Fa-f])|\\+(?:u00|x)([2-7][0-9A-Fa-f])|\\+[nrtbf]|\\_|[\x{200B}-\x{200D}\x{2060}\x{FEFF}\x{AD}]|[\x{A0}\x{202F}\x{3000}]`)

var references = map[string]byte{"quot": '"', "amp": '&', "lt": '<', "gt": '>', "apos": '\'', "nbsp": ' '}

// mailed are the characters of a mail in the encoding quoted-printable, and mailMarks what shows that a line has it.
var (
	mailed    = pattern.New(`=([2-7][0-9A-F])`)
	mailMarks = pattern.New(`=3D[ "'=]|=[0-9A-F]{2}=[0-9A-F]{2}`)
)

// cleaned returns a line without what is wrapped around the codes in it.
func (f *Finder) cleaned(line []byte) []byte {
	if bytes.Contains(line, []byte("=3D")) && mailMarks.Match(line) {
		line = mailed().ReplaceAllFunc(line, func(m []byte) []byte { return []byte{fromHex(m[1:])} })
	}
	if !mayBeWrapped(line) {
		return line
	}
	var out []byte
	from := 0
	for _, m := range wrapped().FindAllSubmatchIndex(line, -1) {
		out = f.unwrap(append(out, line[from:m[0]]...), line, m)
		from = m[1]
	}
	return append(out, line[from:]...)
}

// unwrap appends what a match of wrapped means. A name may start with a percent sign: it stays.
func (f *Finder) unwrap(out, line []byte, m []int) []byte {
	text := line[m[0]:m[1]]
	group := func(n int) []byte {
		if m[2*n] < 0 {
			return nil
		}
		return line[m[2*n]:m[2*n+1]]
	}
	switch {
	case group(1) != nil:
		if n, _ := strconv.Atoi(string(group(1))); n >= ' ' && n < 0x7F {
			return append(out, byte(n))
		}
		return append(out, text...)
	case group(2) != nil:
		return append(out, fromHex(group(2)))
	case group(3) != nil:
		return append(out, references[string(group(3))])
	case group(4) != nil:
		if f.names[string(line[m[0]+1:endOfWord(line, m[0]+1)])] != nil {
			return append(out, text...)
		}
		return append(out, fromHex(group(4)))
	case group(5) != nil:
		return append(out, fromHex(group(5)))
	case text[0] == '\\' && text[len(text)-1] == '_':
		return append(out, '_')
	case text[0] == '\\' || string(text) == "\u00a0" || string(text) == "\u202f" || string(text) == "\u3000":
		return append(out, ' ')
	}
	return out
}

func endOfWord(line []byte, i int) int {
	for i < len(line) && isWordByte(line[i]) {
		i++
	}
	return i
}

func fromHex(digits []byte) byte {
	n, _ := strconv.ParseUint(string(digits), 16, 8)
	return byte(n)
}

// mayBeWrapped reports whether a line has a character that a match of wrapped starts with.
func mayBeWrapped(line []byte) bool {
	for i, c := range line {
		switch c {
		case 0x1b, '&', '%', '\\', 0xC2, 0xE2, 0xE3, 0xEF:
			return true
		case '[':
			if i+1 < len(line) && isDigit(line[i+1]) {
				return true
			}
		}
	}
	return false
}

// continues reports whether the next line goes on where this one ends, and how much of this one counts: a line of
// base64 as mails have it, and one that ends with the "=" of quoted-printable.
func continues(line []byte) (n int, ok bool) {
	line = bytes.TrimRight(line, "\r")
	n = len(line)
	if n < minMailLine || n > maxMailLine || bytes.IndexFunc(line, func(c rune) bool { return c >= utf8.RuneSelf }) >= 0 {
		return 0, false
	}
	if isBase64(line) {
		return n, n%4 == 0
	}
	return n - 1, line[n-1] == '=' && isWordByte(line[n-2])
}

const (
	minMailLine = 56 // characters of a line of a mail that goes on, RFC 2045 and PEM
	maxMailLine = 77
	minEncoded  = 20      // characters of base64 that are decoded
	maxUnpacked = 4 << 10 // bytes of base64 on one line that are scanned
)

func isBase64Byte(c byte) bool {
	return isAlnum(c) || c == '+' || c == '/' || c == '-' || c == '_' || c == '='
}

func isBase64(text []byte) bool {
	for _, c := range text {
		if !isBase64Byte(c) {
			return false
		}
	}
	return len(text) > 0
}

// encoded returns the texts in base64 on a line, and where they start.
func encoded(line []byte) (starts []int, list [][]byte) {
	for i := 0; i < len(line); i++ {
		start := i
		for i < len(line) && isBase64Byte(line[i]) && line[i] != '=' {
			i++
		}
		if i-start >= minEncoded {
			if text := decoded(line[start:min(i, start+maxUnpacked)]); text != nil {
				starts, list = append(starts, start), append(list, text)
			}
		}
	}
	return starts, list
}

// decoded returns the text that base64 stands for, nil if it is not one.
func decoded(code []byte) []byte {
	if len(code)%4 == 1 {
		code = code[:len(code)-1]
	}
	encoding := base64.RawStdEncoding
	if bytes.IndexByte(code, '-') >= 0 || bytes.IndexByte(code, '_') >= 0 {
		encoding = base64.RawURLEncoding
	}
	var start [6]byte
	if _, err := encoding.Decode(start[:], code[:8]); err != nil || !isText(start[:]) {
		return nil
	}
	text := make([]byte, encoding.DecodedLen(len(code)))
	if _, err := encoding.Decode(text, code); err != nil || !utf8.Valid(text) || !isText(text) {
		return nil
	}
	return text
}

// isText reports whether bytes have no control character but spaces and line ends.
func isText(text []byte) bool {
	return bytes.IndexFunc(text, func(c rune) bool { return c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0x7F }) < 0
}
