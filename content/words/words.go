// Package words has the closed lists of the catalog in plain English: what a page, a table and a terminal call a
// retry policy, a fault or a platform.
//
// Every member of a list has its words here and nowhere else; a test finds a member without words. The empty member
// means that nobody has looked yet.
package words

import (
	"cmp"
	"strings"

	"github.com/errdocs/errdocs/content"
)

// Value is a member of a closed list as people read it.
type Value struct {
	Key  string // the member, for filters: "with-backoff"
	Text string // "Yes, with growing delays"
	Tone Tone
}

// Tone is how a value is colored. Color never carries meaning alone: the words say the same.
type Tone string

// The tones.
const (
	Go      Tone = "go"      // nothing has to be done first
	Wait    Tone = "wait"    // later, or after something is done
	Check   Tone = "check"   // it is unknown whether it happened
	Stop    Tone = "stop"    // not before something is fixed
	Unknown Tone = "unknown" // nobody says
	None    Tone = "none"    // neutral
)

// Retry returns the words for a retry policy.
func Retry(p content.RetryPolicy) Value { return word(retry, p) }

// MayRetry returns the words for whether and how fast to repeat a request: the policy with its pace, and after a
// check where it is unknown whether the operation happened. The key is the policy.
func MayRetry(r content.Retry, o content.Outcome) Value {
	v := Retry(r.Policy)
	switch r.Policy {
	case "immediately", "retry", "with-backoff", "after-delay":
		pace := cmp.Or(r.Pace.Policy, r.Policy)
		if r.Policy == "after-delay" {
			pace = r.Policy
		}
		v.Text, v.Tone = Retry(pace).Text, Retry(pace).Tone
		if o == content.OutcomeUnknown {
			v.Text, v.Tone = checked[pace], Check
		}
	case "after-fix", "after-user-action", "conditional":
		if o == content.OutcomeUnknown {
			v.Text, v.Tone = checked[r.Policy], Check
		}
		if pace := paces[r.Pace.Policy]; pace != "" {
			v.Text += ", " + pace
		}
	}
	return v
}

// Verdict returns what a list says of a code, at most 24 characters: whether to repeat the request, and before
// anything else whether to check what happened. It has no text for a value that is not an error.
func Verdict(r content.Retry, o content.Outcome) Value {
	if o == content.OutcomeUnknown {
		return Value{"check", "Check first", Check}
	}
	p := r.Policy
	if r.Pace.Policy == "after-delay" && verdicts[p].Key == "retry" {
		p = "after-delay"
	}
	if v, ok := verdicts[p]; ok {
		return v
	}
	return Retry(p)
}

// Verdicts returns what Verdict can return, from the laxest to the strictest, then what nobody answers.
func Verdicts() []Value {
	list := []Value{verdicts["retry"], verdicts["after-delay"]}
	for _, p := range []content.RetryPolicy{"conditional", "after-user-action"} {
		list = append(list, Retry(p))
	}
	list = append(list, Verdict(content.Retry{}, content.OutcomeUnknown))
	for _, p := range []content.RetryPolicy{"after-fix", "never", content.NotStated, ""} {
		list = append(list, Retry(p))
	}
	return list
}

// Fault returns the words for the side that has to change something.
func Fault(f content.Fault) Value { return word(fault, f) }

// Faults returns the words for all sides of a fault. The key has them with spaces between.
func Faults(list []content.Fault) Value {
	if len(list) == 0 {
		return Fault("")
	}
	v := Fault(list[0])
	if len(list) == 1 {
		return v
	}
	names := make([]string, len(list))
	for i, f := range list {
		names[i] = cmp.Or(oneOf[f], Fault(f).Text)
		if i > 0 {
			names[i] = strings.ToLower(names[i][:1]) + names[i][1:]
		}
	}
	last := len(names) - 1
	return Value{content.FaultKey(list), strings.Join(names[:last], ", ") + " or " + names[last], None}
}

// Outcome returns the words for whether the operation happened.
func Outcome(o content.Outcome) Value { return word(outcome, o) }

// Origin returns the words for who states something, "" where nobody does.
func Origin(o content.Origin) string { return origin[o] }

// Next returns the words for the one thing to do first.
func Next(n content.NextStep) Value { return word(next, n) }

// Customer returns the words for what to tell the customer: say, generic, nothing or not-stated.
func Customer(key string) Value { return word(customer, key) }

// Customers lists the keys that Customer knows.
func Customers() []string { return []string{"say", "generic", "nothing", content.NotStated} }

// Announcement returns the words for a kind of announcement.
func Announcement(k content.AnnouncementKind) Value { return word(announcements, k) }

// Category returns the words for a category, "" for none.
func Category(c content.Category) string { return category[c] }

// Platform returns the words for a platform, "" for none.
func Platform(p content.Platform) string { return platform[p] }

// Status returns the words for the lifecycle status of a code, "" for an active one. A draft has no other.
func Status(c *content.Code) string {
	if c.Draft {
		return "Draft"
	}
	return status[c.Lifecycle.Status]
}

// StatusOrActive is Status, but "Active" for an active code.
func StatusOrActive(c *content.Code) string { return cmp.Or(Status(c), "Active") }

// Release returns the words for the release status of a vendor, "" for generally available.
func Release(s content.ReleaseStatus) string { return release[s] }

// Kind returns the words for what the entries of a set are: "Error codes".
func Kind(k content.Kind) string { return kind[k] }

// Language returns the name of a language that samples can be in, "" for any other.
func Language(id string) string { return language[id] }

func word[K ~string](words map[K]Value, key K) Value {
	v := words[key]
	v.Key = string(key)
	return v
}
