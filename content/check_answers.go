package content

import (
	"cmp"
	"path"
	"reflect"
	"slices"
	"strings"
)

// The limits of the texts that the answer box shows.
const (
	MaxEvidence   = 8   // words
	MaxDo         = 110 // characters
	MaxAnswerNote = 200 // characters
)

// eachAnswer calls f with each judged answer that the files give, and with the paces and cases of retry answers.
// What a code inherits is not among them.
func eachAnswer(f func(r *ruleRun, p *Positions, pointer string, a judged)) func(*ruleRun) {
	return eachFacts(func(r *ruleRun, p *Positions, pointer string, facts *Facts) {
		facts.visit(p, pointer, func(at string, a judged) { f(r, p, at, a) })
	})
}

// checkOrigins reports answers of which nobody says whose they are. A set file of which no answer says it gets one
// problem: it was written before answers had origins.
func checkOrigins(r *ruleRun, s *Set) {
	if r.broken[s] || r.broken[&s.Defaults] || r.broken[&s.Vendor.Classes] {
		return // the origins might be there
	}
	missing := missingOrigins(r, s)
	if len(missing) > 0 && !namesOrigins(s) {
		r.at(&s.Positions, "", "add the line \"origins: ours\", or run errdocs fix --origins ours; then mark what the vendor states",
			"no answer of %s says whether the vendor states it or we do (%d are given)", path.Base(s.File()), len(missing))
		return
	}
	for _, m := range missing {
		if !m.place.Has(m.pointer + "/origin") { // otherwise it has one that is not known
			r.at(m.place, m.pointer, "add origin: vendor or ours, or origins: to the set", "%s does not say who states it", path.Base(m.pointer))
		}
	}
}

// located is a value of an entry.
type located struct {
	place   *Positions
	pointer string
}

// missingOrigins returns the answers of a set and of the class defaults that its codes take, without an origin.
func missingOrigins(r *ruleRun, s *Set) []located {
	var missing []located
	lacks := func(a judged) bool { return a.basis().Origin == "" && stated(a) }
	add := func(p *Positions, pointer string, f *Facts) {
		for _, key := range answerKeys {
			if lacks(f.answer(key)) && p.Has(pointer+key.pointer) {
				missing = append(missing, located{p, pointer + key.pointer})
			}
		}
	}
	add(&s.Positions, "/defaults", &s.Defaults)
	classes := map[string]bool{}
	for _, c := range s.Codes {
		if !r.due(c) {
			continue
		}
		add(&c.Positions, "", &c.Facts)
		for _, key := range answerKeys {
			if c.Inherited[key.key] != "class" || !lacks(c.answer(key)) {
				continue
			}
			if at := classPointer(c) + "/defaults" + key.pointer; !classes[at] {
				classes[at] = true
				missing = append(missing, located{&s.Vendor.Positions, at})
			}
		}
	}
	return missing
}

// namesOrigins reports whether a set file says the origin of any answer.
func namesOrigins(s *Set) bool {
	if s.Has("/origins") {
		return true
	}
	names := func(p *Positions, pointer string) bool {
		return slices.ContainsFunc(answerKeys, func(key *field) bool { return p.Has(pointer + key.pointer + "/origin") })
	}
	return names(&s.Positions, "/defaults") || slices.ContainsFunc(s.Codes, func(c *Code) bool { return names(&c.Positions, "") })
}

