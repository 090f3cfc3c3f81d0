package publish

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// A site of the default catalog's size: 1,500 files, 15 MB.
func BenchmarkDir(b *testing.B) {
	versions := []map[string]string{{}, {}}
	for v, s := range versions {
		for i := range 1500 {
			s[fmt.Sprintf("vendor-%d/set-%d/code-%d/index.html", i%5, i%12, i)] = strings.Repeat(fmt.Sprintf("%d text ", v), 1200)
		}
	}
	b.Run("changed", func(b *testing.B) {
		out := filepath.Join(b.TempDir(), "public")
		for i := 0; b.Loop(); i++ {
			publish(b, out, versions[i%2])
		}
	})
	b.Run("unchanged", func(b *testing.B) {
		out := filepath.Join(b.TempDir(), "public")
		publish(b, out, versions[0])
		for b.Loop() {
			publish(b, out, versions[0])
		}
	})
}
