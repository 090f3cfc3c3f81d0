// Package ask answers what somebody types: first as a spelling or an address of a code, then as words.
//
// A text that is a code, or has one in it, gets that code first, and whatever else its words find after it. A code that no
// entry has gets the families that it belongs to, or the answer that there is none. A vendor that the text names narrows the
// result to its codes; if there are none, the answer says so and has those of others.
//
// ask.js does the same in the browser, and is compared with it.
package ask

import (
	"regexp"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/search"
	"github.com/errdocs/errdocs/search/resolve"
)

// Asker answers questions about the codes that both an index and a resolver know.
type Asker struct {
	Index    *search.Index
	Resolver *resolve.Resolver
}

// Answer is what a text finds.
type Answer struct {
	search.Result
	Kind     resolve.Kind
	Code     string          // what no entry has: of a member of Families, or of an unknown code; otherwise ""
	Families []resolve.Entry // that Code belongs to
	Exact    []resolve.Entry // the codes that the text is, or has in it
	Similar  []resolve.Entry // of an unknown code: those that are nearest
	Vendors  []string        // that the text names
	Without  []string        // the same, if the result is of others
	Sure     bool            // the first hit is meant: it may be opened without looking
}

// Ask answers a text. Where results are filtered, codes that the text has are among them and nowhere else. The resolver is not
// asked what the index knows: in the browser it costs several files.
func (a *Asker) Ask(text string, o search.Options) (Answer, error) {
	ans := Answer{}
	text = a.Resolver.WithoutNumbers(resolve.Apart(text))
	err := a.query(&ans, resolve.WithoutPaths(text), o)
	ans.Sure = len(ans.Without) == 0 && isSure(ans.Result)
	if err != nil || len(o.Filter) > 0 || isSettled(text, ans.Result) {
		return ans, err
	}
	r := a.Resolver.Resolve(text, "")
	ans.Kind = r.Kind
	switch {
	case r.How == resolve.ByWords && (r.Code == "" || short.MatchString(r.Code) && ans.Total > 0):
		return ans, nil // words that happen to be a code, or have a number that many vendors have: the others of them decide
	case r.Kind == resolve.Nearest || r.Kind == resolve.Nothing:
		return ans, a.unknown(&ans, r, o.Typing)
	case r.Kind == resolve.Member:
		ans.Code, ans.Families = r.Code, r.Entries
		ans.Without = foreign(ans.Vendors, r.Entries)
	default:
		ans.Exact = r.Entries
		ans.Without = foreign(ans.Vendors, r.Entries)
	}
	ans.first(r.Entries)
	return ans, nil
}

// isSettled reports whether the index has said what the resolver could: the text is the name of a code, or it is words, or one
// word with which a name starts.
func isSettled(text string, r search.Result) bool {
	if resolve.IsWords(text) {
		return true
	}
	if isCoined(text, r) {
		return false
	}
	if len(r.Hits) == 0 || strings.ContainsAny(text, " \t\n/\\") {
		return false
	}
	m := r.Hits[0].Match
	return m == search.Exact || m != search.Some && !strings.ContainsAny(text, "0123456789")
}

// isCoined reports whether a text is meant as a code that no entry has: it is one word in capitals or a number, and only prose has it.
func isCoined(text string, r search.Result) bool {
	if len(r.Hits) == 0 || !capitals.MatchString(text) && (r.Hits[0].Match != search.All || !number.MatchString(text)) {
		return false
	}
	names := strings.Join(r.Hits[0].Document.Names, " ")
	return !strings.Contains(resolve.Fold(names), resolve.Fold(text))
}

var capitals, number, short = regexp.MustCompile(`^[A-Z]{6,}$`), regexp.MustCompile(`^[0-9]{3,}$`), regexp.MustCompile(`^[0-9]{3}$`)

// first takes out of the hits what comes before them.
func (ans *Answer) first(entries []resolve.Entry) {
	n := len(ans.Hits)
	ans.Hits = slices.DeleteFunc(ans.Hits, func(h search.Hit) bool {
		return slices.ContainsFunc(entries, func(e resolve.Entry) bool { return e.URL == h.Document.URL })
	})
	ans.Total += len(entries) - n + len(ans.Hits)
	ans.DidYouMean = ""
	ans.Sure = len(ans.Without) == 0 && len(ans.Exact) > 0
}

