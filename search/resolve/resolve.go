package resolve

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/errdocs/errdocs/internal/letters"
	"github.com/errdocs/errdocs/internal/lists"
)

// Entry is a code with its names and its page.
type Entry struct {
	ID         string   `json:"id"`                // "vendor/set/slug", unique
	Name       string   `json:"code"`              // as its owner writes it
	Title      string   `json:"title"`             // a few words
	URL        string   `json:"url"`               // of its page, below the root of the site: ID and "/", filled in by New
	Short      string   `json:"short"`             // key of the set, "-", slug: "mdes-invalid-pan"
	Vendor     string   `json:"vendor"`            // first part of ID
	VendorName string   `json:"vendorName"`        // shown, and understood in front of a name
	Set        string   `json:"set"`               // second part of ID
	SetTitle   string   `json:"setTitle"`          // shown, and understood like VendorName
	Space      string   `json:"space,omitempty"`   // what its numbers are: SpaceHTTP, SpaceGRPC or "" (the vendor's own)
	Names      []string `json:"names,omitempty"`   // all spellings: symbolic name, number, aliases; Name is optional
	Old        []string `json:"old,omitempty"`     // former addresses below the root of the site
	VendorWas  []string `json:"-"`                 // what Vendor was called before
	SetWas     []string `json:"-"`                 // what Set and the key of short ids were called before
	Verdict    string   `json:"verdict,omitempty"` // shown with it: a class, who states it and words, "check.ours Check first"
	Retired    bool     `json:"retired,omitempty"` // listed after an active one that matches as well
}

// The spaces of numbers that several vendors share.
const (
	SpaceHTTP = "http" // HTTP statuses
	SpaceGRPC = "grpc" // gRPC statuses
)

// Kind is the outcome of a Resolution.
type Kind string

// The outcomes.
const (
	One     Kind = "one"     // exactly one entry
	Several Kind = "several" // several entries have that name
	Member  Kind = "member"  // no entry has it; the entries are the families, or classes, that it belongs to
	Nearest Kind = "nearest" // no entry has it; up to five have a similar one
	Nothing Kind = "nothing"
)

// How is the rule by which a Resolution was reached.
type How string

// The rules, in the order in which they are tried.
const (
	ByAddress  How = "address"  // the address of a page, current or former
	BySpelling How = "spelling" // the whole input is a spelling
	ByLast     How = "last"     // the last segment of an address is a spelling; the rest is wrong
	ByWords    How = "words"    // a spelling with words around it
	ByFamily   How = "family"   // a member of a family, with or without words around it
	ByDistance How = "distance" // a similar spelling
)

// Resolution is what Resolve found. Entries come best first: as written before other spellings, active before retired,
// then in the order of their sets.
type Resolution struct {
	Kind    Kind    `json:"kind"`
	How     How     `json:"how,omitempty"`
	Entries []Entry `json:"entries"`
	Code    string  `json:"code,omitempty"` // what is looked up, or is in no list, as the input has it; "" if nothing among other words is shaped like a code
}

// Resolver finds entries.
type Resolver struct {
	entries []Entry
	sets    []set
	setOf   []int                   // by entry
	keys    func() map[string][]int // fold of a spelling to entries; words alone need none
	sorted  func() []string         // keys in order
	labels  map[string]bool         // words that a vendor or a set is called by
	pages   []string
	vendors func() map[string]string // what names a vendor

	families []familyEntry
}

// set is what the entries of one set share.
type set struct {
	vendor, vendorName, id, title, space string

	key         string // what short ids of the set start with, without the hyphen
	vendorWords map[string]bool
	setWords    map[string]bool
}

// New indexes the entries. The order in which their sets first appear is the order in which equal entries are listed.
// Pages are the other addresses of the site ("compare/", "thales/ios/"), for resolve.js only.
func New(entries []Entry, pages ...string) *Resolver {
	n := len(entries)
	r := &Resolver{entries: make([]Entry, n), setOf: make([]int, n), labels: map[string]bool{}, pages: pages}
	order, setOf, sorted := map[[2]string]int{}, make([]int, n), make([]int, n) // entries are large
	for i := range entries {
		e := &entries[i]
		id := [2]string{e.Vendor, e.Set}
		if _, ok := order[id]; !ok {
			order[id] = len(r.sets)
			r.sets = append(r.sets, newSet(*e))
		}
		setOf[i], sorted[i] = order[id], i
	}
	slices.SortFunc(sorted, func(a, b int) int {
		return cmp.Or(setOf[a]-setOf[b], strings.Compare(entries[a].ID, entries[b].ID), a-b)
	})
	for i, from := range sorted {
		r.entries[i], r.setOf[i] = entries[from], setOf[from]
		r.entries[i].URL = entries[from].ID + "/"
	}
	r.keys = sync.OnceValue(r.keysOf)
	r.sorted = sync.OnceValue(func() []string { return slices.Sorted(maps.Keys(r.keys())) })
	for _, s := range r.sets {
		maps.Copy(r.labels, s.vendorWords)
		maps.Copy(r.labels, s.setWords)
	}
	r.vendors = sync.OnceValue(r.vendorNames)
	return r
}

