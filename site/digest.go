package site

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/jobs"
	"github.com/errdocs/errdocs/site/prose"
)

// digest sums up what the jobs read.
func (ed *edition) digest() (*digests, error) {
	shape, err := ed.digestShape()
	if err != nil {
		return nil, err
	}
	static, err := ed.digestStatic()
	if err != nil {
		return nil, err
	}
	d := &digests{shape: shape, of: map[any]jobs.Sum{}, static: static}
	own := ed.ownFacts()
	facts, texts := newSummer(), newSummer()
	facts.add(shape)
	add := func(to *summer, entry any, s *summer) {
		d.of[entry] = s.finish(ed.lookup, own)
		to.add(d.of[entry])
	}
	s := newSummer()
	for _, c := range ed.catalog.Concepts {
		s.entry(*c, ed.edit(c.Pos("")))
		add(facts, c, s)
	}
	for _, v := range ed.catalog.Vendors {
		s.entry(*v, ed.edit(v.Pos("")))
		for i := range v.Classes {
			s.string(ed.edit(v.Pos(classPointer(i))))
		}
		add(facts, v, s)
		for _, set := range v.Sets {
			s.entry(*set, ed.edit(set.Pos("")))
			add(facts, set, s)
		}
	}
	for c := range ed.catalog.All() {
		s.add(own[c], d.of[c.Set], d.of[c.Set.Vendor])
		add(facts, c, s)
	}
	for c := range ed.catalog.All() {
		s.entry(*c, ed.edit(c.Pos("")))
		for _, entry := range ed.shownWith(c) {
			s.add(d.of[entry])
		}
		add(texts, textsOf{c}, s)
	}
	for _, p := range ed.catalog.Pages {
		s.entry(*p, p.ID, ed.edit(content.Pos{File: p.File(), Line: 1}))
		add(texts, p, s)
	}
	d.facts = sha256.Sum256(facts.text)
	texts.add(d.facts)
	d.all = sha256.Sum256(texts.text)
	return d, nil
}

// shownWith lists the entries whose facts the page of a code shows, apart from those that its texts link to.
func (ed *edition) shownWith(c *content.Code) []any {
	list := []any{c}
	if c.Concept != nil {
		list = append(list, c.Concept)
	}
	codes := slices.Concat(ed.others(c), ed.equals(c), c.Related)
	if c.Successor != nil {
		codes = append(codes, c.Successor)
	}
	if c.Family() {
		codes = append(codes, (&content.Family{Vendor: c.Set.Vendor, Entry: c}).Codes()...)
	}
	for _, other := range codes {
		list = append(list, other)
	}
	return list
}

// ownFacts sums up what the entry of each code says that other pages show.
func (ed *edition) ownFacts() map[*content.Code]jobs.Sum {
	s, own := newSummer(), map[*content.Code]jobs.Sum{}
	for c := range ed.catalog.All() {
		s.entry(withoutTexts(c), c.ID())
		own[c] = s.finish(nil, nil)
	}
	return own
}

// digestShape sums up what every job may read. What is in it by mistake only costs time: an entry has all fields in it
// but those that are left out here.
func (ed *edition) digestShape() (sum jobs.Sum, err error) {
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
	s.sum(ed.catalog.Images)
	for _, p := range ed.catalog.Pages {
		s.sum([]string{p.ID, p.Title, p.Summary, string(p.Visibility)})
	}
	for _, c := range ed.catalog.Concepts {
		s.sum(content.Concept{ID: c.ID, MovedFrom: c.MovedFrom})
	}
	for _, v := range ed.catalog.Vendors {
		shape := *v
		shape.Product, shape.URL, shape.Summary, shape.ReleaseStatus, shape.Support, shape.Note = "", "", "", "", content.Support{}, nil
		shape.Envelopes, shape.Headers, shape.Examples, shape.Sources, shape.Fields, shape.Custom = nil, nil, nil, nil, nil, nil
		s.sum(shape)
		for _, set := range v.Sets {
			shape := *set
			shape.Summary, shape.Source, shape.Origins, shape.Defaults, shape.Note, shape.Fields = "", content.Source{}, content.Origins{}, content.Facts{}, "", nil
			s.sum(shape)
			for _, c := range set.Codes {
				s.string(c.ID())
				s.sum(withoutFacts(c))
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

// withoutFacts returns a copy of a code without what only those pages show that list it or link to it.
func withoutFacts(c *content.Code) content.Code {
	f := withoutTexts(c)
	f.Title, f.Summary, f.Message, f.Signature, f.Parameters, f.Reproduce = "", "", nil, "", nil, nil
	f.Observed, f.Reveal, f.Source, f.Digest, f.Tags, f.Fields, f.Custom = "", nil, content.Source{}, "", nil, nil, nil
	f.Facts, f.Inherited = content.Facts{Where: f.Where}, nil
	return f
}

// summer writes values as bytes that differ for different values.
type summer struct {
	text []byte
	refs []string // to codes, in the texts that were written
}

func newSummer() *summer { return &summer{} }

func (s *summer) add(sums ...jobs.Sum) {
	for _, sum := range sums {
		s.text = append(s.text, sum[:]...)
	}
}

// entry writes an entry, and texts about it.
func (s *summer) entry(entry any, texts ...string) {
	s.sum(entry)
	for _, text := range texts {
		s.string(text)
	}
}

// finish returns the sum of what was written, and of the codes that links in it may lead to, and starts again.
func (s *summer) finish(l lookup, sums map[*content.Code]jobs.Sum) jobs.Sum {
	for _, ref := range s.refs {
		for _, c := range l[content.Fold(ref[strings.LastIndexByte(ref, '/')+1:])] {
			s.add(sums[c])
		}
	}
	sum := sha256.Sum256(s.text)
	s.text, s.refs = s.text[:0], s.refs[:0]
	return sum
}

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
		s.refs = prose.AppendRefs(s.refs, v.String())
	case reflect.Int:
		s.number(int(v.Int()))
	case reflect.Int64:
		s.string(fmt.Sprint(v.Int()))
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
		for _, i := range fieldsOf(v.Type()) {
			s.value(v.Field(i))
		}
	default:
		panic(fmt.Sprintf("site: no sum of a %s, which a catalog contains", v.Type()))
	}
}

// fieldsOf returns the indices of the fields that are summed up with a struct.
func fieldsOf(t reflect.Type) []int {
	if list, ok := usedFields.Load(t); ok {
		return list.([]int)
	}
	list := []int{}
	for i := range t.NumField() {
		if f := t.Field(i); f.IsExported() && !slices.Contains(references, f.Type) {
			list = append(list, i)
		}
	}
	usedFields.Store(t, list)
	return list
}

var usedFields sync.Map // of reflect.Type to []int
