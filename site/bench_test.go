package site

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/bench/catalog"
	"github.com/errdocs/errdocs/internal/jobs"
)

func benchCatalog(b *testing.B, codes int) *content.Catalog {
	c, err := content.Load(catalog.Synthetic(codes))
	if err != nil {
		b.Fatal(err)
	}
	return c
}

// benchBuilder returns a builder whose outputs have their jobs, and the codes of its catalog.
func benchBuilder(b *testing.B, codes int) (*builder, []*content.Code) {
	c := benchCatalog(b, codes)
	builder, err := newBuilder(c, Options{})
	if err != nil {
		b.Fatal(err)
	}
	for _, output := range outputs {
		builder.output(output)
	}
	return builder, slices.Collect(c.All())
}

// BenchmarkBuild makes a whole site and drops it: pages, redirects, representations, index, assets.
func BenchmarkBuild(b *testing.B) {
	catalogs := map[string]*content.Catalog{"tiny": catalogOf(b, "tiny.txtar"), "default": benchCatalog(b, catalog.DefaultCodes), "1000": benchCatalog(b, 1_000)}
	for name, c := range catalogs {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s, err := Write(b.Context(), c, Options{}, jobs.Discard)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(s.Counts.Bytes), "site-bytes")
			}
		})
	}
}

// BenchmarkRebuild makes a site again after one note has changed.
func BenchmarkRebuild(b *testing.B) {
	files := catalog.Synthetic(1_000).(fstest.MapFS)
	note, err := fs.Glob(files, "vendors/*/*/*.md")
	if err != nil || len(note) == 0 {
		b.Fatal("no note", err)
	}
	var catalogs []*content.Catalog
	for _, text := range []string{"Written yesterday.\n", "Written today.\n"} {
		files[note[0]] = &fstest.MapFile{Data: []byte(text)}
		c, err := content.Load(files)
		if err != nil {
			b.Fatal(err)
		}
		catalogs = append(catalogs, c)
	}
	s, err := Build(b.Context(), catalogs[0], Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for i := 1; b.Loop(); i++ {
		if s, err = Rebuild(b.Context(), s, catalogs[i%2], Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPage makes the page of a code.
func BenchmarkPage(b *testing.B) {
	builder, _ := benchBuilder(b, 1_000)
	pages := slices.DeleteFunc(builder.jobs, func(j jobs.Job) bool {
		return strings.Count(j.Name, "/") != 3 || !strings.HasSuffix(j.Name, "/index.html")
	})
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		runner := jobs.Runner{Sink: jobs.Discard, Inspect: builder.inspect}
		if _, err := runner.Run(b.Context(), []jobs.Job{pages[i%len(pages)]}); err != nil {
			b.Fatal(err)
		}
	}
}
