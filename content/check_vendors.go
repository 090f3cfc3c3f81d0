package content

import (
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/lists"
)

func checkDuplicateIDs(r *ruleRun) {
	twice := func(p func(i int) Pos, ids []string, what string) {
		for i, id := range ids {
			if first := slices.Index(ids, id); id != "" && first < i {
				r.report(p(i), r.rule, "rename or delete one of the two", "the %s id %s is taken, in line %d", what, quote(id), p(first).Line)
			}
		}
	}
	concepts := lists.Each(r.cat.Concepts, func(c *Concept) string { return c.ID })
	twice(func(i int) Pos { return r.cat.Concepts[i].Pos("/id") }, concepts, "concept")
	for _, v := range r.cat.Vendors {
		envelopes := lists.Each(v.Envelopes, func(e *Envelope) string { return e.ID })
		classes := lists.Each(v.Classes, func(c *Class) string { return c.ID })
		twice(func(i int) Pos { return v.Pos(item("/envelopes", i) + "/id") }, envelopes, "envelope")
		twice(func(i int) Pos { return v.Pos(item("/classes", i) + "/id") }, classes, "class")
	}
}

func checkSetKeys(r *ruleRun) {
	first := map[string]*Set{}
	for s := range r.cat.Sets() { // of all vendors, whether or not one has changed
		if other := first[s.Key]; other == nil {
			first[s.Key] = s
		} else if s.Key != "" {
			r.at(&s.Positions, "/key", "short links need a key of its own", "the key %s already belongs to the set %s/%s", quote(s.Key), other.Vendor.ID, other.ID)
		}
	}
}

func checkReserved(r *ruleRun) {
	for _, c := range r.cat.Concepts {
		if slices.Contains(reservedIDs("concept"), c.ID) {
			r.at(&c.Positions, "/id", "choose another id", "%s is an address of the site, so no concept can have it", quote(c.ID))
		}
	}
	eachCode(func(r *ruleRun, c *Code) {
		if slices.Contains(reservedIDs("slug"), c.Slug) {
			r.at(&c.Positions, slugPointer(c), "give it another slug:", "%s is an address of the site, so no code can have it as slug", quote(c.Slug))
		}
	})(r)
}

func checkEnvelopePointers(r *ruleRun, v *Vendor) {
	for i, e := range v.Envelopes {
		if e.Sample == nil || e.Sample.Language != "json" || e.Sample.Text == "" {
			continue
		}
		at := item("/envelopes", i)
		pointers := map[string]string{"/code": e.Code, "/message": e.Message, "/retryable": e.Retryable}
		for k, f := range e.Fields {
			pointers[item("/fields", k)+"/pointer"] = f.Pointer
		}
		for key, pointer := range pointers {
			if pointer != "" && !resolvePointer(e.Sample.Text, pointer) {
				r.at(&v.Positions, at+key, "compare it with the sample; names are case-sensitive", "%s leads nowhere in the envelope's sample", quote(pointer))
			}
		}
	}
}

// maxSynonyms is how many words and phrases a group of synonyms has at most: each may be added to every title.
const maxSynonyms = 20

func checkSynonyms(r *ruleRun) {
	for i, group := range r.cat.Site.Synonyms {
		different := lists.Set(lists.Each(group, Fold)...)
		if delete(different, ""); len(different) < 2 || len(different) < len(group) || len(group) > maxSynonyms {
			r.at(&r.cat.Site.Positions, item("/synonyms", i), "such as [otp, one-time code, tan]", "the group has %d different words or phrases of %d", len(different), len(group))
		}
	}
}

func checkKeywords(r *ruleRun) {
	for _, c := range r.cat.Concepts {
		r.keywords(&c.Positions, c.Keywords, c.Title, c.Summary)
	}
	eachCode(func(r *ruleRun, c *Code) {
		said := []string{c.Title, c.Summary}
		if c.Concept != nil {
			said = append(said, c.Concept.Keywords...)
		}
		r.keywords(&c.Positions, c.Keywords, said...)
	})(r)
}

// keywords reports those that are part of what is said already.
func (r *ruleRun) keywords(p *Positions, list []string, said ...string) {
	inside := func(s string) string {
		if slug := Slug(s); slug != "" {
			return "-" + slug + "-"
		}
		return "-" + Fold(s) + "-"
	}
	if len(list) == 0 {
		return
	}
	said = lists.Each(said, inside)
	for i, k := range list {
		in := inside(k)
		if in == "--" || slices.ContainsFunc(said, func(s string) bool { return strings.Contains(s, in) }) {
			r.at(p, item("/keywords", i), "delete it, or write what people say instead", "%s adds nothing to the title, the summary and the other keywords", quote(k))
		}
		said = append(said, in)
	}
}
