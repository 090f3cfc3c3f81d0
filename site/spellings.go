package site

import (
	"bytes"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/internal/jsonfile"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/site/record"
	"github.com/errdocs/errdocs/templates"
)

// listPages adds "/code/{slug}/" for every spelling of every code: a list where several codes share
// it, a redirect where only one has it. "/code/{slug}.json" has the answers of each.
func listPages(b *builder) {
	for _, c := range b.ed.codes {
		for _, n := range b.ed.of(c).names {
			if !b.plan.paths[n.json] {
				b.list(n)
			}
		}
	}
}

// list adds what a name leads to.
func (b *builder) list(n name) {
	codes, self := b.ed.visible(b.ed.lookup()[n.fold]), inputs{}
	if len(codes) == 1 {
		self = b.ed.of(codes[0]).self
		b.redirect(n.page, n.file, codes[0])
	} else {
		self = codesAnd(codes)
		b.listPage(n, codes, self)
	}
	b.text(n.json, self, func(to *bytes.Buffer) { b.ed.named(to, codes, "code/") })
}

func (b *builder) listPage(n name, codes []*content.Code, self inputs) {
	shown := displayName(codes, n.slug)
	titles := []string{shown + " · " + b.ed.words.Count("spelling.title", len(codes)), shown + " · " + b.ed.words.Text("spelling.short-title"), n.slug}
	h := b.ed.newHead(self, b.ed.words.Count("spelling.description", len(codes), "name", shown), titles, b.ed.codesLink())
	h.leads = record.IDs(codes)
	b.page(n.page, h, func(p *page) templates.View {
		return &templates.ListPage{Code: shown, Codes: p.allRefs(codes), Tell: tellApart(codes), CompareURL: p.versus(codes...)}
	})
}

// named writes the codes that have a name, for a file in a directory.
func (ed *edition) named(to *bytes.Buffer, codes []*content.Code, dir string) {
	url := ed.from(dir)
	jsonfile.Write(to, record.Named{Schema: upward(dir) + schemaPath("named"), Codes: lists.Each(codes, func(c *content.Code) record.Candidate {
		return record.NewCandidate(c, url(codePath(c)))
	})})
}

// namesOf returns everything that a code is called and can be listed by, each once, except for bare numbers that belong to a code with a
// name of its own: nobody looks for gRPC's 5.
func namesOf(c *content.Code) (names []name) {
	for _, s := range slices.Concat([]string{c.Code, c.Slug, c.Name}, c.Aliases, c.FormerSpellings()) {
		slug := stringSlug(s)
		if slug != "" && !slices.ContainsFunc(names, func(n name) bool { return n.slug == slug }) {
			page := stringPath(slug)
			names = append(names, name{slug, content.Fold(slug), page, page + "index.html", strings.TrimSuffix(page, "/") + ".json"})
		}
	}
	return names
}

// stringSlug returns the slug that all codes of a name are listed by, "" for a name with letters that a slug cannot have.
func stringSlug(name string) string {
	if slug := content.Slug(name); content.Fold(slug) == content.Fold(name) {
		return slug
	}
	return ""
}

// displayName returns the first verbatim spelling that the codes share.
func displayName(codes []*content.Code, slug string) string {
	for _, s := range lists.Joined(codes, (*content.Code).Spellings) {
		if content.Slug(s) == slug && s != slug {
			return s
		}
	}
	return slug
}

// tellApart says for each code where it appears.
func tellApart(codes []*content.Code) []string {
	var list []string
	for _, c := range codes {
		s, w := c.Set, words.Of(c)
		var parts []string
		switch {
		case s.Kind == content.KindHTTPStatus:
			parts = append(parts, w.Text("apart.http-status"))
		case s.Kind == content.KindGRPCStatus:
			parts = append(parts, w.Text("apart.grpc-status"))
		case s.Platform != "":
			parts = append(parts, w.Text("apart.platform", "platform", w.Platform(s.Platform)))
		}
		if e := record.EnvelopeOf(s); e != nil && e.Code != "" {
			parts = append(parts, w.Text("apart.envelope", "pointer", e.Code))
		}
		if len(c.Where) > 0 && c.Where[0].DeliveredBy != "" && s.Kind != content.KindHTTPStatus && s.Kind != content.KindGRPCStatus {
			parts = append(parts, w.Text("apart.delivered-by", "channel", c.Where[0].DeliveredBy))
		}
		if len(c.HTTP.Is) > 0 && s.Kind != content.KindHTTPStatus {
			parts = append(parts, w.Text("apart.http", "statuses", w.HTTP(c.HTTP.Is)))
		}
		if len(parts) > 0 {
			list = append(list, w.Text("apart.of", "vendor", s.Vendor.Name, "set", s.Title, "facts", w.Comma(parts)))
		}
	}
	return list
}
