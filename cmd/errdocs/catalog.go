package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/catalogfile"
	"github.com/errdocs/errdocs/internal/publish"
	"github.com/errdocs/errdocs/internal/report"
	"github.com/errdocs/errdocs/search"
	"github.com/errdocs/errdocs/site"
	"github.com/errdocs/errdocs/templates"
)

// source is where a catalog comes from.
type source struct {
	dir       string   // the main content directory, "" for the built-in catalog
	dirs      []string // all content directories
	fsys      fs.FS
	drafts    content.Drafts
	lookup    bool                     // for a command that only looks things up
	light     bool                     // what was loaded lacks the texts of notes and samples
	large     bool                     // what its files were decoded to is worth keeping
	decoded   *content.Decoded         // by this process, nil: by the command before
	seen      *publish.Sources         // its files before they are read, nil: nobody has looked yet
	stamp     func(file string) string // another one when a file changes; nil: what the system says of it
	anew      bool                     // what the command before has decoded does not count
	templates fs.FS                    // the user's theme files, nil for none
	theme     string                   // the folder that they are in

	before func() (*search.Cache, string) // oldIndex, once
	close  func()
}

// shown returns the name of the source in messages.
func (s *source) shown() string {
	if s.dir == "" {
		return "the built-in catalog"
	}
	return s.dir
}

// openSource opens the content directories that the flags name, or ./content, or the built-in catalog.
func (a *app) openSource() (*source, error) {
	dirs := a.content
	if _, err := os.Lstat("content"); len(dirs) == 0 && !errors.Is(err, fs.ErrNotExist) {
		dirs = []string{"content"} // a file, too: taking the built-in catalog instead would hide the mistake
	}
	return a.open(dirs...)
}

// oneFolder returns the content directory of --content for a command that works on one, "" if none is named.
func (a *app) oneFolder() (string, error) {
	if len(a.content) > 1 {
		return "", &usageError{"this command works on one content folder", "name one with --content"}
	}
	return strings.Join(a.content, ""), nil
}

// openOwn opens the catalog that the flags name, or ./content, for a command that changes it.
func (a *app) openOwn(purpose, hint string) (*source, error) {
	if _, err := a.oneFolder(); err != nil {
		return nil, err
	}
	s, err := a.openSource()
	if err == nil && s.dir == "" {
		s.close()
		return nil, &usageError{"there is no catalog here to " + purpose, hint}
	}
	return s, err
}

// open opens content directories, the first of which is the main one, or the built-in catalog for none.
func (a *app) open(dirs ...string) (*source, error) {
	collectLate()
	s := &source{dirs: dirs, fsys: content.Default(), close: func() {}}
	var all []fs.FS
	for i, dir := range dirs {
		folder, err := publish.OpenFolder(dir)
		if err != nil {
			s.close()
			return nil, &failure{fmt.Errorf("open the catalog: %w", err), exitEnvironment, "name a folder with site.yaml and vendors/"}
		}
		closeOthers := s.close
		s.close = func() { folder.Close(); closeOthers() }
		if all = append(all, folder); i == 0 {
			s.dir, s.fsys = dir, all[0]
		}
	}
	if len(all) > 1 {
		f, err := newFolders(all, dirs)
		if err != nil {
			s.close()
			return nil, err
		}
		s.fsys = f
	}
	return s, s.openTemplates(a.themes)
}

