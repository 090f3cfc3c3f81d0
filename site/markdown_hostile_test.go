package site

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/testenv"
)

// What a build with a hostile text in it may cost, in processor time. It is measured with the long cases, which put
// the texts in all sizes: ERRDOCS_LONG=1 go test ./site -run Hostile -v
const (
	hostileTime   = time.Second
	hostileMemory = 256 << 20
)

// hostileMarkdown are texts that are repeated, after a start and before an end. Each made some Markdown library
// slow, deep or large.
var hostileMarkdown = []struct{ start, part, end string }{
	{"", "- ", "a"}, {"", "> ", "a"}, {"", "* ", "a"}, {"", "+ ", "a"}, {"", "1. ", "a"}, {"", "1) ", "a"}, {"", ": ", "a"}, {"a\n", ": ", "a"},
	{"", "> - ", "a"}, {"", "- > ", "a"}, {"", "> 1. ", "a"}, {"", "- - - ", "a"}, {"", "* * * ", "a"}, {"", ">", "a"}, {"", "-\n", ""}, {"", "- a\n", ""},
	{"", "- a\n\n", ""}, {"", "> a\n", ""}, {"", ">\n", ""}, {"", "> a\n\n", ""}, {"", "1. a\n", ""}, {"", "- [ ] a\n", ""}, {"", "- [x] ", "a"}, {"", "a\n: b\n\n", ""},
	{"", "[", ""}, {"", "]", ""}, {"", "[]", ""}, {"", "[](", ""}, {"", "[]()", ""}, {"", "[a](", ""}, {"", "[a](b", ")"}, {"", "[a](<b", ">)"},
	{"", "[a](b \"", "\")"}, {"", "![", ""}, {"", "![a](b", ")"}, {"", "[a][", ""}, {"[a]: /b\n\n", "[a]", ""}, {"[a]: /b\n\n", "[a][a] ", ""}, {"", "[a]: b\n", "[a]"}, {"", "[a]: b\n\n", "[a]"},
	{"", "[a]:\n", ""}, {"[a]: /", "b", "\n\n[a]"}, {"[a]: /bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\n\n", "[A] ", ""}, {"", "[[", ""}, {"", "[[A]] ", ""}, {"", "[[A", "]]"}, {"", "]]", ""}, {"", "[[a/b/c]](", ""},
	{"", "[^a]", ""}, {"[^a]: b\n\n", "[^a] ", ""}, {"", "[^a]: b\n", "[^a]"}, {"", "[^a]: ", "b"}, {"", "*", "a"}, {"", "_", "a"}, {"", "**a", ""}, {"", "*a ", ""},
	{"", "_a ", ""}, {"", "*a_b", ""}, {"", "a**b", ""}, {"", "*_", "a"}, {"", "***a", ""}, {"", "__a__b", ""}, {"", "~", "a"}, {"", "~~a", ""},
	{"", "`", "a"}, {"", "``a`", ""}, {"", "`a", ""}, {"", "\\`", ""}, {"", "```\n", ""}, {"", "```a\n", ""}, {"", "~~~\n", ""}, {"", "    a\n", ""},
	{"", "\t", "a"}, {"", " ", "a"}, {"", "\n", "a"}, {"", "a  \n", ""}, {"", "a\\\n", ""}, {"", "#", " a"}, {"", "# a\n", ""}, {"", "a\n=\n", ""},
	{"", "a\n-\n", ""}, {"", "---\n", ""}, {"", "|", "\n|-"}, {"a|b\n-|-\n", "|\n", ""}, {"|a|a|a|a|a|a|a|a|a|a|a|a|a|a|a|a|a|a|a|a|\n|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|\n", "|\n", ""}, {"", "|a|\n|-|\n", ""}, {"", "|a", "|\n|-|"}, {"|a|\n|-|\n", "|`a\\|`", "|"},
	{"", "<", ""}, {"", "<a ", ""}, {"", "<a href=\"", ""}, {"", "</", ""}, {"", "<!--", ""}, {"", "<?", ""}, {"", "<![CDATA[", ""}, {"", "<!A", ""},
	{"", "<http://a>", ""}, {"", "<a@b.c>", ""}, {"", "http://a", " "}, {"", "http://a.example ", ""}, {"", "www.a.b ", ""}, {"", "a@b.c ", ""}, {"", "https://a.example/(", ""}, {"", "https://a.example/&amp;", ""},
	{"", "&", ""}, {"", "&amp;", ""}, {"", "&#1", ""}, {"", "\\", "a"}, {"", "'\"", ""}, {"", "> [!NOTE]\n", ""}, {"", "[!NOTE]\n", ""}, {"", "a ", ""},
	{"", "\u6f22", ""}, {"", "*\u00a0", ""}, {"", "\U0001F600", ""}, {"```json\n", "\"\\", "\n```"}, {"```yaml\n", "a:: ", "\n```"}, {"```java\n", "a<", "\n```"}, {"", "```yaml\n::::::::::::::::\n```\n\n", ""}, {"", "```go\n\"\\\"\\\n```\n", ""},
	{"", "<kbd>", ""}, {"", "<kbd></kbd>", ""}, {"", "<br>", ""}, {"", "<!---->", ""}, {"", "<!-- a -->\n", ""}, {"", "<details><summary>a</summary>\n\n", ""}, {"", "<details><summary>a</summary></details>", ""},
	{"<details><summary>", "a ", "</summary>"}, {"", "</details>\n\n", ""}, {"> [!NOTE] ", "&amp;", ""}, {"", "# \u6f22\n", ""}, {"|a|\n|-|\n", "|a|b|\n", ""}, {"```sql\n", "'\\", "\n```"}, {"```c\n", "\n", "\n```"}, {"", "---\n", "a"},
}

