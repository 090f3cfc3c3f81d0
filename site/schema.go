package site

import (
	"maps"

	"github.com/errdocs/errdocs/site/record"
)

func schemaPath(name string) string { return "schema/" + name + ".json" }

// schemas adds the JSON Schemas (draft-07) of the documents that the site publishes: every .json file but
// the schemas themselves has one.
func schemas(b *builder) {
	all := searchSchemas()
	maps.Copy(all, record.Schemas())
	for name, s := range all {
		b.file(schemaPath(name), noTexts, func() ([]byte, error) {
			s.Schema, s.ID = "http://json-schema.org/draft-07/schema#", b.absolute(schemaPath(name))
			return record.Indent(s)
		})
	}
}
