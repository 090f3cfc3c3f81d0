// Package words says in the language of a site what the closed lists of the catalog mean: what a page, a table and a
// terminal call a retry policy, a fault or a platform.
//
// The texts are data: en.yaml in this folder, and strings.yaml of a site in another language. The package adds their
// tones, and builds the texts that are made of several. The empty member of a list means that nobody has looked yet.
package words

import (
	"cmp"
	"unicode"
	"unicode/utf8"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
)

// Words are the texts of a site. The zero value is English.
type Words struct{ *content.Strings }

// Of returns the words of the site that a code is on.
func Of(c *content.Code) Words { return Words{c.Set.Vendor.Strings} }

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

// tones are the tones by list and member. Others are neutral, and those without an answer unknown.
var tones = map[string]Tone{
	"retry.never": Stop, "retry.immediately": Go, "retry.retry": Go, "retry.with-backoff": Go, "retry.after-delay": Wait, "retry.after-fix": Stop,
	"retry.after-user-action": Wait, "retry.conditional": Wait, "verdict.check": Check, "verdict.retry": Go, "verdict.after-delay": Wait,
	"fault.unclear": Unknown, "outcome.unknown": Check, "announcement.added": Go, "announcement.changed": Wait, "announcement.removed": Stop,
}

// unanswered is the key of the text for an empty member.
const unanswered = "unanswered"

// value returns a member of a list.
func (w Words) value(list, member string) Value {
	key := list + "." + cmp.Or(member, unanswered)
	v := Value{member, w.Forms(key).Pick("other"), tones[key]}
	if v.Tone == "" {
		v.Tone = None
		if member == "" || member == content.NotStated {
			v.Tone = Unknown
		}
	}
	return v
}

// name returns the text of a member of a list, "" for one that has none.
func (w Words) name(list, member string) string { return w.Forms(list + "." + member).Pick("other") }

// Retry returns the words for a retry policy.
func (w Words) Retry(p content.RetryPolicy) Value { return w.value("retry", string(p)) }

// MayRetry returns the words for whether and how fast to repeat a request: the policy with its pace, and after a
// check where it is unknown whether the operation happened. The key is the policy.
func (w Words) MayRetry(r content.Retry, o content.Outcome) Value {
	v, check := w.Retry(r.Policy), o == content.OutcomeUnknown
	switch r.Policy {
	case "immediately", "retry", "with-backoff", "after-delay":
		pace := cmp.Or(r.Pace.Policy, r.Policy)
		if r.Policy == "after-delay" {
			pace = r.Policy
		}
		v.Text, v.Tone = w.Retry(pace).Text, w.Retry(pace).Tone
		if check {
			v.Text, v.Tone = w.name("retry-after-check", string(pace)), Check
		}
	case "after-fix", "after-user-action", "conditional":
		if check {
			v.Text, v.Tone = w.name("retry-after-check", string(r.Policy)), Check
		}
		if pace := w.name("pace", string(r.Pace.Policy)); pace != "" {
			v.Text = w.Text("pace.with", "condition", v.Text, "pace", pace)
		}
	}
	return v
}

// Verdict returns what a list says of a code, in English at most 24 characters: whether to repeat the request, and
// before anything else whether to check what happened. It has no text for a value that is not an error.
func (w Words) Verdict(r content.Retry, o content.Outcome) Value {
	switch p := r.Policy; {
	case o == content.OutcomeUnknown:
		return w.value("verdict", "check")
	case p == "not-applicable":
		return Value{}
	case p == "after-delay", p.Repeats() && r.Pace.Policy == "after-delay":
		return w.value("verdict", "after-delay")
	case p.Repeats():
		return w.value("verdict", "retry")
	default:
		return w.Retry(p)
	}
}

// Verdicts returns what Verdict can return, from the laxest to the strictest, then what nobody answers.
func (w Words) Verdicts() []Value {
	return []Value{
		w.value("verdict", "retry"), w.value("verdict", "after-delay"), w.Retry("conditional"), w.Retry("after-user-action"), w.value("verdict", "check"),
		w.Retry("after-fix"), w.Retry("never"), w.Retry(content.NotStated), w.Retry(""),
	}
}

// Fault returns the words for the side that has to change something.
func (w Words) Fault(f content.Fault) Value { return w.value("fault", string(f)) }

// Faults returns the words for all sides of a fault. The key has them with spaces between.
func (w Words) Faults(list []content.Fault) Value {
	switch len(list) {
	case 0:
		return w.Fault("")
	case 1:
		return w.Fault(list[0])
	}
	names := lists.Each(list, func(f content.Fault) string { return w.name("side", string(f)) })
	return Value{content.FaultKey(list), Capital(w.Or(names)), None}
}

// Or joins names: "the vendor, the bank or we".
func (w Words) Or(names []string) string { return w.join("list.or", names) }

// And joins names: "the vendor, the bank and we".
func (w Words) And(names []string) string { return w.join("list.and", names) }

// Comma joins names: "the vendor, the bank, we".
func (w Words) Comma(names []string) string { return w.join("list.comma", names) }

func (w Words) join(last string, names []string) string {
	text := ""
	for i, name := range names {
		switch {
		case i == 0:
			text = name
		case i == len(names)-1:
			text = w.Text(last, "list", text, "last", name)
		default:
			text = w.Text("list.comma", "list", text, "last", name)
		}
	}
	return text
}

// Capital returns a text with a large first letter.
func Capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// Outcome returns the words for whether the operation happened.
func (w Words) Outcome(o content.Outcome) Value { return w.value("outcome", string(o)) }

// Origin returns the words for who states something, "" where nobody does.
func (w Words) Origin(o content.Origin) string { return w.name("origin", string(o)) }

// Next returns the words for the one thing to do first.
func (w Words) Next(n content.NextStep) Value { return w.value("next", string(n)) }

// Customer returns the words for what to tell the customer: say, generic, nothing or not-stated.
func (w Words) Customer(key string) Value { return w.value("customer", key) }

// Announcement returns the words for a kind of announcement.
func (w Words) Announcement(k content.AnnouncementKind) Value {
	return w.value("announcement", string(k))
}

// Category returns the words for a category, "" for none.
func (w Words) Category(c content.Category) string { return w.name("category", string(c)) }

// Platform returns the words for a platform, "" for none.
func (w Words) Platform(p content.Platform) string { return w.name("platform", string(p)) }

// Match returns the words for how well a code fits its concept, "" where that is not stated.
func (w Words) Match(m content.Match) string { return w.name("match", string(m)) }

// Status returns the words for the lifecycle status of a code, "" for an active one. A draft has no other.
func (w Words) Status(c *content.Code) string {
	switch {
	case c.Draft:
		return w.name("status", "draft")
	case c.Lifecycle.Status == content.StatusActive:
		return ""
	}
	return w.name("status", string(c.Lifecycle.Status))
}

// StatusOrActive is Status, but "Active" for an active code.
func (w Words) StatusOrActive(c *content.Code) string {
	return cmp.Or(w.Status(c), w.Text("status.active"))
}

// Release returns the words for the release status of a vendor, "" for generally available.
func (w Words) Release(s content.ReleaseStatus) string { return w.name("release", string(s)) }

// Kind returns the words for what the entries of a set are: "Error codes".
func (w Words) Kind(k content.Kind) string {
	return w.name("kind", string(cmp.Or(k, content.KindError)))
}
