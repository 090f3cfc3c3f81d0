package publish

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestSourcesSeeEveryChange makes one change after the other, also such as keep the size and the time of a file.
func TestSourcesSeeEveryChange(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "a", "x.yaml")
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	at := time.Now().Add(-time.Hour)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.Mkdir(filepath.Dir(name), 0o755))
	write(name, "one")
	must(os.Chtimes(name, at, at))
	look := func() Sources {
		t.Helper()
		s, ok := LookAt(dir)
		if !ok {
			t.Skip("the system does not say when files have changed")
		}
		return s
	}
	for _, change := range []struct {
		what string
		do   func()
	}{
		{"same size and time", func() { write(name, "two"); must(os.Chtimes(name, at, at)) }},
		{"a new file", func() { write(filepath.Join(dir, "b"), "") }},
		{"another name", func() { must(os.Rename(filepath.Join(dir, "b"), filepath.Join(dir, "c"))) }},
		{"a new folder", func() { must(os.Mkdir(filepath.Join(dir, "d"), 0o755)) }},
		{"the mode", func() { must(os.Chmod(name, 0o600)) }},
		{"a file less", func() { must(os.Remove(filepath.Join(dir, "c"))) }},
	} {
		data := string(look().Encode("key"))
		if !look().Same(data, "key") || look().Same(data, "other") {
			t.Errorf("before %s: nothing has changed but the key", change.what)
		}
		if change.do(); look().Same(data, "key") {
			t.Errorf("%s is not seen", change.what)
		}
		for i := range data {
			if look().Same(data[:i], "key") {
				t.Fatalf("cut at %d of %d it is the same", i, len(data))
			}
		}
	}
	must(os.Symlink(name, filepath.Join(dir, "link")))
	if _, ok := LookAt(dir); ok {
		t.Error("a symlink shows what it leads to")
	}
	if _, ok := LookAt(filepath.Join(dir, "nothing")); ok {
		t.Error("a missing directory is something")
	}
}

// Two folders whose files have the same names, sizes and times, as those of a fresh checkout may, change places.
func TestSourcesSeeFoldersChangePlaces(t *testing.T) {
	dir := memoryDir(t)
	one, two, aside := filepath.Join(dir, "one"), filepath.Join(dir, "two"), filepath.Join(dir, "aside")
	for i := range 100 { // until the clock of the file system gives both one time
		for _, folder := range []string{one, two} {
			if err := errors.Join(os.RemoveAll(folder), os.Mkdir(folder, 0o755)); err != nil {
				t.Fatal(err)
			}
		}
		if err := errors.Join(os.WriteFile(filepath.Join(one, "x.yaml"), []byte("1"), 0o644), os.WriteFile(filepath.Join(two, "x.yaml"), []byte("2"), 0o644)); err != nil {
			t.Fatal(err)
		}
		if changed(stat(t, filepath.Join(one, "x.yaml"))).Equal(changed(stat(t, filepath.Join(two, "x.yaml")))) {
			break
		}
		if i == 99 {
			t.Skip("the clock of the file system is too fine")
		}
	}
	was := coarse
	defer func() { coarse = was }()
	coarse = 0
	s, ok := LookAt(dir)
	if !ok {
		t.Skip("the system does not say when files have changed")
	}
	if err := errors.Join(os.Rename(one, aside), os.Rename(two, one), os.Rename(aside, two)); err != nil {
		t.Fatal(err)
	}
	now, _ := LookAt(dir)
	if now.Same(string(s.Encode("")), "") || now.Stamp(one) == s.Stamp(one) {
		t.Error("it is not seen")
	}
}
