package content

import (
	"net/url"
	"strings"

	"github.com/errdocs/errdocs/internal/lists"
)

// Issue returns the address of a new issue, "" when site.yaml gives none.
func (s *Site) Issue(title, body string) string {
	escape := func(s string) string { return unescaped.Replace(url.QueryEscape(s)) }
	if s.IssueURL == "" {
		return ""
	}
	return strings.ReplaceAll(strings.ReplaceAll(s.IssueURL, "{title}", escape(title)), "{body}", escape(body))
}

// unescaped has %20 for a space, which every tracker understands, and what needs no escape.
var unescaped = strings.NewReplacer("+", "%20", "%2C", ",", "%3A", ":", "%2F", "/", "%3F", "?")

// The limits of a spelling that is put into an issue: more may be a card number or a text about a customer.
const (
	maxIssueCode   = 64
	maxIssueDigits = 10
)

// Report returns the address of an issue that asks for a code that the catalog lacks, "" when site.yaml gives none.
// Vendors are those that somebody named together with it.
func (c *Catalog) Report(code string, vendors []string) string {
	digits := lists.Count([]byte(code), func(c byte) bool { return c >= '0' && c <= '9' })
	if len(code) > maxIssueCode || digits > maxIssueDigits {
		code = ""
	}
	text := func(key string) string {
		return c.Strings.Text(key, "code", code, "vendor", strings.Join(vendors, ", "))
	}
	body := ""
	if code != "" {
		body = text("report.code") + "\n"
	}
	if len(vendors) > 0 {
		body += text("report.vendor") + "\n"
	}
	return c.Site.Issue(strings.TrimSpace(text("report.title")), body+"\n"+text("report.question")+"\n")
}
