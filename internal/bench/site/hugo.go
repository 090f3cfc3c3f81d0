package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
)

// fields is front matter. Its keys are lower case, as Hugo has them.
type fields map[string]any

// hugoSite writes what Hugo needs to build the site of a catalog: the templates of internal/bench/site/hugo, and of
// the catalog its content files, sample files and the style sheet of errdocs.
type hugoSite struct {
	root  *os.Root
	taken map[string]bool // aliases
}

func writeHugo(catalogDir, dir string) error {
	c, err := content.Load(os.DirFS(catalogDir))
	if err != nil {
		return err
	}
	if err := os.CopyFS(dir, os.DirFS("internal/bench/site/hugo")); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	h := &hugoSite{root, map[string]bool{}}
	if err := h.common(c); err != nil {
		return err
	}
	for i, v := range c.Vendors {
		if err := h.vendor(v, i, catalogDir); err != nil {
			return fmt.Errorf("content for hugo: %w", err)
		}
	}
	return nil
}

// common writes what belongs to no vendor.
func (h *hugoSite) common(c *content.Catalog) error {
	style, err := os.ReadFile("templates/assets/style.css")
	if err != nil {
		return err
	}
	if err := writeFile(h.root, "static/style.css", style); err != nil {
		return err
	}
	languages := map[string]string{}
	for _, l := range content.Languages() {
		for _, e := range l.Extensions {
			languages[e] = l.ID
		}
	}
	data, err := json.Marshal(languages)
	if err != nil {
		return err
	}
	if err := writeFile(h.root, "data/languages.json", data); err != nil {
		return err
	}
	var news strings.Builder
	for _, n := range c.Announcements {
		fmt.Fprintf(&news, "## %s %s\n\n%s\n\n", n.Date, n.Title, n.Summary)
	}
	pages := []struct {
		name   string
		fields fields
		body   string
	}{
		{"_index.md", fields{"title": c.Site.Title, "summary": c.Site.Summary}, ""},
		{"codes/_index.md", fields{"title": "All codes", "layout": "codes"}, ""},
		{"changes.md", fields{"title": "Changes"}, plainLinks(nil, news.String())},
		{"compare-http.md", fields{"title": "By HTTP status", "layout": "matrix", "param": "status_line"}, ""},
		{"compare-retry.md", fields{"title": "By retry", "layout": "matrix", "param": "retry"}, ""},
	}
	for _, p := range pages {
		if err := h.page(p.name, p.fields, p.body); err != nil {
			return err
		}
	}
	for _, k := range c.Concepts {
		f := fields{"title": k.Title, "summary": k.Summary, "category": words.Words{}.Category(k.Category)}
		if err := h.page("compare/"+k.ID+"/_index.md", f, plainLinks(nil, string(k.Advice))); err != nil {
			return err
		}
	}
	return nil
}

// page writes a content file. Hugo reads JSON as front matter, and that faster than YAML.
func (h *hugoSite) page(name string, f fields, body string) error {
	front, err := json.MarshalIndent(f, "", " ")
	if err != nil {
		return err
	}
	return writeFile(h.root, "content/"+name, []byte(string(front)+"\n\n"+body))
}

// vendor writes a vendor's pages, those of its sets and codes, and its sample files.
func (h *hugoSite) vendor(v *content.Vendor, weight int, catalogDir string) error {
	for _, folder := range []string{"samples", "examples"} {
		from := os.DirFS(catalogDir + "/vendors/" + v.ID + "/" + folder)
		to := path.Join(h.root.Name(), "assets", v.ID, folder)
		if err := os.CopyFS(to, from); err != nil && !os.IsNotExist(err) {
			return err
		}
	}
	f := fields{
		"type": "vendor", "id": v.ID, "title": v.Name, "summary": v.Summary, "weight": weight + 1,
		"support":  fields{"contact": v.Support.Contact, "url": v.Support.URL, "collect": v.Support.Collect},
		"examples": list(v.Examples, func(e *content.Example) fields { return example(v, e) }),
		"classes": list(v.Classes, func(c *content.Class) fields {
			return fields{"id": c.ID, "title": c.Title, "summary": c.Summary, "advice": plainLinks(v, string(c.Advice))}
		}),
		"envelopes": list(v.Envelopes, func(e *content.Envelope) fields { return envelope(v, e, true) }),
	}
	body := ""
	if v.Note != nil {
		body = plainLinks(v, string(v.Note.Text))
	}
	if err := h.page(v.ID+"/_index.md", f, body); err != nil {
		return err
	}
	for i, s := range v.Sets {
		if err := h.set(s, i); err != nil {
			return err
		}
	}
	return nil
}

func (h *hugoSite) set(s *content.Set, weight int) error {
	f := fields{
		"type": "set", "title": s.Title, "summary": s.Summary, "weight": weight + 1, "platform": words.Words{}.Platform(s.Platform),
		"source": fields{"title": s.Source.Title, "url": s.Source.URL, "retrieved": s.Source.Retrieved},
	}
	folder := s.Vendor.ID + "/" + s.ID + "/"
	if err := h.page(folder+"_index.md", f, plainLinks(s.Vendor, string(s.Note))); err != nil {
		return err
	}
	for i, c := range s.Codes {
		body := ""
		if c.Note != nil {
			body = plainLinks(s.Vendor, string(c.Note.Text))
		}
		if err := h.page(folder+c.Slug+".md", h.code(c, i), body); err != nil {
			return err
		}
	}
	return nil
}

// list maps the entries of a list to front matter.
func list[T any](in []T, f func(T) fields) []fields {
	out := make([]fields, len(in))
	for i, v := range in {
		out[i] = f(v)
	}
	return out
}
