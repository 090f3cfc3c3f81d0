package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/internal/bench/catalog"
)

// BenchmarkBuild builds the site of a large catalog as the command does. Its profile is default.pgo.
func BenchmarkBuild(b *testing.B) {
	dir := b.TempDir()
	content := filepath.Join(dir, "content")
	if err := os.CopyFS(content, catalog.Synthetic(10_000)); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		out := filepath.Join(dir, "public")
		if err := os.RemoveAll(out); err != nil {
			b.Fatal(err)
		}
		var said strings.Builder
		if status := start([]string{"build", "--no-cache", "--max-bytes", "0", "--content", content, "-o", out}, nil, io.Discard, &said); status != 0 {
			b.Fatal(said.String())
		}
	}
}
