package site

import (
	"bytes"
	"cmp"
	"encoding/json"
	"strings"
	"sync"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/internal/jobs"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/site/record"
	"github.com/errdocs/errdocs/templates"
)

// maxTitle is how many characters a page's title may have; search engines cut longer ones.
const maxTitle = 70

// page is one page while it is made. It reads the edition; the plan says which other pages it can link to.
type page struct {
	ed    *edition
	plan  *plan
	found *findings
	path  string // from the root of the site: "thales/android/", "" for home
	root  string // from the page to the root: "../../", "./" for home

	record  *record.Code // of a code, whose representations are made with its page
	anchors []anchor     // that its texts link to
	err     error        // of errdocs, while it was filled
}

// head describes a page before it is made.
type head struct {
	titles      []string // the first that is short enough and not taken becomes the title
	description string
	crumbs      []templates.Link      // from home to the parent, addresses from the root
	alternates  []templates.Alternate // addresses from the root
	data        any                   // JSON-LD
	script      string
	noIndex     bool
	anywhere    bool     // it answers at any address, so it has no canonical one
	canonical   string   // path of the page that a redirect leads to; empty: the page itself
	leads       []string // ids of the codes that the page is about
	inputs      inputs
}

// home is the first crumb.
func (ed *edition) home() templates.Link { return templates.Link{Text: ed.words.Text("nav.home")} }

// codesLink is the crumb of pages below that of all codes.
func (ed *edition) codesLink() templates.Link {
	return templates.Link{Text: ed.words.Text("nav.codes"), URL: "codes/"}
}

// onlyHead describes a page below home, and below further crumbs, that is the only one of its kind. Its
// title and description are texts of the theme.
func (ed *edition) onlyHead(from inputs, titleKey, descriptionKey string, crumbs ...templates.Link) head {
	title, description := ed.words.Text(titleKey), ed.words.Text(descriptionKey)
	return ed.newHead(from, description, []string{title + " · " + ed.site.Title, title}, crumbs...)
}

// newHead returns a head. Crumbs are what is between the home page and the page.
func (ed *edition) newHead(from inputs, description string, titles []string, crumbs ...templates.Link) head {
	return head{inputs: from, description: description, titles: titles, crumbs: append([]templates.Link{ed.home()}, crumbs...)}
}

// vendorHead returns the head of a page that is below that of a vendor.
func (ed *edition) vendorHead(v *content.Vendor, from inputs, description string, titles ...string) head {
	return ed.newHead(from, description, titles, templates.Link{Text: v.Name, URL: vendorPath(v)})
}

func (b *builder) newPage(path, root string) *page {
	return &page{ed: b.ed, plan: b.plan, found: b.found, path: path, root: root}
}

// page adds a page at a directory of the site.
func (b *builder) page(path string, h head, view func(*page) templates.View) {
	b.pageAt(path, path+"index.html", upward(path), h, view)
}

// upward returns the relative path from a directory of the site to its root.
func upward(path string) string {
	if path == "" {
		return "./"
	}
	if n := len("../") * strings.Count(path, "/"); n <= len(manyUp) {
		return manyUp[:n]
	}
	return strings.Repeat("../", strings.Count(path, "/"))
}

const manyUp = "../../../../../../"

func (b *builder) pageAt(path, file, root string, h head, view func(*page) templates.View) {
	title, reads := b.plan.add(path, file, h), h
	h.titles, h.leads, h.inputs = nil, nil, inputs{} // only the plan is made of these
	b.addPage(file, reads, title, func(o *jobs.Output) error {
		p := b.newPage(path, root)
		err := p.make(o, p.base(h, title), view(p), func(data []byte) { o.File(file, data) })
		if err == nil && p.record != nil {
			represent(o, p.record)
		}
		return err
	})
}

// checkPage adds a page that is made and thrown away, so that mistakes in it are found.
func (b *builder) checkPage(path string, h head, view func(*page) templates.View) {
	title := h.titles[0]
	b.addPage("check "+path, h, title, func(o *jobs.Output) error {
		p := b.newPage(path, upward(path))
		return p.make(o, p.base(h, title), view(p), func([]byte) {})
	})
}

// make renders the page and hands it to use, which must not keep the bytes. The record gets the anchors that it links to.
func (p *page) make(o *jobs.Output, base templates.Page, v templates.View, use func([]byte)) error {
	buffer := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buffer)
	buffer.Reset()
	if err := p.ed.theme.Render(buffer, base, v); err != nil {
		return err
	}
	use(buffer.Bytes())
	for _, a := range p.anchors {
		o.Note(a.note())
	}
	p.found.want(o.Name, p.anchors)
	return p.err
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// base fills what every page has.
func (p *page) base(h head, title string) templates.Page {
	base := templates.Page{
		Site: &p.ed.site, Title: title, Description: words.Short(h.description, 200), Root: p.root, Path: p.path,
		NoIndex: h.noIndex, Script: h.script, Preloads: p.ed.preloads["page-"+h.script+".js"],
	}
	if !h.anywhere {
		base.Canonical = p.ed.absolute(cmp.Or(h.canonical, p.path))
	}
	base.Crumbs = lists.Each(h.crumbs, p.link)
	for _, a := range h.alternates {
		a.URL = p.url(a.URL)
		base.Alternates = append(base.Alternates, a)
	}
	base.StructData = jsonLD(h.data)
	return base
}

// url returns an address from the root as one from the page, the shortest that works wherever the site is.
func (p *page) url(fromRoot string) string {
	if p.root != upward(p.path) { // a page that answers at any address
		return p.root + fromRoot
	}
	common := 0
	for i := 0; i < len(p.path) && i < len(fromRoot) && p.path[i] == fromRoot[i]; i++ {
		if p.path[i] == '/' {
			common = i + 1
		}
	}
	if common == len(p.path) {
		return "./" + fromRoot[common:]
	}
	return upward(p.path[common:]) + fromRoot[common:]
}

func (p *page) link(l templates.Link) templates.Link {
	l.URL = p.url(l.URL)
	return l
}

// ref returns a code as lists on the page show it.
func (p *page) ref(c *content.Code) templates.CodeRef {
	r := *p.ed.ref(c)
	r.URL = p.url(r.URL)
	return r
}

func (p *page) allRefs(codes []*content.Code) []templates.CodeRef {
	refs := make([]templates.CodeRef, len(codes)) // which are too large to be returned one by one
	for i, c := range codes {
		refs[i] = *p.ed.ref(c)
		refs[i].URL = p.url(refs[i].URL)
	}
	return refs
}

// jsonLD returns a script element with data about the page. It is made here and not in a
// template, because no template has an action inside a script element. encoding/json escapes <, > and
// &, so that no text can end the element.
func jsonLD(data any) templates.HTML {
	if data == nil {
		return ""
	}
	text, _ := json.Marshal(data) // texts
	return templates.HTML(`<script type="application/ld+json">` + string(text) + "</script>")
}
