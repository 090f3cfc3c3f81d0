package site

import (
	"bufio"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/nodetest"
	"github.com/errdocs/errdocs/search"
	"github.com/errdocs/errdocs/search/ask"
	"github.com/errdocs/errdocs/search/resolve"
)

// defaultIndex is the search index of the default catalog.
func defaultIndex(t *testing.T) *search.Index {
	t.Helper()
	return defaultAsker(t).Index
}

// defaultAsker answers questions about the default catalog.
func defaultAsker(t *testing.T) ask.Asker {
	t.Helper()
	c := defaultCatalog(t)
	return ask.Asker{Index: indexOf(t, c), Resolver: c.Resolver(false)}
}

// tableRow is one row of a table of queries in search/testdata, whose heads say how they are read.
type tableRow struct {
	line              int
	what, query, want string
}

func queryTable(t *testing.T, name string) []tableRow {
	t.Helper()
	file, err := os.Open("../search/testdata/" + name)
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

// found returns the addresses of what an answer lists, best first.
func found(a ask.Answer) []string {
	var list []string
	for _, e := range a.Exact {
		list = append(list, e.URL)
	}
	for _, h := range a.Hits {
		list = append(list, h.Document.URL)
	}
	return list
}

// answers asks all rows of a table.
func answers(t *testing.T, asker ask.Asker, rows []tableRow) []ask.Answer {
	t.Helper()
	var out []ask.Answer
	for _, row := range rows {
		text, typing := row.text()
		a, err := asker.Ask(text, search.Options{Limit: 20, Typing: typing})
		if err != nil {
			t.Fatalf("line %d: %q: %v", row.line, row.query, err)
		}
		out = append(out, a)
	}
	return out
}

// TestQueries runs a table over the default catalog that everything of must be found.
func TestQueries(t *testing.T) {
	rows := queryTable(t, "queries.tsv")
	for i, a := range answers(t, defaultAsker(t), rows) {
		if row := rows[i]; !row.isFound(found(a), 0) {
			t.Errorf("line %d, %s: %q wants %s, finds %v", row.line, row.what, row.query, row.want, found(a)[:min(5, len(found(a)))])
		}
	}
}

// TestQueriesAsHeard runs tables that were written by people who had not seen the search, and keeps what has been
// reached: the percentage of queries with the right code first, and among the first three, and how many of those without an answer
// have none, or the sentence that the vendor they name has none.
func TestQueriesAsHeard(t *testing.T) {
	asker := defaultAsker(t)
	for _, table := range []struct {
		name               string
		first, among, none int
	}{
		{"queries-heard.tsv", 96, 99, 25},
		{"queries-fresh.tsv", 93, 98, 22},
		{"queries-spoken.tsv", 95, 96, 22},
		{"queries-plain.tsv", 83, 93, 14},
		{"queries-told.tsv", 55, 70, 19},
		{"queries-asked.tsv", 70, 85, 23},
	} {
		rows := queryTable(t, table.name)
		var first, among, asked, none, unanswered int
		for i, a := range answers(t, asker, rows) {
			row, got := rows[i], found(a)
			ok := row.isFound(got, 0) || row.want == "none" && len(a.Without) > 0
			switch {
			case row.want == "none":
				unanswered++
				none += count(ok)
			default:
				asked++
				first += count(row.isFound(got, 1))
				among += count(ok)
			}
			if !ok {
				t.Logf("line %d: %q wants %s, finds %v", row.line, row.query, row.want, got[:min(3, len(got))])
			}
		}
		t.Logf("%s: of %d queries %d have the right code first, %d among the first three; of %d without an answer %d have none", table.name, asked, first, among, unanswered, none)
		if first*100 < table.first*asked || among*100 < table.among*asked || none < table.none {
			t.Errorf("%s: less is found than before", table.name)
		}
	}
}

func count(ok bool) int {
	if ok {
		return 1
	}
	return 0
}

// TestQueriesInNode asks all tables, and what hostile people type, in the browser's way: the answers are the same.
func TestQueriesInNode(t *testing.T) {
	asker := defaultAsker(t)
	rows := slices.Concat(queryTable(t, "queries.tsv"), queryTable(t, "queries-heard.tsv"), queryTable(t, "queries-fresh.tsv"), queryTable(t, "queries-spoken.tsv"), queryTable(t, "queries-plain.tsv"), queryTable(t, "queries-told.tsv"), queryTable(t, "queries-asked.tsv"))
	for _, text := range []string{
		"", "keyless", "NOT_FOUND keyless", "CRYPTO_ERROR mastercard", "thales and visa timeout", "http 418", "30010", "31005", "51", "405",
		"__proto__", "<script>", "\x00", "error(INVALID_PAN)", `x="y"`, "thales/android/server-error/", "Visa", "KeylessError(code=30006)", "DECLINED", "TIMEOUT", "502 Bad Gateway", "502", "カードの期限が切れました", "server_err…", "50…", "\uFFFD",
		"error code 101 path=/visa/x", "GET https://api.token.io/visa/x 500", "see https://errors.example.com/e/mdes-invalid-pan/ please", "server error at /visa/x",
		"https://example.com/visa/x", "https://errors.example.com/thales/android/server-eror/",
		"see pay.j\u017f", "pay.\u212at is down", "INVALIDPAN", "REQUESTTIME", "PANUNIQUE",
		"POST https://api.token.io/v2/transfers 403 in 231ms trace=4bf92f3577b34da6", "Mastercard: SERVER_EROR_101 since 14:00 for all issuers",
		"Thales error 30044", `{"grpc_code":7,"grpc_message":"permission denied","peer":"api.token.io:443"}`, "thales INVALID_PAM", "keyless 101",
	} {
		rows = append(rows, tableRow{query: text})
	}
	type query struct {
		Text    string         `json:"text"`
		Options map[string]any `json:"options"`
	}
	var queries []query
	for _, row := range rows {
		text, typing := row.text()
		queries = append(queries, query{text, map[string]any{"limit": 20, "typing": typing}})
	}
	type plain struct {
		Kind                                             resolve.Kind
		Total                                            int
		Code, DidYouMean                                 string
		Hits, Exact, Families, Similar, Vendors, Without []string
		Sure                                             bool
	}
	site := nodetest.Write(t, append(asker.Index.Export(), asker.Resolver.Export()...))
	scripts := nodetest.Modules(t, slices.Concat(search.Scripts(), resolve.Scripts(), ask.Scripts()))
	var got []plain
	nodetest.Run(t, queries, &got, "../search/ask/testdata/ask.mjs", scripts, site)
	urls := func(list []resolve.Entry) []string {
		out := []string{}
		for _, e := range list {
			out = append(out, e.URL)
		}
		return out
	}
	for i, a := range answers(t, asker, rows) {
		want := plain{a.Kind, a.Total, a.Code, a.DidYouMean, found(a)[len(a.Exact):], urls(a.Exact), urls(a.Families), urls(a.Similar), a.Vendors, a.Without, a.Sure}
		if diff := cmp.Diff(want, got[i], cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%q (Go -, browser +):\n%s", rows[i].query, diff)
		}
	}
}

// isFound reports whether what the row wants is found: among the first of as many as it says, or of n if that is not 0.
func (r tableRow) isFound(got []string, n int) bool {
	if r.want == "none" {
		return len(got) == 0
	}
	limit, ids, _ := strings.Cut(r.want, " ")
	if n == 0 {
		n, _ = strconv.Atoi(limit)
	}
	has := func(id string) bool { return slices.Contains(got[:min(n, len(got))], strings.TrimSpace(id)+"/") }
	if all := strings.Split(ids, "&"); len(all) > 1 && n > 1 {
		return every(all, has)
	}
	return slices.ContainsFunc(strings.FieldsFunc(ids, func(r rune) bool { return r == '|' || r == '&' }), has)
}

// TestOneEdit types 1,000 codes with one wrong, missing, extra or swapped character. At least 950 must
// find the code among the first three, or, where no code is called so, among those that are similar. A number that is in
// the range of a class has the answers of the class.
func TestOneEdit(t *testing.T) {
	asker := defaultAsker(t)
	c := defaultCatalog(t)
	codes := slices.Collect(c.All())
	random := rand.New(rand.NewPCG(1, 2))
	near := 0
	for range 1000 {
		code := codes[random.IntN(len(codes))]
		probe := mistyped(random, code.Code)
		a, err := asker.Ask(probe, search.Options{Limit: 3})
		if err != nil {
			t.Fatal(err)
		}
		shown := found(a)
		for _, e := range a.Similar {
			shown = append(shown, e.URL)
		}
		if slices.ContainsFunc(shown[:min(3, len(shown))], func(url string) bool {
			hit := c.Code(strings.TrimSuffix(url, "/"))
			return hit == code || sharesName(hit, code)
		}) || a.Kind == resolve.Member && a.Families[0].Vendor == code.Set.Vendor.ID {
			near++
		}
	}
	t.Logf("%d of 1000", near)
	if near < 950 {
		t.Errorf("%d of 1000 codes are found with one edit, want 950", near)
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
