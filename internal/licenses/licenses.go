// Package licenses has the licenses of the modules that are compiled into errdocs.
//
// modules.tsv lists them, and texts.gz has their texts, each once, with that list before them. A test writes both from the
// module cache.
package licenses

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"io"
)

//go:embed texts.gz
var texts []byte

// WriteTo writes the list of modules and the texts of their licenses.
func WriteTo(w io.Writer) error {
	r, err := gzip.NewReader(bytes.NewReader(texts))
	if err != nil {
		return err
	}
	_, err = io.Copy(w, r)
	return err
}
