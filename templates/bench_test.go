package templates

import (
	"bytes"
	"testing"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/site/record"

	"github.com/errdocs/errdocs/content/words"
)

// BenchmarkRender fills the template of a code's page.
func BenchmarkRender(b *testing.B) {
	theme, err := New(nil, words.Words{})
	if err != nil {
		b.Fatal(err)
	}
	v := benchPage()
	var out bytes.Buffer
	b.ReportAllocs()
	for b.Loop() {
		out.Reset()
		if err := theme.Render(&out, v.Page, v); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkNew parses the theme, which each build does once.
func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := New(nil, words.Words{}); err != nil {
			b.Fatal(err)
		}
	}
}

// benchPage returns the page of a code with as much on it as most have.
func benchPage() *CodePage {
	const markup = "<p>The limit counts all requests of the account, whatever <code>key</code> they were signed with.</p>"
	ref := CodeRef{Code: "TOO_MANY_REQUESTS", URL: "../../rest/too-many-requests/", Title: "Too many requests", Vendor: "Acme", Set: "Rest errors"}
	p := &CodePage{
		Page: Page{
			Site: &Site{Title: "Vendor error codes", Assets: "assets/0", Codes: 1000}, Kind: "code", Root: "../../../",
			Path: "acme/rest/too-many-requests/", Title: "TOO_MANY_REQUESTS · Acme Rest errors", Description: "Too many requests. Retry: yes.",
			Crumbs: []Link{{Text: "Home", URL: "../../../"}, {Text: "Acme", URL: "../../"}, {Text: "Rest errors", URL: "../"}},
		},
		Code: record.Code{
			Code: ref.Code, Title: ref.Title, Summary: "The limit is reached.", Short: "ACME-TOO-MANY-REQUESTS",
			Where: []content.Where{{Operation: "POST /otp", DeliveredBy: "the response body"}}, Concept: &record.Concept{Title: "Too many requests"},
		},
		ShortURL: "../../../e/acme-too-many-requests/", Meaning: markup, Note: markup + markup + markup,
		Badges:      []Badge{{Kind: "http", Text: "HTTP 429", URL: "../../../compare/http/"}, {Kind: "platform", Text: "Server"}},
		Causes:      []Item{{Text: markup}, {Text: markup}},
		Equivalents: &Equivalents{URL: "../../../compare/rate-limited/"},
	}
	for _, who := range []string{"engineer", "support", "user"} {
		p.Actors = append(p.Actors, Actor{ID: who, Title: who, Steps: []Item{{Text: markup}, {Text: markup}}})
	}
	for range 16 {
		p.Equivalents.Vendors = append(p.Equivalents.Vendors, VendorCodes{"Acme", []CodeRef{ref}})
	}
	return p
}
