package ask

import (
	"testing"

	"github.com/errdocs/errdocs/search"
	"github.com/errdocs/errdocs/search/resolve"
)

// TestWhatIsACode asks texts of which it does not show that they are codes, or that they are not.
func TestWhatIsACode(t *testing.T) {
	var entries []resolve.Entry
	var docs []search.Document
	for _, e := range []resolve.Entry{
		{ID: "acme/api/acme-card-expired", Name: "acme: card-expired", Title: "Card has expired"},
		{ID: "acme/api/card-expired-again", Name: "card-expired-again", Title: "Card has expired"},
		{ID: "acme/api/bad-time", Name: "BAD_TIME", Title: "Timestamp refused"},
		{ID: "acme/api/request-timeout", Name: "REQUEST_TIMEOUT", Title: "No answer"},
	} {
		e.Vendor, e.VendorName, e.Set, e.SetTitle = "acme", "Acme", "api", "API"
		entries = append(entries, e)
		docs = append(docs, search.Document{ID: e.ID, URL: e.ID + "/", Names: []string{e.Name}, Label: "Acme · API", Title: e.Title, Body: "It may be the 502 of a proxy."})
	}
	index, err := search.Build(nil, docs)
	if err != nil {
		t.Fatal(err)
	}
	asker := Asker{index, resolve.New(entries)}
	for _, test := range []struct {
		text, code, first string
		match             search.Match
	}{
		{"acme: card-expired", "", "acme/api/acme-card-expired", search.Exact},
		{"acme: card-exp", "", "acme/api/card-expired-again", search.All},
		{"DECLINED", "DECLINED", "acme/api/bad-time", search.All}, // by a synonym
		{"declined", "", "acme/api/bad-time", search.All},
		{"TIMEOUT", "", "acme/api/request-timeout", search.All},
		{"502", "502", "acme/api/acme-card-expired", search.All}, // in prose
		{"カードの期限が切れました", "", "", ""},
	} {
		a, err := asker.Ask(test.text, search.Options{})
		if err != nil {
			t.Fatal(err)
		}
		first, match := "", search.Match("")
		if len(a.Hits) > 0 {
			first, match = a.Hits[0].Document.ID, a.Hits[0].Match
		}
		if a.Code != test.code || first != test.first || match != test.match {
			t.Errorf("%q: unknown code %q, first hit %q, match %q; want %q, %q, %q", test.text, a.Code, first, match, test.code, test.first, test.match)
		}
	}
}
