package site

// The schema.org types that home has as JSON-LD: those that search engines show something of. What a code is, is in its .json.

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
