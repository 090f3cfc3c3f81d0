package site

import (
	"github.com/errdocs/errdocs/templates"
)

// The schema.org types that pages carry as JSON-LD: those that search engines show something of. Addresses are relative to
// the page, as JSON-LD in HTML allows. What a code is, is in its .json.

type ldBreadcrumbs struct {
	Context string    `json:"@context"`
	Type    string    `json:"@type"`
	Items   []ldCrumb `json:"itemListElement"`
}

type ldCrumb struct {
	Type     string `json:"@type"`
	Position int    `json:"position"`
	Name     string `json:"name"`
	Item     string `json:"item"`
}

type ldSite struct {
	Context string    `json:"@context"`
	Type    string    `json:"@type"`
	Name    string    `json:"name"`
	Summary string    `json:"description"`
	URL     string    `json:"url,omitempty"`
	Action  *ldSearch `json:"potentialAction,omitempty"`
}

type ldSearch struct {
	Type   string `json:"@type"`
	Target string `json:"target"`
	Query  string `json:"query-input"`
}

const schemaOrg = "https://schema.org"

// breadcrumbs returns the trail to a code: its vendor and set. Search engines know home and the page itself.
func (p *page) breadcrumbs(crumbs []templates.Link) ldBreadcrumbs {
	crumbs = crumbs[1:]
	list := ldBreadcrumbs{Context: schemaOrg, Type: "BreadcrumbList"}
	for i, c := range crumbs {
		list.Items = append(list.Items, ldCrumb{"ListItem", i + 1, c.Text, p.url(c.URL)})
	}
	return list
}

func (ed *edition) website() ldSite {
	s := ldSite{Context: schemaOrg, Type: "WebSite", Name: ed.site.Title, Summary: ed.site.Summary, URL: ed.absolute("")}
	if s.URL != "" {
		s.Action = &ldSearch{"SearchAction", s.URL + "search/?q={query}", "required name=query"}
	}
	return s
}

// absolute returns the full address of a path from the root, "" when the site's address is not known.
func (ed *edition) absolute(path string) string {
	if ed.options.BaseURL == "" {
		return ""
	}
	return ed.options.BaseURL + path
}
