package site

import (
	"cmp"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/site/record"
)

// csvFiles adds the tables for spreadsheets (RFC 4180): all codes, those of each vendor and of each
// set, and the comparison of concepts.
func csvFiles(b *builder) {
	all := record.NewTable(b.ed.codes, b.ed.from(""))
	b.rowsOfAll("codes.csv", rowFile{head: all.Head(), rows: all.Rows})
	for _, v := range b.ed.vendors {
		b.codesCSV(vendorPath(v), b.ed.codesIn(v))
		for _, s := range b.ed.sets[v] {
			b.codesCSV(setPath(s), b.ed.bySet[s])
		}
	}
	b.file(compareCSV, reading(anyOf(b.ed.concepts)...), func() ([]byte, error) { return b.ed.conceptsCSV(), nil })
}

// codesCSV adds a table of codes to a directory.
func (b *builder) codesCSV(dir string, codes []*content.Code) {
	b.file(dir+"codes.csv", codesAnd(codes), func() ([]byte, error) {
		t := record.NewTable(codes, b.ed.from(dir))
		return append([]byte(t.Head()), t.Rows(codes)...), nil
	})
}

const compareCSV = "compare/conditions.csv"

func setCSV(s *content.Set) string { return setPath(s) + "codes.csv" }

// conceptsCSV is the table of "/compare/".
func (ed *edition) conceptsCSV() []byte {
	head := append([]string{"condition", "title"}, lists.Each(ed.vendors, func(v *content.Vendor) string { return v.Name })...)
	return record.Table(append([][]string{head}, lists.Each(ed.concepts, func(c *content.Concept) []string {
		return append([]string{c.ID, c.Title}, lists.Each(ed.byVendor(ed.byConcept[c]), func(codes []*content.Code) string {
			names := lists.Each(codes, func(c *content.Code) string { return c.Set.ID + "/" + c.Code })
			return cmp.Or(strings.Join(names, "; "), "no equivalent")
		})...)
	})...))
}
