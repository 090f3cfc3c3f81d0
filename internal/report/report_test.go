package report

import (
	"bytes"
	"testing"

	"github.com/errdocs/errdocs/internal/position"
	"github.com/errdocs/errdocs/internal/terminal"
)

// The carets are under what is meant, whatever the width of the characters before it.
func TestExcerpt(t *testing.T) {
	for _, tt := range []struct {
		line         string
		caret, width int
		number       int
		want         string
	}{
		{"    http: [999]", 11, 3, 14, "   14 |     http: [999]\n      |            ^^^\n"},
		{"    title: 日本語 x", 15, 1, 7, "    7 |     title: 日本語 x\n      |                   ^\n"},
		{"    title: 日本語 x", 11, 3, 7, "    7 |     title: 日本語 x\n      |            ^^^^^^\n"},
		{"short", 5, 4, 1, "    1 | short\n      |      ^\n"},
		{"deep", 0, 4, 1234567, "1234567 | deep\n        | ^^^^\n"},
		{"", 0, 1, 3, ""},
	} {
		var b bytes.Buffer
		p := position.Problem{Width: tt.width, Excerpt: tt.line, Caret: tt.caret}
		p.Line = tt.number
		writeExcerpt(&b, terminal.Paint{}, p)
		if b.String() != tt.want {
			t.Errorf("%q at %d:\n%swant:\n%s", tt.line, tt.caret, b.String(), tt.want)
		}
	}
}
