package site

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/search/resolve"
)

// TestAutolinks does with the text of a ticket what GitHub does: the short id of every code, in any case, becomes a link to
// the code, and so does a code of letters and digits.
func TestAutolinks(t *testing.T) {
	shaped, err := content.Load(ticketCodes)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []*content.Catalog{defaultCatalog(t), shaped} {
		files, err := Export(context.Background(), c, Options{}, "autolinks-json")
		if err != nil {
			t.Fatal(err)
		}
		var links []Autolink
		if err := json.Unmarshal(files[0].Data, &links); err != nil {
			t.Fatal(err)
		}
		noOverlap(t, links)
		resolver := c.Resolver(false)
		for code := range c.All() {
			typed := []string{code.ShortID(), strings.ToUpper(code.ShortID())}
			if prefixed.MatchString(code.Code) {
				typed = append(typed, code.Code)
			}
			for _, word := range typed {
				address := autolinked(t, links, word)
				query, ok := strings.CutPrefix(address, c.Site.BaseURL+"go/?q=")
				if found := resolver.Resolve(query, ""); !ok || found.Kind != resolve.One || found.Entries[0].ID != code.ID() {
					t.Errorf("%s leads to %s, which resolves to %v", word, address, found)
				}
			}
		}
		script, err := Export(context.Background(), c, Options{}, "autolinks")
		if err != nil {
			t.Fatal(err)
		}
		if n := bytes.Count(script[0].Data, []byte("gh repo autolink create ")); n != len(links) {
			t.Errorf("%d commands for %d links", n, len(links))
		}
	}
}

// ticketCodes is a catalog of codes that tickets name, and that are written in many ways.
var ticketCodes = fstest.MapFS{
	"site.yaml":              {Data: []byte("title: Shapes\nsummary: Codes.\nbase_url: https://example.org/\n")},
	"vendors/db/vendor.yaml": {Data: []byte("name: DB\nsummary: A database.\nsets: [api, rpc]\n")},
	"vendors/db/api.yaml":    {Data: []byte(ticketSet("PGRST", "PGRST116", "AADSTS50011", "ORA-00001", "insufficient_funds", "23505"))},
	"vendors/db/rpc.yaml":    {Data: []byte(ticketSet("RPC", "-32600", "-1", "1", "auth/user-not-found", "Invalid card number", "C#", `a"b\c{{d}}`))},
}

func ticketSet(key string, codes ...string) string {
	text := "title: Errors\nkey: " + key + "\nkind: error\nsummary: Codes.\norigins: ours\ncodes:\n"
	for i, c := range codes {
		text += fmt.Sprintf("  - code: %q\n    slug: c%d\n    title: T\n    summary: It happened.\n    category: internal\n    http: [500]\n    fault: server\n    next_step: retry\n    retry: never\n    actions: {engineer: [Do it.]}\n", c, i)
	}
	return text
}

// noOverlap fails if GitHub would refuse one of the links.
func noOverlap(t *testing.T, links []Autolink) {
	t.Helper()
	for i, l := range links {
		for j, other := range links {
			if i != j && strings.HasPrefix(strings.ToLower(other.Prefix), strings.ToLower(l.Prefix)) {
				t.Errorf("the prefix %s overlaps with %s", l.Prefix, other.Prefix)
			}
		}
	}
}

// autolinked applies the one link whose prefix the word has.
func autolinked(t *testing.T, links []Autolink, word string) string {
	t.Helper()
	var found []string
	for _, l := range links {
		rest := map[bool]string{true: "[A-Za-z0-9-]+", false: "[0-9]+"}[l.Alphanumeric]
		if m := regexp.MustCompile("^(?i:" + regexp.QuoteMeta(l.Prefix) + ")(" + rest + ")$").FindStringSubmatch(word); m != nil {
			found = append(found, strings.Replace(l.Template, "<num>", m[1], 1))
		}
	}
	if len(found) != 1 {
		t.Fatalf("%s: links %q", word, found)
	}
	return found[0]
}

// TestTicketPattern looks for each code in the summary of a ticket with the pattern that /help/ gives for Jira.
func TestTicketPattern(t *testing.T) {
	shaped, err := content.Load(ticketCodes)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []*content.Catalog{defaultCatalog(t), shaped} {
		codes, found := slices.Collect(c.All()), 0
		pattern := codePattern(codes)
		if strings.ContainsAny(pattern, "\\\"'{}") {
			t.Errorf("a smart value cannot contain %s", pattern)
		}
		for _, code := range codes {
			summary := "Payment (for A. Person) fails with " + code.Code + ", since yesterday"
			if m := regexp.MustCompile(pattern).FindStringSubmatch(summary); m == nil || m[1] != code.Code {
				t.Errorf("%q: %q in %s", summary, m, pattern)
				continue
			}
			found++
		}
		t.Logf("%d of %d codes with %d bytes", found, len(codes), len(pattern))
	}
	if m := regexp.MustCompile(codePattern(slices.Collect(shaped.All()))).FindStringSubmatch("PGRST999 in 7 requests"); m == nil || m[1] != "PGRST999" {
		t.Errorf("a code that nobody documents is not found: %q", m)
	}
}
