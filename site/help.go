package site

import (
	"fmt"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/templates"
)

// exampleBase stands in recipes where the site's own address is not known.
const exampleBase = "https://errors.example.com/"

// helpPage adds "/help/".
func helpPage(b *builder) {
	if len(b.codes) == 0 {
		return
	}
	h := head{
		kind: "help", titles: []string{"Help · " + b.site.Title, "Help"}, crumbs: []templates.Link{{Text: "Home"}},
		description: "Keys, addresses, and how to link to codes from GitHub, Jira, Zendesk, ServiceNow, Slack and Backstage.",
	}
	b.page("help/", h, func(p *page, base templates.Page) templates.View {
		c := p.exampleCode()
		return &templates.HelpPage{Page: base, Example: p.ref(c), Recipes: p.recipes(c)}
	})
}

// exampleCode returns a code to show addresses with: an active error with a name.
func (b *builder) exampleCode() *content.Code {
	is := func(c *content.Code) bool {
		return c.Set.Kind == content.KindError && strings.Contains(c.Code, "_") && !c.Lifecycle.Retired()
	}
	if i := slices.IndexFunc(b.codes, is); i >= 0 {
		return b.codes[i]
	}
	return b.codes[0]
}

func (b *builder) recipes(c *content.Code) []templates.Recipe {
	base := b.options.BaseURL
	if base == "" {
		base = exampleBase
	}
	short, page, vendor := base+shortPath(c), base+codePath(c), c.Set.Vendor.ID
	return []templates.Recipe{
		{"github", "GitHub autolinks", "Run this once in a repository. Short ids such as " + strings.ToUpper(c.ShortID()) + " then become links in issues, pull requests and commits.", b.autolinks(base)},
		{"jira", "Jira", "In Automation, make a rule that runs when an issue is created and adds a comment. The smart value takes the first code-like word of the summary.", base + `go/?q={{issue.summary.match("([A-Z]+_[A-Z0-9_]+)").urlEncode}}&vendor=` + vendor},
		{"zendesk", "Zendesk", "In the Admin Center, add a URL target or put this into a macro. Replace the number by that of the ticket field that holds the code.", base + "go/?q={{ticket.ticket_field_360000000000}}&vendor=" + vendor},
		{"servicenow", "ServiceNow", "Add a UI action to the incident table with this client script. The field u_error_code holds the code.", "window.open('" + base + "go/?q=' + encodeURIComponent(g_form.getValue('u_error_code')));"},
		{"slack", "Slack", "Short links unfold in Slack with title, meaning, retry and HTTP status. Paste one, or make a text shortcut.", short},
		{"backstage", "Backstage", "Add a link to the entity that uses the vendor.", backstage(base, c)},
		{"rfc9457", "Problem details (RFC 9457)", "When your own API passes a vendor's error on, use the short link as its type.", problemDetails(short, c)},
		{"markdown", "Markdown", "For runbooks and post-mortems.", fmt.Sprintf("[%s](%s)", c.Code, page)},
	}
}

// autolinks returns the commands that make GitHub link every short id.
func (b *builder) autolinks(base string) string {
	var lines []string
	for _, s := range sortedSets(b) {
		key := strings.ToLower(s.Key)
		lines = append(lines, fmt.Sprintf("gh repo autolink create %s- '%se/%s-<num>/'", key, base, key))
	}
	return strings.Join(lines, "\n") + "\n"
}

func backstage(base string, c *content.Code) string {
	return "metadata:\n  links:\n    - url: " + base + vendorPath(c.Set.Vendor) + "\n      title: " + c.Set.Vendor.Name + " error codes\n      icon: docs\n"
}

func problemDetails(short string, c *content.Code) string {
	return fmt.Sprintf("{\n  \"type\": %q,\n  \"title\": %q,\n  \"status\": 502,\n  \"vendor_code\": %q\n}\n", short, c.Title, c.Code)
}