// checkEvidence keeps evidence short, and with the vendor.
func checkEvidence(r *ruleRun) {
	check := func(r *ruleRun, p *Positions, pointer, evidence string, origin Origin) {
		unknown := p.Has(pointer+"/origin") && r.reported[p.Pos(pointer+"/origin")]
		pointer += "/evidence"
		switch n := len(strings.Fields(evidence)); {
		case unknown || !p.Has(pointer):
		case origin != Vendors:
			r.at(p, pointer, "add origin: vendor, or delete the evidence", "evidence is the vendor's text, but the origin is %s", cmp.Or(origin, "not given"))
		case n > MaxEvidence:
			r.at(p, pointer, "keep the words that decide", "evidence has %d words, the limit is %d", n, MaxEvidence)
		}
	}
	items := func(r *ruleRun, p *Positions, list string, items []Item) {
		for i, it := range items {
			if it.Evidence != "" {
				check(r, p, item(list, i), it.Evidence, it.Origin)
			}
		}
	}
	eachAnswer(func(r *ruleRun, p *Positions, pointer string, a judged) {
		b := a.basis()
		if b.Evidence != "" {
			check(r, p, pointer, b.Evidence, b.Origin)
		}
		for i, d := range b.Disagrees {
			check(r, p, item(pointer+"/disagrees", i), d.Evidence, Vendors)
		}
	})(r)
	eachFacts(func(r *ruleRun, p *Positions, pointer string, f *Facts) {
		items(r, p, pointer+"/actions/engineer", f.Actions.Engineer)
		items(r, p, pointer+"/actions/support", f.Actions.Support)
		items(r, p, pointer+"/actions/user", f.Actions.User)
	})(r)
	eachCode(func(r *ruleRun, c *Code) { items(r, &c.Positions, "/causes", c.Causes) })(r)
}

// checkObserved demands the day of what we saw ourselves.
func checkObserved(r *ruleRun, p *Positions, pointer string, a judged) {
	b := a.basis()
	switch {
	case b.Origin == Observed && b.Date == "" && !p.Has(pointer+"/date"):
		r.at(p, pointer, "add date:, the day on which you saw it", "an observed answer needs its date")
	case b.Origin != Observed && b.Date != "":
		r.at(p, pointer+"/date", "delete it, or add origin: observed; source.retrieved is the day of reading",
			"date is the day of an observation, but the origin is %s", cmp.Or(b.Origin, "not given"))
	}
}

// checkCases refuses a headline that is laxer than one of its cases, and cases that decide nothing.
func checkCases(r *ruleRun, p *Positions, pointer string, f *Facts) {
	at, retry := pointer+"/retry", f.Retry
	if !p.Has(at) {
		return
	}
	policyAt := at
	if p.Has(at + "/policy") {
		policyAt += "/policy"
	}
	if retry.Policy != "" && len(retry.Cases) > 0 && !retry.Policy.Judges() {
		r.at(p, at+"/cases", "give a policy that is right where no case applies", "%s takes no cases", retry.Policy)
		return
	}
	for i, c := range retry.Cases {
		here := item(at+"/cases", i)
		switch {
		case c.Policy == "" || retry.Policy == "":
		case !c.Policy.Judges():
			r.at(p, here+"/policy", "delete the case, or say whether to repeat", "a case cannot be %s", c.Policy)
		case retry.Policy != Conditional && retry.Policy.LaxerThan(c.Policy):
			r.at(p, policyAt, "make "+string(c.Policy)+" the policy, and the laxer answer a case",
				"%s is laxer than its case %s in line %d", retry.Policy, c.Policy, p.Pos(here).Line)
		}
		checkWhen(r, p, here+"/when", c.When)
	}
	if pace := retry.Pace.Policy; pace != "" && !slices.Contains([]RetryPolicy{RetryImmediately, WithBackoff, AfterDelay}, pace) {
		r.at(p, at+"/pace", "one of immediately, with-backoff, after-delay", "a pace cannot be %s", pace)
	}
}

func checkWhen(r *ruleRun, p *Positions, at string, w When) {
	switch {
	case w == When{} && p.Has(at):
		r.at(p, at, "name what decides: operation, message, field with value …", "the case applies always")
	case (w.Field == "") != (w.Value == ""):
		r.at(p, at, "write {field: Recoverable, value: \"true\"}", "a case by a field needs field and value")
	}
}