func (r *Resolver) keysOf() map[string][]int {
	all := make(map[string][]int, 2*len(r.entries))
	for i := range r.entries {
		for _, key := range r.entries[i].keys() {
			all[key] = append(all[key], i)
		}
	}
	return all
}

// Entries returns the entries in the order in which equal ones are listed. The caller must not change them.
func (r *Resolver) Entries() []Entry { return r.entries }

func newSet(e Entry) set {
	s := set{vendor: e.Vendor, vendorName: e.VendorName, id: e.Set, title: e.SetTitle, key: e.SetKey(), space: e.Space}
	s.vendorWords = labelWords(slices.Concat(e.VendorWas, []string{e.Vendor, e.VendorName})...)
	s.setWords = labelWords(slices.Concat(e.SetWas, []string{e.Set, e.SetTitle, s.key})...)
	for w := range s.vendorWords {
		delete(s.setWords, w)
	}
	return s
}

// SetKey returns what the short ids of the entry's set start with, "" if Short does not end in the slug.
func (e *Entry) SetKey() string {
	key, ok := strings.CutSuffix(e.Short, "-"+e.slug())
	if !ok {
		return ""
	}
	return key
}

// Spellings returns Name and the other names.
func (e *Entry) Spellings() []string { return append([]string{e.Name}, e.Names...) }

func (e *Entry) slug() string { return lastSegment(e.ID) }

func lastSegment(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }

// names returns the spellings that are ranked, in the order of their rank.
func (e *Entry) names() []string { return append([]string{e.Name, e.slug()}, e.Names...) }

// keys returns the folds that the entry is found by: of its names, their tails, its slug, an HTTP status with its name, and the
// last segment of each former address.
func (e *Entry) keys() (keys []string) {
	add := func(key string) {
		if key != "" && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	for _, name := range e.names() {
		add(keyOf(name))
		add(Fold(Tail(name)))
		if e.Space == SpaceHTTP && !strings.HasPrefix(name, e.Name) {
			add(keyOf(e.Name + " " + name)) // "503 Service Unavailable", as a response has it
		}
	}
	for _, old := range e.Old {
		add(Fold(lastSegment(addressPath(addressSegments(old)))))
	}
	return keys
}

// Resolve finds what raw means: any spelling, a short or full id, an address, or a spelling next to the name of its
// vendor. Vendor, a name or an id, narrows the result where it can. Only the first 256 bytes of each count.
func (r *Resolver) Resolve(raw, vendor string) Resolution {
	isOne := isAddress(raw)
	text, hints := prepared(raw, isOne), hintWords(letters.Cut(vendor, maxInput))
	var segments []string
	if isOne {
		segments = addressSegments(text)
	}
	if r.at(segments) < 0 {
		raw = letters.Narrow(letters.Cut(strings.ToValidUTF8(raw, "\uFFFD"), maxInput))
		if key := keyOf(raw); len(r.keys()[key]) > 0 { // before what looks like an address in it is decoded
			return r.resolution(BySpelling, r.rank(r.keys()[key], raw, key, hints))
		}
	}
	if !isOne && strings.Contains(text, "/") {
		if res, ok := r.withSlash(text, hints); ok {
			return res
		}
		text = withoutPaths(text)
	}
	text = r.WithoutNumbers(text)
	return r.resolve(text, segments, hints)
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
	labels, _ := r.labelsIn(plainWords(text))
	labels = slices.Concat(hints, labels)
	if code, found := r.inWords(text, hints, labels); found != nil {
		res := r.resolution(ByWords, found)
		res.Code = code
		return res
	}
	if code, found := r.inFamily(text, labels); found != nil {
		return Resolution{Member, ByFamily, found, code}
	}
	code := codeIn(text)
	found := r.near(text, code, labels)
	if len(r.keys()[Fold(code)]) > 0 {
		code = "" // a short number that may mean anything
	}
	if found != nil {
		return Resolution{Nearest, ByDistance, r.pick(found), code}
	}
	return Resolution{Kind: Nothing, Entries: []Entry{}, Code: code}
}

func (r *Resolver) resolution(how How, found []int) Resolution {
	kind := Several
	if len(found) == 1 {
		kind = One
	}
	return Resolution{Kind: kind, How: how, Entries: r.pick(found)}
}

func (r *Resolver) pick(found []int) []Entry {
	return lists.Each(found, func(f int) Entry { return r.entries[f] })
}

// spelled returns the entries that text is a spelling or the short id of, best first; nil if there is none.
func (r *Resolver) spelled(text string, hints []string) []int {
	key := Fold(text)
	if found := r.keys()[key]; len(found) > 0 {
		return r.rank(found, text, key, hints)
	}
	for s, set := range r.sets {
		rest, ok := strings.CutPrefix(key, Fold(set.key))
		if !ok || set.key == "" {
			continue
		}
		for _, rest := range []string{rest, otherSign(rest)} {
			for _, i := range r.keys()[rest] {
				if r.setOf[i] == s && Fold(r.entries[i].slug()) == rest {
					return []int{i}
				}
			}
		}
	}
	return nil
}
