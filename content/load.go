package content

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"reflect"
	"slices"

	"github.com/errdocs/errdocs/internal/parallel"
	"github.com/errdocs/errdocs/internal/position"
)

// Load reads a content directory. When its content breaks rules the error is Problems, all of them, and the
// catalog holds what is in the files without any, so that their texts can be checked in the same run. Any
// other error is about reading and wraps its cause.
func Load(fsys fs.FS) (*Catalog, error) {
	t, err := readTree(fsys)
	if err != nil {
		return nil, err
	}
	l := &loader{
		cat:      &Catalog{sources: &sources{fsys: fsys, special: t.special}},
		codes:    map[string]*Code{},
		tree:     t,
		problems: t.problems,
		vendors:  map[*Vendor]*vendorFiles{},
		secrets:  &secrets{files: map[string]*scannedFile{}},
		broken:   map[any]bool{},
	}
	if err := l.read(); err != nil {
		return nil, err
	}
	if err := l.readLock(); err != nil {
		return nil, err
	}
	l.link()
	l.check()
	l.checkSecrets()
	if len(l.problems) > 0 {
		problems := limited(l.problems.Sort())
		for i, p := range problems {
			problems[i] = l.cat.sources.show(p)
		}
		return l.prune(), problems
	}
	return l.cat, nil
}

// loader turns a tree of files into a catalog.
type loader struct {
	cat      *Catalog
	codes    map[string]*Code // by id
	tree     *tree
	problems Problems
	vendors  map[*Vendor]*vendorFiles
	secrets  *secrets
	broken   map[any]bool // what lost entries, so that a reference into it may be right
	unknowns int          // references told as unknown
	told     map[Pos]bool // where the decoder found a problem: no rule speaks of the same value again
}

// vendorFiles is what the loader needs to know of a vendor's files while it works.
type vendorFiles struct {
	*vendorTree
	sets  map[string]*Set
	texts map[string]*textFile // by path inside the vendor's folder
	lost  bool                 // some value that may name a file could not be read
}

// textFile is a sample or example. Many codes may show the same one, so it is parsed once.
type textFile struct {
	src    *position.Text
	text   string
	used   bool
	parsed *parsed
}

// file is one YAML file on its way into the catalog.
type file struct {
	name     string
	target   any // pointer to what it decodes into
	done     func(d *decoder, ok bool)
	decoder  *decoder
	ok       bool
	problems []Problem
	err      error
}

// read decodes all YAML files and reads notes and samples.
func (l *loader) read() error {
	files := l.files()
	parallel.Each(len(files), func(i int) { files[i].decode(l.tree.fsys, l.secrets) })
	for _, f := range files {
		if f.err != nil {
			return f.err
		}
		l.problems = append(l.problems, f.problems...)
		f.done(f.decoder, f.ok)
	}
	l.told = map[Pos]bool{}
	for _, p := range l.problems {
		if p.Rule != "required" {
			l.told[p.Pos] = true
		}
	}
	return l.readTexts()
}

// files lists the YAML files and says what becomes of each.
func (l *loader) files() []*file {
	var files []*file
	l.broken[l.cat] = l.tree.refused[conceptsFile]
	if l.tree.site {
		files = append(files, &file{name: siteFile, target: &l.cat.Site, done: func(*decoder, bool) {}})
	}
	if l.tree.concepts {
		files = append(files, &file{name: conceptsFile, target: &l.cat.Concepts, done: func(_ *decoder, ok bool) {
			l.keepConcepts(ok)
		}})
	}
	if l.tree.news {
		files = append(files, &file{name: newsFile, target: &l.cat.News, done: func(*decoder, bool) {}})
	}
	for _, vt := range l.tree.vendors {
		v := &Vendor{ID: vt.id}
		vf := &vendorFiles{vendorTree: vt, sets: map[string]*Set{}, texts: map[string]*textFile{}}
		l.cat.Vendors = append(l.cat.Vendors, v)
		l.vendors[v] = vf
		if vt.file {
			files = append(files, &file{name: path.Join(vt.folder, vendorFile), target: v, done: func(d *decoder, ok bool) {
				vf.lost = vf.lost || !ok || d.lost.files
				l.broken[v] = !ok
				l.broken[&v.Classes] = !ok || d.lost.defaults
			}})
		} else {
			l.broken[v], l.broken[&v.Classes] = true, true
		}
		for _, id := range vt.sets {
			s := &Set{ID: id, Vendor: v}
			vf.sets[id] = s
			files = append(files, &file{name: path.Join(vt.folder, id+".yaml"), target: s, done: func(d *decoder, ok bool) {
				vf.lost = vf.lost || !ok || d.lost.files
				l.broken[&s.Defaults] = d.lost.defaults
				l.keepCodes(s, ok && !d.lost.codes)
			}})
		}
	}
	return files
}

