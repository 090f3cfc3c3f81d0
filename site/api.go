package site

import (
	"github.com/errdocs/errdocs/internal/jsonfile"
	"github.com/errdocs/errdocs/site/record"
)

// api adds "/api/codes.json".
func api(b *builder) {
	url := b.ed.from("api/")
	b.file("api/codes.json", codesAnd(b.ed.codes), func() ([]byte, error) {
		index := record.Index{Schema: "../" + schemaPath("codes"), Title: b.ed.site.Title, URL: url(""), Count: len(b.ed.codes)}
		for r := range record.Briefs(b.ed.codes, url) {
			index.Codes = append(index.Codes, r.InShort())
		}
		return append(jsonfile.Encode(index), '\n'), nil
	})
}
