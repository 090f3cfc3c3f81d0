package prose

import (
	"slices"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/bench/catalog"
)

// benchCodes are the codes of a synthetic catalog.
func benchCodes(b *testing.B) []*content.Code {
	c, err := content.Load(catalog.Synthetic(1_000))
	if err != nil {
		b.Fatal(err)
	}
	return slices.Collect(c.All())
}

// anySite has every code and page.
type anySite struct{ testSite }

func (anySite) Code(ref string) (Code, *content.Problem) {
	return Code{Name: ref, Title: "A code of a vendor", Path: "vendor/set/code/"}, nil
}

func (anySite) Page(string) *content.Problem { return nil }

// BenchmarkMarkdown renders the note of a code.
func BenchmarkMarkdown(b *testing.B) {
	codes := slices.DeleteFunc(benchCodes(b), func(c *content.Code) bool { return c.Note == nil })
	r := New(nil)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		note := codes[i%len(codes)].Note
		if _, err := r.HTML(Text{Markdown: note.Text, At: note.Pos, URL: strings.Clone, ID: "note", Label: "Notes", Level: 3}, &anySite{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkHighlight highlights a sample that was not seen before.
func BenchmarkHighlight(b *testing.B) {
	var samples []*content.Sample
	for _, c := range benchCodes(b) {
		samples = append(samples, c.Samples...)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		s := samples[i%len(samples)]
		New(nil).Sample(s.Language, s.Text, Mark{})
	}
}
