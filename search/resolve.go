package search

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// Entry is one thing that has names and a page. The package does not know what it stands for.
type Entry struct {
	ID         string   `json:"id"`                // "vendor/set/slug", unique
	Name       string   `json:"code"`              // the name as its owner writes it
	Title      string   `json:"title"`             // a few words
	URL        string   `json:"url"`               // its page below the root of the site: ID and "/", filled in by NewResolver
	Short      string   `json:"short"`             // key of the set, "-", slug: "mdes-invalid-pan"
	Vendor     string   `json:"vendor"`            // first part of ID
	VendorName string   `json:"vendorName"`        // shown, and understood in front of a name
	Set        string   `json:"set"`               // second part of ID
	SetTitle   string   `json:"setTitle"`          //
	Space      string   `json:"space,omitempty"`   // what its numbers are: SpaceHTTP, SpaceGRPC or "" (the vendor's own)
	Names      []string `json:"names,omitempty"`   // all spellings: symbolic name, number, aliases; Name need not be among them
	Old        []string `json:"old,omitempty"`     // former addresses below the root of the site
	Retired    bool     `json:"retired,omitempty"` // listed after an equal that is not
}

// Spaces of numbers. A number is read as one of a space only where the text around it says so.
const (
	SpaceHTTP = "http"
	SpaceGRPC = "grpc"
)

// Kind says how a Resolution came out.
type Kind string

// The outcomes.
const (
	One     Kind = "one"     // exactly one entry
	Several Kind = "several" // several entries have that name
	Page    Kind = "page"    // a page that is no entry's; ResolveAddress only
	Nearest Kind = "nearest" // none has it; up to five with a similar one
	Nothing Kind = "nothing"
)

// How says by which rule a Resolution was reached.
type How string

// The rules, in the order in which they are tried.
const (
	ByAddress  How = "address"  // the address of a page, today's or a former one
	BySpelling How = "spelling" // the whole input is a spelling
	ByLast     How = "last"     // the last part of an address is a spelling; the rest is wrong
	ByWords    How = "words"    // a spelling with words around it
	ByDistance How = "distance"
)

// Resolution is what Resolve found. Entries come best first: as written before other spellings,
// active before retired, then in the order of their sets.
type Resolution struct {
	Kind    Kind    `json:"kind"`
	How     How     `json:"how,omitempty"`
	Entries []Entry `json:"entries"`
}

// Resolver finds entries by any spelling, short or full id, or address. Its rules are those of
// resolve.js, which works on what Export returns.
type Resolver struct {
	entries []Entry
	sets    []resolverSet
	setOf   []int             // by entry
	keys    map[string][]int  // fold of a spelling to entries
	sorted  []string          // keys in order
	labeled map[string]bool   // words that call a vendor or a set
	pages   map[string]string // addressPath to the page as given
	listed  []string          // pages in the order given
}

// resolverSet is what the entries of one set share.
type resolverSet struct {
	vendor, vendorName, set, title, space string

	key         string // what short ids of the set start with, without the hyphen
	vendorWords map[string]bool
	setWords    map[string]bool
}

// NewResolver indexes the entries. The order in which their sets first appear is the order in which
// equal entries are listed. Pages are the other addresses of the site ("compare/", "thales/ios/"), to
// which ResolveAddress may lead.
func NewResolver(entries []Entry, pages ...string) *Resolver {
	r := &Resolver{
		keys: map[string][]int{}, labeled: map[string]bool{}, pages: map[string]string{}, listed: pages,
	}
	for _, p := range pages {
		r.pages[addressPath(p)] = p
	}
	order := map[[2]string]int{}
	for _, e := range entries {
		id := [2]string{e.Vendor, e.Set}
		if _, ok := order[id]; !ok {
			order[id] = len(r.sets)
			r.sets = append(r.sets, newResolverSet(e))
		}
	}
	r.entries = slices.Clone(entries)
	slices.SortStableFunc(r.entries, func(a, b Entry) int {
		return cmp.Or(order[[2]string{a.Vendor, a.Set}]-order[[2]string{b.Vendor, b.Set}], cmp.Compare(a.ID, b.ID))
	})
	for i := range r.entries {
		e := &r.entries[i]
		e.URL = e.ID + "/"
		r.setOf = append(r.setOf, order[[2]string{e.Vendor, e.Set}])
		for key := range e.keys() {
			r.keys[key] = append(r.keys[key], i)
		}
	}
	r.sorted = slices.Sorted(maps.Keys(r.keys))
	for _, s := range r.sets {
		maps.Copy(r.labeled, s.vendorWords)
		maps.Copy(r.labeled, s.setWords)
	}
	return r
}

func newResolverSet(e Entry) resolverSet {
	s := resolverSet{vendor: e.Vendor, vendorName: e.VendorName, set: e.Set, title: e.SetTitle, space: e.Space}
	if key, ok := strings.CutSuffix(e.Short, "-"+e.slug()); ok {
		s.key = key
	}
	s.vendorWords = labelWords(e.Vendor, e.VendorName)
	s.setWords = labelWords(e.Set, e.SetTitle, s.key)
	for w := range s.vendorWords {
		delete(s.setWords, w)
	}
	return s
}

func (e *Entry) slug() string { return e.ID[strings.LastIndexByte(e.ID, '/')+1:] }

