package search

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// runNode runs a script of testdata with node, gives it in as JSON and reads its JSON answer into out. It
// skips the test where there is no node, unless ERRDOCS_REQUIRE names it.
func runNode(t testing.TB, in, out any, script string, args ...string) {
	t.Helper()
	if _, err := exec.LookPath("node"); err != nil {
		if strings.Contains(os.Getenv("ERRDOCS_REQUIRE"), "node") {
			t.Fatal("node is required and not installed")
		}
		t.Skip("node is not installed")
	}
	data, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("node", append([]string{filepath.Join("testdata", script)}, args...)...)
	// JSON of Go has no lone surrogate. The replacement character stands for one.
	cmd.Stdin = bytes.NewReader(bytes.ReplaceAll(data, []byte("\uFFFD"), []byte(`\ud800`)))
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %v\n%s", cmd.Args, err, stderr.Bytes())
	}
	if err := json.Unmarshal(stdout.Bytes(), out); err != nil {
		t.Fatalf("answer of %v: %v", cmd.Args, err)
	}
}

// writeExport writes an export to a new folder and returns the folder of the index in it.
func writeExport(t testing.TB, files []File) string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "search")
}

// mustBuild builds an index that is closed when the test ends.
func mustBuild(t testing.TB, facets []Facet, docs []Document) *Index {
	t.Helper()
	ix, err := Build(facets, docs)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := ix.Close(); err != nil {
			t.Error(err)
		}
	})
	return ix
}

func mustExport(t testing.TB, ix *Index) []File {
	t.Helper()
	files, err := ix.Export()
	if err != nil {
		t.Fatal(err)
	}
	return files
}
