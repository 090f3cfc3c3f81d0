package content_test

import (
	"fmt"
	"io/fs"
	"runtime"
	"testing"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/bench/catalog"
)

// BenchmarkLoad loads the default catalog and larger ones.
func BenchmarkLoad(b *testing.B) {
	for _, codes := range []int{catalog.DefaultCodes, 1_000, 10_000} {
		fsys := catalog.Synthetic(codes)
		b.Run(fmt.Sprint(codes), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				load(b, fsys)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(codes), "µs/code")
			b.ReportMetric(float64(kept(b, fsys))/float64(codes), "B-kept/code")
		})
	}
}

func load(b *testing.B, fsys fs.FS) *content.Catalog {
	c, err := content.Load(fsys)
	if err != nil {
		b.Fatal(err)
	}
	return c
}

// kept returns how many bytes a loaded catalog takes.
func kept(b *testing.B, fsys fs.FS) uint64 {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	c := load(b, fsys)
	runtime.GC()
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(c)
	return after.HeapAlloc - before.HeapAlloc
}
