package site

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/jobs"
)

// partsOf makes a site in n parts. It returns their records, and their files as an earlier site.
func partsOf(t *testing.T, c *content.Catalog, o Options, n int) ([]*PartRecord, *Site) {
	t.Helper()
	var parts []*PartRecord
	all := newMemory(nil)
	for i := range n {
		o.Part = Part{i + 1, n}
		s, err := Write(t.Context(), c, o, all)
		if err != nil {
			t.Fatal(err)
		}
		f, err := s.PartFile()
		if err != nil {
			t.Fatal(err)
		}
		p, err := ReadPart(fmt.Sprint("part-", i+1), f.Data)
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, p)
	}
	return parts, &Site{Files: all.sorted()}
}

// Parts make the bytes of one build, each file once, however many they are.
func TestPartsAreTheWhole(t *testing.T) {
	c := catalogOf(t, "tiny.txtar")
	whole := build(t, c, Options{})
	for _, n := range []int{1, 2, 3, 4, 100} {
		parts, made := partsOf(t, c, Options{}, n)
		sink := newMemory(maps.Collect(made.All()))
		s, err := Write(t.Context(), c, Options{Parts: parts}, sink)
		if err != nil {
			t.Fatal(err)
		}
		same := func(a, b File) bool { return a.Path == b.Path && string(a.Data) == string(b.Data) }
		if !slices.EqualFunc(made.Files, whole.Files, same) || !slices.EqualFunc(sink.sorted(), whole.Files, same) || s.Counts != whole.Counts {
			t.Errorf("%d parts have %d files and make %d, want %d", n, len(made.Files), len(sink.files), len(whole.Files))
		}
	}
}

func TestPartsThatAreNone(t *testing.T) {
	c := catalogOf(t, "tiny.txtar")
	other := catalogOf(t, "tiny.txtar", txtar.File{Name: "vendors/acme/api/quokka-mode.md", Data: []byte("Another note.\n")})
	parts, made := partsOf(t, c, Options{}, 3)
	edited, _ := partsOf(t, other, Options{}, 3)
	newer, _ := partsOf(t, c, Options{Tool: "2"}, 3)
	halves, _ := partsOf(t, c, Options{}, 2)
	for _, test := range []struct {
		parts []*PartRecord
		want  string
	}{
		{parts[:2], "part 3 of 3 is missing"},
		{parts[1:], "part 1 of 3 is missing"},
		{append(slices.Clone(parts), parts[1]), "part-2 and part-2 are both part 2 of 3"},
		{[]*PartRecord{parts[0], edited[1], parts[2]}, "part-2 is a part of another site"},
		{[]*PartRecord{parts[0], parts[1], newer[2]}, "part-3 is a part of another site"},
		{[]*PartRecord{parts[0], halves[1]}, "part-1 is part 1 of 3, and part-2 part 2 of 2"},
	} {
		_, err := Write(t.Context(), c, Options{Parts: test.parts}, newMemory(maps.Collect(made.All())))
		if wrong, ok := errors.AsType[*PartError](err); !ok || wrong.Error() != test.want || wrong.Advice() == "" {
			t.Errorf("got %v, want %s", err, test.want)
		}
	}
}

// A part is the same whether or not another has summed up the same files before, or others; and it does take over what has been summed up.
func TestPartAfterAnother(t *testing.T) {
	files := readAll(t, archiveFS(t, "tiny.txtar"))
	addresses := build(t, catalogOf(t, "tiny.txtar"), Options{}).Addresses()
	files["urls.lock"] = string(content.FormatLock(addresses, nil))
	part := func(sums *Record) (string, *Record) {
		c, err := loadStamped(files)
		if err != nil {
			t.Fatal(err)
		}
		s, err := Write(t.Context(), c, Options{Part: Part{2, 2}, Sums: sums}, newMemory(nil))
		if err != nil {
			t.Fatal(err)
		}
		f, err := s.PartFile()
		if err != nil {
			t.Fatal(err)
		}
		return string(f.Data), s.Sums()
	}
	alone, sums := part(nil)
	if after, again := part(sums); after != alone || !maps.Equal(again.Kept, sums.Kept) || sums.Kept["vendor acme"] == "" || sums.Kept[currentKept] == "" {
		t.Error("the part differs after another one")
	}
	wrong := maps.Clone(sums.Kept)
	const size = len(jobs.Sum{}) // of the key, after which come other sums
	wrong["vendor acme"] = wrong["vendor acme"][:size] + strings.Repeat("x", size) + wrong["vendor acme"][2*size:]
	if after, _ := part(&Record{Kept: wrong}); after == alone {
		t.Error("nothing is taken over")
	}
	for _, edit := range [][2]string{
		{"vendors/acme/api/server-error.md", "Another note.\n"},
		{"vendors/zeta/core.yaml", strings.Replace(files["vendors/zeta/core.yaml"], "codes:\n", "codes:\n  - {code: A1B2, title: New, summary: New., draft: true}\n", 1)},
		{"urls.lock", string(content.FormatLock(addresses, []content.Address{{Path: "/nowhere/"}}))},
	} {
		files[edit[0]] = edit[1]
		alone, now := part(nil)
		if after, _ := part(sums); after != alone {
			t.Errorf("the part differs with the sums from before the edit of %s", edit[0])
		}
		sums = now
	}
}

func TestReadPartOfAnything(t *testing.T) {
	s, err := Write(t.Context(), catalogOf(t, "tiny.txtar"), Options{Part: Part{1, 2}}, newMemory(nil))
	if err != nil {
		t.Fatal(err)
	}
	f, err := s.PartFile()
	if err != nil {
		t.Fatal(err)
	}
	whole := string(f.Data)
	for _, text := range []string{"", "\n", whole[:len(whole)-1], whole[1:], strings.Replace(whole, " 1 1 2 ", " 1 1 ", 1), strings.Replace(whole, "errdocs-record", "errdocs-recorD", 1)} {
		if _, err := ReadPart("x", []byte(text)); !errors.Is(err, ErrRecord) {
			t.Errorf("%.40q…: %v", text, err)
		}
	}
}
