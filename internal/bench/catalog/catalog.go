// Package catalog writes catalogs of any size for benchmarks and tests. The bytes depend on nothing
// but the number of codes, and a larger catalog begins with the vendors of a smaller one.
//
// Its entries have the shape of those of the default catalog: as many fields, texts and notes of the same
// lengths, samples of 15 to 30 lines in several languages. Its words come as often as words do: few
// all the time, most of them rarely.
package catalog

import (
	"fmt"
	"io/fs"
	"iter"
	"strings"
	"testing/fstest"

	"github.com/errdocs/errdocs/content"
)

const (
	// DefaultCodes is the size for which the default catalog is taken.
	DefaultCodes = 152
	// MaxCodes is the largest size: a catalog may list a thousand vendors.
	MaxCodes = 1000 * vendorCodes

	vendorCodes = 250 // codes of a vendor, in two sets
)

// Synthetic returns a content directory with so many codes, 1 to MaxCodes. It keeps all of its files in
// memory, some 3 KB a code; Files does not.
func Synthetic(codes int) fs.FS {
	if codes == DefaultCodes {
		return content.Default()
	}
	files := fstest.MapFS{}
	for name, data := range Files(codes) {
		files[name] = &fstest.MapFile{Data: data}
	}
	return files
}

// Files returns the files of a content directory with so many codes by their paths, one vendor after
// the other, and makes each only when its turn comes.
func Files(codes int) iter.Seq2[string, []byte] {
	if codes == DefaultCodes {
		return defaultFiles
	}
	return func(yield func(string, []byte) bool) {
		if !siteFiles(codes, yield) {
			return
		}
		for i := 0; i*vendorCodes < codes; i++ {
			v := newVendor(i)
			if !v.files(min(vendorCodes, codes-i*vendorCodes), yield) {
				return
			}
		}
	}
}

// defaultFiles yields the files of the default catalog.
func defaultFiles(yield func(string, []byte) bool) {
	files := content.Default()
	// The catalog is compiled in, so nothing can fail to be read.
	_ = fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, name)
		if err == nil && !yield(name, data) {
			return fs.SkipAll
		}
		return err
	})
}

// siteFiles yields what belongs to no vendor. It reports whether to go on.
func siteFiles(codes int, yield func(string, []byte) bool) bool {
	w := newWriter(1 << 32)
	var site, list, news strings.Builder
	fmt.Fprintf(&site, "title: Synthetic codes\nsummary: %s\nbase_url: https://example.org/codes/\n", w.sentence(10, 190))
	site.WriteString("repo_url: https://example.org/repo\nedit_url: https://example.org/repo/edit/{file}#L{line}\n" +
		"issue_url: https://example.org/repo/issues/new?title={title}&body={body}\nvendors:\n")
	for i := 0; i*vendorCodes < codes; i++ {
		fmt.Fprintf(&site, "  - %s\n", vendorID(i))
	}
	for i := range concepts {
		fmt.Fprintf(&list, "- id: %s\n  title: %s\n  summary: %s\n  category: %s\n  advice: %s\n",
			conceptID(i), w.title(), w.sentence(12, 190), pick(w, categories), w.markdown(2))
	}
	for i := range 12 {
		fmt.Fprintf(&news, "- date: 2025-%02d-15\n  title: %s\n  kind: note\n  summary: |\n    %s\n", 12-i, w.title(), w.markdown(4))
	}
	return yield("site.yaml", []byte(site.String())) && yield("concepts.yaml", []byte(list.String())) &&
		yield("changes.yaml", []byte(news.String()))
}
