package content

import (
	"bytes"
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/errdocs/errdocs/internal/position"
	"github.com/google/go-cmp/cmp"
)

func TestLock(t *testing.T) {
	c := mustLoad(t, tiny(t))
	same(t, "lines", c.Lock(), []Address{
		{Path: "/", Line: 2},
		{Path: "/acme/#class-user", Line: 3},
		{Path: "/acme/api/429/", Target: "acme/api/429", Line: 4},
		{Path: "/code/face-lost/", Target: "acme/sdk/30001", Line: 5},
	})
	same(t, "position", c.Lock()[1].Pos(), position.At("urls.lock", 3, 1))
	same(t, "page and anchor", []string{c.Lock()[1].Page(), c.Lock()[1].Anchor(), c.Lock()[2].Page(), c.Lock()[2].Anchor()},
		[]string{"/acme/", "class-user", "/acme/api/429/", ""})

	fsys := tiny(t)
	delete(fsys, "urls.lock")
	if lock := mustLoad(t, fsys).Lock(); lock != nil {
		t.Errorf("no file gives %v", lock)
	}
	fsys["urls.lock"] = &fstest.MapFile{Data: []byte("# nothing yet\n")}
	if lock := mustLoad(t, fsys).Lock(); lock == nil || len(lock) > 0 {
		t.Errorf("a file without lines gives %#v", lock)
	}
}

// TestFormatLock merges the lines of a file with others, and reads back what it writes.
func TestFormatLock(t *testing.T) {
	old, problems := parseLock([]byte("\ufeff/b/ x/y/b\r\n/a/\n<<<<<<<\n/b/ x/y/a"))
	same(t, "problems", len(problems), 1)
	text := FormatLock(old, []Address{{Path: "/a/"}, {Path: "/a/#b"}, {Path: "/", Target: ""}})
	same(t, "text", string(text), lockHeader+"/\n/a/\n/a/#b\n/b/ x/y/a\n/b/ x/y/b\n")
	same(t, "the lines given are left alone", old[0].Line, 1)
	again, problems := parseLock(text)
	same(t, "problems", len(problems), 0)
	if d := cmp.Diff(string(text), string(FormatLock(again))); d != "" {
		t.Error(d)
	}
}

func TestLockLimit(t *testing.T) {
	fsys := tiny(t)
	comment := append([]byte("#\n#"), bytes.Repeat([]byte("n"), MaxLock-2)...)
	fsys["urls.lock"] = &fstest.MapFile{Data: comment[:MaxLock]}
	same(t, "at the limit", len(loadProblems(t, fsys)), 0)
	fsys["urls.lock"] = &fstest.MapFile{Data: comment}
	same(t, "beyond", tell(loadProblems(t, fsys)),
		"urls.lock:1:1: the file has more than 67108864 bytes [limit]\n    | #\n    | ^\n    hint: split the site\n")
}

// A symlink as lock or changes is reported as one; any other has no place at the root.
func TestRootSymlinks(t *testing.T) {
	fsys := tiny(t)
	for _, name := range []string{"urls.lock", "changes.yaml", "Makefile"} {
		fsys[name] = &fstest.MapFile{Data: []byte("elsewhere"), Mode: fs.ModeSymlink}
	}
	var told []string
	for _, p := range loadProblems(t, fsys) {
		told = append(told, p.File+" "+p.Rule)
	}
	same(t, "problems", told, []string{"Makefile unknown-file", "changes.yaml symlink", "urls.lock symlink"})
}
