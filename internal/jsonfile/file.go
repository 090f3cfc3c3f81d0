// Package jsonfile writes and describes the JSON files that scripts and programs read from a site.
package jsonfile

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"
)

// File is a file of a site.
type File struct {
	Path string // relative to the root of the site, with slashes: "search/root.json"
	Data []byte
}

// Encode returns v as JSON on one line. It escapes <, so that no server or program that takes the file for a page finds
// elements in it; > and & are as they are. It panics if v cannot be written as JSON.
func Encode(v any) []byte {
	var b bytes.Buffer
	Write(&b, v)
	return b.Bytes()[:b.Len()-1]
}

// AppendText appends what Encode returns of a text.
func AppendText(b []byte, s string) []byte {
	start, from := len(b), 0
	b = append(b, '"')
	for i := 0; i < len(s); {
		if i+8 <= len(s) && arePlain(s[i:i+8]) {
			i += 8
			continue
		}
		switch c := s[i]; {
		case isPlain[c]:
			i++
		case escapes[c] != 0:
			b = append(append(b, s[from:i]...), '\\', escapes[c])
			i++
			from = i
		default:
			r, size := utf8.DecodeRuneInString(s[i:])
			if r < utf8.RuneSelf || r == 0x2028 || r == 0x2029 || r == utf8.RuneError { // which is rare
				return append(b[:start], Encode(s)...)
			}
			i += size
		}
	}
	return append(append(b, s[from:]...), '"')
}

// escapes are the letters of the escapes of bytes.
var escapes = [256]byte{'"': '"', '\\': '\\', '\n': 'n', '\t': 't'}

// arePlain says of eight bytes whether all are plain: none is below a space or above ASCII, or zero without the bits of a byte that is not.
func arePlain(s string) bool {
	const ones, highest = 0x0101010101010101, 0x8080808080808080
	x := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
	quote, backslash, less := x^ones*'"', x^ones*'\\', x^ones*'<'
	return (x|(x-ones*' ')|(quote-ones)|(backslash-ones)|(less-ones))&highest == 0
}

// isPlain says which bytes are in JSON as they are.
var isPlain = func() (t [256]bool) {
	for c := ' '; c < utf8.RuneSelf; c++ {
		t[c] = c != '"' && c != '\\' && c != '<'
	}
	return t
}()

// Write writes what Encode returns, with a newline at the end. The buffer must be empty.
func Write(b *bytes.Buffer, v any) {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err)
	}
	if bytes.IndexByte(b.Bytes(), '<') >= 0 {
		data := bytes.ReplaceAll(b.Bytes(), []byte("<"), []byte(`\u003c`))
		b.Reset()
		b.Write(data)
	}
}

// Indent is Encode with indentation and a newline at the end: for files of which a site has one, and that people read.
func Indent(v any) []byte {
	var b bytes.Buffer
	if err := json.Indent(&b, Encode(v), "", " "); err != nil {
		panic(err) // Encode wrote it
	}
	return append(b.Bytes(), '\n')
}
