package site

import (
	"fmt"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/jobs"
	"github.com/errdocs/errdocs/internal/jsonfile"
	"github.com/errdocs/errdocs/search"
	"github.com/errdocs/errdocs/search/resolve"
)

// The jobs that make files whose names only show when they are made.
const (
	indexJob    = "search index"
	resolverJob = "resolver and finder"
)

// searchIndex adds the index that the browser searches, and the table by which scripts resolve
// spellings and addresses.
func searchIndex(b *builder) {
	if !b.ed.options.check {
		b.add(indexJob, allTexts, b.makeIndex)
	}
	b.add(resolverJob, allFacts, b.makeResolver)
}

func (b *builder) makeIndex(o *jobs.Output) error {
	index, err := buildIndex(b.ed.catalog, b.ed.options, b.resolver())
	if err != nil {
		return err
	}
	index.ExportNew(o.Again, o.File)
	if b.ed.options.Before != nil { // otherwise no later build asks for it
		b.index = index.Cache()
	}
	return nil
}

// buildIndex builds the index of a site, with what ask.js has to know of vendors.
func buildIndex(c *content.Catalog, o Options, r *resolve.Resolver) (*search.Index, error) {
	facets, docs := Documents(c, o.Internal)
	index, err := search.BuildOn(o.Index, o.Tool, c.Site.Language, facets, docs, c.Site.Synonyms...)
	if err != nil {
		return nil, fmt.Errorf("build the search index: %w", err)
	}
	index.Extra = jsonfile.Encode(map[string]any{"vendors": r.VendorNames()})
	return index, nil
}

// newResolver returns the resolver of what is shown. It also knows the pages that are not a code's, for addresses that are
// nearly theirs, once all are planned.
func (b *builder) newResolver() *resolve.Resolver {
	var pages []string
	for _, path := range b.plan.indexed {
		if path != "" && !strings.HasPrefix(path, "code/") && b.ed.catalog.Code(strings.TrimSuffix(path, "/")) == nil {
			pages = append(pages, path)
		}
	}
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

// makeResolver exports the resolver and the finder of codes in texts.
func (b *builder) makeResolver(o *jobs.Output) error {
	finder := b.ed.catalog.Finder(b.resolver(), b.ed.options.Internal)
	for _, f := range append(b.resolver().Export(), finder.Export()...) {
		o.File(f.Path, f.Data)
	}
	return nil
}
