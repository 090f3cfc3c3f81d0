package site

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/jobs"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/parallel"
	"github.com/errdocs/errdocs/internal/values"
	"github.com/errdocs/errdocs/site/prose"
)

// digest sums up what the jobs read.
func (ed *edition) digest() (*digests, error) {
	static, err := ed.digestStatic()
	if err != nil {
		return nil, err
	}
	codes := digestCodes(ed.catalog, ed.lookup(), ed.kept)
	d := &digests{of: make(map[any]jobs.Sum, 2*len(codes.own)), static: static, whole: codes.whole, kept: map[string]string{}, same: map[*content.Vendor]bool{}}
	if d.shape, err = ed.digestShape(codes.shape); err != nil {
		return nil, err
	}
	answers, facts, texts := newSummer(), newSummer(), newSummer()
	answers.add(d.shape, codes.answers)
	d.answers = answers.finish()
	facts.add(d.answers)
	s := newSummer()
	add := func(to *summer, entry any) {
		codes.addLinked(s, namesIn(s.refs))
		d.of[entry] = s.finish()
		to.add(d.of[entry])
	}
	s.entry(ed.catalog.Site)
	add(facts, &ed.catalog.Site)
	for _, n := range ed.catalog.Announcements {
		s.entry(*n)
		add(facts, n)
	}
	for _, c := range ed.catalog.Concepts {
		s.entry(*c, ed.edit(c.Pos("")))
		add(facts, c)
	}
	for _, v := range ed.catalog.Vendors {
		s.entry(*v, ed.edit(v.Pos("")))
		for i := range v.Classes {
			s.String(ed.edit(v.Pos(classPointer(i))))
		}
		add(facts, v)
		for _, set := range v.Sets {
			s.entry(*set, ed.edit(set.Pos("")))
			add(facts, set)
		}
	}
	for c := range ed.catalog.All() {
		s.add(codes.own[c], d.of[c.Set], d.of[c.Set.Vendor])
		add(facts, c)
	}
	d.facts = facts.finish()
	for _, v := range ed.catalog.Vendors {
		of := codes.of[v]
		if d.same[v] = of.facts == d.facts; !d.same[v] { // else no code shows or names another than before
			ed.digestTexts(of, codes, d)
		}
		for i, c := range of.codes {
			d.of[textsOf{c}] = of.texts[i]
			texts.add(of.texts[i])
		}
		if of.key != (jobs.Sum{}) {
			if of.encoded == "" {
				of.encoded = values.Encode(of.code)
			}
			d.kept["vendor "+v.ID] = of.encoded
		}
	}
	for _, p := range ed.catalog.Pages {
		s.entry(*p, p.ID, ed.edit(content.Pos{File: p.File(), Line: 1}))
		add(texts, p)
	}
	texts.add(d.facts)
	d.all = texts.finish()
	return d, nil
}

// digestTexts sums up what the own pages of a vendor's codes read.
func (ed *edition) digestTexts(of *vendorSums, codes *codeSums, d *digests) {
	s, names, links := newSummer(), "", of.links
	of.facts, of.texts, of.encoded = d.facts, make([]jobs.Sum, len(of.codes)), ""
	for i, c := range of.codes {
		s.add(codes.whole[c])
		s.String(ed.edit(c.Pos("")))
		for _, entry := range ed.shownWith(c) {
			s.add(d.of[entry])
		}
		if names, links, _ = strings.Cut(links, endNames); names != "" {
			codes.addLinked(s, strings.Split(strings.TrimSuffix(names, endName), endName))
		}
		of.texts[i] = s.finish()
	}
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
	return append(list, anyOf(codes)...)
}

// codeSums are sums over what the entries of codes say by themselves.
type codeSums struct {
	shape   jobs.Sum                   // over what every job may read of any
	answers jobs.Sum                   // over what jobs read that read the answers of all
	own     map[*content.Code]jobs.Sum // over what other pages show of one
	whole   map[*content.Code]jobs.Sum
	of      map[*content.Vendor]*vendorSums
	lookup  lookup
}

