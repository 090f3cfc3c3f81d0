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
	Text string // "Yes, wait longer each time"
	Tone Tone
}

// Tone is how a value is colored. Color never carries meaning alone: the words say the same.
type Tone string

// The tones.
const (
	Go      Tone = "go"      // can succeed without a change
	Wait    Tone = "wait"    // can succeed later or after something is done
	Stop    Tone = "stop"    // cannot succeed
	Unknown Tone = "unknown" // the vendor does not say
	None    Tone = "none"    // neutral
)

// Retry returns the words for a retry policy.
func Retry(p content.RetryPolicy) Value { return word(retry, p) }

// RetryDetail returns what a retry policy means in a sentence, "" for none.
func RetryDetail(p content.RetryPolicy) string { return retryDetails[p] }

// Fault returns the words for the side that has to change something.
func Fault(f content.Fault) Value { return word(fault, f) }

// Faults returns the words for all sides of a fault. The key has them with spaces between.
func Faults(list []content.Fault) Value {
	if len(list) == 0 {
		return Fault("")
	}
	v := Fault(list[0])
	for _, f := range list[1:] {
		v.Text += " or " + strings.ToLower(Fault(f).Text[:1]) + Fault(f).Text[1:]
	}
	v.Key = content.FaultKey(list)
	return v
}

// Outcome returns the words for whether the operation happened.
func Outcome(o content.Outcome) Value { return word(outcome, o) }

// Origin returns the words for who states something, "" where nobody does.
func Origin(o content.Origin) string { return origin[o] }

// FaultDetail returns what a fault means in a sentence, "" for none.
func FaultDetail(f content.Fault) string { return faultDetails[f] }

// Next returns the words for the one thing to do first.
func Next(n content.NextStep) Value { return word(next, n) }

// NextDetail returns what a next step means in a sentence, "" for none.
func NextDetail(n content.NextStep) string { return nextDetails[n] }

// Customer returns the words for what to tell the customer: say, generic, nothing or not-stated.
func Customer(key string) Value { return word(customer, key) }

// CustomerDetail returns what to tell the customer in a sentence, "" where the catalog has the text itself.
func CustomerDetail(key string) string { return customerDetails[key] }

// Customers lists the keys that Customer knows.
func Customers() []string { return []string{"say", "generic", "nothing", content.NotStated} }

// Announcement returns the words for a kind of announcement.
func Announcement(k content.AnnouncementKind) Value { return word(announcements, k) }

// Category returns the words for a category, "" for none.
func Category(c content.Category) string { return category[c] }

// Platform returns the words for a platform, "" for none.
func Platform(p content.Platform) string { return platform[p] }

// Status returns the words for a lifecycle status, "" for an active code.
func Status(s content.Status) string { return status[s] }

// StatusOrActive is Status, but "Active" for an active code.
func StatusOrActive(s content.Status) string { return cmp.Or(status[s], "Active") }

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
