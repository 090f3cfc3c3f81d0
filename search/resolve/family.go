package resolve

import (
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/family"
	"github.com/errdocs/errdocs/internal/jsonfile"
	"github.com/errdocs/errdocs/internal/lists"
)

// familyEntry is a family, of which codes without an entry are members.
type familyEntry struct {
	Entry
	members *family.Family
	words   []map[string]bool // of the vendor, and of the set if it has one
}

// AddFamily adds a family: an entry or, without a set, a class of a vendor. The one that a vendor and its set, or its
// classes, have first wins, so that a narrower one comes before what contains it; families of sets come before classes.
func (r *Resolver) AddFamily(e Entry, members *family.Family) {
	e.URL = e.ID + "/"
	f := familyEntry{Entry: e, members: members, words: []map[string]bool{labelWords(e.Vendor, e.VendorName)}}
	if e.Set != "" {
		f.words = append(f.words, labelWords(e.Set, e.SetTitle))
	}
	r.families = append(r.families, f)
}

// sure is how many characters a code has that belongs to a family although nobody named the vendor, and the family does
// not say how many it has. Shorter ones are often something else.
const sure = 5

// Members returns the families that a code without an entry belongs to, in the order in which they were added. Hints are
// names of vendors and sets.
func (r *Resolver) Members(code string, hints ...string) []Entry {
	words := lists.Joined(hints, hintWords)
	return r.memberOf(Fold(trimPunctuation(code)), words)
}

func (r *Resolver) memberOf(key string, hints []string) []Entry {
	var found []familyEntry
	n, most := len([]rune(key)), 0
	for _, f := range r.families {
		if !f.members.Has(key) || slices.ContainsFunc(found, func(g familyEntry) bool {
			return g.Vendor == f.Vendor && (f.Set == "" || f.Set == g.Set)
		}) {
			continue
		}
		if named := f.named(hints); named > 0 || n >= sure || f.members.Length() == n {
			found = append(found, f)
			most = max(most, named)
		}
	}
	best := lists.Filter(found, func(f familyEntry) bool { return f.named(hints) == most })
	return lists.Each(best, func(f familyEntry) Entry { return f.Entry })
}

func (f *familyEntry) named(hints []string) int { return namedBy(hints, f.words...) }

// inFamily returns the first word of a text that belongs to a family, with its families. A text of one word is a code;
// in another one, only what is shaped like a code, and a word of letters with a number behind it ("ORA 00607").
func (r *Resolver) inFamily(text string, hints []string) (member string, found []Entry) {
	if len(r.families) == 0 {
		return "", nil
	}
	pieces := strings.FieldsFunc(text, isBreak)
	for i, piece := range pieces[:min(len(pieces), maxWords)] {
		piece = trimPunctuation(piece)
		pair := ""
		if i > 0 && isNumber(piece) && len(piece) > 1 && !strings.ContainsAny(pieces[i-1], "0123456789") {
			pair = trimPunctuation(pieces[i-1]) + " " + piece
		}
		for _, code := range []string{pair, piece} {
			if code == "" || code == piece && len(pieces) > 1 && !looksLikeCode(piece) {
				continue
			}
			if found = r.memberOf(Fold(code), hints); len(found) > 0 {
				return code, found
			}
		}
	}
	return "", nil
}

// familiesPath is the file of the families. resolve.js reads it when a code has no entry.
const familiesPath = "api/families.json"

// exportFamilies returns the file, nil without families.
func (r *Resolver) exportFamilies() []jsonfile.File {
	if len(r.families) == 0 {
		return nil
	}
	rows := lists.Each(r.families, func(f familyEntry) []any {
		words := lists.Each(f.words, sortedWords)
		return []any{f.ID, f.Name, f.Title, f.Vendor, f.VendorName, f.Set, f.SetTitle, f.Verdict, words, f.members.Length(), f.members.Rows()}
	})
	return []jsonfile.File{{Path: familiesPath, Data: jsonfile.Encode(rows)}}
}
