package testenv

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Tests are those of a package that uses many temporary files. The go command notes each file that a test opens or looks for, so
// that it runs the test again when one in the module has changed. It follows the folders of each name outside the module to learn
// that it is outside, which would take as long as the tests themselves. Here these names are left out, and a name is noted once.
type Tests struct{ *testing.M }

// Run runs the tests.
func (t Tests) Run() int {
	flag.Parse()
	noted := flag.Lookup("test.testlogfile").Value.String()
	if noted == "" {
		return t.M.Run()
	}
	flag.Set("test.testlogfile", noted+".all")
	root, dir := module()
	code := t.M.Run()
	if all, err := os.ReadFile(noted + ".all"); err == nil {
		os.WriteFile(noted, inputs(all, root, dir), 0o666) // without the file, the go command runs the tests again
	}
	return code
}

// module returns the folder of go.mod, and that of the package.
func module() (root, dir string) {
	dir, err := os.Getwd()
	for root = dir; err == nil && root != filepath.Dir(root); root = filepath.Dir(root) {
		if _, none := os.Stat(filepath.Join(root, "go.mod")); none == nil {
			return root, dir
		}
	}
	return "", dir
}

// inputs returns what matters of the notes that a package took: lines such as "open name", relative to the last "chdir name". Lines of
// another kind stay as they are.
func inputs(notes []byte, root, dir string) []byte {
	kept, known := make([]byte, 0, 1<<16), map[string]bool{}
	for line := range bytes.Lines(notes) {
		what, name, _ := strings.Cut(strings.TrimSuffix(string(line), "\n"), " ")
		switch what {
		case "chdir":
			dir = name
		case "open", "stat":
			if !filepath.IsAbs(name) {
				name = filepath.Join(dir, name)
			}
			if note := what + " " + name; known[note] || name != root && !strings.HasPrefix(name, root+string(filepath.Separator)) {
				continue
			}
			known[what+" "+name] = true
		}
		kept = append(kept, line...)
	}
	return kept
}
