package site

import (
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/jsonfile"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/site/record"
)

// api adds "/api/codes.json".
func api(b *builder) {
	url := b.ed.from("api/")
	const end = "]}"
	head := string(jsonfile.Encode(record.Index{Schema: "../" + schemaPath("codes"), Title: b.ed.site.Title, URL: url(""), Count: len(b.ed.codes), Codes: []record.Short{}}))
	b.rowsOfAll("api/codes.json", rowFile{strings.TrimSuffix(head, end), ",", end + "\n", func(codes []*content.Code) []byte {
		data := jsonfile.Encode(lists.Each(codes, func(c *content.Code) record.Short { return record.Brief(c, url).InShort() }))
		return data[1 : len(data)-1]
	}})
}
