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
	plain := 0
	for plain < len(s) && isPlain[s[plain]] {
		plain++
	}
	start, from := len(b), 0
	b = append(b, '"')
	for i, r := range s[plain:] {
		i += plain
		escape := byte(0)
		switch {
		case r == '"' || r == '\\':
			escape = byte(r)
		case r == '\n':
			escape = 'n'
		case r == '\t':
			escape = 't'
		case r < ' ' || r == '<' || r == 0x2028 || r == 0x2029 || r == utf8.RuneError: // which is rare
			return append(b[:start], Encode(s)...)
		}
		if escape != 0 {
			b = append(append(b, s[from:i]...), '\\', escape)
			from = i + 1
		}
	}
	return append(append(b, s[from:]...), '"')
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
