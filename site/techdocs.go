package site

import (
	"bytes"
	"cmp"
	"fmt"
	"html/template"
	"strings"
	"sync"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/site/prose"
	"github.com/errdocs/errdocs/site/record"
)

// The sources of TechDocs are what MkDocs reads: mkdocs.yml, docs/, and a catalog-info.yaml whose techdocs-ref is dir:. of
// its own folder. Headings are Markdown, so that they are in the table of contents; what is between them is markup, because
// Python-Markdown reads nested lists, escapes and alerts in another way than the site does. MkDocs makes the search index.

var techdocsPage = sync.OnceValue(func() *template.Template {
	return template.Must(template.ParseFS(exportFiles, "export/techdocs.html.tmpl"))
})

// docPage is a page of the folder that lists vendors, sets or codes.
type docPage struct {
	Root, Title, Summary string
	Groups               []docGroup
}

// docGroup is a list of vendors' sets or of a set's codes.
type docGroup struct {
	Title, URL, Summary string
	Rows                []docRow
}

type docRow struct{ Code, URL, Title, Note string }

// docNav is a vendor in the navigation, or a page of it.
type docNav struct {
	Text, URL string
	Inner     []docNav
}

// docs makes the folder.
type docs struct {
	ed                        *edition
	Name, Title, Summary, URL string
	Nav                       []docNav

	files []File
	err   error // the first
}

func techdocs(b *builder) ([]File, error) {
	s := b.ed.site
	d := &docs{ed: b.ed, Name: componentName(s.Title), Title: s.Title, Summary: s.Summary, URL: b.ed.options.BaseURL}
	d.pages()
	for _, name := range []string{"mkdocs.yml", "catalog-info.yaml"} {
		var text bytes.Buffer
		d.err = cmp.Or(d.err, exportTemplates().ExecuteTemplate(&text, name+".tmpl", d))
		d.files = append(d.files, File{name, text.Bytes()})
	}
	return d.files, d.err
}

// componentName returns a name that Backstage accepts.
func componentName(title string) string {
	slug := content.Slug(title)
	return cmp.Or(strings.TrimRight(slug[:min(len(slug), 63)], "-"), "error-codes")
}

func (d *docs) pages() {
	home := docPage{Title: d.Title, Summary: d.Summary}
	for _, v := range d.ed.vendors {
		all := docGroup{Title: v.Name, URL: vendorPath(v), Summary: v.Summary}
		vendor := docPage{Title: v.Name, Summary: v.Summary}
		nav := docNav{Text: v.Name, Inner: []docNav{{Text: v.Name, URL: vendorPath(v) + "index.md"}}}
		for _, s := range d.ed.sets[v] {
			rows := lists.Each(d.ed.bySet[s], func(c *content.Code) docRow {
				return docRow{c.Code, codePath(c), c.Title, record.NewVerdict(c).String()}
			})
			codes := docGroup{Title: s.Title, URL: setPath(s), Summary: s.Summary, Rows: rows}
			d.set(s, codes)
			vendor.Groups = append(vendor.Groups, codes)
			all.Rows = append(all.Rows, docRow{"", setPath(s), s.Title, d.ed.words.Count("count.codes", len(d.ed.bySet[s]))})
			nav.Inner = append(nav.Inner, docNav{Text: s.Title, URL: setPath(s) + "index.md"})
		}
		d.list(vendorPath(v), vendor)
		home.Groups, d.Nav = append(home.Groups, all), append(d.Nav, nav)
	}
	d.list("", home)
}

// set adds the pages of a set, of its codes, and of the aliases of these, which lead to them.
func (d *docs) set(s *content.Set, codes docGroup) {
	for _, c := range d.ed.bySet[s] {
		body, err := prose.Document(d.ed.record(c).Body(), func(address string) string { return d.inside(c, address) })
		d.err = cmp.Or(d.err, err)
		d.add(codePath(c), c.Code+" · "+s.Vendor.Name, string(body))
	}
	for _, a := range d.ed.prepared[s]().aliases {
		row := docRow{a.code.Code, codePath(a.code), a.code.Title, record.NewVerdict(a.code).String()}
		list := docPage{Title: displayName([]*content.Code{a.code}, a.slug), Groups: []docGroup{{Title: s.Title, URL: setPath(s), Summary: s.Summary, Rows: []docRow{row}}}}
		d.list(setPath(s)+a.slug+"/", list)
	}
	d.list(setPath(s), docPage{Title: s.Vendor.Name + ": " + s.Title, Groups: []docGroup{codes}})
}

// list adds a page that lists something.
func (d *docs) list(path string, p docPage) {
	p.Root = upward(path)
	var b bytes.Buffer
	d.err = cmp.Or(d.err, techdocsPage().Execute(&b, p))
	d.add(path, p.Title, b.String())
}

var (
	headingLine = pattern.New(`(?m)^<h([1-6])[^>]*>(.*)</h[1-6]>$`)
	inMarkdown  = pattern.New("<[^>]*>|[\\\\`*_{}\\[\\]]")
)

// add adds a page.
func (d *docs) add(path, title, markup string) {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %q\n---\n\n", title)
	between := func(markup string) {
		if markup = strings.TrimSpace(markup); markup != "" {
			b.WriteString("<div>\n" + markup + "\n</div>\n\n")
		}
	}
	last := 0
	for _, m := range headingLine().FindAllStringSubmatchIndex(markup, -1) {
		between(markup[last:m[0]])
		text := inMarkdown().ReplaceAllStringFunc(markup[m[4]:m[5]], func(s string) string {
			if strings.HasPrefix(s, "<") {
				return s
			}
			return `\` + s
		})
		b.WriteString(strings.Repeat("#", int(markup[m[2]]-'0')) + " " + text + "\n\n")
		last = m[1]
	}
	between(markup[last:])
	d.files = append(d.files, File{"docs/" + path + "index.md", []byte(b.String())})
}

// inside returns the address in the folder of a code whose Markdown is linked to; other links stay.
func (d *docs) inside(from *content.Code, destination string) string {
	file, ok := strings.CutPrefix(destination, d.ed.options.BaseURL)
	if id, md := strings.CutSuffix(file, ".md"); ok && md && d.ed.catalog.Code(id) != nil {
		return upward(codePath(from)) + id + "/"
	}
	return destination
}
