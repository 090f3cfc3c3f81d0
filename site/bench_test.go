package site

import (
	"testing"

	"github.com/errdocs/errdocs/content"
)

// BenchmarkBuild builds the whole default site: pages, redirects, index, assets.
func BenchmarkBuild(b *testing.B) {
	c, err := content.Load(content.Default())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		s, err := Build(b.Context(), c, Options{})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(s.Counts.Bytes), "site-bytes")
	}
}
