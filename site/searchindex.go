package site

import (
	"fmt"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/jobs"
	"github.com/errdocs/errdocs/internal/jsonfile"
	"github.com/errdocs/errdocs/search"
)

const indexJob = "search index"

// searchIndex adds the index that the browser searches, and the table by which scripts resolve
// spellings and addresses.
func searchIndex(b *builder) {
	if !b.ed.options.check {
		b.add(indexJob, allTexts, b.makeIndex)
	}
	b.add("resolver and finder", allFacts, b.makeResolver)
}

func (b *builder) makeIndex(o *jobs.Output) error {
	index, err := buildIndex(b.ed.catalog, b.ed.options)
	if err != nil {
		return err
	}
	for _, f := range index.ExportNew(o.Again) {
		o.File(f.Path, f.Data)
	}
	b.index = index.Cache()
	return nil
}

// buildIndex builds the index of a site, with what ask.js has to know of vendors.
func buildIndex(c *content.Catalog, o Options) (*search.Index, error) {
	facets, docs := Documents(c, o.Internal)
	index, err := search.BuildOn(o.Index, o.Tool, c.Site.Language, facets, docs, c.Site.Synonyms...)
	if err != nil {
		return nil, fmt.Errorf("build the search index: %w", err)
	}
	index.Extra = jsonfile.Encode(map[string]any{"vendors": c.Resolver(o.Internal).VendorNames()})
	return index, nil
}

// makeResolver exports the resolver and the finder of codes in texts. The resolver also knows the pages
// that are not a code's, for addresses that are nearly theirs.
func (b *builder) makeResolver(o *jobs.Output) error {
	var pages []string
	for _, path := range b.plan.indexed {
		if path != "" && !strings.HasPrefix(path, "code/") && b.ed.catalog.Code(strings.TrimSuffix(path, "/")) == nil {
			pages = append(pages, path)
		}
	}
	slices.Sort(pages)
	resolver, finder := b.ed.catalog.Resolver(b.ed.options.Internal, pages...), b.ed.catalog.Finder(b.ed.options.Internal)
	resolver.Judge(func(id string) string {
		if c := b.ed.catalog.Code(id); c != nil {
			return chip(c)
		}
		return chip(b.ed.catalog.Family(id).Member(""))
	})
	for _, f := range append(resolver.Export(), finder.Export()...) {
		o.File(f.Path, f.Data)
	}
	return nil
}
