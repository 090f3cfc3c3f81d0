package site

import (
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/site/record"
)

// csvFiles adds the tables for spreadsheets (RFC 4180): all codes, those of each vendor and of each
// set, and the comparison of conditions.
func csvFiles(b *builder) {
	all := &page{builder: b, path: "", root: "./"}
	b.file("codes.csv", noTexts, func() ([]byte, error) { return all.codesCSV(b.codes) })
	for _, v := range b.vendors {
		p := &page{builder: b, path: vendorPath(v), root: "../"}
		for _, s := range b.sets[v] {
			q := &page{builder: b, path: setPath(s), root: "../../"}
			b.file(setCSV(s), noTexts, func() ([]byte, error) { return q.codesCSV(b.bySet[s]) })
		}
		b.file(vendorPath(v)+"codes.csv", noTexts, func() ([]byte, error) { return p.codesCSV(b.codesIn(v)) })
	}
	b.file(compareCSV, noTexts, b.conditionsCSV)
}

const compareCSV = "compare/conditions.csv"

func setCSV(s *content.Set) string { return setPath(s) + "codes.csv" }

func (p *page) codesCSV(codes []*content.Code) ([]byte, error) { return record.CSV(p.briefs(codes)) }

// conditionsCSV is the table of "/compare/".
func (b *builder) conditionsCSV() ([]byte, error) {
	head := []string{"condition", "title"}
	for _, v := range b.vendors {
		head = append(head, v.Name)
	}
	rows := [][]string{head}
	for _, c := range b.concepts {
		row := []string{c.ID, c.Title}
		for _, v := range b.vendors {
			var codes []string
			for _, code := range b.byCase[c] {
				if code.Set.Vendor == v {
					codes = append(codes, code.Set.ID+"/"+code.Code)
				}
			}
			if len(codes) == 0 {
				codes = []string{"none documented"}
			}
			row = append(row, strings.Join(codes, "; "))
		}
		rows = append(rows, row)
	}
	return record.Table(rows)
}
