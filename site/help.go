package site

import (
	"fmt"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/templates"
)

// exampleBase is used in recipes where the site's own address is not known.
const exampleBase = "https://errors.example.com/"

// helpPage adds "/help/".
func helpPage(b *builder) {
	if len(b.ed.codes) == 0 {
		return
	}
	h := b.ed.onlyHead("Help",
		"Keys, addresses, and how to link to codes from GitHub, Jira, Zendesk, ServiceNow, Slack and Backstage.")
	b.page("help/", h, func(p *page) templates.View {
		c := p.ed.exampleCode()
		return &templates.HelpPage{Example: p.ref(c), Recipes: p.ed.recipes(c)}
	})
}

// exampleCode returns a code to show addresses with: an active error with a name.
func (ed *edition) exampleCode() *content.Code {
	is := func(c *content.Code) bool {
		return c.Set.Kind == content.KindError && strings.Contains(c.Code, "_") && !c.Lifecycle.Retired()
	}
	if i := slices.IndexFunc(ed.codes, is); i >= 0 {
		return ed.codes[i]
	}
	return ed.codes[0]
}

func (ed *edition) recipes(c *content.Code) []templates.Recipe {
	base := ed.options.BaseURL
	if base == "" {
		base = exampleBase
	}
	link, vendor := base+shortPath(c), c.Set.Vendor.ID
	return []templates.Recipe{{
		ID: "github", Title: "GitHub autolinks", Code: commands(ed.autolinks(base)),
		Intro: "Run this once in a repository. Short ids such as " + strings.ToUpper(c.ShortID()) + " then become links in issues, pull requests and commits.",
	}, {
		ID: "jira", Title: "Jira", Code: base + `go/?q={{issue.summary.match("([A-Z]+_[A-Z0-9_]+)").urlEncode}}&vendor=` + vendor,
		Intro: "In Automation, make a rule that comments on each new issue. The smart value takes the first code-like word of the summary.",
	}, {
		ID: "zendesk", Title: "Zendesk", Code: base + "go/?q={{ticket.ticket_field_360000000000}}&vendor=" + vendor,
		Intro: "Put this into a macro. Replace the number by that of the ticket field that holds the code.",
	}, {
		ID: "servicenow", Title: "ServiceNow", Code: "window.open('" + base + "go/?q=' + encodeURIComponent(g_form.getValue('u_error_code')));",
		Intro: "Add a UI action with this client script to the incident table. The field u_error_code holds the code.",
	}, {
		ID: "slack", Title: "Slack", Code: link,
		Intro: "Pasted into a channel, a short link unfolds with title, meaning, retry and HTTP status.",
	}, {
		ID: "backstage", Title: "Backstage", Code: backstage(base, c),
		Intro: "Add a link to the entities that use the vendor.",
	}, {
		ID: "rfc9457", Title: "Problem details (RFC 9457)", Code: problemDetails(link, c),
		Intro: "When your own API passes a vendor's error on, use the short link as its type.",
	}, {
		ID: "markdown", Title: "Markdown", Code: fmt.Sprintf("[%s](%s)", c.Code, base+codePath(c)),
		Intro: "For runbooks and post-mortems.",
	}}
}

func backstage(base string, c *content.Code) string {
	return "metadata:\n  links:\n    - url: " + base + vendorPath(c.Set.Vendor) + "\n      title: " + c.Set.Vendor.Name + " error codes\n      icon: docs\n"
}

func problemDetails(short string, c *content.Code) string {
	return fmt.Sprintf("{\n  \"type\": %q,\n  \"title\": %q,\n  \"status\": 502,\n  \"vendor_code\": %q\n}\n", short, c.Title, c.Code)
}
