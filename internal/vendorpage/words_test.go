package vendorpage

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/terms"
)

// pairs calls f with each line "input => expected" of a file.
func pairs(t *testing.T, name string, f func(t *testing.T, in, want string)) {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	n := 0
	for sc := bufio.NewScanner(file); sc.Scan(); {
		line := sc.Text()
		if line == "" || strings.HasPrefix(line, "# ") && !strings.HasPrefix(line, "# =>") {
			continue
		}
		in, want, ok := strings.Cut(line, "=>")
		if !ok {
			t.Fatalf("no => in %q", line)
		}
		n++
		t.Run(strings.TrimSpace(in), func(t *testing.T) { f(t, strings.TrimSpace(in), strings.TrimSpace(want)) })
	}
	if n == 0 {
		t.Fatalf("%s has no pairs", name)
	}
}

// parseInline returns the text of Markdown.
func parseInline(s string) text {
	p := &Page{Kind: Markdown}
	cell := strings.ReplaceAll(strings.ReplaceAll(s, "|", `\|`), "\n", " ")
	if err := readMarkdown(p, "| Cell |\n|---|\n| "+cell+" |\n\n[guide]: /guide\n"); err != nil {
		panic(err)
	}
	for _, b := range p.blocks {
		if b.table != nil && len(b.table.body()) > 0 {
			return b.table.body()[0].cells[0]
		}
	}
	return nil
}

func TestFindCodes(t *testing.T) {
	shapes := map[terms.Shape]string{terms.Weak: "weak", terms.Fair: "fair", terms.Sure: "sure"}
	pairs(t, "testdata/codes.txt", func(t *testing.T, in, want string) {
		var cell text
		for _, part := range strings.Split(in, "⏎") {
			cell = cell.below(parseInline(part))
		}
		var list []string
		for _, f := range findCodes(cell) {
			s := fmt.Sprintf("%s (%s)", f.code, shapes[f.shape])
			if f.number != nil {
				s += fmt.Sprintf(" #%d", *f.number)
			}
			if f.http > 0 {
				s += fmt.Sprintf(" http %d", f.http)
			}
			if f.signature != "" {
				s += " sig " + f.signature
			}
			if f.title != "" {
				s += fmt.Sprintf(" %q", f.title)
			}
			list = append(list, s)
		}
		if got := strings.Join(list, "; "); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	})
}

func TestInline(t *testing.T) {
	pairs(t, "testdata/inline.txt", func(t *testing.T, in, want string) {
		got := parseInline(strings.ReplaceAll(in, "⏎", "\n")).markdown(mustParse("https://a.example/docs/errors"))
		if got = strings.ReplaceAll(got, "\n", "⏎"); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	})
}

func TestSentences(t *testing.T) {
	pairs(t, "testdata/sentences.txt", func(t *testing.T, in, want string) {
		first, _ := firstSentence(in)
		if got := summary(first); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	})
}

// A summary and a title follow the rules whatever the page says.
func TestSummaryFollowsRules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := squeeze(clean(rapid.String().Draw(t, "text")))
		first, _ := firstSentence(s)
		got := summary(first)
		if n := utf8.RuneCountInString(got); n > content.MaxSummary || got != "" && !strings.HasSuffix(got, ".") || squeeze(got) != got {
			t.Fatalf("summary %q", got)
		}
		e := &Entry{}
		e.Code.Code = rapid.StringMatching(`[A-Za-z0-9_.-]{1,30}`).Draw(t, "code")
		if got := e.title(first); utf8.RuneCountInString(got) > content.MaxTitle || squeeze(got) != got {
			t.Fatalf("title %q", got)
		}
	})
}
