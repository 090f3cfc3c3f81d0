package content

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/parallel"
	"github.com/errdocs/errdocs/internal/position"
)

// yamlFile is one YAML file on its way into the catalog.
type yamlFile struct {
	name     string
	target   any                       // pointer to what it decodes into
	done     func(d *decoder, ok bool) // called when all files are decoded; nil: nothing depends on the file
	decoder  *decoder
	ok       bool
	problems []Problem
	err      error
}

// readFiles decodes all YAML files.
func (l *loader) readFiles() error {
	files := l.files()
	first := 0
	if len(files) > 0 && files[0].name == siteFile { // it says in which language the others are
		files[0].decode(l, "")
		first = 1
	}
	parallel.Each(len(files)-first, func(i int) { files[i+first].decode(l, l.cat.Site.Language) })
	for _, f := range files {
		if f.err != nil {
			return f.err
		}
		l.problems = append(l.problems, f.problems...)
		if f.done != nil {
			f.done(f.decoder, f.ok)
		}
	}
	l.settleStrings()
	for _, p := range l.problems {
		if p.Rule != "required" {
			l.reported[p.Pos] = true
		}
	}
	return nil
}

// files lists the YAML files, and what follows from each.
func (l *loader) files() []*yamlFile {
	var files []*yamlFile
	l.broken[l.cat], l.broken[&l.cat.Site] = l.tree.refused[conceptsFile], !l.tree.root[siteFile]
	if k := l.kept; k.strings != nil {
		l.cat.Site, l.cat.Concepts, l.cat.Strings = k.site, slices.Clone(k.concepts), *k.strings
	} else { // those of all vendors depend on these
		files = []*yamlFile{
			{name: siteFile, target: &l.cat.Site, done: l.keepSite},
			{name: conceptsFile, target: &l.cat.Concepts, done: l.keepConcepts},
			{name: stringsFile, target: &l.cat.Strings},
		}
	}
	files = append(files, &yamlFile{name: changesFile, target: &l.cat.Announcements})
	files = lists.Filter(files, func(f *yamlFile) bool { return l.tree.root[f.name] })
	return append(files, lists.Joined(l.tree.vendors, l.vendorFiles)...)
}

// vendorFiles adds a vendor and its sets to the catalog, and lists their files.
func (l *loader) vendorFiles(vt *vendorTree) []*yamlFile {
	if vf := l.kept.vendors[vt.folder]; vf != nil {
		l.cat.Vendors = append(l.cat.Vendors, vf.vendor)
		l.vendors[vf.vendor] = vf
		return nil
	}
	v := &Vendor{ID: vt.id}
	vf := &vendorFiles{vendorTree: vt, vendor: v, sets: map[string]*Set{}, texts: map[string]*textFile{}, stamp: l.decoded.stamps(vt.folder)}
	l.cat.Vendors = append(l.cat.Vendors, v)
	l.vendors[v] = vf
	l.broken[v], l.broken[&v.Classes] = !vt.file, !vt.file
	var files []*yamlFile
	if vt.file {
		files = append(files, &yamlFile{name: path.Join(vt.folder, vendorFile), target: v, done: func(d *decoder, ok bool) {
			vf.lost = vf.lost || !ok || d.lost.files
			l.broken[v] = !ok
			l.broken[&v.Classes] = !ok || d.lost.defaults
		}})
	}
	for _, id := range vt.sets {
		s := &Set{ID: id, Vendor: v}
		vf.sets[id] = s
		files = append(files, &yamlFile{name: path.Join(vt.folder, id+".yaml"), target: s, done: func(d *decoder, ok bool) {
			l.broken[&s.Defaults] = d.lost.defaults
			l.keepCodes(s, ok && !d.lost.codes)
			vf.lost = vf.lost || l.broken[s] || d.lost.files
		}})
	}
	return files
}

// keepSite ends the address of the site with a slash.
func (l *loader) keepSite(_ *decoder, ok bool) {
	l.broken[&l.cat.Site] = !ok
	if base := &l.cat.Site.BaseURL; *base != "" {
		*base = strings.TrimSuffix(*base, "/") + "/"
	}
}

// keepConcepts drops concepts without an id, which nothing can refer to.
func (l *loader) keepConcepts(_ *decoder, ok bool) {
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
		c.id, c.shortID = c.ID(), c.ShortID()
		return c.Code == ""
	})
	l.broken[s] = !ok || len(s.Codes) < n
	s.index()
}

// decode reads and decodes the file.
func (f *yamlFile) decode(l *loader, language string) {
	f.decoder = newDecoder(f.name)
	f.decoder.language = language
	if l.decoded.again(f) {
		return
	}
	tooLarge := func(format string, args ...any) {
		f.problems = append(f.problems, newProblem(position.Start(f.name), "limit", "split it", format, args...))
	}
	data, tooLong, err := readLimited(l.tree.fsys, f.name, MaxFile)
	switch n := marks(data); {
	case errors.Is(err, fs.ErrPermission):
		f.problems = append(f.problems, notReadable(f.name))
	case err != nil:
		f.err = err
	case tooLong:
		tooLarge("the file has more than %d bytes", MaxFile)
	case n > MaxMarks:
		tooLarge("the file has %d line breaks, commas, colons and opening brackets, the limit is %d", n, MaxMarks)
	default:
		l.decoded.decode(f, data, func() bool { return l.secrets.scan(newText(f.name, data), yamlAllows) })
	}
}

// marks counts what separates the values of a YAML file. A value costs some hundred bytes, so that a small file can
// become a large tree.
func marks(data []byte) int {
	n := 0
	for _, mark := range []byte("\n,:[{") {
		n += bytes.Count(data, []byte{mark})
	}
	return n
}

// readLimited reads a file of at most limit bytes. Of a longer one it says no more than that.
func readLimited(fsys fs.FS, name string, limit int) (data []byte, tooLong bool, err error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, false, fmt.Errorf("read content: %w", err)
	}
	info, err := f.Stat()
	if err == nil {
		data = make([]byte, min(info.Size(), int64(limit)+1)) // reading on to its end would be another system call for each file
		n, short := io.ReadFull(f, data)
		if data = data[:n]; short != io.EOF && short != io.ErrUnexpectedEOF { // else it has become shorter
			err = short
		}
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, false, fmt.Errorf("read content: %w", err)
	}
	return data, len(data) > limit, nil
}

func notReadable(file string) Problem {
	return newProblem(position.Start(file), "missing-file", "check the file's permissions", "it can't be read: permission denied")
}
