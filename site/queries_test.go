package site

import (
	"bufio"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/search"
)

// defaultIndex is the search index of the default catalog.
func defaultIndex(t *testing.T) *search.Index {
	t.Helper()
	c, err := defaultCatalog()
	if err != nil {
		t.Fatal(err)
	}
	index, err := search.Build(Documents(c, false))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { index.Close() })
	return index
}

// TestQueries runs the table of search/testdata/queries.tsv over the default catalog. Its head says how
// it is read.
func TestQueries(t *testing.T) {
	index := defaultIndex(t)
	file, err := os.Open("../search/testdata/queries.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for n := 1; lines.Scan(); n++ {
		row := strings.Split(lines.Text(), "\t")
		if strings.HasPrefix(row[0], "#") || lines.Text() == "" {
			continue
		}
		if len(row) != 3 {
			t.Errorf("line %d has %d columns", n, len(row))
			continue
		}
		checkQuery(t, index, n, row[0], row[1], row[2])
	}
}

func checkQuery(t *testing.T, index *search.Index, line int, what, query, want string) {
	t.Helper()
	text, typing := strings.CutSuffix(query, "…")
	result, err := index.Query(text, search.Options{Limit: 20, Typing: typing})
	if err != nil {
		t.Errorf("line %d: %q: %v", line, query, err)
		return
	}
	var got []string
	for _, hit := range result.Hits {
		got = append(got, hit.Document.ID)
	}
	if want == "none" {
		if len(got) > 0 {
			t.Errorf("line %d, %s: %q finds %v", line, what, query, got)
		}
		return
	}
	count, ids, _ := strings.Cut(want, " ")
	n, err := strconv.Atoi(count)
	if err != nil {
		t.Fatalf("line %d: %q starts with no number", line, want)
	}
	first := got[:min(n, len(got))]
	has := func(id string) bool { return slices.Contains(first, strings.TrimSpace(id)) }
	all, any := strings.Split(ids, "&"), strings.Split(ids, "|")
	if !slices.ContainsFunc(any, has) && len(all) == 1 || len(all) > 1 && !every(all, has) {
		t.Errorf("line %d, %s: %q wants %s, finds %v", line, what, query, want, got[:min(5, len(got))])
	}
}

// Every code is the first result in five spellings, or shares that place with the codes of the same
// name.
func TestEveryCodeIsFirst(t *testing.T) {
	index := defaultIndex(t)
	c, _ := defaultCatalog()
	for code := range c.All() {
		name, _, _ := strings.Cut(code.Code, "(")
		for _, query := range []string{
			code.Code, strings.ToLower(name), strings.ReplaceAll(name, "_", " "), strings.ReplaceAll(strings.ToLower(name), "_", "-"), twin(name),
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

// twin writes SNAKE_CASE as camelCase.
func twin(name string) string {
	words := strings.Split(strings.ToLower(name), "_")
	for i, w := range words[1:] {
		if w != "" {
			words[i+1] = strings.ToUpper(w[:1]) + w[1:]
		}
	}
	return strings.Join(words, "")
}

func sharesName(a, b *content.Code) bool {
	return slices.ContainsFunc(spellings(a), func(s string) bool { return content.Fold(s) == content.Fold(b.Code) })
}

func every(list []string, is func(string) bool) bool {
	return !slices.ContainsFunc(list, func(s string) bool { return !is(s) })
}
