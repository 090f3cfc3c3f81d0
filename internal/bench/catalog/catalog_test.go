package catalog

import (
	"bytes"
	"crypto/sha256"
	"maps"
	"testing"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/testenv"
)

func TestMain(m *testing.M) {
	testenv.Cheap()
	m.Run()
}

// A catalog of any size loads, and has as many codes as it was asked for.
func TestCatalogLoads(t *testing.T) {
	for _, codes := range []int{1, 2, 17, DefaultCodes, 250, 251} { // and 1,000: TestShape
		c, err := content.Load(Synthetic(codes))
		if err != nil {
			t.Fatalf("%d codes: %v", codes, err)
		}
		got := 0
		for range c.All() {
			got++
		}
		if got != codes {
			t.Errorf("%d codes wanted, got %d", codes, got)
		}
	}
}

// The same number of codes gives the same bytes, and a larger catalog begins with the vendors of a
// smaller one.
func TestFilesAreTheSame(t *testing.T) {
	files := func(codes int) map[string][32]byte {
		all := map[string][32]byte{}
		for name, data := range Files(codes) {
			if bytes.Contains(data, []byte("%!")) {
				t.Errorf("%s: a format that does not fit:\n%s", name, data)
			}
			all[name] = sha256.Sum256(data)
		}
		return all
	}
	codes := testenv.Times(250, 500)
	small := files(codes)
	if again := files(codes); !maps.Equal(small, again) {
		t.Errorf("two catalogs of %d codes differ", codes)
	}
	large := files(2 * codes)
	for name, sum := range small {
		if name != "site.yaml" && large[name] != sum {
			t.Errorf("%s changes with the size of the catalog", name)
		}
	}
}

// The shape of the catalog is the one that benchmarks speak of.
func TestShape(t *testing.T) {
	const codes = 1000
	c, err := content.Load(Synthetic(codes))
	if err != nil {
		t.Fatal(err)
	}
	got, notes, noteBytes, lines := 0, 0, 0, 0
	samples := map[string]bool{}
	for code := range c.All() {
		got++
		if code.Note != nil {
			notes++
			noteBytes += len(code.Note.Text)
		}
		for _, s := range code.Samples {
			samples[s.Text] = true
			lines += bytes.Count([]byte(s.Text), []byte("\n"))
		}
	}
	between := func(what string, got, low, high int) {
		if got < low || got > high {
			t.Errorf("%s: %d, want %d to %d", what, got, low, high)
		}
	}
	between("codes", got, codes, codes)
	between("vendors", len(c.Vendors), codes/vendorCodes, codes/vendorCodes)
	between("concepts", len(c.Concepts), 60, 60)
	between("notes", notes, 750, 850)
	between("bytes of a note", noteBytes/notes, 1200, 2200)
	between("different samples", len(samples), 550, 750)
	between("lines of a sample", lines/codes, 15, 30)
}
