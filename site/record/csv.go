package record

import (
	"bytes"
	"encoding/csv"
	"iter"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
)

// csvHeader names the columns. Next to each answer is who states it.
var csvHeader = []string{
	"id", "code", "number", "name", "vendor", "set", "platform", "title", "summary", "http", "http_origin", "grpc", "category",
	"verdict", "verdict_origin", "outcome", "outcome_origin", "retry", "retry_origin", "pace", "pace_origin", "fault", "fault_origin",
	"next_step", "next_step_text", "next_step_origin", "customer", "customer_text", "customer_origin",
	"lifecycle", "concept", "match", "short_url",
}

// CodeTable is a table of codes for spreadsheets.
type CodeTable struct {
	own []string // ids of the site's own fields that have a column
	url func(path string) string
}

// NewTable returns a table with the columns that some codes need.
func NewTable(codes []*content.Code, url func(path string) string) *CodeTable {
	return &CodeTable{ownColumns(codes), url}
}

// Head returns the first line.
func (t *CodeTable) Head() string {
	line, err := Table([][]string{append(slices.Clone(csvHeader), each(t.own, func(id string) string { return "field_" + id })...)})
	if err != nil {
		panic(err) // it is written into memory
	}
	return string(line)
}

// Rows returns the lines of codes.
func (t *CodeTable) Rows(codes []*content.Code) ([]byte, error) {
	return table(func(yield func([]string) bool) {
		var row []string
		for c := range Briefs(codes, t.url) {
			w, e, a, verdict := words.Of(c.Entry), c.Entry, c.Answers, Verdict{}
			if a.Verdict != nil {
				verdict = *a.Verdict
			}
			row = append(row[:0],
				c.ID, c.Code, c.number(), c.Name, c.Vendor.Name, c.Set.Title, w.Platform(c.Set.Platform), c.Title, c.Summary,
				strings.Join(Numbers(c.HTTP), " "), string(c.HTTPOrigin), string(c.GRPC), string(c.Category),
				verdict.Label, string(verdict.Origin), string(e.Outcome.Is), string(e.Outcome.Origin),
				a.Retry.Key, string(a.Retry.Origin), string(e.Retry.Pace.Policy), string(e.Retry.Pace.Origin), a.Fault.Key, string(a.Fault.Origin),
				a.Next.Key, a.Next.Text, string(a.Next.Origin), a.Customer.Key, e.UserMessage.Words, string(a.Customer.Origin),
				w.StatusOrActive(e), e.ConceptID, string(e.Match), c.Link,
			)
			for _, id := range t.own {
				row = append(row, strings.Join(c.values(id), "; "))
			}
			if !yield(row) {
				return
			}
		}
	})
}

// ownColumns returns the ids of the site's own fields that any of the codes has.
func ownColumns(codes []*content.Code) []string {
	var ids []string
	for _, c := range codes {
		for _, f := range content.PublicFields(c.Custom) {
			if !slices.Contains(ids, f.ID) {
				ids = append(ids, f.ID)
			}
		}
	}
	slices.Sort(ids)
	return ids
}

// Numbers returns numbers as texts.
func Numbers(list []int) []string {
	return each(list, strconv.Itoa)
}

// plainNumber is a cell that a spreadsheet takes for nothing but a number, such as the code -32600.
var plainNumber = regexp.MustCompile(`^[+-]?[0-9]+(\.[0-9]+)?$`)

// Table returns rows as CSV (RFC 4180), every cell as it is.
func Table(rows [][]string) ([]byte, error) { return table(slices.Values(rows)) }

func table(rows iter.Seq[[]string]) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	for row := range rows {
		if err := w.Write(row); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

// ForExcel returns a table for people who open it with a double click: with the byte order mark by which Excel knows
// that it is UTF-8, and an apostrophe in front of each cell that would be a formula.
func ForExcel(table []byte) ([]byte, error) {
	rows, err := csv.NewReader(bytes.NewReader(table)).ReadAll()
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		for i, cell := range row {
			if cell != "" && strings.IndexByte("=+-@\t\r", cell[0]) >= 0 && !plainNumber.MatchString(cell) {
				row[i] = "'" + cell
			}
		}
	}
	data, err := Table(rows)
	return append([]byte("\ufeff"), data...), err
}
