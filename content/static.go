package content

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/position"
)

// The limits of static/.
const (
	MaxStatic      = 1_000     // files
	MaxStaticFile  = 16 << 20  // bytes of a file
	MaxStaticBytes = 256 << 20 // bytes of all
)

// Static is a file of static/. A site has it at the same path, byte for byte.
type Static struct {
	Path string // inside static/: "CNAME", ".well-known/security.txt"
	Size int64  // in bytes, when the folder was listed
}

// File returns the path inside the content directory.
func (s Static) File() string { return path.Join(staticDir, s.Path) }

// shownDots are the names with a dot in front that servers look for. The others belong to programs, or are secret.
var shownDots = []string{".well-known", ".htaccess", ".domains"}

// toolDots are what other programs leave in any folder.
var toolDots = []string{".DS_Store", ".gitattributes", ".gitignore", ".gitkeep"}

func inStatic(dir string) bool { return dir == staticDir || strings.HasPrefix(dir, staticDir+"/") }

// hidden reports whether a file is not content because its name starts with a dot, or is that of a backup.
func hidden(dir, name string) bool {
	return isBackup(name) || strings.HasPrefix(name, ".") && (!inStatic(dir) || slices.Contains(toolDots, name))
}

// readStatic lists a folder of static/ with all folders below it.
func (t *tree) readStatic(dir string) {
	for _, e := range t.list(dir) {
		switch file := path.Join(dir, e.Name()); {
		case strings.HasPrefix(e.Name(), ".") && !slices.Contains(shownDots, e.Name()):
			t.report(file, "unknown-file", "rename it, or move it out of static/", "of names that start with a dot, only %s are published", strings.Join(shownDots, ", "))
		case e.IsDir():
			t.readStatic(file)
		default:
			t.addStatic(file, e)
		}
		if len(t.static) > MaxStatic {
			return
		}
	}
}

func (t *tree) addStatic(file string, e fs.DirEntry) {
	info, err := e.Info()
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) { // else it went away since the folder was listed
			t.fail(err)
		}
		return
	}
	all := info.Size()
	for _, s := range t.static {
		all += s.Size
	}
	const hint = "publish it elsewhere, and link to it"
	switch {
	case len(t.static) == MaxStatic:
		t.report(file, "limit", hint, "this and further files are too many: the limit of static/ is %d files", MaxStatic)
	case info.Size() > MaxStaticFile:
		t.report(file, "limit", hint, "the file has %d bytes, the limit is %d", info.Size(), MaxStaticFile)
		return
	case all > MaxStaticBytes:
		t.report(file, "limit", hint, "with this file static/ has %d bytes, the limit is %d", all, MaxStaticBytes)
		return
	}
	t.static = append(t.static, Static{strings.TrimPrefix(file, staticDir+"/"), info.Size()})
}

// ReadStatic returns the bytes of a file of static/. The error is Problems where it cannot be read or has become too
// large. The caller drops the bytes soon: all files together may be many.
func (c *Catalog) ReadStatic(s Static) ([]byte, error) {
	data, tooLong, err := readLimited(c.sources.fsys, s.File(), MaxStaticFile)
	switch {
	case errors.Is(err, fs.ErrPermission), errors.Is(err, fs.ErrNotExist):
		return nil, Problems{notReadable(s.File()).NoExcerpt()}
	case tooLong:
		return nil, Problems{newProblem(position.Start(s.File()), "limit", "publish it elsewhere", "the file has more than %d bytes", MaxStaticFile).NoExcerpt()}
	}
	return data, err
}
