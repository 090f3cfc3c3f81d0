package catalogfile

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/pattern"
)

// Change is what adds an entry to a catalog: the files to write, and where the entry is then.
type Change struct {
	Files []File
	Name  string // of the entry's file
	Line  int
	Key   string // the prefix of short links that a new set got, "" where it was given
}

func vendorFile(vendor string) string   { return path.Join("vendors", vendor, "vendor.yaml") }
func setFile(vendor, set string) string { return path.Join("vendors", vendor, set+".yaml") }

// NewVendor adds a vendor without sets to the catalog in fsys. v.ID is required.
func NewVendor(fsys fs.FS, v content.Vendor) (*Change, error) {
	name := vendorFile(v.ID)
	if has(fsys, name) {
		return nil, exists(name, 1, "the vendor "+v.ID)
	}
	return &Change{Files: []File{New(name, VendorYAML(v))}, Name: name, Line: 1}, nil
}

// NewSet adds a set without codes to a vendor. s.ID is required; without s.Key it gets the vendor's name
// as key, or one with the name of the set if that is taken.
func NewSet(fsys fs.FS, vendor string, s content.Set) (*Change, error) {
	name := setFile(vendor, s.ID)
	if has(fsys, name) {
		return nil, exists(name, 1, "the set "+s.ID)
	}
	old, err := fs.ReadFile(fsys, vendorFile(vendor))
	if err != nil {
		return nil, missingVendor(fsys, vendor)
	}
	listed, err := AddSet(old, s.ID)
	if err != nil {
		return nil, in(vendorFile(vendor), err)
	}
	made := ""
	if s.Key == "" {
		taken := keys(fsys)
		if s.Key = Key(vendor, "", nil); slices.Contains(taken, s.Key) {
			s.Key = Key(vendor, s.ID, taken)
		}
		made = s.Key
	}
	return &Change{[]File{{vendorFile(vendor), listed}, New(name, SetYAML(s))}, name, 1, made}, nil
}

// NewCode adds a code to a set; see AddCode.
func NewCode(fsys fs.FS, vendor, set string, c content.Code) (*Change, error) {
	if !has(fsys, vendorFile(vendor)) {
		return nil, missingVendor(fsys, vendor)
	}
	name := setFile(vendor, set)
	old, err := fs.ReadFile(fsys, name)
	if err != nil {
		names, _ := fs.Glob(fsys, setFile(vendor, "*")) // what cannot be read is not suggested
		names = slices.DeleteFunc(names, func(name string) bool { return name == vendorFile(vendor) })
		return nil, missing("set", set, vendor+"/"+set, names)
	}
	data, line, err := AddCode(old, c)
	if err != nil {
		return nil, in(name, err)
	}
	return &Change{Files: []File{{name, data}}, Name: name, Line: line}, nil
}

const conceptsFile = "concepts.yaml"

// NewConcept adds a concept after the others. c.ID is required.
func NewConcept(fsys fs.FS, c content.Concept) (*Change, error) {
	w := &writer{}
	w.raw(0, "- id: "+c.ID)
	w.line(2, "title", cmp.Or(c.Title, Title(words(c.ID))))
	w.line(2, "summary", c.Summary)
	w.line(2, "category", string(c.Category))
	old, err := fs.ReadFile(fsys, conceptsFile)
	if errors.Is(err, fs.ErrNotExist) {
		return &Change{Files: []File{New(conceptsFile, []byte(w.b.String()))}, Name: conceptsFile, Line: 2}, nil
	}
	if err != nil {
		return nil, err
	}
	refused := &Error{File: conceptsFile, Message: "the concepts are written in a way that errdocs does not change", Hint: "write them as a list with hyphens, at the start of lines"}
	root, err := parse(old)
	if err != nil || root.Kind != yaml.SequenceNode || root.Style&yaml.FlowStyle != 0 || root.Column != 1 {
		return nil, refused
	}
	for _, n := range root.Content {
		if word(n, "id") == c.ID {
			return nil, exists(conceptsFile, n.Line, "the concept "+c.ID)
		}
	}
	start := strings.TrimRight(string(old), "\r\n") + "\n"
	now := start + withBreaksOf(old, w.b.String())
	if after, err := parse([]byte(now)); err != nil || len(after.Content) != len(root.Content)+1 {
		return nil, refused
	}
	return &Change{Files: []File{{conceptsFile, []byte(now)}}, Name: conceptsFile, Line: strings.Count(start, "\n") + 1}, nil
}

