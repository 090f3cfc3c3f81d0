package content

import (
	"io/fs"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
)

// loadTwice loads a catalog with nothing to take over, and again with what that has left, and returns the second one.
func loadTwice(t *testing.T, fsys fs.FS, harm func([]byte) []byte) (*Catalog, *Decoded) {
	t.Helper()
	var first, second Decoded
	if _, err := LoadDecoded(fsys, ShowDrafts, &first); err != nil {
		t.Fatal(err)
	}
	second.Read(harm(first.Next()))
	got, err := LoadDecoded(fsys, ShowDrafts, &second)
	if err != nil {
		t.Fatal(err)
	}
	return got, &second
}

// TestDecodedIsTheSame compares catalogs with everything in them, positions too.
func TestDecodedIsTheSame(t *testing.T) {
	for name, fsys := range map[string]fs.FS{"default": Default(), "tiny": tiny(t)} {
		t.Run(name, func(t *testing.T) {
			want, err := LoadDrafts(fsys, ShowDrafts)
			if err != nil {
				t.Fatal(err)
			}
			for harm, harmed := range map[string]func([]byte) []byte{
				"whole":     func(b []byte) []byte { return b },
				"truncated": func(b []byte) []byte { return b[:len(b)/2] },
				"flipped":   func(b []byte) []byte { b[len(b)/3] ^= 1; return b },
				"empty":     func([]byte) []byte { return nil },
			} {
				got, decoded := loadTwice(t, fsys, harmed)
				for _, c := range []*Catalog{want, got} {
					c.sources, c.resolver = nil, nil // what they read, and a function
				}
				if !reflect.DeepEqual(got, want) {
					t.Errorf("%s: the catalogs differ", harm)
				}
				if taken := decoded.Next() == nil; taken != (harm == "whole") {
					t.Errorf("%s: all was taken over: %v", harm, taken)
				}
			}
		})
	}
}

// An edited file is decoded again, and one with a problem each time.
func TestDecodedNoticesEdits(t *testing.T) {
	files := tiny(t)
	var decoded Decoded
	if _, err := LoadDecoded(files, ShowDrafts, &decoded); err != nil {
		t.Fatal(err)
	}
	for _, title := range []string{"Another title", "Another \t title", "Another title"} {
		next := Decoded{}
		next.Read(decoded.Next())
		text := string(files["site.yaml"].Data)
		before, rest, _ := strings.Cut(text, "title: ")
		_, rest, _ = strings.Cut(rest, "\n")
		files["site.yaml"] = &fstest.MapFile{Data: []byte(before + "title: " + title + "\n" + rest)}
		_, wantErr := LoadDrafts(files, ShowDrafts)
		c, err := LoadDecoded(files, ShowDrafts, &next)
		if (err == nil) != (wantErr == nil) || err != nil && err.Error() != wantErr.Error() {
			t.Fatalf("%q: error %v, want %v", title, err, wantErr)
		}
		if err == nil && c.Site.Title != title {
			t.Errorf("the title is %q, want %q", c.Site.Title, title)
		}
	}
}
