package search

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// found returns the names of the hits of a query, "=" before those that are exact.
func found(t *testing.T, ix *Index, text string, o Options) (string, Result) {
	t.Helper()
	r, err := ix.Query(text, o)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, h := range r.Hits {
		name := h.Document.name()
		if h.Match == Exact {
			name = "=" + name
		}
		out = append(out, name)
	}
	return strings.Join(out, " "), r
}

// orderDocs are added to the documents of plan_test.go: a long word that starts like a short one, and
// words that are nearly a code.
var orderDocs = []Document{
	{ID: "m/a/cardhub", Names: []string{"CARDHUB"}, Title: "Another product"},
	{ID: "m/a/card-history", Names: []string{"CARD_HISTORY"}, Title: "Earlier use", Body: "The history of the card."},
	{ID: "m/a/denied", Names: []string{"DENIED"}, Title: "It is not so"}, // a title of stop words, with synonyms of the name
	{ID: "m/b/lifted", Names: []string{"B"}, Title: "Vessel sinks slowly", Weight: 2},
	{ID: "m/a/plain", Names: []string{"A"}, Title: "Vessel sinks slowly"},
	{ID: "m/a/lowered", Names: []string{"L"}, Title: "Vessel sinks", Weight: 0.5},
	{ID: "m/a/demo", Names: []string{"DEMO"}, Title: "Vemno"},
	{ID: "m/a/pin", Names: []string{"PIN_TRIES"}, Title: "Invalid PIN"},
}

// TestOrder checks what people rely on, here and in the browser.
func TestOrder(t *testing.T) {
	ix := mustBuild(t, nil, append(slices.Clone(fewDocs), orderDocs...))
	tests := []struct {
		what, query string
		typing      bool
		want        string
		meant       string
	}{
		{what: "the name itself before an alias of the same spelling", query: "server-error", want: "=SERVER_ERROR =TMGError.serverError SERVER_ERROR_WRONG_OTP SERVER_ERROR_EXPIRED_OTP"},
		{what: "the shortest name that starts with it", query: "server_err", typing: true, want: "SERVER_ERROR TMGError.serverError SERVER_ERROR_WRONG_OTP SERVER_ERROR_EXPIRED_OTP"},
		{what: "retired behind active", query: "sdk set-up failed", want: "20010 20005"},
		{what: "an exact retired name before prose", query: "20005", want: "=20005"},
		{what: "names with all words before those with some", query: "server error otp", want: "SERVER_ERROR_EXPIRED_OTP SERVER_ERROR_WRONG_OTP SERVER_ERROR TMGError.serverError"},
		{what: "two words narrow where enough documents have both", query: "sdk failed", want: "20010 20005"},
		{what: "a stem of prose", query: "expiration of cards", want: "INVALID_PAN SERVER_ERROR_EXPIRED_OTP"},
		{what: "a synonym", query: "handset offline", want: "30005"},
		{what: "a synonym is not quoted text", query: `"handset"`, want: ""},
		{what: "quoted words are not stemmed", query: `"sessions"`, want: "SERVER_ERROR_EXPIRED_OTP"},
		{what: "a quoted code is only that", query: `"SERVER_ERROR"`, want: "=SERVER_ERROR =TMGError.serverError"},
		{what: "a slip in a code finds codes only", query: "INVALID_PSN", want: "INVALID_PAN", meant: "INVALID_PAN"},
		{what: "a slip in a word", query: "wrng code", want: "SERVER_ERROR_WRONG_OTP SERVER_ERROR_EXPIRED_OTP PIN_TRIES INVALID_PAN INVALID_JSON", meant: "wrong code"},
		{what: "each word before the last is a word of the name", query: "card h", typing: true, want: "CARD_HISTORY CARDHUB"},
		{what: "words that occur are not corrected", query: "invalid pin", want: "PIN_TRIES INVALID_PAN INVALID_JSON SERVER_ERROR_WRONG_OTP"},
		{what: "a slip in a word of one document", query: "prodct", want: "CARDHUB", meant: "product"},
		{what: "a number after two words is one word that is missing", query: "vessel sinks 777", want: "B A L"},
		{what: "a name of another product is what is asked for", query: "stripe vessel sinks", want: ""},
		{what: "and no slip", query: "venmo", want: ""},
		{what: "four words are enough, however many there are", query: "harbor pilot whale tugboat anchor sunrise: history of the card, earlier use", want: "CARD_HISTORY"},
		{what: "three are not", query: "harbor pilot whale tugboat anchor sunrise: history of the card, earlier", want: ""},
		{what: "heavier before lighter", query: "vessel sinks", want: "B A L"},
		{what: "a name before a heavier document", query: "l vessel", want: "L B A"},
		{what: "nothing", query: "...", want: ""},
		{what: "a name of JavaScript", query: "__proto__", want: ""},
	}
	var queries []synthQuery
	for _, test := range tests {
		queries = append(queries, synthQuery{test.query, synthOptions{Limit: 10, Typing: test.typing}})
	}
	browser := askClient(t, question{writeExport(t, ix), queries})[0]
	for i, test := range tests {
		got, r := found(t, ix, test.query, Options{Limit: 10, Typing: test.typing})
		if diff := diff(plain(r), plainClient(browser[i])); diff != "" {
			t.Errorf("%s (bleve -, client +):\n%s", test.what, diff)
		}
		if got != test.want || r.DidYouMean != test.meant {
			t.Errorf("%s: %q finds %q and means %q, want %q and %q", test.what, test.query, got, r.DidYouMean, test.want, test.meant)
		}
	}
}