// checkRepeat refuses an answer of ours that sends a change of state again before anybody has looked whether it
// happened. What the vendor states is the vendor's, also where it says no more than "retry"; and a repeat that the
// vendor recognizes by its key needs no check.
func checkRepeat(r *ruleRun, c *Code) {
	repeats := c.Retry.Policy.Repeats() && c.Retry.Origin != Vendors && c.Retry.Key != "same" ||
		c.NextStep.Is == "retry" && c.NextStep.Origin != Vendors
	switch {
	case !repeats:
	case c.Outcome.Is == OutcomeUnknown && c.NextStep.Is != CheckState:
		r.at(&c.Positions, repeatPointer(c), "make next_step check-state, and the repeat a case; or say key: same where the vendor recognizes a repeat",
			"%s may have done what was requested, and our answer is to send it again", quote(c.Code))
	case c.Outcome.Is == Done:
		r.at(&c.Positions, repeatPointer(c), "make retry never, or not-applicable", "%s has done what was requested, and our answer is to send it again", quote(c.Code))
	}
}

// repeatPointer returns the answer of the code's own entry that a blind repeat is reported at.
func repeatPointer(c *Code) string {
	for _, key := range []string{"/next_step", "/retry", "/outcome"} {
		if c.Has(key) {
			return key
		}
	}
	return ""
}

// checkDisagrees compares answers of other sources with the headline.
func checkDisagrees(r *ruleRun, p *Positions, pointer string, a judged) {
	for i, d := range a.basis().Disagrees {
		at := item(pointer+"/disagrees", i)
		if d.Is == "" {
			continue
		}
		values, own := membersOf(a)
		switch {
		case values != nil && !slices.Contains(values, d.Is):
			r.at(p, at+"/is", memberHint(d.Is, values), "the other source's answer can't be %s", quote(d.Is))
		case slices.Contains(own, d.Is):
			r.at(p, at+"/is", "delete the entry, or name what that source says", "the other source says %s too", quote(d.Is))
		}
		if retry, ok := a.(*Retry); ok && retry.Policy.LaxerThan(RetryPolicy(d.Is)) {
			r.at(p, at+"/is", "make it the policy, and the laxer answer the one that disagrees", "the other source is stricter than the answer %s", retry.Policy)
		}
	}
}

// membersOf returns the closed list of an answer, nil where it has none, and the members that it gives.
func membersOf(a judged) (all, own []string) {
	v := reflect.ValueOf(a).Elem()
	f := shapeOf(v.Type()).short
	if f == nil {
		return nil, nil
	}
	v = v.FieldByIndex(f.index)
	if v.Kind() != reflect.Slice {
		return f.allowed, []string{inline(v)}
	}
	for i := range v.Len() {
		own = append(own, inline(v.Index(i)))
	}
	return f.allowed, own
}

// revealing are words that tell a customer why a risk decision was made.
var revealing = []string{"fraud", "lost", "stolen", "suspicious", "suspected", "risk", "blocked by", "blacklist", "scam", "security reasons"}

// checkReveal keeps the reason of a secret decision out of the customer's text.
func checkReveal(r *ruleRun, c *Code) {
	if !c.Secret() {
		return
	}
	check := func(pointer, text string) {
		said := strings.ToLower(text)
		for _, word := range revealing {
			if strings.Contains(said, word) {
				r.at(&c.Positions, pointer, "use generic, or a text that fits any refusal", "reveal is false, but the customer's text says %s", quote(word))
				return
			}
		}
		if title := strings.ToLower(c.Title); title != "" && strings.Contains(said, title) {
			r.at(&c.Positions, pointer, "use generic, or a text that fits any refusal", "reveal is false, but the customer's text contains the title")
		}
	}
	check("/user_message/say", c.UserMessage.Say)
	for _, s := range c.UserMessage.In {
		check("/user_message/say/"+s.Language, s.Text)
	}
	for i, it := range c.Actions.User {
		check(item("/actions/user", i), string(it.Text))
	}
}
