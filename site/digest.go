package site

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/jobs"
)

// digest sums up what the jobs read.
func (ed *edition) digest() (*digests, error) {
	facts, err := ed.digestFacts()
	if err != nil {
		return nil, err
	}
	static, err := ed.digestStatic()
	if err != nil {
		return nil, err
	}
	d := &digests{facts, map[*content.Code]jobs.Sum{}, facts, map[*content.Page]jobs.Sum{}, static}
	all := append([]byte(nil), facts[:]...)
	s := newSummer()
	for _, v := range ed.catalog.Vendors {
		for _, set := range v.Sets {
			for _, c := range set.Codes {
				s.text = append(s.text[:0], facts[:]...)
				s.sum(*c)
				s.string(ed.edit(c.Pos("")))
				sum := sha256.Sum256(s.text)
				d.codes[c] = sum
				all = append(all, sum[:]...)
			}
		}
	}
	for _, m := range ed.catalog.Images {
		s.sum(*m)
	}
	for _, p := range ed.catalog.Pages {
		s.text = append(s.text[:0], facts[:]...)
		s.sum(*p)
		s.string(ed.edit(content.Pos{File: p.File(), Line: 1}))
		d.pages[p] = sha256.Sum256(append(s.text, p.ID...))
		sum := d.pages[p]
		all = append(all, sum[:]...)
	}
	d.all = sha256.Sum256(all)
	return d, nil
}

// digestFacts sums up everything but the texts of codes.
func (ed *edition) digestFacts() (sum jobs.Sum, err error) {
	s := newSummer()
	s.sum([]string{ed.options.Tool, ed.options.Version, ed.options.BaseURL, fmt.Sprint(ed.options.Internal)})
	if err := s.files(ed.options.Templates); err != nil {
		return sum, fmt.Errorf("read the theme: %w", err)
	}
	s.sum(ed.catalog.Site)
	for _, key := range content.StringKeys() {
		s.sum(map[string]string(ed.catalog.Strings.Forms(key)))
	}
	s.sum(ed.catalog.Announcements)
	for _, f := range ed.catalog.Static {
		s.string(f.Path) // texts link to it
	}
	for _, p := range ed.catalog.Pages {
		s.sum([]string{p.ID, p.Title, p.Summary, string(p.Visibility)})
	}
	for _, c := range ed.catalog.Concepts {
		s.sum(*c)
		s.string(ed.edit(c.Pos("")))
	}
	for _, v := range ed.catalog.Vendors {
		s.sum(*v)
		s.string(ed.edit(v.Pos("")))
		for i := range v.Classes {
			s.string(ed.edit(v.Pos(classPointer(i))))
		}
		for _, set := range v.Sets {
			s.sum(*set)
			s.string(ed.edit(set.Pos("")))
			for _, c := range set.Codes {
				s.string(c.ID())
				s.sum(withoutTexts(c))
			}
		}
	}
	return sha256.Sum256(s.text), nil
}

// withoutTexts returns a copy of a code without what only its own pages show.
func withoutTexts(c *content.Code) content.Code {
	f := *c
	f.Description, f.Causes, f.Discrepancies, f.Samples, f.Note = "", nil, nil, nil, nil
	f.Actions = content.Actions{}
	return f
}

// summer writes values as bytes that differ for different values.
type summer struct {
	text []byte
	used map[reflect.Type][]int // the fields that are summed up, by type of struct
}

func newSummer() *summer { return &summer{used: map[reflect.Type][]int{}} }

func (s *summer) number(n int) { s.text = binary.AppendVarint(s.text, int64(n)) }

func (s *summer) string(t string) {
	s.number(len(t))
	s.text = append(s.text, t...)
}

func (s *summer) files(fsys fs.FS) error {
	if fsys == nil {
		return nil
	}
	return fs.WalkDir(fsys, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, path)
		s.string(path)
		s.string(string(data))
		return err
	})
}

// sum writes a value of the catalog with everything in it. What it only refers to is left out: that is summed up
// where it belongs, and the reference itself is a text next to it. Positions in files are left out, too.
func (s *summer) sum(value any) { s.value(reflect.ValueOf(value)) }

var references = []reflect.Type{
	reflect.TypeFor[content.Positions](), reflect.TypeFor[*content.Code](), reflect.TypeFor[[]*content.Code](), reflect.TypeFor[*content.Set](),
	reflect.TypeFor[[]*content.Set](), reflect.TypeFor[*content.Vendor](), reflect.TypeFor[*content.Concept](), reflect.TypeFor[*content.Class](),
}

func (s *summer) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		s.string(v.String())
	case reflect.Int:
		s.number(int(v.Int()))
	case reflect.Bool:
		s.string(fmt.Sprint(v.Bool()))
	case reflect.Float64:
		s.string(fmt.Sprint(v.Float()))
	case reflect.Pointer:
		if v.IsNil() {
			s.number(0)
			return
		}
		s.number(1)
		s.value(v.Elem())
	case reflect.Slice:
		s.number(v.Len())
		for i := range v.Len() {
			s.value(v.Index(i))
		}
	case reflect.Map:
		s.number(v.Len())
		for _, key := range slices.SortedFunc(slices.Values(v.MapKeys()), func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) }) {
			s.string(key.String())
			s.value(v.MapIndex(key))
		}
	case reflect.Struct:
		for _, i := range s.fields(v.Type()) {
			s.value(v.Field(i))
		}
	default:
		panic(fmt.Sprintf("site: no sum of a %s, which a catalog contains", v.Type()))
	}
}

// fields returns the indices of the fields that are summed up with a struct.
func (s *summer) fields(t reflect.Type) []int {
	if list, ok := s.used[t]; ok {
		return list
	}
	list := []int{}
	for i := range t.NumField() {
		if f := t.Field(i); f.IsExported() && !slices.Contains(references, f.Type) {
			list = append(list, i)
		}
	}
	s.used[t] = list
	return list
}
