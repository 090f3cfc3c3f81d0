package publish

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRefusals builds a small home with a project in it and tries to publish over each part of it.
func TestRefusals(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	project := filepath.Join(home, "src", "project")
	for name, text := range map[string]string{
		"src/project/content/site.yaml":      "title: x",
		"src/project/content/public/old.txt": "",
		"src/project/notes/todo.txt":         "do not lose me",
		"src/project/file":                   "",
		"src/repo/.git/HEAD":                 "ref: refs/heads/main",
		"src/worktree/.git":                  "gitdir: ../repo",
		"src/fake/.errdocs":                  "not a manifest",
		"src/fake/page.html":                 "mine",
		"src/taken/.public.errdocs/mine.txt": "mine",
		"src/blocked/.public.errdocs":        "a file",
		"src/many/1":                         "", "src/many/2": "", "src/many/3": "", "src/many/4": "",
	} {
		write(t, filepath.Join(home, name), text)
	}
	for _, s := range []string{"src/grown", "src/linked", "src/planted"} {
		publish(t, filepath.Join(home, s), site("one", 3))
	}
	write(t, filepath.Join(home, "src/grown/vendor-1/CNAME"), "errors.example.com")
	os.RemoveAll(filepath.Join(home, "src/linked/vendor-1"))
	os.Symlink(filepath.Join(project, "notes"), filepath.Join(home, "src/linked/vendor-1"))
	os.Mkdir(filepath.Join(home, "src/planted/empty"), 0o755)
	os.Symlink(filepath.Join(home, "src/grown"), filepath.Join(home, "src/link"))
	os.Symlink("nowhere", filepath.Join(home, "src/dangling"))
	t.Chdir(project)

	for _, tt := range []struct{ out, want string }{
		{"", "is an empty name"},
		{"/", "is the root directory"},
		{"///", "is the root directory"},
		{"../../../../../../../../..", "is the root directory"},
		{home, "is your home directory"},
		{filepath.Dir(home), "contains your home directory"},
		{".", "is the working directory"},
		{"..", "contains the working directory"},
		{project + "/", "is the working directory"},
		{home + "/./src/x/../project", "is the working directory"},
		{"content", "is the content directory"},
		{"notes", "contains todo.txt, not written by errdocs"},
		{"file", "is not a directory"},
		{"../repo", "is the root of a git repository"},
		{"../worktree", "is the root of a git repository"},
		{"../repo/.git", "contains HEAD, not written by errdocs"},
		{"../fake", "contains .errdocs (damaged), page.html, not written by errdocs"},
		{"../many", "contains 1, 2, 3, not written by errdocs"},
		{"../grown", "contains vendor-1/CNAME, not written by errdocs"},
		{"../linked", "contains vendor-1, not written by errdocs"},
		{"../planted", "contains empty, not written by errdocs"},
		{"../link", "is a symlink"},
		{"../link/", "is a symlink"},
		{"../dangling", "is a symlink"},
		{"../taken/public", "which is not errdocs' own"},
		{"../blocked/public", "which is not errdocs' own"},
	} {
		before := readAll(t, home)
		_, err := Dir(t.Context(), tt.out, filesOf(site("two", 3)), Options{Content: "content"})
		var refused *RefusedError
		if !errors.As(err, &refused) || !strings.Contains(err.Error(), tt.want) || refused.Hint == "" {
			t.Errorf("out %q: error %v, want a refusal because it %s", tt.out, err, tt.want)
		}
		if diff := cmp.Diff(before, readAll(t, home)); diff != "" {
			t.Errorf("out %q was refused and yet changed:\n%s", tt.out, diff)
		}
		if strings.Contains(tt.want, "which is not") {
			continue // Check looks at the output only
		}
		if cerr := Check(tt.out, Options{Content: "content"}); cerr == nil || cerr.Error() != err.Error() {
			t.Errorf("out %q: Check says %v, Dir says %v", tt.out, cerr, err)
		}
	}
}

func TestNotRefused(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	write(t, filepath.Join(home, "content/site.yaml"), "")
	write(t, filepath.Join(home, "seen/.DS_Store"), "Finder was here")
	write(t, filepath.Join(home, "torn/.errdocs"), "errdocs-outp")
	os.Mkdir(filepath.Join(home, "empty"), 0o755)
	os.Mkdir(filepath.Join(home, "real"), 0o755)
	os.Symlink("real", filepath.Join(home, "parent"))
	t.Chdir(home)
	for _, out := range []string{"public", "empty", "content/public", "new/deep/public", "parent/public", "seen", "torn"} {
		for _, v := range []string{"one", "two"} {
			s := site(v, 3)
			if _, err := Dir(t.Context(), out, filesOf(s), Options{Content: "."}); err != nil {
				t.Errorf("out %q: %v", out, err)
				continue
			}
			wantSite(t, out, s)
		}
	}
}

// The home directory may be unknown, and the content may be named by a symlink: what is protected stays so.
func TestRefusedAllTheSame(t *testing.T) {
	dir := memoryDir(t)
	t.Setenv("HOME", "")
	write(t, filepath.Join(dir, "project/content/site.yaml"), "")
	os.Symlink("project/content", filepath.Join(dir, "link"))
	t.Chdir(filepath.Join(dir, "project"))
	for _, tt := range []struct{ out, content, want string }{
		{".", "", "is the working directory"},
		{"..", "", "contains the working directory"},
		{"content", "../link", "is the content directory"},
		{dir, filepath.Join(dir, "link"), "contains the working directory"},
	} {
		if err := Check(tt.out, Options{Content: tt.content}); !isRefused(err) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("out %q, content %q: error %v, want a refusal because it %s", tt.out, tt.content, err, tt.want)
		}
	}
	t.Chdir("/")
	if err := Check(filepath.Join(dir, "project"), Options{Content: filepath.Join(dir, "link")}); !isRefused(err) ||
		!strings.Contains(err.Error(), "contains the content directory") {
		t.Errorf("a symlink hides the content: error %v", err)
	}
}