// digestCodes goes through the codes of every vendor, or takes over what an earlier build has summed up.
func digestCodes(all *content.Catalog, l lookup, kept func(*content.Vendor) *vendorSums) *codeSums {
	t := &codeSums{own: map[*content.Code]jobs.Sum{}, whole: map[*content.Code]jobs.Sum{}, of: map[*content.Vendor]*vendorSums{}, lookup: l}
	sums := make([]*vendorSums, len(all.Vendors))
	parallel.Each(len(sums), func(i int) {
		if sums[i] = kept(all.Vendors[i]); len(sums[i].whole) == 0 {
			sums[i].digest()
		}
	})
	shape, answers := newSummer(), newSummer()
	for i, of := range sums {
		shape.add(of.shape)
		answers.add(of.answers)
		t.of[all.Vendors[i]] = of
		for i, c := range of.codes {
			t.own[c], t.whole[c] = of.own[i], of.whole[i]
		}
	}
	t.shape, t.answers = shape.finish(), answers.finish()
	return t
}

// addLinked adds the sums of the codes that names in texts may lead to.
func (t *codeSums) addLinked(s *summer, names []string) {
	for _, name := range names {
		for _, c := range t.lookup[name] {
			s.add(t.own[c])
		}
	}
}

// namesIn returns what the codes that references may lead to are looked up by, each once.
func namesIn(refs []string) []string {
	return lists.Distinct(refs, func(ref string) string { return content.Fold(ref[strings.LastIndexByte(ref, '/')+1:]) })
}

// fieldsByUse are the fields of a code, as reflect.Value.FieldByIndex takes them, by who shows them.
type fieldsByUse struct{ shape, answers, words, texts [][]int }

// codeFields divides the fields: what every job may read of any code; what only those pages show that list it or link to it, of which those
// of cells leave out its words; and what only its own pages show. What is in the shape by mistake only costs time: so is each field that is
// not named here.
var codeFields = sync.OnceValue(func() (all fieldsByUse) {
	texts := []string{"Description", "Causes", "Discrepancies", "Samples", "Note", "Actions", "Keywords"}
	named := []string{"Title", "Summary"}
	answers := []string{"Message", "Signature", "Parameters", "Reproduce", "Observed", "Reveal", "Source", "Digest", "Tags", "Fields",
		"Custom", "Inherited", "Category", "GRPC", "HTTP", "Fault", "NextStep", "Retry", "Outcome", "UserMessage", "StateAfter"}
	for _, f := range reflect.VisibleFields(reflect.TypeFor[content.Code]()) {
		switch {
		case !f.IsExported() || slices.Contains(references, f.Type) || f.Type == reflect.TypeFor[content.Facts]() || len(f.Index) > 1 && !inFacts(f):
		case slices.Contains(texts, f.Name):
			all.texts = append(all.texts, f.Index)
		case slices.Contains(named, f.Name):
			all.words = append(all.words, f.Index)
		case slices.Contains(answers, f.Name):
			all.answers = append(all.answers, f.Index)
		default:
			all.shape = append(all.shape, f.Index)
		}
	}
	return all
})

func inFacts(f reflect.StructField) bool {
	return reflect.TypeFor[content.Code]().FieldByIndex(f.Index[:1]).Type == reflect.TypeFor[content.Facts]()
}

