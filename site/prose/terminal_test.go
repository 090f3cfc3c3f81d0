package prose

import (
	"strings"
	"testing"

	"github.com/errdocs/errdocs/internal/golden"
	"github.com/errdocs/errdocs/internal/terminal"
)

// Each NAME.md of the archive is printed as the NAME.txt after it.
func TestTerminal(t *testing.T) {
	archive := golden.Open(t, "testdata/terminal.txtar")
	for i := 0; i < len(archive.Files); i += 2 {
		in, want := &archive.Files[i], &archive.Files[i+1]
		archive.Compare(t, want, Terminal(in.Data, 60, terminal.Paint{}))
	}
}

// Colors change nothing else.
func TestTerminalColors(t *testing.T) {
	archive := golden.Open(t, "testdata/terminal.txtar")
	escapes := strings.NewReplacer("\x1b[0m", "", "\x1b[1m", "", "\x1b[36m", "")
	colored := false
	for i := 0; i < len(archive.Files); i += 2 {
		plain, painted := Terminal(archive.Files[i].Data, 60, terminal.Paint{}), Terminal(archive.Files[i].Data, 60, terminal.Paint{On: true})
		colored = colored || plain != painted
		if got := escapes.Replace(painted); got != plain {
			t.Errorf("%s: with colors\n%s\nwithout\n%s", archive.Files[i].Name, got, plain)
		}
	}
	if !colored {
		t.Error("nothing is colored")
	}
}