// openTemplates opens the theme's folder: the one that was named, or the one next to the catalog.
func (s *source) openTemplates(dir string) error {
	if dir == "" {
		dir = filepath.Join(s.dir, "..", "templates")
		if s.dir == "" || !isDir(dir) {
			return nil
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		s.close()
		return fmt.Errorf("open the templates: %w", err)
	}
	s.templates, s.theme = regularFiles{root.FS()}, dir
	closeContent := s.close
	s.close = func() { root.Close(); closeContent() }
	return nil
}

// regularFiles opens no pipes and devices, on which reading could wait forever.
type regularFiles struct{ fs.FS }

func (f regularFiles) Open(name string) (fs.File, error) {
	info, err := fs.Stat(f.FS, name)
	if err == nil && !info.IsDir() && !info.Mode().IsRegular() {
		err = &fs.PathError{Op: "open", Path: name, Err: errors.New("it is not a regular file")}
	}
	if err != nil {
		return nil, err
	}
	return f.FS.Open(name)
}

// load reads the catalog. If it has problems, the error is a *report.Problems, and the catalog has what is in the other
// files.
func (s *source) load() (*content.Catalog, error) {
	cat, err := s.decode()
	if err != nil {
		if problems, ok := errors.AsType[content.Problems](err); ok {
			return cat, report.Locate(s.place(problems), s.dir)
		}
		return nil, fmt.Errorf("read %s: %w", s.shown(), err)
	}
	return cat, nil
}

// largeDecoded is from how many bytes on it is worth keeping what files were decoded to: some 200 codes.
var largeDecoded = 3 << 17

// decode loads the catalog, and keeps what the files of a large one, or of the built-in one, were decoded to for the next command.
func (s *source) decode() (*content.Catalog, error) {
	if builtIn := s.dir == "" && s.lookup; s.anew || len(s.dirs) == 0 && !builtIn {
		return content.LoadDrafts(s.fsys, s.drafts)
	}
	decoded := cmp.Or(s.decoded, new(content.Decoded))
	first := decoded.Stamp == nil
	decoded.Stamp = s.stamps()
	if s.seen != nil && s.seen.Folders != nil && len(s.dirs) == 1 {
		s.fsys = knownFolders{s.fsys, s.dirs[0], newListing(s.seen.Folders)}
	}
	passed := publish.OpenCache("passed", fmt.Sprint(strings.Join(s.dirs, "\x00"), "\x00", s.drafts))
	if sources, _ := passed.Load(); s.lookup && s.seen != nil {
		decoded.Passed = s.seen.Same(sources, program())
	}
	if first {
		s.large = takeOver(decoded, s.cache("decoded")) || s.dir == ""
		takeOver(decoded, s.cache("marks"))
		if s.light = decoded.Passed; !s.light {
			takeOver(decoded, s.cache("texts"))
		}
	}
	cat, err := content.LoadDecoded(s.fsys, s.drafts, decoded)
	if err == nil && s.seen != nil && !s.light && s.large {
		passed.Store(bytes.NewReader(s.seen.Encode(program())), time.Time{})
	}
	if s.decoded == nil { // else whoever keeps them does
		s.leave(decoded)
	}
	return cat, err
}

// cache returns a cache of what the files of the catalog were decoded to.
func (s *source) cache(kind string) publish.Cache {
	return publish.OpenCache(kind, cmp.Or(strings.Join(s.dirs, "\x00"), "/built-in"))
}

// takeOver reads what the command before has kept, and reports whether that is much.
func takeOver(decoded *content.Decoded, cache publish.Cache) (large bool) {
	data, _ := cache.Load()
	if kept, ours := strings.CutPrefix(data, program()); ours && data != "" {
		decoded.Read(kept)
	}
	return len(data) > largeDecoded
}

// leave keeps what was decoded for the next command, if that is much.
func (s *source) leave(decoded *content.Decoded) {
	files, texts, marks := decoded.Next()
	s.large = s.large || files != nil && files.Size > largeDecoded
	for kind, next := range map[string]*content.Next{"decoded": files, "texts": texts, "marks": marks} {
		if next != nil && (next.Size > largeDecoded || kind != "texts" && s.large) {
			next.Start = program()
			s.cache(kind).Store(next, time.Time{})
		}
	}
}

// stamps looks at the files of the catalog, and returns what content.Decoded asks for.
func (s *source) stamps() func(file string) string {
	if len(s.dirs) == 0 {
		return func(string) string { return program() }
	}
	if s.stamp == nil {
		if s.seen == nil {
			seen, ok := publish.LookAt(s.dirs...)
			if !ok {
				return nil
			}
			s.seen = &seen
		}
		s.stamp = s.seen.Stamp
	}
	f, several := s.fsys.(*folders)
	return func(file string) string {
		dir := s.dirs[0]
		if several {
			dir = s.dirs[f.of(file)]
		}
		return s.stamp(filepath.Join(dir, filepath.FromSlash(file)))
	}
}

// problems returns a *report.Problems for an error that contains problems of the catalog or of a theme. It names the file of a change
// that is refused from the working directory, and returns any other error as it is.
func (s *source) problems(err error) error {
	if refused, ok := errors.AsType[*catalogfile.Error](err); ok && refused.File != "" {
		refused.File = s.path(refused.File)
	}
	var list content.Problems
	for _, p := range templates.Problems(err) {
		p.File = report.Relative(s.dir, path.Join(filepath.ToSlash(s.theme), p.File))
		list = append(list, p)
	}
	if len(list) > 0 {
		return &report.Problems{Problems: list, Dir: s.dir}
	}
	if problems, ok := err.(content.Problems); ok {
		err = s.place(problems)
	}
	return report.Locate(err, s.dir)
}

// path returns the path of a file of the catalog from the working directory.
func (s *source) path(name string) string { return filepath.ToSlash(filepath.Join(s.dir, name)) }

// options returns the options that every build of this source has.
func (s *source) options() site.Options {
	return site.Options{Templates: s.templates, Version: release()}
}

// openCatalog loads the catalog for a command that only looks things up, and meanwhile other things.
func (a *app) openCatalog(drafts content.Drafts, meanwhile ...func(*source)) (*content.Catalog, error) {
	s, err := a.openSource()
	if err != nil {
		return nil, err
	}
	a.close()
	a.source, s.lookup, s.drafts, s.before = s, true, drafts, sync.OnceValues(s.oldIndex)
	for _, load := range meanwhile {
		go load(s)
	}
	return s.load()
}

// lookup returns a command that looks something up in the catalog.
func (a *app) lookup(name string, args cobra.PositionalArgs, drafts content.Drafts, run func(*content.Catalog, []string) error) *cobra.Command {
	return define(name, args, func(_ *cobra.Command, args []string) error {
		cat, err := a.openCatalog(drafts)
		if err != nil {
			return err
		}
		return run(cat, args)
	})
}

// close closes the source that the command looks things up in.
func (a *app) close() {
	if a.source != nil {
		a.source.close()
	}
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

func isDir(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}
