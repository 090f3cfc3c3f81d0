package search

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/token/porter"
	"github.com/google/go-cmp/cmp"

	"github.com/errdocs/errdocs/internal/golden"
	"github.com/errdocs/errdocs/internal/letters"
)

// wordRows reads testdata/words.tsv: a text, its words and its spelling; \t in a column is a tab.
func wordRows(t *testing.T) [][]string {
	rows := golden.Rows(t, "testdata/words.tsv", 0)
	for _, row := range rows {
		for i := range row {
			row[i] = strings.ReplaceAll(row[i], `\t`, "\t")
		}
	}
	return rows
}

func TestWords(t *testing.T) {
	for _, row := range wordRows(t) {
		row = append(row, "", "")
		if got := strings.Join(words(row[0]), " "); got != row[1] {
			t.Errorf("words of %q: %q, want %q", row[0], got, row[1])
		}
		if got := spelling(row[0]); got != row[2] {
			t.Errorf("spelling of %q: %q, want %q", row[0], got, row[2])
		}
	}
}

func TestWordsAndRuns(t *testing.T) {
	got := wordsAndRuns("JavaScript SDK, RSA-SHA256")
	want := []string{"java", "script", "javascript", "sdk", "rsa", "sha", "256", "sha256"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestAnalysisInBrowser compares both halves: every character, the table, texts of the synthetic catalog
// and of its queries, stems of many words, stop words, and what is one edit away.
func TestAnalysisInBrowser(t *testing.T) {
	s := newSynth(5)
	docs := synthDocs(200)
	var texts []string
	for _, row := range wordRows(t) {
		texts = append(texts, row[0])
	}
	for i, q := range s.queries(docs, 3000) {
		texts = append(texts, q.Text, docs[i%len(docs)].Body)
	}
	var pairs [][2]string
	for i := range 3000 {
		w := synthWord(i)
		pairs = append(pairs, [2]string{w, s.typo(w)}, [2]string{w, s.typo(s.typo(w))}, [2]string{w, w})
	}
	const points = 0x10000
	in := map[string]any{"texts": texts, "points": points, "stems": vocabularyOfStems(), "pairs": pairs}
	var got struct {
		Words     [][]string `json:"words"`
		Spellings []string   `json:"spellings"`
		Folds     []string   `json:"folds"`
		Stems     []string   `json:"stems"`
		Edits     []bool     `json:"edits"`
	}
	runNode(t, in, &got, "analysis.mjs", writeSources(t))
	for i, text := range texts {
		if w := words(text); !slices.Equal(got.Words[i], w) || got.Spellings[i] != spelling(text) {
			t.Errorf("%.200q: words %q and spelling %q in the browser, %q and %q here", text, got.Words[i], got.Spellings[i], w, spelling(text))
		}
	}
	for c := range rune(points) {
		if want := foldName(c); got.Folds[c] != want && utf8.ValidRune(c) {
			t.Errorf("%U folds to %q in the browser, to %q here", c, got.Folds[c], want)
		}
	}
	for i, w := range vocabularyOfStems() {
		if got.Stems[i] != stem(w) {
			t.Errorf("stem of %s: %s in the browser, %s here", w, got.Stems[i], stem(w))
		}
	}
	for i, p := range pairs {
		if want := oneEdit([]rune(p[0]), []rune(p[1])); got.Edits[i] != want {
			t.Errorf("%s and %s one edit apart: %t in the browser, %t here", p[0], p[1], got.Edits[i], want)
		}
	}
}

func foldName(r rune) string {
	switch f := letters.Fold(r); f {
	case -1:
		return "end"
	case 0:
		return ""
	default:
		return string(f)
	}
}

// vocabularyOfStems returns about 60,000 words, real ones and such as only a suffix makes.
func vocabularyOfStems() []string {
	suffixes := strings.Fields(`s es ies ed ing eed y ly ational tional enci anci izer bli alli entli eli ousli ization ation ator
		alism iveness fulness ousness aliti iviti biliti logi icate ative alize iciti ical ful ness al ance ence er ic able ible
		ant ement ment ent sion tion ou ism ate iti ous ive ize e ll lled tt pp bbed zzing ssed at bl iz ying`)
	var out []string
	for i := range 500 {
		w := synthWord(i)
		if len(w) > 6 {
			w = w[:6]
		}
		out = append(out, w)
		for _, a := range suffixes {
			out = append(out, w+a)
			out = append(out, w+a+suffixes[(i+len(a)*7)%len(suffixes)])
		}
	}
	for _, p := range []string{"", "b", "ab", "tr", "oa", "yy", "sky", "cvc", "strl"} {
		for _, a := range suffixes {
			out = append(out, p+a)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// TestStemEqualsBleve compares the stems with bleve's filter, which agrees on all words of four letters
// and more.
func TestStemEqualsBleve(t *testing.T) {
	list := vocabularyOfStems()
	filter := porter.NewPorterStemmer()
	for _, w := range list {
		want := string(filter.Filter(analysis.TokenStream{{Term: []byte(w)}})[0].Term)
		if len(w) < 4 {
			want = w
		}
		if got := stem(w); got != want {
			t.Errorf("stem of %s: %s, bleve says %s", w, got, want)
		}
	}
	t.Logf("%d words", len(list))
}