// keys returns the keys of the sets of a catalog, none of one with problems.
func keys(fsys fs.FS) []string {
	cat, err := content.Load(fsys)
	if err != nil {
		return nil
	}
	return lists.Each(slices.Collect(cat.Sets()), func(s *content.Set) string { return s.Key })
}

func has(fsys fs.FS, name string) bool {
	_, err := fs.Stat(fsys, name)
	return err == nil
}

func exists(name string, line int, what string) error {
	return &Error{File: name, Line: line, Message: what + " already exists", Hint: "edit it there"}
}

func missingVendor(fsys fs.FS, id string) error {
	names, _ := fs.Glob(fsys, vendorFile("*")) // what cannot be read is not suggested
	return missing("vendor", id, id, lists.Each(names, path.Dir))
}

// missing is the error for an id that is not there, with the nearest of the ids in a list of paths.
func missing(what, id, full string, paths []string) error {
	ids := lists.Each(paths, func(p string) string { return strings.TrimSuffix(path.Base(p), ".yaml") })
	hint := "errdocs new " + full + " adds it"
	if near := content.Nearest(id, ids); near != "" {
		hint = fmt.Sprintf("did you mean %s?", near)
	}
	return &Error{Message: fmt.Sprintf("there is no %s %q", what, id), Hint: hint}
}

// in names the file that an error is about.
func in(name string, err error) error {
	if e, ok := errors.AsType[*Error](err); ok {
		e.File = name
	}
	return err
}

// AddCode adds a code to a set file and returns the new file and the line of the entry. The code comes last, or in
// order if the codes of the file are sorted. Every other byte of the file stays.
func AddCode(file []byte, c content.Code) (data []byte, line int, err error) {
	f, err := ParseSet(file)
	if err != nil {
		return nil, 0, err
	}
	if e := f.Find(c.Code); e != nil {
		return nil, 0, exists("", e.Line, c.Code)
	}
	if c.Title == "" && upperWords.MatchString(c.Code) {
		c.Title = Title(words(c.Code))
	}
	if len(f.Entries) == 0 {
		err = f.openList()
	}
	if err != nil {
		return nil, 0, err
	}
	f.Insert(c, f.before(c.Code))
	data = f.Bytes()
	if err := f.unchanged(data, c.Code); err != nil {
		return nil, 0, err
	}
	changed, err := ParseSet(data)
	if err != nil {
		return nil, 0, err
	}
	return data, changed.Find(c.Code).Line, nil
}

var upperWords = pattern.New(`^[A-Z]+(_[A-Z0-9]+)*$`)

var emptyList = pattern.New(`^codes:( *\[ *\]) *(?:#.*)?$`)

// openList removes the brackets of an empty list, so that entries can follow in the lines below.
func (f *Set) openList() error {
	line := f.text.Line(f.codes.Line)
	brackets := emptyList().FindStringSubmatchIndex(line)
	if brackets == nil {
		return &Error{Message: "the empty list of codes is written in a way that errdocs does not change", Hint: "write it as codes: [], on a line of its own"}
	}
	at := f.line(f.codes.Line)
	f.put(at+brackets[2], at+brackets[3], "")
	f.codes = &yaml.Node{Column: 3}
	return nil
}

// before returns the entry that a new code comes after: the last, or in a sorted file the last that is smaller. It
// is nil if there is none.
func (f *Set) before(code string) *Entry {
	compare := func(a, b string) int {
		x, errX := strconv.Atoi(a)
		y, errY := strconv.Atoi(b)
		if errX == nil && errY == nil {
			return cmp.Compare(x, y)
		}
		return strings.Compare(a, b)
	}
	const few = 3 // fewer are sorted by chance
	sorted := len(f.Entries) >= few && slices.IsSortedFunc(f.Entries, func(a, b *Entry) int { return compare(a.Code, b.Code) })
	var after *Entry
	for _, e := range f.Entries {
		if sorted && compare(e.Code, code) >= 0 {
			break
		}
		after = e
	}
	return after
}

// unchanged makes sure that a changed text differs in nothing but the list of codes, by one. In some YAML, such as a
// block that keeps its trailing lines, one line more means something else.
func (f *Set) unchanged(data []byte, code string) error {
	refused := &Error{Message: "the set file is written in a way that errdocs does not change", Hint: "write the entry by hand"}
	after, err := parse(data)
	codes := value(after, "codes")
	if err != nil || codes == nil {
		return refused
	}
	codes.Content = slices.DeleteFunc(slices.Clone(codes.Content), func(n *yaml.Node) bool { return word(n, "code") == code })
	if !same(f.root, after) || bytes.Count(data, []byte("\r")) > bytes.Count(data, []byte("\r\n")) {
		return refused
	}
	return nil
}
