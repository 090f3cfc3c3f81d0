package content

import (
	"cmp"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// checkRequired checks what a code must say, itself or through defaults, unless it is removed. The decoder has reported
// a missing code, title or summary.
func checkRequired(r *ruleRun, c *Code) {
	if c.Draft || c.Lifecycle.Status == StatusRemoved {
		return // see checkDraft; nobody has to react to a removed code any more
	}
	if c.Has("/actions/engineer") && len(c.Actions.Engineer) == 0 && !r.reported[c.Pos("/actions")] {
		r.at(&c.Positions, "/actions/engineer", "say at least who to ask", "%s has no action for engineers", quote(c.Code))
	}
	if missing := lacking(r, c); len(missing) > 0 {
		r.at(&c.Positions, "", codeShape.missingHint(missing)+"; here or in the set's defaults:", "%s lacks %s", quote(c.Code), strings.Join(missing, ", "))
	}
}

var codeShape = shapeOf(reflect.TypeFor[Code]())

// lacking returns the keys that a code lacks, itself and through defaults.
func lacking(r *ruleRun, c *Code) []string {
	var keys []string
	if c.Draft { // of others the decoder has reported it
		keys = append(keys, "title", "summary")
	}
	given := r.broken[&c.Set.Defaults] || c.Has("/class") && (c.Class == nil || r.broken[&c.Set.Vendor.Classes])
	if !given { // otherwise the set or class might give it
		keys = append(keys, "category", "fault", "next_step", "retry")
	}
	missing := slices.DeleteFunc(keys, func(key string) bool { return c.Has("/"+key) || c.Inherited[key] != "" })
	if !given && len(c.Actions.Engineer) == 0 && !c.Has("/actions/engineer") && !(c.Has("/actions") && r.reported[c.Pos("/actions")]) {
		missing = append(missing, "actions.engineer")
	}
	return missing
}

func checkMatch(r *ruleRun, c *Code) {
	concept, match := c.Has("/concept"), c.Has("/match")
	switch {
	case !r.due(c):
	case concept && !match:
		r.at(&c.Positions, "/concept", "add match: exact, close, broader or narrower", "%s has a concept but no match", quote(c.Code))
	case match && !concept:
		r.at(&c.Positions, "/match", "add concept: or delete match:", "%s has a match but no concept", quote(c.Code))
	}
}

func checkNumber(r *ruleRun, c *Code) {
	if c.Class == nil || !c.Class.Members.Any() || c.Family() {
		return
	}
	member, pointer := c.Code, "/code"
	if c.Number != nil && !c.Class.Members.Has(c.Code) {
		member, pointer = c.NumberText(), "/number"
	} else if _, err := strconv.Atoi(c.Code); err != nil && c.Class.Members.numeric() {
		return
	}
	if !c.Class.Members.Has(member) {
		r.at(&c.Positions, pointer, "give it another class:, or fix the members of the class:",
			"%s is outside of %s, the members of the class %s", member, c.Class.Members.Words(), quote(c.Class.ID))
	}
}

// numeric reports whether the members are numbers, which a code need not be that has one.
func (m *Members) numeric() bool {
	if len(m.Range) == 0 {
		return false
	}
	_, err := strconv.Atoi(string(m.Range[0]))
	return err == nil
}

func checkSelf(r *ruleRun, c *Code) {
	for i, other := range c.RelatedRefs {
		if other == c.ID() || other == c.Set.ID+"/"+c.Slug {
			r.at(&c.Positions, item("/related", i), "delete it", "%s is related to itself", quote(c.Code))
		}
	}
	if c.Successor == c {
		r.at(&c.Positions, "/lifecycle/replaced_by", "name the code that took its place", "%s replaces itself", quote(c.Code))
	}
}

func checkRemoved(r *ruleRun, c *Code) {
	l := c.Lifecycle
	if l.Status != StatusRemoved {
		return
	}
	var missing []string
	if l.Since == "" && l.Until == "" {
		missing = append(missing, "since")
	}
	if l.Note == "" && l.ReplacedBy == "" {
		missing = append(missing, "note or replaced_by")
	}
	if missing != nil {
		list := strings.Join(missing, ", and ")
		r.at(&c.Positions, "/lifecycle", "add "+list, "%s is removed, but lacks %s", quote(c.Code), list)
	}
}

func checkSlugs(r *ruleRun, s *Set) {
	first := map[string]*Code{}
	for _, c := range s.Codes {
		switch other := first[c.Slug]; {
		case c.Slug == "" && !c.Has("/slug"):
			r.at(&c.Positions, "/code", "its address needs a slug of its own; add a line such as slug: "+quote(s.freeSlug(c)),
				"%s has no letter a–z or digit to make a slug of", quote(c.Code))
		case c.Slug == "":
		case other != nil && other.Code == c.Code:
			r.at(&c.Positions, "/code", "delete one of the two", "%s is already in the set, in line %d", quote(c.Code), other.Pos("/code").Line)
		case other != nil:
			r.at(&c.Positions, slugPointer(c), "give one of them a slug of its own: add a line such as slug: "+quote(s.freeSlug(c)),
				"%s has the slug %s like %s in line %d", quote(c.Code), quote(c.Slug), quote(other.Code), other.Pos("").Line)
		default:
			first[c.Slug] = c
		}
	}
}

// freeSlug returns a slug that no code of the set has, to be proposed for a code.
func (s *Set) freeSlug(c *Code) string {
	base := cmp.Or(Slug(c.Code), Slug(c.Title), "code")
	base = strings.TrimRight(base[:min(len(base), maxProposed)], "-")
	for n := 1; ; n++ {
		slug := base
		if n > 1 {
			slug += "-" + strconv.Itoa(n)
		}
		if s.Code(slug) == nil {
			return slug
		}
	}
}

const maxProposed = 40 // characters of a slug that a hint proposes

func slugPointer(c *Code) string {
	if c.Has("/slug") {
		return "/slug"
	}
	return "/code"
}

func checkFolds(r *ruleRun, s *Set) {
	first := map[string]*Code{}
	for _, c := range s.Codes {
		fold := Fold(c.Code)
		if other := first[fold]; other == nil {
			first[fold] = c
		} else if fold != "" && other.Slug != c.Slug && !c.Has("/slug") && !other.Has("/slug") {
			r.at(&c.Positions, "/code", "if the vendor has both, add the line slug: "+quote(c.Slug)+"; otherwise delete one",
				"%s differs from %s in line %d only in case or separators", quote(c.Code), quote(other.Code), other.Pos("").Line)
		}
	}
}

func checkAliases(r *ruleRun, s *Set) {
	owner := map[string]*Code{}
	for _, c := range s.Codes {
		for _, fold := range []string{Fold(c.Code), Fold(c.Slug)} {
			if owner[fold] == nil {
				owner[fold] = c
			}
		}
	}
	for _, c := range s.Codes {
		for i, alias := range c.Aliases {
			if alias == "" {
				continue
			}
			pointer, fold := item("/aliases", i), Fold(alias)
			switch other := owner[fold]; {
			case strings.HasPrefix(alias, "/") || r.isID(alias):
				r.at(&c.Positions, pointer, "an alias is another spelling of the code; an old address goes on with moved_from: [vendor/set/CODE]", "the alias %s is a path", quote(alias))
			case fold == "":
				r.at(&c.Positions, pointer, "delete it", "the alias %s has no letter or digit to search by", quote(alias))
			case other == c && slices.Contains([]string{Fold(c.Code), Fold(c.Slug)}, fold):
				r.at(&c.Positions, pointer, "delete it: case and separators are ignored anyway", "the alias %s is the code's own spelling", quote(alias))
			case other == c:
				r.at(&c.Positions, pointer, "delete one of the two", "the alias %s is given twice", quote(alias))
			case other != nil:
				r.at(&c.Positions, pointer, "delete it, or use related:", "the alias %s already means %s in line %d", quote(alias), quote(other.Code), other.Pos("").Line)
			default:
				owner[fold] = c
			}
		}
	}
}

// isID reports whether a text is an id with a vendor of this catalog, "vendor/set/code".
func (l *loader) isID(text string) bool {
	vendor, rest, _ := strings.Cut(text, "/")
	return strings.Contains(rest, "/") && l.cat.Vendor(vendor) != nil
}

func checkUserMessage(r *ruleRun, p *Positions, pointer string, f *Facts) {
	at := pointer + "/user_message"
	switch say := f.UserMessage.Say; {
	case say == "" || !p.Has(at):
	case say == NotStated || say == "none" || say == "null":
		r.at(p, at+"/say", "delete user_message where nobody has looked; nothing means: show nothing",
			"say can't be %s: it would be shown to people", quote(say))
	case !p.Has(at+"/say") && say != "generic" && say != "nothing":
		r.at(p, at, "write {say: \"…\"}; generic or nothing can be alone", "a text for the customer is written as say")
	}
}
