package site

import (
	"bytes"
	"embed"
	"encoding/json"
	"io/fs"

	"github.com/errdocs/errdocs/internal/jsonfile"
)

func schemaPath(name string) string { return "schema/" + name + ".json" }

// schemaFiles are the JSON Schemas (draft-07) of the documents that the site publishes: every .json file but the schemas
// themselves has one. Those of package record are written by its TestSchemasAreThoseOfTypes from the types; TestJSONIsValid
// compares all of them with what is published.
//
//go:embed schema/*.json
var schemaFiles embed.FS

// schemas adds the schemas, each on one line and with its address.
func schemas(b *builder) {
	names, _ := fs.Glob(schemaFiles, schemaPath("*")) // the pattern is well formed
	for _, name := range names {
		b.file(name, reading(), func() ([]byte, error) {
			text, _ := schemaFiles.ReadFile(name) // it is embedded
			var line bytes.Buffer
			err := json.Compact(&line, text)
			line.WriteByte('\n')
			id := ""
			if address := b.ed.absolute(name); address != "" {
				id = `"$id":` + string(jsonfile.Encode(address)) + ","
			}
			return bytes.Replace(line.Bytes(), []byte(`"title"`), []byte(id+`"title"`), 1), err
		})
	}
}
