package position_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/errdocs/errdocs/internal/position"
)

func TestOffsets(t *testing.T) {
	text := position.NewText("a.yaml", []byte("one\r\ntwé\n\nend"))
	for offset, want := range map[int]string{
		-1: "a.yaml:1:1", 0: "a.yaml:1:1", 3: "a.yaml:1:4", 5: "a.yaml:2:1", 9: "a.yaml:2:4", 10: "a.yaml:3:1", 99: "a.yaml:4:4",
	} {
		if got := text.Pos(offset); got.String() != want {
			t.Errorf("offset %d: %s, want %s", offset, got, want)
		}
	}
	for offset := range len(text.Bytes) + 1 {
		if !utf8.RuneStart(append(text.Bytes, 0)[offset]) {
			continue
		}
		pos := text.Pos(offset)
		if back := text.Offset(pos); back != offset && text.Bytes[offset] != '\n' {
			t.Errorf("offset %d is at %s, which is offset %d", offset, pos, back)
		}
		if after := text.PosAfter(text.Pos(0), 0, offset); after != pos {
			t.Errorf("offset %d is at %s after the start, at %s else", offset, after, pos)
		}
	}
	for _, far := range []position.Pos{{}, position.At("a.yaml", 9, 9), position.At("a.yaml", -1, -1)} {
		if at := text.Offset(far); at < 0 || at > len(text.Bytes) {
			t.Errorf("%s is at offset %d", far, at)
		}
	}
}

// Package content compares positions in scalars with what the YAML library decodes; here are the bounds.
func TestScalarEndsInText(t *testing.T) {
	for _, text := range []string{"key: |", "key: >-\n", "key: 'a''", `key: "\u12`, "key: \"\\\n\n  a\"", "key: |2\n     a", "key: ", ""} {
		source := position.NewText("a.yaml", []byte(text))
		for offset := -1; offset < 9; offset++ {
			pos := source.InScalar(position.At("a.yaml", 1, 6), "some text", offset)
			if pos.Line < 1 || pos.Col < 1 {
				t.Errorf("%q, offset %d: %s", text, offset, pos)
			}
		}
	}
}

func TestShow(t *testing.T) {
	for _, test := range []struct{ text, at, want string }{
		{"key: value # comment", "value", "key: [value] # comment"},
		{`key: "a \" b" # c`, `"a`, `key: ["a \" b"] # c`},
		{"key: 'a' # c", "'a", "key: ['a'] # c"},
		{"keys: [a, b, c]", "b", "keys: [a, [b], c]"},
		{"keys: [a, {b: c}] # d", "[a", "keys: [[a, {b: c}]] # d"},
		{"a: b", "a", "[a]: b"},
		{"a:\tb\x01", "b", "a: [b\uFFFD]"},
	} {
		source := position.NewText("a.yaml", []byte(test.text))
		p := source.Show(position.Problem{Pos: source.Pos(strings.Index(test.text, test.at))}, source.Bytes)
		before, meant, after := p.Marked()
		got := before + "[" + meant + "]" + after
		if got != test.want {
			t.Errorf("%q: %s, want %s", test.text, got, test.want)
		}
	}
}

func TestLongLine(t *testing.T) {
	line := strings.Repeat("é ", 5_000)
	source := position.NewText("a.yaml", []byte(line+"§"+line))
	p := source.Show(position.Problem{Pos: source.Pos(len(line)), Width: 1}, source.Bytes)
	if _, meant, _ := p.Marked(); meant != "§" || p.Col != 10_001 || len(p.Excerpt) < 110 || len(p.Excerpt) > 120 {
		t.Errorf("%s: %q", p, p.Excerpt)
	}
}

func TestShownTextIsMasked(t *testing.T) {
	source := position.NewText("a.yaml", []byte("key: hunter2"))
	p := source.Show(position.Problem{Pos: source.Pos(5)}, []byte("key: *******"))
	if p.Excerpt != "key: *******" || p.Width != 7 {
		t.Errorf("%s: %q", p, p.Excerpt)
	}
}

func TestProblemStaysSmall(t *testing.T) {
	long := strings.Repeat("é ", 500)
	p := position.NewText("a.yaml", []byte(long)).Show(position.NewProblem(position.Start("a.yaml"), "rule", long, long), []byte(long))
	if n := len(p.Error() + p.Hint + p.Excerpt); n > position.MaxProblem || !utf8.ValidString(p.Error()+p.Hint+p.Excerpt) {
		t.Errorf("%d bytes: %s", n, p)
	}
	if p = (position.Problem{Width: -1}).NoExcerpt(); p.Line != 1 || p.Col != 1 || p.Width != 1 || p.Excerpt != "" {
		t.Errorf("%s: %q", p, p.Excerpt)
	}
}

func TestSort(t *testing.T) {
	problem := func(file string, line, col int, rule, message string) position.Problem {
		return position.NewProblem(position.At(file, line, col), rule, "", message)
	}
	sorted := position.Problems{
		problem("b", 1, 1, "x", "m"), problem("a", 10, 1, "x", "m"), problem("a", 2, 3, "y", "m"), problem("a", 2, 3, "x", "n"),
		problem("a", 2, 3, "x", "m"), problem("a", 2, 1, "z", "m"), problem("a", 2, 3, "x", "m"),
	}.Sort()
	const want = "a:2:1: m [z]\na:2:3: m [x]\na:2:3: n [x]\na:2:3: m [y]\na:10:1: m [x]\nb:1:1: m [x]"
	if sorted.Error() != want {
		t.Errorf("got:\n%s\nwant:\n%s", sorted.Error(), want)
	}
}
