package record

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
)

var csvHeader = []string{
	"id", "code", "number", "name", "vendor", "set", "platform", "title", "summary", "http", "grpc", "category", "retry", "retry origin",
	"whose side", "whose side origin", "next step", "next step origin", "tell the customer", "tell the customer origin",
	"did it happen", "did it happen origin", "lifecycle", "condition", "match", "url", "short link",
}

// CSV returns a table of codes for spreadsheets.
func CSV(codes []*Code) ([]byte, error) {
	rows := [][]string{csvHeader}
	for _, c := range codes {
		e := c.Entry
		rows = append(rows, []string{
			c.ID, c.Code, number(c.Number), c.Name, c.Vendor.Name, c.Set.Title, words.Platform(c.Set.Platform), c.Title, c.Summary,
			strings.Join(Numbers(c.HTTP), " "), string(c.GRPC), string(c.Category),
			string(e.Retry.Policy), string(e.Retry.Origin), content.FaultKey(e.Fault.Is), string(e.Fault.Origin), string(e.NextStep.Is), string(e.NextStep.Origin),
			e.UserMessage.Say, string(e.UserMessage.Origin), string(e.Outcome.Is), string(e.Outcome.Origin),
			words.StatusOrActive(e.Lifecycle.Status), e.ConceptID, string(e.Match), c.URL, c.Link,
		})
	}
	return Table(rows)
}

func number(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

// Numbers returns numbers as texts.
func Numbers(list []int) []string {
	return each(list, strconv.Itoa)
}

// Table returns rows as CSV (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe in front.
func Table(rows [][]string) ([]byte, error) {
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
