package content

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// TestMarkdownLimits checks each limit at its number and one above, in a note, in a field of an entry and in a
// list of such fields.
func TestMarkdownLimits(t *testing.T) {
	x := func(n int) string { return strings.Repeat("x", n) }
	row := func(n int) string { return strings.Repeat("|-", n) + "|\n" }
	head := func(n int) string { return strings.Repeat("|x", n) + "|\n" + row(n) }
	for _, limit := range []struct {
		name  string
		n     int
		write func(n int) string
	}{
		{"MaxMarkdownLine", MaxMarkdownLine, x},
		{"MaxMarkdownBlock", MaxMarkdownBlock, func(n int) string { return strings.Repeat("\n"+x(1023), 15) + "\n" + x(n-15*1024-1) + "\n" }},
		{"MaxMarkdownDepth of lists in a line", MaxMarkdownDepth, func(n int) string { return strings.Repeat("- ", n) + "x" }},
		{"MaxMarkdownDepth of quotations", MaxMarkdownDepth, func(n int) string { return strings.Repeat(">", n) + "x" }},
		{"MaxMarkdownDepth of numbers", MaxMarkdownDepth, func(n int) string { return strings.Repeat("1) ", n) + "x" }},
		{"MaxMarkdownDepth of both", MaxMarkdownDepth, func(n int) string { return strings.Repeat("> - ", n/2) + strings.Repeat("> ", n%2) + "x" }},
		{"MaxMarkdownDepth over lines", MaxMarkdownDepth, func(n int) string {
			var b strings.Builder
			for i := range n {
				b.WriteString(strings.Repeat("  ", i) + "- x\n\n")
			}
			return b.String()
		}},
		{"MaxTableColumns", MaxTableColumns, func(n int) string { return head(n) }},
		{"MaxTableColumns in a list", MaxTableColumns, func(n int) string { return "- " + row(n) + "  " + row(n) }},
		{"MaxTableCells", MaxTableCells, func(n int) string { // twenty columns, a short row each
			return head(20) + strings.Repeat("|\n", n/40) + "\n" + head(20) + strings.Repeat("|\n", n/40) + strings.Repeat("\n"+head(1)+"|\n", n%40)
		}},
		{"MaxDefinitions", MaxDefinitions, func(n int) string { return strings.Repeat("[a]: b\n\n", n) }},
		{"MaxReferences", MaxReferences, func(n int) string { // definitions count as a use
			return "[a]: /" + x(1022) + "\n\n" + strings.Repeat("[a] ", n/1024-1) + strings.Repeat("\n\n[b]: /\n\n[b]", n%1024)
		}},
	} {
		for _, above := range []int{0, 1} {
			text := limit.write(limit.n + above)
			offset, message, hint := markdownLimits(text)
			if (message != "") != (above == 1) || (message != "") != (hint != "") || offset >= len(text) {
				t.Errorf("%s+%d: at %d of %d: %q, %q", limit.name, above, offset, len(text), message, hint)
				continue
			}
			fsys := withText(t, "vendors/zeta/notes.md", text)
			checkLimitTold(t, limit.name+" in a note", fsys, "vendors/zeta/notes.md", message)
			if len(text) < MaxString && !strings.Contains(text, `"`) {
				quoted := `"` + strings.ReplaceAll(text, "\n", `\n`) + `"`
				const set = "vendors/zeta/codes.yaml"
				base := string(tiny(t)[set].Data)
				checkLimitTold(t, limit.name+" in a field", withText(t, set, base+"    description: "+quoted+"\n"), set, message)
				checkLimitTold(t, limit.name+" in a list", withText(t, set, base+"    causes: [One., "+quoted+"]\n"), set, message)
			}
		}
	}
}

// A title may go over lines that look like definitions. It counts whole.
func TestReferencesWithLongTitles(t *testing.T) {
	title := " / \"" + strings.Repeat("\n[b]: "+strings.Repeat("x", 1018), 8) + "\""
	for _, uses := range []int{20, 100} {
		text := "[a]:" + title + "\n\n" + strings.Repeat("[A] ", uses)
		_, message, _ := markdownLimits(text)
		if (message != "") != (uses*len(title) > MaxReferences) {
			t.Errorf("%d uses of %d bytes: %q", uses, len(title), message)
		}
	}
}

// checkLimitTold wants a problem of the rule limit in a file, or none when the message is "".
func checkLimitTold(t *testing.T, what string, fsys fstest.MapFS, file, message string) {
	t.Helper()
	told := false
	for _, p := range loadProblems(t, fsys) {
		checkProblem(t, fsys, p)
		told = told || p.Rule == "limit" && p.File == file && strings.Contains(p.Message, message)
	}
	if told != (message != "") {
		t.Errorf("%s: told: %v, want %q", what, told, message)
	}
}

