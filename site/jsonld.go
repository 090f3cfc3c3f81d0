package site

import (
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/templates"
)

// The schema.org types that pages carry as JSON-LD. Addresses are absolute where the site's address
// is known, and relative to the page elsewhere.

type ldBreadcrumbs struct {
	Context string    `json:"@context"`
	Type    string    `json:"@type"`
	Items   []ldCrumb `json:"itemListElement"`
}

type ldCrumb struct {
	Type     string `json:"@type"`
	Position int    `json:"position"`
	Name     string `json:"name"`
	Item     string `json:"item,omitempty"`
}

type ldArticle struct {
	Context  string `json:"@context"`
	Type     string `json:"@type"`
	Headline string `json:"headline"`
	Summary  string `json:"description"`
	Language string `json:"inLanguage"`
	URL      string `json:"url,omitempty"`
	About    ldTerm `json:"about"`
}

type ldTerm struct {
	Type    string   `json:"@type"`
	Code    string   `json:"termCode"`
	Name    string   `json:"name"`
	Others  []string `json:"alternateName,omitempty"`
	Summary string   `json:"description"`
	Set     ldSet    `json:"inDefinedTermSet"`
}

type ldSet struct {
	Type string `json:"@type"`
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
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

func (ed *edition) breadcrumbs(crumbs []templates.Link, title string) ldBreadcrumbs {
	list := ldBreadcrumbs{Context: schemaOrg, Type: "BreadcrumbList"}
	for i, c := range crumbs {
		list.Items = append(list.Items, ldCrumb{"ListItem", i + 1, c.Text, ed.absolute(c.URL)})
	}
	name, _, _ := strings.Cut(title, " · ")
	list.Items = append(list.Items, ldCrumb{"ListItem", len(crumbs) + 1, name, ""})
	return list
}

func (ed *edition) website() ldSite {
	s := ldSite{Context: schemaOrg, Type: "WebSite", Name: ed.site.Title, Summary: ed.site.Summary, URL: ed.absolute("")}
	if s.URL != "" {
		s.Action = &ldSearch{"SearchAction", s.URL + "search/?q={query}", "required name=query"}
	}
	return s
}

func (ed *edition) article(c *content.Code) ldArticle {
	return ldArticle{
		Context: schemaOrg, Type: "TechArticle", Headline: c.Code + ": " + c.Title, Summary: c.Summary, Language: "en",
		URL: ed.absolute(codePath(c)),
		About: ldTerm{
			Type: "DefinedTerm", Code: c.Code, Name: c.Title, Others: c.Aliases, Summary: c.Summary,
			Set: ldSet{"DefinedTermSet", c.Set.Vendor.Name + ": " + c.Set.Title, ed.absolute(setPath(c.Set))},
		},
	}
}

// absolute returns the full address of a path from the root, "" when the site's address is not known.
func (ed *edition) absolute(path string) string {
	if ed.options.BaseURL == "" {
		return ""
	}
	return ed.options.BaseURL + path
}
