package site

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/templates"
)

// exampleBase is used in recipes where the site's own address is not known.
const exampleBase = "https://errors.example.com/"

// helpPage adds "/help/".
func helpPage(b *builder) {
	if len(b.ed.codes) == 0 {
		return
	}
	c := b.ed.exampleCode()
	b.page("help/", b.ed.onlyHead(reading(c), "nav.help", "help.description"), func(p *page) templates.View {
		return &templates.HelpPage{Example: p.ref(c), Recipes: p.ed.recipes(c)}
	})
}

// exampleCode returns a code to show addresses with: an active error with a name.
func (ed *edition) exampleCode() *content.Code {
	is := func(c *content.Code) bool {
		return c.Set.Kind == content.KindError && strings.Contains(c.Code, "_") && !c.Lifecycle.Retired()
	}
	return cmp.Or(lists.First(ed.codes, is), ed.codes[0])
}

func (ed *edition) recipes(c *content.Code) []templates.Recipe {
	base := cmp.Or(ed.options.BaseURL, exampleBase)
	link, text := base+shortPath(c), ed.words.Text
	list := []templates.Recipe{
		{ID: "github", Title: text("recipe.github-title"), Code: commands(ed.autolinks(base))},
		{ID: "jira", Title: "Jira", Code: base + `go/?q={{issue.summary.match("` + codePattern(ed.codes) + `").urlEncode}}`},
		{ID: "zendesk", Title: "Zendesk", Code: base + "go/?q={{ticket.ticket_field_360000000000 | url_encode}}"},
		{ID: "servicenow", Title: "ServiceNow", Code: "window.open('" + base + "go/?q=' + encodeURIComponent(g_form.getValue('u_error_code')));"},
		{ID: "slack", Title: "Slack", Code: link},
		{ID: "bot", Title: text("recipe.bot-title"), Code: "curl " + base + "code/" + c.Slug + ".json"},
		{ID: "backstage", Title: "Backstage", Code: backstage(base, c)},
		{ID: "rfc9457", Title: text("recipe.rfc9457-title"), Code: problemDetails(link, c)},
		{ID: "markdown", Title: "Markdown", Code: fmt.Sprintf("[%s](%s)", c.Code, base+codePath(c))},
	}
	for i := range list {
		list[i].Intro = text("recipe."+list[i].ID, "id", strings.ToUpper(c.ShortID()))
	}
	return list
}

func backstage(base string, c *content.Code) string {
	return "metadata:\n  links:\n    - url: " + base + vendorPath(c.Set.Vendor) + "\n      title: " + c.Set.Vendor.Name + " error codes\n      icon: docs\n"
}

func problemDetails(short string, c *content.Code) string {
	return fmt.Sprintf("{\n  \"type\": %q,\n  \"title\": %q,\n  \"status\": 502,\n  \"vendor_code\": %q\n}\n", short, c.Title, c.Code)
}