// keys returns the folds that the entry is found by: of its names, their tails, its slug, and the last
// part of each former address.
func (e *Entry) keys() map[string]bool {
	keys := map[string]bool{}
	for _, name := range append([]string{e.Name, e.slug()}, e.Names...) {
		keys[Fold(name)] = true
		keys[Fold(tail(name))] = true
	}
	for _, old := range e.Old {
		path := plainAddress(old)
		keys[Fold(path[strings.LastIndexByte(path, '/')+1:])] = true
	}
	delete(keys, "")
	return keys
}

// Resolve finds what raw means: any spelling, a short or full id, an address, or a spelling with its
// vendor's name beside it. Vendor, a name or id, is a wish: it narrows where it can. No input is an
// error; only the first 256 bytes count.
func (r *Resolver) Resolve(raw, vendor string) Resolution {
	return r.resolve(resolverText(raw), addressSegments(resolverText(raw)), hintWords(cutBytes(vendor, maxInput)))
}

func (r *Resolver) resolve(text string, segments []string, hints []string) Resolution {
	if found := r.at(segments); found >= 0 {
		return r.resolution(ByAddress, []int{found})
	}
	if found := r.spelled(trimPunctuation(text), hints); found != nil {
		return r.resolution(BySpelling, found)
	}
	if n := len(segments); n > 0 && segments[n-1] != text {
		text = segments[n-1]
		for _, s := range segments[:n-1] {
			hints = append(hints, hintWords(s)...)
		}
		if found := r.spelled(trimPunctuation(text), hints); found != nil {
			return r.resolution(ByLast, found)
		}
	}
	if found := r.inWords(text, hints); found != nil {
		return r.resolution(ByWords, found)
	}
	if found := r.near(text, hints); found != nil {
		return Resolution{Nearest, ByDistance, r.pick(found)}
	}
	return Resolution{Kind: Nothing, Entries: []Entry{}}
}

func (r *Resolver) resolution(how How, found []int) Resolution {
	kind := Several
	if len(found) == 1 {
		kind = One
	}
	return Resolution{kind, how, r.pick(found)}
}

func (r *Resolver) pick(found []int) []Entry {
	picked := make([]Entry, len(found))
	for i, f := range found {
		picked[i] = r.entries[f]
	}
	return picked
}

// spelled returns the entries that text is a spelling of, best first; nil for none. Text may be a
// short id too.
func (r *Resolver) spelled(text string, hints []string) []int {
	key := Fold(text)
	if found := r.keys[key]; len(found) > 0 {
		return r.rank(found, text, key, hints)
	}
	for s, set := range r.sets {
		rest, ok := strings.CutPrefix(key, Fold(set.key))
		if !ok || set.key == "" {
			continue
		}
		for _, i := range r.keys[rest] {
			if r.setOf[i] == s && Fold(r.entries[i].slug()) == rest {
				return []int{i}
			}
		}
	}
	return nil
}

// Ranks of a spelling. Where a name is exactly as written, those that a tail or another name of theirs
// merely folds to are not meant.
const (
	rankName = iota
	rankOtherName
	rankTail
	rankFold
	rankOtherFold
	rankLoose
)

func (e *Entry) rank(text, key string) int {
	text, _, _ = strings.Cut(text, "(")
	rank := rankLoose
	for i, name := range append([]string{e.Name, e.slug()}, e.Names...) {
		name, _, _ = strings.Cut(name, "(")
		switch {
		case name == text && i == 0:
			return rankName
		case name == text && i > 1:
			rank = min(rank, rankOtherName)
		case tail(name) == text && text != "":
			rank = min(rank, rankTail)
		case Fold(name) == key:
			rank = min(rank, rankFold+min(i/2, 1))
		}
	}
	return rank
}

// rank narrows the entries by the hints and sorts them.
func (r *Resolver) rank(found []int, text, key string, hints []string) []int {
	found = r.narrow(found, hints)
	ranks := map[int]int{}
	best := rankLoose
	for _, i := range found {
		ranks[i] = r.entries[i].rank(text, key)
		best = min(best, ranks[i])
	}
	found = slices.DeleteFunc(found, func(i int) bool { return best == rankName && ranks[i] >= rankOtherFold })
	slices.SortFunc(found, func(a, b int) int {
		return cmp.Or(ranks[a]-ranks[b], r.retired(a)-r.retired(b), a-b)
	})
	return found
}

func (r *Resolver) retired(i int) int {
	if r.entries[i].Retired {
		return 1
	}
	return 0
}

// narrow keeps the entries whose vendor and set the hints name; those of whom one of both is named
// where there is no such entry; all where there is neither.
func (r *Resolver) narrow(found []int, hints []string) []int {
	best := 0
	for _, i := range found {
		best = max(best, r.named(i, hints))
	}
	kept := []int{}
	for _, i := range found {
		if r.named(i, hints) >= best {
			kept = append(kept, i)
		}
	}
	return kept
}

// named counts which of the vendor and the set of an entry the hints name.
func (r *Resolver) named(i int, hints []string) (n int) {
	set := r.sets[r.setOf[i]]
	for _, words := range []map[string]bool{set.vendorWords, set.setWords} {
		if slices.ContainsFunc(hints, func(w string) bool { return words[w] }) {
			n++
		}
	}
	return n
}