// keepConcepts drops concepts without an id, which nothing can refer to.
func (l *loader) keepConcepts(ok bool) {
	n := len(l.cat.Concepts)
	l.cat.Concepts = slices.DeleteFunc(l.cat.Concepts, func(c *Concept) bool { return c.ID == "" })
	l.broken[l.cat] = !ok || len(l.cat.Concepts) < n
}

// keepCodes drops codes that have no code, and gives the others their slug.
func (l *loader) keepCodes(s *Set, ok bool) {
	n := len(s.Codes)
	s.Codes = slices.DeleteFunc(s.Codes, func(c *Code) bool {
		c.Set = s
		if c.Slug == "" && !c.Has("/slug") {
			c.Slug = Slug(c.Code)
		}
		return c.Code == ""
	})
	l.broken[s] = !ok || len(s.Codes) < n
}

// decode reads and decodes the file.
func (f *file) decode(fsys fs.FS, secrets *secrets) {
	f.decoder = newDecoder(f.name)
	data, tooLong, err := readLimited(fsys, f.name, MaxFile)
	if errors.Is(err, fs.ErrPermission) {
		f.problems = append(f.problems, notReadable(f.name))
		return
	}
	if err != nil {
		f.err = err
		return
	}
	if tooLong {
		f.problems = append(f.problems, newProblem(position.Start(f.name), "limit", "split it",
			"the file has more than %d bytes", MaxFile))
		return
	}
	if n := marks(data); n > MaxMarks {
		f.problems = append(f.problems, newProblem(position.Start(f.name), "limit", "split it",
			"the file has %d line breaks, commas, colons and opening brackets, the limit is %d", n, MaxMarks))
		return
	}
	secrets.scan(newText(f.name, data), yamlAllows)
	f.problems, f.ok = f.decoder.decode(data, reflect.ValueOf(f.target).Elem())
}

// marks counts what values of a YAML file are parted by. A value costs some hundred bytes, so that a small
// file can become a large tree.
func marks(data []byte) int {
	n := 0
	for _, mark := range []byte("\n,:[{") {
		n += bytes.Count(data, []byte{mark})
	}
	return n
}

// maxReported is how many problems of a file are kept before the first MaxFileProblems of them are chosen.
const maxReported = 20 * MaxFileProblems

// decode fills v from a file's bytes. It returns the problems, and whether the file could be read as
// YAML of the right kind at all.
func (d *decoder) decode(data []byte, v reflect.Value) (problems []Problem, ok bool) {
	bad := map[int]bool{} // lines whose characters are wrong: what else is wrong there follows from it
	text := checkCharacters(newText(d.file.name, data), func(p Problem) {
		if len(problems) < maxReported {
			problems = append(problems, p)
		}
		bad[p.Line] = true
	})
	keep := func(p Problem) {
		if !bad[p.Line] {
			problems = append(problems, p)
		}
	}
	if root := parseYAML(d.file.name, text, keep); root != nil {
		ok = d.value(root, v, &field{})
	}
	for _, p := range d.problems {
		keep(p)
	}
	return problems, ok
}

// readLimited reads a file of at most limit bytes. A longer one is told as such, not read.
func readLimited(fsys fs.FS, name string, limit int) (data []byte, tooLong bool, err error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, false, fmt.Errorf("read content: %w", err)
	}
	data, err = io.ReadAll(io.LimitReader(f, int64(limit)+1))
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, false, fmt.Errorf("read content: %w", err)
	}
	return data, len(data) > limit, nil
}

func notReadable(file string) Problem {
	return newProblem(position.Start(file), "missing-file", "give yourself the right to read it", "it can't be read: permission denied")
}

// report adds a problem that a rule found, unless the decoder told of the same value already.
func (l *loader) report(pos Pos, rule, hint, format string, args ...any) {
	if !l.told[pos] {
		l.problems = append(l.problems, newProblem(pos, rule, hint, format, args...))
	}
}
