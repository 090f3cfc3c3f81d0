package site

import "github.com/errdocs/errdocs/site/record"

// api adds "/api/codes.json".
func api(b *builder) {
	p := &page{builder: b, path: "api/", root: "../"}
	b.file("api/codes.json", noTexts, func() ([]byte, error) {
		index := record.Index{Schema: p.full(schemaPath("codes")), Title: b.site.Title, URL: p.full(""), Count: len(b.codes)}
		for _, r := range p.briefs(b.codes) {
			index.Codes = append(index.Codes, r.InShort())
		}
		return record.Indent(index)
	})
}
