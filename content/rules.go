package content

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/errdocs/errdocs/internal/lists"
)

// ruleRun is one rule at work on a catalog that is read and linked.
type ruleRun struct {
	*loader
	rule string
}

// at reports a break of the rule at a value of an entry.
func (r *ruleRun) at(p *Positions, pointer, hint, format string, args ...any) {
	r.report(p.Pos(pointer), r.rule, hint, format, args...)
}

// Settle checks the rules that LoadDecoded has put off, unless the context ends. If the catalog breaks any, the error is Problems.
func (c *Catalog) Settle(ctx context.Context) error {
	if c.later == nil {
		return nil
	}
	return c.later(ctx)
}

// settler returns what checks the rules, to the end once.
func (l *loader) settler() func(context.Context) error {
	var mu sync.Mutex
	var found error
	done := false
	return func(ctx context.Context) error {
		mu.Lock()
		defer mu.Unlock()
		if !done {
			l.problems = nil
			l.check(ctx)
			if err := ctx.Err(); err != nil {
				return err
			}
			done, found = true, l.found()
		}
		return found
	}
}

// check checks the rules that look at the catalog as a whole, until the context ends.
func (l *loader) check(ctx context.Context) {
	for _, c := range checks {
		if ctx.Err() == nil {
			c.check(&ruleRun{l, c.rule})
		}
	}
}

// checkAgain is check, but leaves out vendors that followed the rules before.
func (l *loader) checkAgain() {
	l.settled()
	l.check(context.Background())
	if len(l.problems) == 0 {
		for _, keep := range l.passed {
			keep("")
		}
	}
}

// settled finds the vendors that followed the rules for vendors, sets and codes before. Such a rule looks at the files of the vendor and of
// those whose codes it names, at the ones of which all vendors depend, of concepts at ids and keywords, and at which vendors there are.
func (l *loader) settled() {
	heads := []string{"rules", fmt.Sprint(l.drafts)}
	heads = append(heads, lists.Each(l.tree.vendors, func(v *vendorTree) string { return v.id })...)
	for _, name := range []string{siteFile, stringsFile} {
		if l.tree.root[name] {
			heads = append(heads, name, l.decoded.stamps(name))
		}
	}
	concept := func(c *Concept) string { return fmt.Sprintf("%s %q", c.ID, c.Keywords) } // no rule for vendors looks at other texts of it
	heads = append(heads, lists.Each(l.cat.Concepts, concept)...)
	l.follows = map[*Vendor]bool{}
	for v, vf := range l.vendors {
		use := slices.Concat(heads, lists.Joined(vf.others, func(other string) []string { return []string{other, l.decoded.stamps(other)} }))
		if slices.Contains(use, "") {
			continue // something is not known
		}
		_, keep, ok := l.decoded.mark(vf.folder, use...)
		if l.follows[v] = ok; !ok {
			l.passed = append(l.passed, keep)
		}
	}
}

// eachVendor calls f with each vendor, but for those that followed the rules before: f must not compare one vendor with another. This
// goes for eachSet, eachCode and eachFacts, too.
func eachVendor(f func(*ruleRun, *Vendor)) func(*ruleRun) {
	return func(r *ruleRun) {
		for _, v := range r.cat.Vendors {
			if !r.follows[v] {
				f(r, v)
			}
		}
	}
}

// eachSet calls f with each set.
func eachSet(f func(*ruleRun, *Set)) func(*ruleRun) {
	return eachVendor(func(r *ruleRun, v *Vendor) {
		for _, s := range v.Sets {
			f(r, s)
		}
	})
}

// eachCode calls f with each code.
func eachCode(f func(*ruleRun, *Code)) func(*ruleRun) {
	return eachSet(func(r *ruleRun, s *Set) {
		for _, c := range s.Codes {
			f(r, c)
		}
	})
}

// eachFacts calls f with the facts of each class, set and code as a file gives them, that is
// without what a code inherits.
func eachFacts(f func(r *ruleRun, p *Positions, pointer string, facts *Facts)) func(*ruleRun) {
	return eachVendor(func(r *ruleRun, v *Vendor) {
		for i, c := range v.Classes {
			f(r, &v.Positions, item("/classes", i)+"/defaults", &c.Defaults)
		}
		for _, s := range v.Sets {
			f(r, &s.Positions, "/defaults", &s.Defaults)
			for _, c := range s.Codes {
				f(r, &c.Positions, "", &c.Facts)
			}
		}
	})
}

// checks are the rules that look at a catalog as a whole, by id. The others are checked while files are read and linked. None
// changes the catalog, of which pages may be made at the same time.
var checks = []struct {
	rule  string
	check func(*ruleRun)
}{
	{"alias", eachSet(checkAliases)},
	{"blind-repeat", eachCode(checkRepeat)},
	{"disagrees", eachAnswer(checkDisagrees)},
	{"draft", eachCode(checkDraft)},
	{"duplicate-id", checkDuplicateIDs},
	{"duplicate-set-key", checkSetKeys},
	{"duplicate-slug", eachSet(checkSlugs)},
	{"envelope-pointer", eachVendor(checkEnvelopePointers)},
	{"evidence", checkEvidence},
	{"field", checkFields},
	{"fold-clash", eachSet(checkFolds)},
	{"keyword", checkKeywords},
	{"match", eachCode(checkMatch)},
	{"newest-first", checkNewest},
	{"news-id", checkAnnouncementIDs},
	{"number-range", eachCode(checkNumber)},
	{"observed", eachAnswer(checkObserved)},
	{"origin", eachSet(checkOrigins)},
	{"removed", eachCode(checkRemoved)},
	{"required", eachCode(checkRequired)},
	{"reserved-id", checkReserved},
	{"retry-case", eachFacts(checkCases)},
	{"reveal", eachCode(checkReveal)},
	{"self-reference", eachCode(checkSelf)},
	{"synonyms", checkSynonyms},
	{"unknown-file", checkRoot},
	{"unused-file", checkImages},
	{"user-message", eachFacts(checkUserMessage)},
}
