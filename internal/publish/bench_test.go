package publish

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
)

// benchFile is a file of the benchmarks' sites: five files and three directories for a code, 9 kB each on the average.
func benchFile(i int, version string) (path string, data []byte) {
	code, part := i/5, i%5
	path = fmt.Sprintf("vendor-%d/set-%d/code-%d/", code%20, code%60, code) +
		[]string{"index.html", "index.md", "index.json", "retry/index.html", "payload/index.html"}[part]
	return path, []byte(strings.Repeat(fmt.Sprintf("%d %s text ", i, version), 600))
}

// benchPublish publishes n files, the first of which are of another version.
func benchPublish(b *testing.B, out string, n, changed int, version string) Result {
	b.Helper()
	st, err := Begin(b.Context(), out, Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer st.Abort()
	var wg sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wg.Go(func() {
			for i := w; i < n; i += workers {
				v := "same"
				if i < changed {
					v = version
				}
				path, data := benchFile(i, v)
				if err := add(st, path, data); err != nil {
					b.Error(err)
				}
			}
		})
	}
	wg.Wait()
	res, err := st.Commit()
	if err != nil {
		b.Fatal(err)
	}
	return res
}

// BenchmarkPublish takes the sites of 152 and of 10,000 codes. Each run has a folder of its own for a new site, since
// removing a tree slows the file system for a while.
func BenchmarkPublish(b *testing.B) {
	for _, n := range []int{760, 50_000} {
		for _, kind := range []string{"new", "all changed", "one changed", "unchanged"} {
			b.Run(fmt.Sprintf("%d files/%s", n, kind), func(b *testing.B) {
				dir := b.TempDir()
				changed := map[string]int{"all changed": n, "one changed": 1}[kind]
				out := filepath.Join(dir, "public")
				if kind != "new" {
					benchPublish(b, out, n, 0, "")
				}
				for i := 0; b.Loop(); i++ {
					if kind == "new" {
						out = filepath.Join(dir, fmt.Sprint(i), "public")
					}
					res := benchPublish(b, out, n, changed, fmt.Sprint(i))
					b.SetBytes(res.Bytes)
				}
				b.StopTimer()
				os.RemoveAll(dir)
			})
		}
	}
}