// TestHostileMarkdown puts each text into a note and builds the site. That ends with pages or with problems
// that have a position.
func TestHostileMarkdown(t *testing.T) {
	if len(hostileMarkdown) < 90 {
		t.Fatalf("only %d texts", len(hostileMarkdown))
	}
	var r hostileRuns
	for _, h := range hostileMarkdown {
		for _, n := range hostileSizes() {
			text := h.start + strings.Repeat(h.part, max(1, (n-len(h.start)-len(h.end))/len(h.part))) + h.end
			r.endsWell(t, fmt.Sprintf("%q %q %q, %d bytes", h.start, h.part, h.end, len(text)), txtar.File{Name: "vendors/acme/api/server-error.md", Data: []byte(text)})
		}
	}
	if r.refused < 20 {
		t.Errorf("only %d texts are problems", r.refused)
	}
	r.report(t, "Markdown")
}

func hostileSizes() []int {
	if testenv.Long() {
		return []int{1 << 10, 4 << 10, 16 << 10, 64 << 10}
	}
	return []int{content.MaxNote}
}

// hostileSample are texts that are repeated in samples, each with something before them.
var hostileSample = []struct{ start, part string }{
	{"", "["}, {"", "{"}, {"", "("}, {"", "]"}, {"", "}"}, {"", "<"}, {"", "<a>"}, {"", "<a "}, {"", "<a b="}, {"", "<!--"},
	{"", "<![CDATA["}, {"", "<?"}, {"", "</"}, {"", "&"}, {"\"", "\\"}, {"", "\"\\"}, {"", "\\\""}, {"", "\"a\" : "}, {"", "[1,"}, {"", "{\"a\":"},
	{"", "/*"}, {"", "//"}, {"", "*/"}, {"", "#"}, {"", "\n"}, {"", "\t"}, {"", " "}, {"", "a"}, {"", "a."}, {"", "a("},
	{"", "a<"}, {"", "0"}, {"", "0x"}, {"", "1e"}, {"", "1_"}, {"", "-"}, {"", "."}, {"", "::"}, {"", "="}, {"", "@a"},
	{"", "$"}, {"\"", "${"}, {"", "$(("}, {"", "`${"}, {"", "'''"}, {"", "\"\"\""}, {"", "r\""}, {"", "\\u{"}, {"", "- "}, {"", "- a: "},
	{"", "a:\n"}, {"", "? "}, {"", "| \n"}, {"", "> \n"}, {"", "fun "}, {"", "func("}, {"", "class "}, {"", "<<EOF\n"}, {"", "List<"}, {"", "@interface "},
	{"", "#\""}, {"", "\"\\("}, {"", "//\\\n"}, {"HTTP/1.1 200 OK\n", "A: b\n"}, {"HTTP/1.1 200 OK\n\n", "{\"a\":"}, {"", "GET / HTTP/1.1\n"}, {"", "\u6f22"}, {"", "\U0001F600"},
}

