package search

// Facet is a property that results are counted and filtered by.
type Facet struct {
	ID    string // name in addresses and in Options.Filter
	Title string // shown above the values
}

// Document is something that can be found.
type Document struct {
	ID    string   // unique; ties between equal results are broken by its byte order
	URL   string   // relative to the root of the site, "thales/android/server-error/"
	Names []string // whole spellings that find it exactly; the first is shown

	Label   string // shown next to the name, "Thales · Android"; its words are searched like Tags
	Title   string
	Summary string // shown in results
	Verdict string // shown in results: a class, who states it and words, "check.ours Check first"; not searched

	Body    string     // plain text
	Tags    []string   // vendor, platform, category: words that narrow a search
	Facets  [][]string // values by position of the facets; a nil entry has none
	Retired bool       // sorts below an active document that matches as well
	Weight  float64    // what its score is multiplied by for the order; 0: 1
}

// defaultLimit is the limit of the zero Options, as in client.js.
const defaultLimit = 10

// Options say how a query is run. The zero value returns the first ten hits.
type Options struct {
	Limit  int                 // hits to return at most; 0: ten, negative: none
	Offset int                 // hits to leave out at the start
	Typing bool                // the last word is still being typed: match everything that starts with it
	Tags   []string            // words that a document must have in its tags or label
	Filter map[string][]string // facet id to wanted values; a document must have one of them in every facet
}

// Result is the answer to a query.
type Result struct {
	Total  int // documents that match, whatever the limit
	Hits   []Hit
	Facets []FacetCounts // in the order of the facets

	// DidYouMean is the text that was searched for instead, if a word of the query occurs nowhere and one edit makes a
	// word that does; "" if nothing was replaced.
	DidYouMean string

	Whole int // how much of a query a document can have: rare words count more
}

// Hit is one document of a result.
type Hit struct {
	Document *Document
	Score    float64 // bleve's
	Match    Match
	Cover    int // how much of the query the document has, of Result.Whole
}

// Match says how a document matches a query.
type Match string

// The ways to match, best first.
const (
	Exact Match = "exact" // the query is one of the document's names, in some spelling
	Alike Match = "alike" // one edit makes one of them of the query
	Start Match = "start" // one of them starts with the query
	All   Match = "all"   // the document has all words of the query
	Some  Match = "some"  // it has so much of the query that it may be meant
)

// FacetCounts is how many of the matching documents have each value of a facet. The filter of the facet itself is not
// applied, so that the other values stay visible.
type FacetCounts struct {
	Facet
	Values []Count // most documents first, then in order of value
}

// Count is one value of a facet.
type Count struct {
	Value string
	N     int
}
