package site

import (
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/site/record"
)

// csvFiles adds the tables for spreadsheets (RFC 4180): all codes, those of each vendor and of each
// set, and the comparison of concepts.
func csvFiles(b *builder) {
	b.codesCSV("", b.ed.codes)
	for _, v := range b.ed.vendors {
		b.codesCSV(vendorPath(v), b.ed.codesIn(v))
		for _, s := range b.ed.sets[v] {
			b.codesCSV(setPath(s), b.ed.bySet[s])
		}
	}
	b.file(compareCSV, noTexts, b.ed.conceptsCSV)
}

// codesCSV adds a table of codes to a directory.
func (b *builder) codesCSV(dir string, codes []*content.Code) {
	b.file(dir+"codes.csv", noTexts, func() ([]byte, error) { return record.CSV(briefs(codes, b.ed.from(dir))) })
}

const compareCSV = "compare/conditions.csv"

func setCSV(s *content.Set) string { return setPath(s) + "codes.csv" }

// conceptsCSV is the table of "/compare/".
func (ed *edition) conceptsCSV() ([]byte, error) {
	head := []string{"condition", "title"}
	for _, v := range ed.vendors {
		head = append(head, v.Name)
	}
	rows := [][]string{head}
	for _, c := range ed.concepts {
		row := []string{c.ID, c.Title}
		for _, v := range ed.vendors {
			var codes []string
			for _, code := range ed.byConcept[c] {
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
