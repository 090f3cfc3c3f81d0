package site

import (
	"slices"
	"sync"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/parallel"
	"github.com/errdocs/errdocs/templates"
)

// preparedSet is what is made of a set by itself, with its vendor, site.yaml and the texts of the theme. A preview takes it over from the
// one before if the set is still the same.
type preparedSet struct {
	codes   map[*content.Code]*preparedCode
	aliases []alias
}

// preparedCode is what lists and addresses of the site are made of.
type preparedCode struct {
	once sync.Once
	ref  *templates.CodeRef // once a list shows the code
	*planned
}

// planned is what of a code only the plan is made of.
type planned struct {
	leads            []string  // its id
	page             string    // the file
	others           [3]string // the files of its other representations
	short, shortFile string
	self             inputs // of a job that reads the code
	url              string // of the page
	head             head
	names            []name // that it is listed by
}

// name is a slug that codes are listed by, folded, with the address and the files of the list.
type name struct{ slug, fold, page, file, json string }

// alias is another address of a code in its set.
type alias struct {
	slug string
	code *content.Code
}

// prepare prepares sets when they are asked for, but for those that an earlier edition has.
func (ed *edition) prepare(before map[*content.Set]func() *preparedSet) {
	ed.prepared = map[*content.Set]func() *preparedSet{}
	for s := range ed.catalog.Sets() {
		if ed.prepared[s] = before[s]; before[s] == nil {
			ed.prepared[s] = sync.OnceValue(func() *preparedSet { return ed.prepareSet(s) })
		}
	}
}

// prepareAll prepares all sets.
func (ed *edition) prepareAll() {
	sets := slices.Collect(ed.catalog.Sets())
	parallel.Each(len(sets), func(i int) { ed.prepared[sets[i]]() })
}

func (ed *edition) prepareSet(s *content.Set) *preparedSet {
	p := &preparedSet{codes: make(map[*content.Code]*preparedCode, len(s.Codes))}
	for _, c := range s.Codes {
		p.codes[c] = ed.prepareCode(c)
	}
	taken := map[string]bool{"": true}
	for _, c := range s.Codes {
		taken[c.Slug] = true
	}
	for _, c := range ed.bySet[s] {
		for _, name := range c.Aliases {
			if slug := content.Slug(name); !taken[slug] {
				taken[slug] = true
				p.aliases = append(p.aliases, alias{slug, c})
			}
		}
	}
	return p
}

func (ed *edition) prepareCode(c *content.Code) *preparedCode {
	p := &preparedCode{planned: &planned{self: reading(c), url: codePath(c), head: ed.codeHead(c), names: namesOf(c), short: shortPath(c)}}
	p.leads, p.page, p.shortFile = p.head.leads, p.url+"index.html", p.short+"index.html"
	for i, ext := range extensions {
		p.others[i] = c.ID() + ext
	}
	return p
}

// forgetPlanned drops what only a plan is made of: there will be no other.
func (ed *edition) forgetPlanned() {
	for s := range ed.catalog.Sets() {
		for _, p := range ed.prepared[s]().codes {
			p.planned = nil
		}
	}
}

// of returns what is prepared of a code.
func (ed *edition) of(c *content.Code) *preparedCode { return ed.prepared[c.Set]().codes[c] }

// ref returns a code as lists show it, with its address from the root.
func (ed *edition) ref(c *content.Code) *templates.CodeRef {
	p := ed.of(c)
	p.once.Do(func() { p.ref = new(ed.newRef(c)) })
	return p.ref
}
