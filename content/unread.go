package content

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/position"
	"github.com/errdocs/errdocs/internal/secret"
)

// This file scans what is in a content directory and not part of the catalog: files whose name starts with a dot, and
// backups of editors. They are in the repository too. What site.yaml ignores belongs to somebody else, such as the Go files
// and the test data of a package, and is not opened.

// MaxUnread is how many such files there may be. Of each, the first MaxFile bytes are scanned.
const MaxUnread = 10_000

// isBackup reports whether a name is one of what editors and systems leave next to a file.
func isBackup(name string) bool {
	return strings.HasSuffix(name, "~") || len(name) > 1 && name[0] == '#' && name[len(name)-1] == '#' ||
		slices.Contains([]string{".orig", ".bak", ".swp"}, path.Ext(name)) || name == "Thumbs.db" || name == "desktop.ini"
}

// leave remembers a file or folder that is not content. Links and pipes are never opened.
func (t *tree) leave(file string, e fs.DirEntry) {
	if e.IsDir() || e.Type().IsRegular() {
		t.unread = append(t.unread, file)
	}
}

// errTooMany ends the scan of unread files.
var errTooMany = errors.New("too many files")

// scanUnread looks for secrets in the files that nothing reads, but for what git keeps of the repository.
func (l *loader) scanUnread() error {
	n := 0
	for _, name := range l.tree.unread {
		if l.cat.Site.ignores(name) {
			continue
		}
		err := fs.WalkDir(l.tree.fsys, name, func(file string, e fs.DirEntry, err error) error {
			switch {
			case errors.Is(err, fs.ErrNotExist):
				return nil // it went away since the folder was listed
			case err != nil && !errors.Is(err, fs.ErrPermission):
				return err
			case err != nil:
				l.problems = append(l.problems, notReadable(file).NoExcerpt())
				return fs.SkipDir
			case e.Name() == ".git" && e.IsDir():
				return fs.SkipDir
			case e.Name() == ".git" || !e.Type().IsRegular():
				return nil
			case n == MaxUnread:
				return errTooMany
			}
			n++
			return l.scanFile(file)
		})
		if errors.Is(err, errTooMany) {
			l.problems = append(l.problems, newProblem(position.Start(position.Clean(masked(name))), "limit", "move them out of the content directory",
				"more than %d files here are not part of the catalog", MaxUnread).NoExcerpt())
			return nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// scanFile looks for secrets in an unread file and in its name. Comments in it can permit them.
func (l *loader) scanFile(file string) error {
	data, _, err := readLimited(l.tree.fsys, file, MaxFile)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case errors.Is(err, fs.ErrPermission):
		l.problems = append(l.problems, notReadable(file).NoExcerpt())
		return nil
	case err != nil:
		return err
	}
	if found := secret.Scan([]byte(file)); found != nil {
		l.problems = append(l.problems, inName(file, found[0]))
		return nil
	}
	allows := yamlAllows
	if path.Ext(file) == ".md" {
		allows = noteAllows
	}
	l.secrets.scan(newText(file, data), allows)
	return nil
}
