package site

import (
	"bytes"
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/jobs"
	"github.com/errdocs/errdocs/internal/lists"
)

// A file of all codes takes over the rows of vendors that have not changed, but not from a file that somebody else has changed.
func TestRowsOfOtherVendorsAreTakenOver(t *testing.T) {
	files := readAll(t, archiveFS(t, "tiny.txtar"))
	random := rand.New(rand.NewPCG(7, 8))
	before, old := new(Record), map[string][]byte{}
	// build returns the vendors whose rows are made.
	build := func() (vendors []string) {
		c, err := loadStamped(files)
		if err != nil {
			t.Fatal(err)
		}
		b, err := newBuilder(c, Options{Before: before})
		if err != nil {
			t.Fatal(err)
		}
		if err := b.digest(); err != nil {
			t.Fatal(err)
		}
		var want strings.Builder
		row := func(c *content.Code) string { return c.ID() + " " + c.Title + "\n" }
		b.rowsOfAll("rows", rowFile{"head\n", "-\n", "end\n", func(codes []*content.Code) []byte {
			vendors = append(vendors, codes[0].Set.Vendor.ID)
			return []byte(strings.Join(lists.Each(codes, row), ""))
		}})
		b.key()
		sink := newMemory(old)
		if before, err = (&jobs.Runner{Sink: sink, Before: before}).Run(context.Background(), b.jobs); err != nil {
			t.Fatal(err)
		}
		before.Kept = b.digests.kept
		for i, v := range b.ed.vendors {
			want.WriteString([]string{"head\n", "-\n"}[min(i, 1)] + strings.Join(lists.Each(b.ed.codesIn(v), row), ""))
		}
		if got := string(sink.files["rows"]); got != want.String()+"end\n" {
			t.Fatalf("the file is\n%s", got)
		}
		old = sink.files
		return vendors
	}
	all := build()
	if len(all) < 2 {
		t.Fatalf("only the rows of %q", all)
	}
	edit := func() (vendor string) {
		inFile(random, files, setFiles, `(?m)^    title: .*`, func(file, line string) string {
			vendor = strings.Split(file, "/")[1]
			return line + " more"
		})
		return vendor
	}
	if vendor, made := edit(), build(); !slices.Equal(made, []string{vendor}) {
		t.Errorf("after an edit of %s the rows of %q were made", vendor, made)
	}
	if made := build(); len(made) > 0 {
		t.Errorf("without an edit the rows of %q were made", made)
	}
	edit()
	old["rows"] = bytes.ToUpper(old["rows"])
	if made := build(); len(made) != len(all) {
		t.Errorf("rows of a file that somebody has changed were taken over: only those of %q were made", made)
	}
}
