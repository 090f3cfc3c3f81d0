package search

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2/analysis/lang/cjk"
	"github.com/blevesearch/bleve/v2/registry"

	"github.com/errdocs/errdocs/internal/golden"
	"github.com/errdocs/errdocs/internal/testenv"
)

// inLanguage returns synthetic documents whose texts look like those of a language.
func inLanguage(tag string, docs []Document) []Document {
	letters := map[string]func(rune) rune{
		"de": func(r rune) rune {
			return map[rune]rune{'y': 'ü', 'w': 'ö', 'q': 'ß', 'Y': 'Ü'}[r]
		},
		"ja": func(r rune) rune {
			switch {
			case r >= 'a' && r <= 'm':
				return 0x30A2 + 2*(r-'a')
			case r >= 'n' && r <= 'z', r >= 'A' && r <= 'Z':
				return 0x4E00 + 37*(r-'A')
			case r == ' ':
				return -1
			case r == '.':
				return '。'
			}
			return 0
		},
	}[tag]
	text := func(s string) string {
		list := strings.SplitAfter(s, " ")
		for i, w := range list {
			w = strings.Map(func(r rune) rune {
				if to := letters(r); to != 0 {
					return to
				}
				return r
			}, w)
			if list[i] = w; i%5 == 4 {
				list[i] += " "
			}
		}
		return strings.Join(list, "")
	}
	out := slices.Clone(docs)
	for i := range out {
		d := &out[i]
		d.Title, d.Summary, d.Body = text(d.Title), text(d.Summary), text(d.Body)
	}
	return out
}

// TestClientEqualsBleveInLanguages does what TestClientEqualsBleve does, with the rules of other languages.
func TestClientEqualsBleveInLanguages(t *testing.T) {
	testenv.Node(t)
	size, n := 152, 250
	if long {
		size, n = 1000, 2000
	}
	var indexes []*Index
	var questions []question
	tags := []string{"ja", "de"}
	for _, tag := range tags {
		docs := inLanguage(tag, synthDocs(size))
		ix, err := BuildIn(tag, synthFacets, docs)
		indexes = append(indexes, opened(t, ix, err))
		for _, as := range kinds[:2] {
			questions = append(questions, question{writeExport(t, sized(ix, as)), newSynth(7).queries(docs, n)})
		}
	}
	for i, got := range askClient(t, questions...) {
		t.Run(fmt.Sprint(tags[i/2], " as of ", kinds[i%2]), func(t *testing.T) { sameAnswers(t, sized(indexes[i/2], kinds[i%2]), questions[i].Queries, got) })
	}
}

// TestPairsEqualBleve compares words with those of bleve's analyzer "cjk", on texts of which both take the same characters
// for words.
func TestPairsEqualBleve(t *testing.T) {
	analyzer, err := cjk.AnalyzerConstructor(nil, registry.NewCache())
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"期限切れトークン", "カードが拒否されました。別のカードをお使いください。", "鍵", "認証 失敗", "交易被拒绝", "error 期限切れ", "余额不足"} {
		var want []string
		for _, token := range analyzer.Analyze([]byte(text)) {
			want = append(want, string(token.Term))
		}
		if got := words(text); !slices.Equal(got, want) {
			t.Errorf("words of %s: %q, bleve has %q", text, got, want)
		}
	}
}

// TestLanguageTables asks what people would: testdata/languages has documents and queries of a language.
func TestLanguageTables(t *testing.T) {
	for _, tag := range []string{"ja", "de"} {
		t.Run(tag, func(t *testing.T) {
			var docs []Document
			var queries [][]string
			for _, row := range golden.Rows(t, "testdata/"+tag+".tsv", 0) {
				if len(row) == 2 {
					queries = append(queries, row)
					continue
				}
				docs = append(docs, Document{ID: row[0], URL: strings.ToLower(row[0]) + "/", Names: []string{row[0]}, Title: row[1], Summary: row[2], Body: row[3], Label: "Acme · API"})
			}
			ix, err := BuildIn(tag, nil, docs)
			opened(t, ix, err)
			first := 0
			for _, q := range queries {
				r, err := ix.Query(q[0], Options{Limit: 3})
				if err != nil {
					t.Fatal(err)
				}
				var got []string
				for _, h := range r.Hits {
					got = append(got, h.Document.ID)
				}
				if !slices.Contains(got, q[1]) {
					t.Errorf("%s finds %v, want %s among the first three", q[0], got, q[1])
				} else if got[0] == q[1] {
					first++
				}
			}
			t.Logf("%d of %d first", first, len(queries))
		})
	}
}
