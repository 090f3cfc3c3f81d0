//go:build unix

package content

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestHostileTree puts links, pipes, sockets and odd names into a real directory. Each is a problem with
// its place, nothing is waited for, and nothing outside is read.
func TestHostileTree(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "outside.json")
	write(t, outside, `{"secret": "quokka"}`)
	for _, test := range []struct {
		what string
		make func(t *testing.T, root string)
		want string // the problem: position and rule
	}{
		{"a link to a file outside", func(t *testing.T, root string) {
			link(t, outside, root+"/vendors/zeta/samples/a.json")
		}, "vendors/zeta/samples/a.json:1:1 symlink"},
		{"a link to a folder", func(t *testing.T, root string) { link(t, filepath.Dir(outside), root+"/vendors/zeta/samples") },
			"vendors/zeta/samples:1:1 symlink"},
		{"a link to the content itself", func(t *testing.T, root string) { link(t, root, root+"/vendors/loop") }, "vendors/loop:1:1 symlink"},
		{"two links in a loop", func(t *testing.T, root string) {
			link(t, root+"/vendors/zeta/b.yaml", root+"/vendors/zeta/a.yaml")
			link(t, root+"/vendors/zeta/a.yaml", root+"/vendors/zeta/b.yaml")
		}, "vendors/zeta/a.yaml:1:1 symlink"},
		{"a link to nothing", func(t *testing.T, root string) { link(t, "nowhere", root+"/vendors/zeta/more.yaml") }, "vendors/zeta/more.yaml:1:1 symlink"},
		{"the folder of vendors as a link", func(t *testing.T, root string) {
			move(t, root+"/vendors", root+"/elsewhere")
			link(t, "elsewhere", root+"/vendors")
		}, "vendors:1:1 symlink"},
		{"site.yaml as a pipe", func(t *testing.T, root string) {
			move(t, root+"/site.yaml", root+"/old")
			pipe(t, root+"/site.yaml")
		}, "site.yaml:1:1 symlink"},
		{"a note as a pipe", func(t *testing.T, root string) { pipe(t, root+"/vendors/zeta/notes.md") }, "vendors/zeta/notes.md:1:1 symlink"},
		{"a sample as a pipe", func(t *testing.T, root string) {
			folder(t, root+"/vendors/zeta/examples")
			pipe(t, root+"/vendors/zeta/examples/a.go")
		}, "vendors/zeta/examples/a.go:1:1 symlink"},
		{"a pipe with an odd name", func(t *testing.T, root string) { pipe(t, root+"/vendors/zeta/a b.yaml") }, "vendors/zeta/a b.yaml:1:1 file-name"},
		{"a device's name", func(t *testing.T, root string) { write(t, root+"/vendors/zeta/AUX.yaml", "") }, "vendors/zeta/AUX.yaml:1:1 file-name"},
		{"a dot at the end", func(t *testing.T, root string) { write(t, root+"/vendors/zeta/notes.md.", "") }, "vendors/zeta/notes.md.:1:1 file-name"},
		{"two spellings of é", func(t *testing.T, root string) {
			write(t, root+"/vendors/zeta/\u00e9.yaml", "")
			write(t, root+"/vendors/zeta/e\u0301.yaml", "")
		}, "vendors/zeta/é.yaml:1:1 file-name"},
		{"a Cyrillic vendor", func(t *testing.T, root string) { folder(t, root+"/vendors/\u0430cme") }, "vendors/\u0430cme:1:1 file-name"},
		{"a name that runs backwards", func(t *testing.T, root string) { write(t, root+"/vendors/zeta/a\u202elmay.md", "x") },
			"vendors/zeta/a\ufffdlmay.md:1:1 file-name"},
		{"an invisible character", func(t *testing.T, root string) { write(t, root+"/vendors/zeta/a\u200b.yaml", "x") },
			"vendors/zeta/a\ufffd.yaml:1:1 file-name"},
		{"bytes that are no UTF-8", func(t *testing.T, root string) { write(t, root+"/vendors/zeta/\xff.yaml", "x") }, "vendors/zeta/\ufffd.yaml:1:1 file-name"},
		{"a file that may not be read", func(t *testing.T, root string) { mode(t, root+"/vendors/zeta/codes.yaml", 0) },
			"vendors/zeta/codes.yaml:1:1 missing-file"},
		{"a folder that may not be read", func(t *testing.T, root string) { mode(t, root+"/vendors/zeta", 0) }, "vendors/zeta:1:1 missing-file"},
	} {
		t.Run(test.what, func(t *testing.T) {
			root := t.TempDir()
			if err := os.CopyFS(root, tiny(t)); err != nil {
				t.Fatal(err)
			}
			test.make(t, root)
			if strings.Contains(test.what, "may not be read") && os.Getuid() == 0 {
				t.Skip("skipped: root may read everything")
			}
			said := make(chan string, 1)
			go func() {
				_, err := Load(os.DirFS(root))
				var problems Problems
				if !errors.As(err, &problems) {
					said <- "not problems"
					return
				}
				var all []string
				for _, p := range problems {
					all = append(all, p.Pos.String()+" "+p.Rule)
					if strings.Contains(p.String()+p.Excerpt, "quokka") || p.Hint == "" || len(p.String()+p.Hint+p.Excerpt) > MaxProblem {
						all = append(all, "unfit: "+p.String())
					}
				}
				said <- strings.Join(all, "\n")
			}()
			select {
			case got := <-said:
				if !strings.Contains(got, test.want) || strings.Contains(got, "unfit") || strings.Contains(got, "vendor.yaml:1:1 missing-file") {
					t.Errorf("got\n%s\nwant\n%s", got, test.want)
				}
			case <-time.After(20 * time.Second):
				t.Fatal("it hangs")
			}
		})
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	check(t, os.WriteFile(name, []byte(text), 0o666))
}

func link(t *testing.T, to, name string) {
	t.Helper()
	check(t, os.MkdirAll(filepath.Dir(name), 0o777))
	check(t, os.Symlink(to, name))
}

func pipe(t *testing.T, name string)     { t.Helper(); check(t, syscall.Mkfifo(name, 0o666)) }
func move(t *testing.T, from, to string) { t.Helper(); check(t, os.Rename(from, to)) }
func folder(t *testing.T, name string)   { t.Helper(); check(t, os.MkdirAll(name, 0o777)) }

// mode changes the permissions of a file or folder until the test ends, which could not remove it otherwise.
func mode(t *testing.T, name string, m os.FileMode) {
	t.Helper()
	check(t, os.Chmod(name, m))
	t.Cleanup(func() { check(t, os.Chmod(name, 0o700)) })
}
