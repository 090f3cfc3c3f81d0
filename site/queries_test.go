package site

import (
	"bufio"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/nodetest"
	"github.com/errdocs/errdocs/search"
)

// defaultIndex is the search index of the default catalog.
func defaultIndex(t *testing.T) *search.Index {
	t.Helper()
	c := defaultCatalog(t)
	index, err := search.Build(Documents(c, false))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { index.Close() })
	return index
}

// tableRow is one row of search/testdata/queries.tsv, whose head says how it is read.
type tableRow struct {
	line              int
	what, query, want string
}

func queryTable(t *testing.T) []tableRow {
	t.Helper()
	file, err := os.Open("../search/testdata/queries.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var rows []tableRow
	lines := bufio.NewScanner(file)
	for n := 1; lines.Scan(); n++ {
		cells := strings.Split(lines.Text(), "\t")
		if strings.HasPrefix(cells[0], "#") || lines.Text() == "" {
			continue
		}
		if len(cells) != 3 {
			t.Fatalf("line %d has %d columns", n, len(cells))
		}
		rows = append(rows, tableRow{n, cells[0], cells[1], cells[2]})
	}
	return rows
}

// text returns what is typed, and whether the last word is still being typed.
func (r tableRow) text() (text string, typing bool) { return strings.CutSuffix(r.query, "…") }

// TestQueries runs the table over the default catalog.
func TestQueries(t *testing.T) {
	index := defaultIndex(t)
	for _, row := range queryTable(t) {
		text, typing := row.text()
		result, err := index.Query(text, search.Options{Limit: 20, Typing: typing})
		if err != nil {
			t.Fatalf("line %d: %q: %v", row.line, row.query, err)
		}
		var got []string
		for _, hit := range result.Hits {
			got = append(got, hit.Document.ID)
		}
		row.check(t, got)
	}
}

// TestQueriesInNode runs the table through the browser's client.
func TestQueriesInNode(t *testing.T) {
	rows := queryTable(t)
	files := defaultIndex(t).Export()
	type options struct {
		Limit  int  `json:"limit"`
		Typing bool `json:"typing"`
	}
	type query struct {
		Text    string  `json:"text"`
		Options options `json:"options"`
	}
	var queries []query
	for _, row := range rows {
		text, typing := row.text()
		queries = append(queries, query{text, options{20, typing}})
	}
	in := []any{map[string]any{"index": filepath.Join(nodetest.Write(t, files), "search"), "queries": queries}}
	var answers [][]struct{ Hits []struct{ URL string } }
	nodetest.Run(t, in, &answers, "../search/testdata/query.mjs", nodetest.Modules(t, search.Scripts()))
	for i, row := range rows {
		var got []string
		for _, hit := range answers[0][i].Hits {
			got = append(got, strings.TrimSuffix(hit.URL, "/"))
		}
		row.check(t, got)
	}
}

// check compares the ids that were found with what the row wants.
func (r tableRow) check(t *testing.T, got []string) {
	t.Helper()
	if r.want == "none" {
		if len(got) > 0 {
			t.Errorf("line %d, %s: %q finds %v", r.line, r.what, r.query, got)
		}
		return
	}
	count, ids, _ := strings.Cut(r.want, " ")
	n, err := strconv.Atoi(count)
	if err != nil {
		t.Fatalf("line %d: %q starts with no number", r.line, r.want)
	}
	first := got[:min(n, len(got))]
	has := func(id string) bool { return slices.Contains(first, strings.TrimSpace(id)) }
	all, any := strings.Split(ids, "&"), strings.Split(ids, "|")
	if !slices.ContainsFunc(any, has) && len(all) == 1 || len(all) > 1 && !every(all, has) {
		t.Errorf("line %d, %s: %q wants %s, finds %v", r.line, r.what, r.query, r.want, got[:min(5, len(got))])
	}
}

// TestOneEdit types 1,000 codes with one wrong, missing, extra or swapped character. At least 950 must
// find the code among the first three.
func TestOneEdit(t *testing.T) {
	index := defaultIndex(t)
	c := defaultCatalog(t)
	codes := slices.Collect(c.All())
	random := rand.New(rand.NewPCG(1, 2))
	found := 0
	for range 1000 {
		code := codes[random.IntN(len(codes))]
		probe := mistyped(random, code.Code)
		result, err := index.Query(probe, search.Options{Limit: 3})
		if err != nil {
			t.Fatal(err)
		}
		if slices.ContainsFunc(result.Hits, func(h search.Hit) bool {
			hit := c.Code(h.Document.ID)
			return hit == code || sharesName(hit, code)
		}) {
			found++
		}
	}
	t.Logf("%d of 1000", found)
	if found < 950 {
		t.Errorf("%d of 1000 codes are found with one edit, want 950", found)
	}
}

// mistyped changes one character of a code.
func mistyped(random *rand.Rand, s string) string {
	const letters = "abcdefghijklmnopqrstuvwxyz0123456789"
	at, letter := random.IntN(len(s)-1), letters[random.IntN(len(letters)):][:1]
	switch random.IntN(4) {
	case 0:
		return s[:at] + letter + s[at+1:]
	case 1:
		return s[:at] + s[at+1:]
	case 2:
		return s[:at] + letter + s[at:]
	}
	return s[:at] + s[at+1:at+2] + s[at:at+1] + s[at+2:]
}

// Every code is the first result in five spellings, or shares that rank with the codes of the same
// name.
func TestEveryCodeIsFirst(t *testing.T) {
	index := defaultIndex(t)
	c := defaultCatalog(t)
	for code := range c.All() {
		name, _, _ := strings.Cut(code.Code, "(")
		for _, query := range []string{
			code.Code, strings.ToLower(name), strings.ReplaceAll(name, "_", " "), strings.ReplaceAll(strings.ToLower(name), "_", "-"), camelCase(name),
		} {
			result, err := index.Query(query, search.Options{Limit: 1})
			if err != nil {
				t.Fatal(err)
			}
			if len(result.Hits) == 0 {
				t.Errorf("%q finds nothing", query)
				continue
			}
			first := c.Code(result.Hits[0].Document.ID)
			if first != code && !sharesName(first, code) {
				t.Errorf("%q finds %s before %s", query, first.ID(), code.ID())
			}
		}
	}
}

// camelCase writes SNAKE_CASE as camelCase.
func camelCase(name string) string {
	words := strings.Split(strings.ToLower(name), "_")
	for i, w := range words[1:] {
		if w != "" {
			words[i+1] = strings.ToUpper(w[:1]) + w[1:]
		}
	}
	return strings.Join(words, "")
}

func sharesName(a, b *content.Code) bool {
	return slices.ContainsFunc(a.Spellings(), func(s string) bool { return content.Fold(s) == content.Fold(b.Code) })
}

func every(list []string, is func(string) bool) bool {
	return !slices.ContainsFunc(list, func(s string) bool { return !is(s) })
}
