package record

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/internal/lists"
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
	return string(Table([][]string{append(slices.Clone(csvHeader), lists.Each(t.own, func(id string) string { return "field_" + id })...)}))
}

// Rows returns the lines of codes.
func (t *CodeTable) Rows(codes []*content.Code) []byte { return Table(lists.Each(codes, t.row)) }

func (t *CodeTable) row(e *content.Code) []string {
	c := Brief(e, t.url)
	w, a, verdict := words.Of(e), &c.Answers, Verdict{}
	if a.Verdict != nil {
		verdict = *a.Verdict
	}
	row := []string{
		c.ID, c.Code, c.number(), c.Name, c.Vendor.Name, c.Set.Title, w.Platform(c.Set.Platform), c.Title, c.Summary,
		strings.Join(lists.Each(c.HTTP, strconv.Itoa), " "), string(c.HTTPOrigin), string(c.GRPC), string(c.Category),
		verdict.Label, string(verdict.Origin), string(e.Outcome.Is), string(e.Outcome.Origin),
		a.Retry.Key, string(a.Retry.Origin), string(e.Retry.Pace.Policy), string(e.Retry.Pace.Origin), a.Fault.Key, string(a.Fault.Origin),
		a.Next.Key, a.Next.Text, string(a.Next.Origin), a.Customer.Key, e.UserMessage.Words, string(a.Customer.Origin),
		w.StatusOrActive(e), e.ConceptID, string(e.Match), c.Link,
	}
	return append(row, lists.Each(t.own, func(id string) string { return strings.Join(c.values(id), "; ") })...)
}

// ownColumns returns the ids of the site's own fields that any of the codes has.
func ownColumns(codes []*content.Code) []string {
	ids := lists.Joined(codes, func(c *content.Code) []string {
		return lists.Each(content.PublicFields(c.Custom), func(f content.CustomValue) string { return f.ID })
	})
	slices.Sort(ids)
	return slices.Compact(ids)
}

// plainNumber is a cell that a spreadsheet takes for nothing but a number, such as the code -32600.
var plainNumber = regexp.MustCompile(`^[+-]?[0-9]+(\.[0-9]+)?$`)

// Table returns rows as CSV (RFC 4180), every cell as it is.
func Table(rows [][]string) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	_ = w.WriteAll(rows) // into memory
	return b.Bytes()
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
	return append([]byte("\ufeff"), Table(rows)...), nil
}