// TestHostileSamples puts each text into samples of all languages.
func TestHostileSamples(t *testing.T) {
	if len(hostileSample) < 60 {
		t.Fatalf("only %d texts", len(hostileSample))
	}
	extensions := []string{".json", ".xml", ".http", ".yaml", ".kt", ".swift", ".dart", ".java", ".js", ".ts", ".go", ".py", ".sh", ".txt"}
	var r hostileRuns
	for i, h := range hostileSample {
		for j, e := range extensions {
			sizes := []int{512, 2 << 10, 8 << 10, content.MaxSample} // the first three are the limits of highlighting
			if !testenv.Long() {
				if i%2 > 0 || j != i/2%len(extensions) {
					continue // one language of each second text
				}
				sizes = sizes[i/2%3 : i/2%3+1]
			}
			for _, n := range sizes {
				text := h.start + strings.Repeat(h.part, (n-len(h.start))/len(h.part))
				name := "samples/x" + e
				r.endsWell(t, fmt.Sprintf("%s: %q %q, %d bytes", e, h.start, h.part, len(text)),
					txtar.File{Name: "vendors/zeta/" + name, Data: []byte(text)}, txtar.File{Name: "vendors/zeta/core.yaml", Data: []byte(hostileSet + name + "}]\n")})
			}
		}
	}
	r.report(t, "samples")
}

const hostileSet = `title: Core
key: ZETA
kind: error
origins: ours
summary: Codes of the core.
codes:
  - {code: SERVER_ERROR, title: T, summary: S., category: internal, fault: server, next_step: wait, retry: {policy: never}, actions: {engineer: [Wait.]}}
  - code: SLOW
    title: T
    summary: S.
    category: internal
    fault: server
    next_step: wait
    retry: {policy: never}
    actions: {engineer: [Wait.]}
    samples: [{file: `

// hostileRuns counts builds with a hostile text in them.
type hostileRuns struct {
	builds, refused, hangs int
	slowest                time.Duration
	most                   uint64 // memory
}

func (r *hostileRuns) report(t *testing.T, what string) {
	t.Logf("long: hostile %s runs=%d hangs=%d refused=%d slowest=%v most=%dMB", what, r.builds, r.hangs, r.refused, r.slowest.Round(time.Millisecond), r.most>>20)
}

// endsWell builds the tiny catalog with files put over it. With the long cases, time and memory have their limits.
func (r *hostileRuns) endsWell(t *testing.T, what string, files ...txtar.File) {
	t.Helper()
	took, used, err := measureHostile(t, files)
	for try := 0; testenv.Long() && took > hostileTime && try < 3; try++ {
		took, used, _ = measureHostile(t, files) // the first build of a language compiles its lexer
	}
	if testenv.Long() && (took > hostileTime || used > hostileMemory) {
		r.hangs++
		t.Errorf("%s: %v, %d MB", what, took.Round(time.Millisecond), used>>20)
	}
	r.builds, r.slowest, r.most = r.builds+1, max(r.slowest, took), max(r.most, used)
	var problems content.Problems
	if err != nil && !errors.As(err, &problems) {
		t.Errorf("%s: %v", what, err)
	}
	for _, p := range problems {
		if !wellReported.MatchString(p.String()) || p.Hint == "" || len(p.String()+p.Hint+p.Excerpt) > content.MaxProblem {
			t.Errorf("%s: %s\n%s\n%s", what, p, p.Excerpt, p.Hint)
		}
	}
	if len(problems) > 0 {
		r.refused++
	}
}

func measureHostile(t *testing.T, files []txtar.File) (took time.Duration, used uint64, err error) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := testenv.CPUTime()
	err = buildHostile(t, files)
	took = testenv.CPUTime() - start
	runtime.ReadMemStats(&after)
	return took, after.TotalAlloc - before.TotalAlloc, err
}

func buildHostile(t *testing.T, files []txtar.File) error {
	c, err := content.Load(archiveFS(t, "tiny.txtar", files...))
	if err != nil {
		return err
	}
	_, err = Build(context.Background(), c, Options{})
	return err
}

// wellReported is the form of a problem: position, message and rule.
var wellReported = regexp.MustCompile(`^[^:]+:[1-9][0-9]*:[1-9][0-9]*: .+ \[[a-z-]+\]$`)
