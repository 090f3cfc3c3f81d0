package content

import (
	"bytes"
	"io/fs"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
)

// bytesOf returns what is written of a part, nil of none.
func bytesOf(n *Next) []byte {
	if n == nil {
		return nil
	}
	var b bytes.Buffer
	n.WriteTo(&b)
	return b.Bytes()
}

// loadTwice loads a catalog with nothing to take over, and again with what that has left, and returns the second one.
func loadTwice(t *testing.T, fsys fs.FS, harm func([]byte) []byte) (*Catalog, *Decoded) {
	t.Helper()
	stamp := func(file string) string { return "as it is" }
	first, second := Decoded{Stamp: stamp}, Decoded{Stamp: stamp}
	if _, err := LoadDecoded(fsys, ShowDrafts, &first); err != nil {
		t.Fatal(err)
	}
	files, texts, marks := first.Next()
	for _, kept := range []*Next{files, texts, marks} {
		second.Read(string(harm(bytesOf(kept))))
	}
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
			lock := want.Lock()
			for harm, harmed := range map[string]func([]byte) []byte{
				"whole":     func(b []byte) []byte { return b },
				"truncated": func(b []byte) []byte { return b[:len(b)/2] },
				"flipped":   func(b []byte) []byte { b[len(b)/3] ^= 1; return b },
				"empty":     func([]byte) []byte { return nil },
			} {
				got, decoded := loadTwice(t, fsys, harmed)
				if !reflect.DeepEqual(got.Lock(), lock) {
					t.Errorf("%s: the locks differ", harm)
				}
				for _, c := range []*Catalog{want, got} {
					c.sources, c.resolver, c.stamps, c.lock, c.lockStamp = nil, nil, nil, nil, "" // what they read, and functions
				}
				if !reflect.DeepEqual(got, want) {
					t.Errorf("%s: the catalogs differ", harm)
				}
				if files, texts, marks := decoded.Next(); (files == nil) != (harm == "whole") || (texts == nil) != (harm == "whole") || (marks == nil) != (harm == "whole") {
					t.Errorf("%s: all was taken over: %v, %v, %v", harm, files == nil, texts == nil, marks == nil)
				}
			}
		})
	}
}

// A catalog whose files have passed is the same without its lock and the texts of vendors, once its codes have theirs, and problems are
// not looked for again.
func TestPassedIsTheSame(t *testing.T) {
	broken := tiny(t)
	broken["urls.lock"] = &fstest.MapFile{Data: []byte("no address\n")}
	if _, err := LoadDecoded(broken, ShowDrafts, &Decoded{}); err == nil {
		t.Fatal("no problem")
	}
	for name, fsys := range map[string]fs.FS{"default": Default(), "tiny": tiny(t), "broken": broken} {
		var first Decoded
		want, _ := LoadDecoded(fsys, ShowDrafts, &first)
		passed := Decoded{Passed: true}
		files, _, _ := first.Next()
		passed.Read(string(bytesOf(files)))
		got, err := LoadDecoded(fsys, ShowDrafts, &passed)
		if err != nil || got.Lock() != nil {
			t.Fatalf("%s: %v, a lock of %d lines", name, err, len(got.Lock()))
		}
		texts := 0
		for c := range got.All() {
			if c.Note != nil && c.Note.Text == "" {
				texts++
			}
			if err := got.Fill(c); err != nil {
				t.Fatal(err)
			}
		}
		if texts == 0 {
			t.Errorf("%s: the notes are read before somebody asks for them", name)
		}
		for _, v := range want.Vendors {
			if v.Note != nil {
				v.Note = &Note{File: v.Note.File}
			}
			for _, e := range v.Examples {
				for _, tab := range e.Tabs {
					tab.Text = ""
				}
			}
			for _, e := range v.Envelopes {
				if e.Sample != nil && e.Sample.File != "" {
					e.Sample.Text = ""
				}
			}
		}
		for _, c := range []*Catalog{want, got} {
			c.sources, c.resolver, c.lock, c.permitted, c.fill = nil, nil, nil, nil, nil
		}
		if !reflect.DeepEqual(got, want) && name != "broken" {
			t.Errorf("%s: the catalogs differ", name)
		}
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
		kept, _, _ := decoded.Next()
		next.Read(string(bytesOf(kept)))
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

// A note is read again when its stamp is another one, or is not known.
func TestDecodedNotesGoByTheirStamp(t *testing.T) {
	const name = "vendors/acme/api/429.md"
	files := tiny(t)
	if files[name] == nil {
		t.Fatalf("there is no %s", name)
	}
	stamp := "one"
	decoded := Decoded{Stamp: func(string) string { return stamp }}
	load := func() string {
		c, err := LoadDecoded(files, ShowDrafts, &decoded)
		if err != nil {
			t.Fatal(err)
		}
		return string(c.Code("acme/api/429").Note.Text)
	}
	first := load()
	files[name] = &fstest.MapFile{Data: []byte("Another text.\n")}
	if got := load(); got != first {
		t.Errorf("with the same stamp the note is %q, want %q", got, first)
	}
	for _, stamp = range []string{"two", "", "three"} {
		if got := load(); got != "Another text.\n" {
			t.Errorf("with the stamp %q the note is %q", stamp, got)
		}
	}
	stamp = "four"
	files[name] = &fstest.MapFile{Data: []byte("---\nx: 1\n---\n")}
	for range 2 {
		if _, err := LoadDecoded(files, ShowDrafts, &decoded); err == nil {
			t.Error("a note with a problem was taken over")
		}
	}
}
