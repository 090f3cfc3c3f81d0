// Package jsonfile writes and describes the JSON files that scripts and programs read from a site.
package jsonfile

import (
	"bytes"
	"encoding/json"
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
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err)
	}
	data := bytes.TrimSuffix(b.Bytes(), []byte("\n"))
	if bytes.IndexByte(data, '<') < 0 {
		return data // mostly, and then without a copy
	}
	return bytes.ReplaceAll(data, []byte("<"), []byte(`\u003c`))
}

// Indent is Encode with indentation and a newline at the end: for files of which a site has one, and that people read.
func Indent(v any) []byte {
	var b bytes.Buffer
	if err := json.Indent(&b, Encode(v), "", " "); err != nil {
		panic(err) // Encode wrote it
	}
	return append(b.Bytes(), '\n')
}