// query asks the index: of the vendor that the text names, if it has anything.
func (a *Asker) query(ans *Answer, text string, o search.Options) (err error) {
	vendors, rest := a.Resolver.Vendors(text)
	if ans.Vendors = vendors; len(vendors) == 1 && rest != "" {
		if strings.ContainsAny(text, ":_/") { // of a name that begins with that of its vendor
			if ans.Result, err = a.Index.Query(text, o); err != nil || len(ans.Hits) > 0 && ans.Hits[0].Match == search.Exact {
				return err
			}
		}
		only := o
		only.Tags = vendors
		if ans.Result, err = a.Index.Query(rest, only); err != nil || ans.Total > 0 {
			return err
		}
		ans.Without, text = vendors, rest
	}
	if ans.Result, err = a.Index.Query(text, o); ans.Total == 0 {
		ans.Without = nil
	}
	return err
}

// OfOthers returns an answer with the entries of a resolution, and in Without the vendor that is asked for, or else those that the
// text names, if none of the entries is theirs.
func OfOthers(r *resolve.Resolver, text, vendor string, found resolve.Resolution) Answer {
	vendors, rest := r.Vendors(text)
	switch {
	case vendor != "":
		vendors = []string{vendor}
	case rest == "" || found.How == resolve.ByAddress:
		vendors = nil
	}
	ans := Answer{Kind: found.Kind, Code: found.Code, Exact: found.Entries, Vendors: vendors}
	if len(found.Entries) > 0 {
		ans.Without = foreign(vendors, found.Entries)
	}
	return ans
}

// Owners returns the vendors of what the vendors in Without do not have: of the exact codes, or of the first result.
func (ans *Answer) Owners() []string {
	others := func(name string) bool { return !slices.Contains(ans.Without, name) }
	entries := slices.Concat(ans.Exact, ans.Families)
	names := lists.Filter(lists.Distinct(entries, func(e resolve.Entry) string { return e.VendorName }), others)
	if len(names) == 0 && len(ans.Hits) > 0 {
		name, _, _ := strings.Cut(ans.Hits[0].Document.Label, " · ")
		names = lists.Filter([]string{name}, others)
	}
	return names
}

// isSure reports whether the first hit of a result is meant.
func isSure(r search.Result) bool {
	if len(r.Hits) == 0 {
		return false
	}
	first := r.Hits[0]
	unique := len(r.Hits) == 1 || r.Hits[1].Match != search.Start
	return first.Match == search.Exact || first.Match != search.Alike && first.Cover == r.Whole || first.Match == search.Start && unique
}

// unknown notes the code that a text has if it is in no list. If all have too little of the text, nothing is shown.
func (a *Asker) unknown(ans *Answer, r resolve.Resolution, typing bool) error {
	if r.Code == "" {
		return nil
	}
	alone, err := a.Index.Query(r.Code, search.Options{Limit: 1, Typing: typing})
	isKnown := err != nil || alone.Total > 0 && alone.Hits[0].Match != search.Some && !isCoined(r.Code, alone) // a word, the beginning of a code, or a slip
	if isKnown && !strings.Contains(r.Code, "_") {
		return err
	}
	h := ans.Hits
	tooLittle := len(h) > 0 && h[0].Match == search.Some && 5*h[0].Cover < 4*ans.Whole
	if tooLittle {
		ans.Hits, ans.Total, ans.Facets, ans.Without = nil, 0, nil, nil // the words around it are not enough
	}
	if !isKnown || len(h) == 0 || tooLittle && len(r.Entries) > 0 {
		ans.Code, ans.Similar, ans.Sure = r.Code, r.Entries, false
	}
	return err
}

// foreign returns the vendors that are named, if none of the entries is theirs.
func foreign(vendors []string, entries []resolve.Entry) []string {
	if slices.ContainsFunc(entries, func(e resolve.Entry) bool { return slices.Contains(vendors, e.VendorName) }) {
		return nil
	}
	return vendors
}
