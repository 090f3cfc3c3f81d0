package site

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/jobs"
	"github.com/errdocs/errdocs/internal/jsonfile"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/search"
	"github.com/errdocs/errdocs/search/find"
	"github.com/errdocs/errdocs/search/resolve"
)

// The jobs that make files whose names only show when they are made.
const (
	indexJob    = "search index"
	resolverJob = "resolver"
)

// searchIndex adds the index that the browser searches.
func searchIndex(b *builder) {
	if !b.ed.options.check {
		b.add(indexJob, allTexts, b.makeIndex)
	}
}

// lookups adds the tables by which scripts resolve spellings and addresses, and find codes in texts.
func lookups(b *builder) {
	b.add(resolverJob, reading(b.ed.shownNames()...), b.makeResolver)
	b.file(find.Path, reading(b.ed.hints()...), func() ([]byte, error) {
		return b.ed.catalog.Finder(b.resolver(), b.ed.options.Internal).Export(), nil
	})
}

// shownNames returns what a resolver reads of codes besides their shape.
func (ed *edition) shownNames() []any {
	list := make([]any, 0, 2*len(ed.codes))
	for _, c := range ed.codes {
		list = append(list, c.Title, chip(c))
	}
	return list
}

// hints returns what a finder reads besides the shape of codes: their messages, and what is near to a code in a text.
func (ed *edition) hints() []any {
	var list []any
	for _, v := range ed.catalog.Vendors {
		list = append(append(list, v), anyOf(v.Sets)...)
	}
	for c := range ed.catalog.All() {
		for _, text := range c.Message {
			list = append(list, c.ID(), text)
		}
	}
	return list
}

func (b *builder) makeIndex(o *jobs.Output) error {
	index, err := b.buildIndex()
	if err != nil {
		return err
	}
	index.ExportNew(o.Again, o.File)
	if b.index != nil {
		*b.index = index.Cache()
	}
	if keep := b.ed.options.KeepIndex; keep != nil {
		keep(index.Cache())
	}
	return nil
}

// buildIndex builds the index of a site, with what ask.js has to know of vendors.
func (b *builder) buildIndex() (*search.Index, error) {
	c, o := b.ed.catalog, b.ed.options
	var whole map[*content.Code]jobs.Sum
	var names jobs.Sum
	if b.index != nil {
		o.Index = *b.index
	}
	if b.digests == nil {
		o.Index = nil
	} else {
		whole, names = b.digests.whole, b.digests.key(newSummer(), reads{inputs: reading(b.ed.shownNames()...)}, nil)
	}
	facets, docs := sources(c, o.Internal, whole)
	index, err := search.BuildOn(o.Index, o.Tool, c.Site.Language, facets, docs, c.Site.Synonyms...)
	if err != nil {
		return nil, fmt.Errorf("build the search index: %w", err)
	}
	index.AddExtra(names, func() json.RawMessage {
		return jsonfile.Encode(map[string]any{"counted": b.resolver().Counted(), "vendors": b.resolver().VendorNames()})
	})
	return index, nil
}

// newResolver returns the resolver of what is shown. It also knows the pages that are not a code's, for addresses that are
// nearly theirs, once all are planned.
func (b *builder) newResolver() *resolve.Resolver {
	pages := lists.Filter(b.plan.all().indexed, func(path string) bool {
		return path != "" && !strings.HasPrefix(path, "code/") && b.ed.catalog.Code(strings.TrimSuffix(path, "/")) == nil
	})
	slices.Sort(pages)
	r := b.ed.catalog.Resolver(b.ed.options.Internal, pages...)
	r.Judge(func(id string) string {
		if c := b.ed.catalog.Code(id); c != nil {
			return chip(c)
		}
		return chip(b.ed.catalog.Family(id).Member(""))
	})
	return r
}

// makeResolver exports the resolver.
func (b *builder) makeResolver(o *jobs.Output) error {
	for _, f := range b.resolver().Export() {
		if named := strings.HasPrefix(f.Path, resolve.Shards); !named || !o.Again(f.Path) { // the name is a sum over it
			o.File(f.Path, f.Data)
		}
	}
	return nil
}
