package site

import (
	"maps"

	"github.com/errdocs/errdocs/internal/jsonfile"
	"github.com/errdocs/errdocs/search"
	"github.com/errdocs/errdocs/search/find"
	"github.com/errdocs/errdocs/search/resolve"
	"github.com/errdocs/errdocs/site/record"
)

func schemaPath(name string) string { return "schema/" + name + ".json" }

// schemas adds the JSON Schemas (draft-07) of the documents that the site publishes: every .json file but
// the schemas themselves has one.
func schemas(b *builder) {
	all := record.Schemas()
	maps.Copy(all, search.Schemas())
	maps.Copy(all, resolve.Schemas())
	maps.Copy(all, find.Schemas())
	for name, s := range all {
		b.file(schemaPath(name), reading(), func() ([]byte, error) {
			s.Schema, s.ID = jsonfile.Draft07, b.ed.absolute(schemaPath(name))
			return append(jsonfile.Encode(s), '\n'), nil
		})
	}
}
