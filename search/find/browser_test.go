package find

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/errdocs/errdocs/internal/jsonfile"
	"github.com/errdocs/errdocs/internal/nodetest"
	"github.com/errdocs/errdocs/search/resolve"
)

// browserFindings is what find.mjs returns for a text.
type browserFindings struct {
	Found   Findings `json:"found"`
	Pauses  int      `json:"pauses"`
	Longest int      `json:"longest"` // characters between two pauses
	CPU     float64  `json:"cpu"`     // milliseconds, of all threads of node
	Step    float64  `json:"step"`    // milliseconds at most between two pauses
	Summary string   `json:"summary"`
}

// inBrowser finds in texts with find.js, all in one process.
func inBrowser(t testing.TB, f *Finder, texts []string) []browserFindings {
	t.Helper()
	files := map[string]string{}
	for _, x := range append(f.resolver.Export(), jsonfile.File{Path: Path, Data: f.Export()}) {
		files[x.Path] = string(x.Data)
	}
	encoded := make([][]byte, len(texts)) // what is not UTF-8, in base64
	for i, text := range texts {
		if !utf8.ValidString(text) || strings.Contains(text, "\x00") {
			encoded[i] = []byte(text)
		}
	}
	in := map[string]any{"files": files, "texts": texts, "encoded": encoded, "root": root}
	var got []browserFindings
	nodetest.Run(t, in, &got, "testdata/find.mjs", nodetest.Modules(t, append(Scripts(), resolve.Scripts()...)))
	return got
}

const root = "https://errors.example/"

// TestCorpusInBrowser checks that the browser finds exactly what Go finds.
func TestCorpusInBrowser(t *testing.T) {
	f := testFinder(t)
	var texts []string
	for _, l := range corpus(t) {
		texts = append(texts, l.text)
	}
	sameInBrowser(t, f, texts)
}

func sameInBrowser(t *testing.T, f *Finder, texts []string) {
	t.Helper()
	for i, got := range inBrowser(t, f, texts) {
		want := findIn(t, f, texts[i])
		if diff := cmp.Diff(want, got.Found, cmpopts.IgnoreUnexported(Mention{}, Said{})); diff != "" {
			t.Fatalf("%q: Go and JavaScript differ:\n%s", texts[i], diff)
		}
		if summary := Summary(want, root); summary != got.Summary {
			t.Fatalf("%q: summaries differ:\n%s\n%s", texts[i], summary, got.Summary)
		}
	}
}

// TestShuffledCorpusInBrowser joins pieces of the corpus in any order with anything between them, some in very long lines.
func TestShuffledCorpusInBrowser(t *testing.T) {
	f := testFinder(t)
	rng := rand.New(rand.NewPCG(7, 8))
	var pieces []string
	for _, l := range corpus(t) {
		pieces = append(pieces, strings.FieldsFunc(l.text, func(c rune) bool { return strings.ContainsRune(" ,;\"{}()[]=\n", c) })...)
	}
	for _, e := range f.entries {
		pieces = append(pieces, e.Spellings()...)
	}
	glue := []string{
		" ", " ", " ", "\n", "\n", ": ", "=", "\":\"", " = ", "(", ")", ".", ",", ", ", "/", "_", "-", "[", "]", "\\n", "\\\"", "%22",
		"\t", "\r\n", "\x1b[31m", "[0m", "é", "Ä", "\uFFFD", "😀", "\u00a0", "\u017f", "\u212a", "\u2028", "<", ">", "|", "#", "\\_", "4111 1111 1111 1111", "5555-5555-5555-4444",
		"0", " code ", " error ", " status ", "HTTP/1.1 ", " grpc ", " keyless ", " token.io ", "\\u0022", "\x00", "\uFEFF", "$", "%",
	}
	var texts []string
	for i := range 500 {
		var b strings.Builder
		for range rng.IntN(40) {
			b.WriteString(pieces[rng.IntN(len(pieces))])
			b.WriteString(glue[rng.IntN(len(glue))])
		}
		if i%100 == 0 { // one line over the limit
			line := strings.ReplaceAll(b.String(), "\n", string(" ,xé"[rng.IntN(3)]))
			b.WriteString(strings.Repeat(line+"1234567890 ", 40000/(len(line)+11)))
		}
		if text := b.String(); strings.Count(text, "\x00")*10 <= len(text) { // else it is no text
			texts = append(texts, text)
		}
	}
	sameInBrowser(t, f, texts)
}

// TestBrowserPausesOften checks that the browser reads a megabyte in many short steps, on one line or on many. README.md has the
// times of a quiet machine, a fifth of what is allowed here; the first text is read by scripts that are not compiled yet.
func TestBrowserPausesOften(t *testing.T) {
	text := logLines(t, 1<<20)
	for _, got := range inBrowser(t, testFinder(t), []string{text, strings.ReplaceAll(text, "\n", " ")}) {
		if got.Pauses < 30 || got.Longest > 33<<10 {
			t.Errorf("1 MB is read with %d pauses, the longest step has %d characters", got.Pauses, got.Longest)
		}
		t.Logf("1 MB: %.0f ms of CPU, %.0f in the longest step", got.CPU, got.Step)
		if got.CPU > 5000 || got.Step > 500 {
			t.Errorf("1 MB takes %.0f ms of CPU, %.0f in a step", got.CPU, got.Step)
		}
	}
}
