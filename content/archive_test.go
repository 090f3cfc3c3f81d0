package content

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// archive is a file in the txtar format: a comment, then files, each after a line "-- name --".
type archive struct {
	comment string
	files   []archiveFile
}

type archiveFile struct{ name, text string }

var archiveMarker = regexp.MustCompile(`(?m)^-- (\S+) --\n`)

func readArchive(t testing.TB, name string) *archive {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	at := archiveMarker.FindAllStringSubmatchIndex(text, -1)
	if len(at) == 0 {
		t.Fatalf("%s holds no files", name)
	}
	a := &archive{comment: text[:at[0][0]]}
	for i, m := range at {
		end := len(text)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		a.files = append(a.files, archiveFile{text[m[2]:m[3]], text[m[1]:end]})
	}
	return a
}

func (a *archive) write(t testing.TB, name string) {
	t.Helper()
	var b strings.Builder
	b.WriteString(a.comment)
	for _, f := range a.files {
		b.WriteString("-- " + f.name + " --\n" + f.text)
	}
	if err := os.WriteFile(name, []byte(b.String()), 0o666); err != nil {
		t.Fatal(err)
	}
}