// TestFacets checks counts, filters and pages.
func TestFacets(t *testing.T) {
	docs := []Document{
		{ID: "a", Names: []string{"A_ERROR"}, Facets: [][]string{{"x"}, {"400", "500", "400"}}},
		{ID: "b", Names: []string{"B_ERROR"}, Facets: [][]string{{"x"}}},
		{ID: "c", Names: []string{"C_ERROR"}, Facets: [][]string{{"y"}, {"400"}}},
		{ID: "d", Names: []string{"OTHER"}, Facets: [][]string{{"z"}, {"400"}}},
	}
	ix := mustBuild(t, []Facet{{"v", "Vendor"}, {"h", "HTTP"}}, docs)
	for _, test := range []struct {
		filter map[string][]string
		limit  int
		offset int
		want   string
	}{
		{nil, 10, 0, "3 A_ERROR B_ERROR C_ERROR [x 2 y 1] [400 2 500 1]"},
		{nil, 1, 1, "3 B_ERROR [x 2 y 1] [400 2 500 1]"},
		{nil, 10, 9, "3 [x 2 y 1] [400 2 500 1]"},
		{nil, -1, -1, "3 [x 2 y 1] [400 2 500 1]"},
		{map[string][]string{"v": {"x"}}, 10, 0, "2 A_ERROR B_ERROR [x 2 y 1] [400 1 500 1]"},
		{map[string][]string{"h": {"400"}}, 10, 0, "2 A_ERROR C_ERROR [x 1 y 1] [400 2 500 1]"},
		{map[string][]string{"v": {"x", "y"}, "h": {"500"}}, 10, 0, "1 A_ERROR [x 1 y 0] [400 2 500 1]"},
		{map[string][]string{"v": {"z"}}, 10, 0, "0 [x 2 y 1 z 0] []"},
		{map[string][]string{"v": {}, "unknown": {"x"}}, 10, 0, "3 A_ERROR B_ERROR C_ERROR [x 2 y 1] [400 2 500 1]"},
		{map[string][]string{"v": {"nobody"}}, 10, 0, "0 [x 2 y 1] []"},
	} {
		names, r := found(t, ix, "error", Options{Limit: test.limit, Offset: test.offset, Filter: test.filter})
		out := fmt.Sprint(r.Total)
		if names != "" {
			out += " " + names
		}
		for _, f := range r.Facets {
			var values []string
			for _, c := range f.Values {
				values = append(values, fmt.Sprint(c.Value, " ", c.N))
			}
			out += " [" + strings.Join(values, " ") + "]"
		}
		if diff := cmp.Diff(test.want, out); diff != "" {
			t.Errorf("%v (want -, got +):\n%s", test.filter, diff)
		}
	}
}

// FuzzQuery checks what is true of any query: no error, as many hits as there are, scores above 0, exact hits first.
func FuzzQuery(f *testing.F) {
	docs := synthDocs(100)
	for i, q := range newSynth(11).queries(docs, 100) {
		f.Add(q.Text, i%2 == 0)
	}
	f.Add("\xff\xfe \x80", true)
	ix := mustBuild(f, synthFacets, docs)
	f.Fuzz(func(t *testing.T, text string, typing bool) {
		r, err := ix.Query(text, Options{Limit: len(docs) + 1, Typing: typing})
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Hits) != r.Total || r.Total > len(docs) {
			t.Errorf("%d hits of %d", len(r.Hits), r.Total)
		}
		for i, h := range r.Hits {
			if !(h.Score > 0) || h.Match == Exact && i > 0 && r.Hits[i-1].Match != Exact {
				t.Errorf("hit %d: score %g, %s", i, h.Score, h.Match)
			}
		}
	})
}

func TestZeroOptionsReturnTenHits(t *testing.T) {
	ix := mustBuild(t, synthFacets, synthDocs(40))
	r, err := ix.Query("error", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Hits) != 10 || r.Total <= 10 {
		t.Errorf("%d hits of %d", len(r.Hits), r.Total)
	}
}
