package publish

import (
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
