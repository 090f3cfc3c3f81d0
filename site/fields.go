package site

import (
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/search"
	"github.com/errdocs/errdocs/templates"
)

// filters returns the fields of the site's own by which codes can be filtered.
func filters(c *content.Catalog, internal bool) []*content.CustomField {
	return lists.Filter(c.Site.Fields, func(f *content.CustomField) bool {
		return f.Filter && (internal || f.Visibility != content.VisibilityInternal)
	})
}

// custom returns the values that this build shows.
func (ed *edition) custom(values []content.CustomValue) []content.CustomValue {
	if ed.options.Internal {
		return values
	}
	return content.PublicFields(values)
}

// valuesOf returns what a code has in a field.
func valuesOf(c *content.Code, f *content.CustomField) []string {
	for _, v := range c.Custom {
		if v.CustomField == f {
			return v.Values
		}
	}
	return nil
}

// withFields adds the values of a code to its document: those to filter by as facets, all of them as words.
func withFields(d search.Document, c *content.Code, own []*content.CustomField, internal bool) search.Document {
	for _, f := range own {
		d.Facets = append(d.Facets, valuesOf(c, f))
	}
	for _, v := range c.Custom {
		if internal || v.Visibility != content.VisibilityInternal {
			d.Tags = append(d.Tags, v.Values...)
		}
	}
	return d
}

// fieldKeys returns the values of a code that the table of its set is filtered by.
func (ed *edition) fieldKeys(c *content.Code) string {
	var keys []string
	for _, f := range filters(ed.catalog, ed.options.Internal) {
		for _, value := range valuesOf(c, f) {
			keys = append(keys, f.ID+"="+value)
		}
	}
	return strings.Join(keys, "\n")
}

// fieldFacets counts the values of the site's own fields.
func (ed *edition) fieldFacets(codes []*content.Code) []templates.Facet {
	all := lists.Each(filters(ed.catalog, ed.options.Internal), func(f *content.CustomField) templates.Facet {
		facet := templates.Facet{ID: f.ID, Title: f.Title}
		for _, c := range codes {
			for _, value := range valuesOf(c, f) {
				tally(&facet, value, value)
			}
		}
		slices.SortFunc(facet.Options, func(a, b templates.FacetOption) int { return strings.Compare(a.Key, b.Key) })
		return facet
	})
	return dividing(all, len(codes))
}
