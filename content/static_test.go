package content

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// What static/ must not contain is a problem with a position, and is never opened.
func TestStaticRefuses(t *testing.T) {
	for name, want := range map[string]string{
		"con.txt": "file-name", "a\nb": "file-name", "\xff.txt": "file-name", "ä.txt": "file-name", "dot.": "file-name",
		"a b.txt": "file-name", ".env": "unknown-file", ".git/config": "unknown-file", "x/.secret": "unknown-file",
		"link": "symlink", "pipe": "symlink", strings.Repeat("d/", 100) + "x": "limit",
	} {
		mode := map[string]fs.FileMode{"link": fs.ModeSymlink, "pipe": fs.ModeNamedPipe}[name]
		fsys := tiny(t)
		fsys["static/"+name] = &fstest.MapFile{Data: []byte("x"), Mode: mode}
		problems := loadProblems(t, fsys)
		if len(problems) != 1 || problems[0].Rule != want || !strings.HasPrefix(problems[0].File, "static/") {
			t.Errorf("%q: %v, want %s", name, problems, want)
		}
	}
}

func TestStaticLimits(t *testing.T) {
	fsys := tiny(t)
	for i := range MaxStatic {
		fsys[fmt.Sprintf("static/d%d/%d.txt", i%7, i)] = &fstest.MapFile{Data: []byte("x")}
	}
	same(t, "problems at the limit", len(loadProblems(t, fsys)), 0)
	fsys["static/x/y.txt"], fsys["static/z.txt"] = &fstest.MapFile{}, &fstest.MapFile{}
	if problems := loadProblems(t, fsys); len(problems) != 1 || problems[0].Rule != "limit" {
		t.Errorf("beyond the limit: %v", problems)
	}
	fsys = tiny(t)
	full := make([]byte, MaxStaticFile)
	for i := range MaxStaticBytes/MaxStaticFile + 1 {
		fsys[fmt.Sprintf("static/%02d.bin", i)] = &fstest.MapFile{Data: full}
	}
	fsys["static/zz.bin"] = &fstest.MapFile{Data: append(full, 0)}
	var told []string
	for _, p := range loadProblems(t, fsys) {
		told = append(told, p.File+" "+p.Rule)
	}
	same(t, "too many bytes", told, []string{"static/16.bin limit", "static/zz.bin limit"})
}

func TestPagesRefuse(t *testing.T) {
	good := "---\ntitle: A\n---\ntext\n"
	for name, c := range map[string]struct{ text, want string }{
		"a.md": {good, ""}, "b/c.md": {good, ""}, "no-title.md": {"text\n", "required"}, "key.md": {"---\ntitle: A\nnav: 3\n---\ntext\n", "unknown-key"},
		"empty.md": {"---\ntitle: A\n---\n", "empty-file"}, "A.md": {good, "id-pattern"}, "index.md": {good, "reserved-id"}, "B/a.md": {good, "id-pattern"},
		"x.png": {"x", "unknown-file"}, "open.md": {"---\ntitle: A\n", "yaml-syntax"},
		"long.md": {good + strings.Repeat("a\n", MaxNote), "limit"},
	} {
		fsys := tiny(t)
		fsys["pages/"+name] = &fstest.MapFile{Data: []byte(c.text)}
		problems := loadProblems(t, fsys)
		if c.want == "" && problems == nil {
			continue
		}
		if len(problems) != 1 || problems[0].Rule != c.want || !strings.HasPrefix(problems[0].File, "pages/") {
			t.Errorf("%q: %v, want %s", name, problems, c.want)
		}
	}
}