// digestShape sums up what every job may read, with what that is of codes. What is in it by mistake only costs time: an entry has
// all fields in it but those that are left out here.
func (ed *edition) digestShape(codes jobs.Sum) (sum jobs.Sum, err error) {
	s := newSummer()
	s.add(codes)
	s.sum([]string{ed.options.Tool, ed.options.Version, ed.options.BaseURL, fmt.Sprint(ed.options.Internal, ed.site.Seen)})
	if err := s.files(ed.options.Templates); err != nil {
		return sum, fmt.Errorf("read the theme: %w", err)
	}
	s.sum(ed.catalog.Site)
	s.strings(&ed.catalog.Strings)
	s.sum(ed.catalog.Announcements)
	for _, f := range ed.catalog.Static {
		s.String(f.Path) // texts link to it
	}
	s.sum(ed.catalog.Images)
	for _, p := range ed.catalog.Pages {
		s.sum([]string{p.ID, p.Title, p.Summary, string(p.Visibility)})
	}
	for _, c := range ed.catalog.Concepts {
		s.sum(content.Concept{ID: c.ID, MovedFrom: c.MovedFrom})
	}
	for _, v := range ed.catalog.Vendors {
		s.vendorShape(*v)
		for _, set := range v.Sets {
			s.setShape(*set)
		}
	}
	return s.finish(), nil
}

func (s *summer) vendorShape(v content.Vendor) {
	v.Product, v.URL, v.Summary, v.ReleaseStatus, v.Support, v.Note = "", "", "", "", content.Support{}, nil
	v.Envelopes, v.Headers, v.Examples, v.Sources, v.Fields, v.Custom = nil, nil, nil, nil, nil, nil
	s.sum(v)
}

func (s *summer) setShape(set content.Set) {
	set.Summary, set.Source, set.Origins, set.Defaults, set.Note, set.Fields = "", content.Source{}, content.Origins{}, content.Facts{}, "", nil
	s.sum(set)
}

// summer writes values of the catalog with everything in them. What they only refer to is left out: that is summed up where it
// belongs, and the reference itself is a text next to it. Positions in files are left out, too.
type summer struct {
	values.Writer
	refs []string // to codes, in the texts that were written
}

func newSummer() *summer {
	s := &summer{}
	s.Writer.Fields, s.Text = fieldsOf, func(text string) { s.refs = prose.AppendRefs(s.refs, text) }
	return s
}

func (s *summer) add(sums ...jobs.Sum) {
	for _, sum := range sums {
		s.Bytes = append(s.Bytes, sum[:]...)
	}
}

// sum writes a value.
func (s *summer) sum(value any) { s.Value(reflect.ValueOf(value)) }

// strings writes the texts of the theme.
func (s *summer) strings(all *content.Strings) {
	for _, key := range content.StringKeys() {
		s.sum(map[string]string(all.Forms(key)))
	}
}

// fields writes fields of a struct.
func (s *summer) fields(v reflect.Value, list [][]int) {
	for _, index := range list {
		if f := v.FieldByIndex(index); f.IsZero() {
			s.Number(0)
		} else {
			s.Number(1)
			s.Value(f)
		}
	}
}

// entry writes an entry, and texts about it.
func (s *summer) entry(entry any, texts ...string) {
	s.sum(entry)
	for _, text := range texts {
		s.String(text)
	}
}

// finish returns the sum of what was written, and starts again.
func (s *summer) finish() jobs.Sum {
	sum := sha256.Sum256(s.Bytes)
	s.Bytes, s.refs = s.Bytes[:0], s.refs[:0]
	return sum
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
		s.String(path)
		s.String(string(data))
		return err
	})
}

var references = []reflect.Type{
	reflect.TypeFor[content.Positions](), reflect.TypeFor[*content.Code](), reflect.TypeFor[[]*content.Code](), reflect.TypeFor[*content.Set](),
	reflect.TypeFor[[]*content.Set](), reflect.TypeFor[*content.Vendor](), reflect.TypeFor[*content.Concept](), reflect.TypeFor[*content.Class](),
}

// fieldsOf returns the indices of the fields that are summed up with a struct.
var fieldsOf = values.FieldsThat(func(f reflect.StructField) bool { return f.IsExported() && !slices.Contains(references, f.Type) })
