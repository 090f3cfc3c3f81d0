package site

import (
	"bytes"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/jobs"
	"github.com/errdocs/errdocs/internal/jsonfile"
	"github.com/errdocs/errdocs/site/record"
)

func jsonPath(c *content.Code) string     { return c.ID() + ".json" }
func markdownPath(c *content.Code) string { return c.ID() + ".md" }
func problemPath(c *content.Code) string  { return c.ID() + problemExt }

const problemExt = ".problem.json"

// extensions are those of the representations of a code's page.
var extensions = []string{problemExt, ".json", ".md"}

// Records returns what makes the record of a code as a site of the catalog with the options has it.
func Records(c *content.Catalog, o Options) (func(*content.Code) *record.Code, error) {
	ed, err := newEntries(c, o)
	if err != nil {
		return nil, err
	}
	return ed.record, nil
}

// record returns the record of a code. Without the site's address, its addresses are relative to the page of the set.
func (ed *edition) record(c *content.Code) *record.Code {
	return record.New(c, record.Site{
		URL: ed.from(setPath(c.Set)), Shown: ed.shows, Internal: ed.options.Internal, Same: ed.others, Equals: ed.equivalents,
		Changes: ed.changes, Links: ed.prose.Links, Find: ed.find,
	})
}

// find returns the code that a reference in a text of a code means. The page of the code has reported by now what does
// not mean just one.
func (ed *edition) find(ref string, from *content.Code) *content.Code {
	if found := ed.lookup().find(ref, scopeOf(from)); len(found) > 0 {
		return found[0]
	}
	return nil
}

// representations adds the .md and .json of each vendor, and to the plan the .md, .json and .problem.json of every code.
// A file cannot redirect, so an alias has the answers, and the address of the rest.
func representations(b *builder) {
	for _, v := range b.ed.vendors {
		for _, set := range b.ed.sets[v] {
			for _, c := range b.ed.bySet[set] {
				for _, file := range b.ed.of(c).others {
					b.plan.paths[file] = true // they are made with the page
				}
			}
			for _, a := range b.ed.prepared[set]().aliases {
				for _, ext := range extensions {
					b.copy(setPath(set)+a.slug+ext, a.code.ID()+ext)
				}
			}
		}
		b.shared(v)
		b.llmsVendor(v)
	}
}

// represent makes the representations of a code.
func represent(o *jobs.Output, r *record.Code) {
	writeFile(o, markdownPath(r.Entry), r.WriteMarkdown)
	writeFile(o, jsonPath(r.Entry), func(to *bytes.Buffer) { jsonfile.Write(to, r) })
	writeFile(o, problemPath(r.Entry), r.WriteProblem)
}

// shared adds what the codes of a vendor have in common, as "vendor.json" and "vendor.md".
func (b *builder) shared(v *content.Vendor) {
	make := func() *record.Shared { return record.NewShared(v, b.ed.words, b.ed.from(vendorPath(v)), b.ed.shows) }
	b.file(vendorPath(v)+"vendor.json", reading(v), func() ([]byte, error) { return make().JSON(), nil })
	b.file(vendorPath(v)+"vendor.md", reading(v), func() ([]byte, error) { return make().Markdown(), nil })
}
