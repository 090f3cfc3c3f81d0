package site

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
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

var codesHeader = []string{
	"id", "code", "number", "name", "vendor", "set", "platform", "title", "summary", "http", "grpc", "category", "retry", "whose side",
	"next step", "tell the customer", "lifecycle", "condition", "match", "url", "short link",
}

func (p *page) codesCSV(codes []*content.Code) ([]byte, error) {
	rows := [][]string{codesHeader}
	for _, c := range codes {
		condition, number := "", ""
		if c.Concept != nil {
			condition = c.Concept.ID
		}
		if c.Number != nil {
			number = strconv.Itoa(*c.Number)
		}
		rows = append(rows, []string{
			c.ID(), c.Code, number, c.Name, c.Set.Vendor.Name, c.Set.Title, words.Platform(c.Set.Platform), c.Title, c.Summary,
			strings.Join(httpValues(c), " "), string(c.GRPC), string(c.Category), string(c.Retry.Policy), string(c.Fault), string(c.NextStep),
			c.UserMessage.Say, words.StatusOrActive(c.Lifecycle.Status), condition, string(c.Match), p.full(codePath(c)), p.full(shortPath(c)),
		})
	}
	return csvFile(rows)
}

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
	return csvFile(rows)
}

// csvFile writes rows with CRLF at their ends. A cell that a spreadsheet would take for a formula gets
// an apostrophe in front.
func csvFile(rows [][]string) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	for _, row := range rows {
		for i, cell := range row {
			if cell != "" && strings.IndexByte("=+-@\t\r", cell[0]) >= 0 {
				row[i] = "'" + cell
			}
		}
	}
	err := w.WriteAll(rows)
	return b.Bytes(), err
}