// What people write stays far below.
func TestMarkdownLimitsAllow(t *testing.T) {
	for _, text := range []string{
		"", "# A\n\nB\n", "---\n\n- - -\n\n* * *\n", "a | b\n--|--\n1 | 2\n",
		strings.Repeat("[a]: https://example.com/a \"A\"\n[b]: https://example.com/b\n", 100) + strings.Repeat("[a] and [b]. ", 100),
		strings.Repeat("| -1 | -2 |\n|----|----|\n"+strings.Repeat("| -1 | -2 |\n", 100)+"\n", 20),
		"```\n" + strings.Repeat(">>> x\n", 1000) + "```\n",
	} {
		if offset, message, _ := markdownLimits(text); message != "" {
			t.Errorf("%.60q: at %d: %s", text, offset, message)
		}
	}
}

// FuzzMarkdownLimits wants an offset inside the text, and the same answer again.
func FuzzMarkdownLimits(f *testing.F) {
	for _, text := range []string{"- > 1. a", "|-|\n|", "[a]: b \"\n[a]", "\t- \t> x", "[^a]: b", ": x", "10) ", "[é]: x"} {
		f.Add(text)
		f.Add(strings.Repeat(text, 300))
	}
	f.Fuzz(func(t *testing.T, text string) {
		offset, message, hint := markdownLimits(text)
		if (message == "") != (offset == -1) || (message == "") != (hint == "") || offset >= len(text) && len(text) > 0 {
			t.Errorf("at %d of %d: %q, %q", offset, len(text), message, hint)
		}
	})
}

// TestMarkdownContainers counts the lists and quotations that are open after the last line, and checks their text.
func TestMarkdownContainers(t *testing.T) {
	for text, want := range map[string]string{
		"0. x": "1 x", "9. x": "1 x", "10) x": "1 x", "19) x": "1 x", "1x": "0 1x", "1- x": "0 1- x", "1.x": "0 1.x",
		"1234567890. x": "1 x", "12345678901. x": "0 12345678901. x",
		"[^a]: x": "1 x", "[^a]:x": "1 x", "[^a x": "0 [^a x", "-": "1 ", "-x": "0 -x", "-\tx": "1   x", "> - x": "2 x",
		"- x\n  y": "1 y", "- x\n y": "0  y", "- x\n\ty": "1   y", "- x\n\t> y": "2 y", "- x\n\t  > y": "1     > y", "-\tx\n    y": "1   y", "-\tx\n   y": "1  y", "-\tx\n y": "0  y", "- - x\n  y": "1 y", "- - x\n    y": "2 y",
	} {
		m, rest := markdownCount{}, ""
		for line := range strings.SplitSeq(text, "\n") {
			rest = m.containers(line)
		}
		if got := fmt.Sprint(len(m.open), " ", rest); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestMarkdownDefinition checks how many bytes a definition counts.
func TestMarkdownDefinition(t *testing.T) {
	for text, want := range map[string]int{
		"/x": 2, "/x\n": 2, "/x\ny": 2, "/ \"a\"\ny": 5, "/ \"a\nb\"\n\nccc": 7, "/ \"a\nb\"": 7, "/x\n\"t\"\n\nzz": 6, "\n\nzz": 0,
	} {
		if got := (&markdownCount{text: text}).definition(0); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

// TestMarkdownEdges checks limits that one table or one label alone can reach.
func TestMarkdownEdges(t *testing.T) {
	x := func(n int) string { return strings.Repeat("x", n) }
	table := strings.Repeat("|x", 20) + "|\n" + strings.Repeat("|-", 20) + "|\n"
	for _, test := range []struct {
		text   string
		beyond bool
	}{
		{table + strings.Repeat("|\n", MaxTableCells/20), false},
		{table + strings.Repeat("|\n", MaxTableCells/20+1), true},
		{"[" + x(maxLabel-1) + "]: /" + x(1000) + "\n" + strings.Repeat("\n["+x(maxLabel-1)+"]\n", 300), true},
		{"[" + x(maxLabel) + "]: /" + x(1000) + "\n" + strings.Repeat("\n["+x(maxLabel)+"]\n", 300), false},
		{"[é]: /" + x(1000) + "\n" + strings.Repeat("\n[ü]\n", 300), true},
		{"[\x80]: /" + x(1000) + "\n" + strings.Repeat("\n[é]\n", 300), true},
		{"[a]: /" + x(1000) + "\n" + strings.Repeat("\n[b]\n", 300), false},
		{"[a]: /x", false},
	} {
		if _, message, _ := markdownLimits(test.text); (message != "") != test.beyond {
			t.Errorf("%.40q: %q", test.text, message)
		}
	}
}
