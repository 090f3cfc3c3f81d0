// Package nodetest runs scripts with node in tests. Only tests import it.
package nodetest

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/errdocs/errdocs/internal/jsonfile"
	"github.com/errdocs/errdocs/internal/script"
	"github.com/errdocs/errdocs/internal/testenv"
)

// Run runs a script with node, gives it in as JSON on standard input and reads its JSON answer into out. It skips the
// test if node is not installed, unless ERRDOCS_REQUIRE names it. JSON of Go has no lone surrogate: the replacement
// character in in becomes one.
func Run(t testing.TB, in, out any, script string, args ...string) {
	t.Helper()
	data, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(testenv.Node(t), append([]string{script}, args...)...)
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

// Modules writes scripts, as small as a site has them, to a new folder that node takes for ES modules, and returns it.
func Modules(t testing.TB, files []jsonfile.File) string {
	t.Helper()
	all := []jsonfile.File{{Path: "package.json", Data: []byte(`{"type": "module"}`)}}
	for _, f := range files {
		all = append(all, jsonfile.File{Path: f.Path, Data: []byte(script.Small(string(f.Data)))})
	}
	return Write(t, all)
}

// Write writes files to a new folder and returns it.
func Write(t testing.TB, files []jsonfile.File) string {
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
	return dir
}
