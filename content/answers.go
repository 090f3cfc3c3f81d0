package content

import (
	"strings"

	"github.com/errdocs/errdocs/internal/lists"
)

// Basis says who states an answer, and on what grounds. After Load the origin is final: the answer's own, else that
// of the class, else that of the set, as Origins gives it.
type Basis struct {
	Origin    Origin         `yaml:"origin"`               // who states it; empty after Load only where nothing is stated
	Evidence  string         `yaml:"evidence"`             // at most eight words of the vendor's text, verbatim; only with origin vendor
	Note      string         `yaml:"note" is:"note"`       // one plain sentence below the answer
	Date      string         `yaml:"date" is:"date"`       // the day it was seen, YYYY-MM-DD; only with origin observed
	Source    *Source        `yaml:"source"`               // where it differs from the code's source; nil: it does not
	Silent    bool           `yaml:"silent"`               // the vendor's docs were read and do not say; false after Load for what the vendor states
	Disagrees []Disagreement `yaml:"disagrees" is:"max:5"` // other sources of the vendor that say otherwise; the answer follows the stricter
}

// judged is a pointer to a judged answer, or to a part of one with a basis of its own.
type judged interface{ basis() *Basis }

// basis makes every type that embeds a Basis a judged answer.
func (b *Basis) basis() *Basis { return b }

// Disagreement is another answer that a source of the vendor gives to the same question.
type Disagreement struct {
	Is       string  `yaml:"is|policy" is:"required"` // its answer, a member of the same closed list
	Evidence string  `yaml:"evidence"`                // at most eight words of that source, verbatim
	Source   *Source `yaml:"source"`                  // that source; nil: the code's own
}

// Answer is a judged answer: a value and who states it. In YAML a value alone is enough where the set's or the
// class's origins say whose it is.
type Answer[T any] struct {
	Is    T `yaml:"is" is:"required short list"` // the value itself
	Basis `yaml:",inline"`
}

// HTTPAnswer is the HTTP statuses that come with a code. A code's own are the vendor's; what a set or a class gives
// by default needs an origin.
type HTTPAnswer struct {
	Is    []int `yaml:"is" is:"required short list http"` // status codes, 100–599 (RFC 9110, section 15)
	Basis `yaml:",inline"`
}

// NextAnswer is the first thing to do.
type NextAnswer struct {
	Is    NextStep `yaml:"is" is:"required short"` // the kind of step
	Do    string   `yaml:"do" is:"do"`             // the headline in our words, where the label of the kind is too general; at most 110 characters
	Basis `yaml:",inline"`
}

// Retry says whether and how the request may be repeated. Policy is never laxer than one of the cases, except that
// conditional takes any case: it allows no repeat before the condition is read.
type Retry struct {
	Policy  RetryPolicy `yaml:"policy" is:"required short"`
	Pace    Pace        `yaml:"pace"`              // how fast, where the vendor states whether and not how fast
	Cases   []Case      `yaml:"cases" is:"max:20"` // where the answer differs
	Key     RepeatKey   `yaml:"key"`               // idempotency key of a repeat
	Limit   RetryLimit  `yaml:"limit"`             // how often the vendor allows a repeat
	Header  string      `yaml:"header"`            // response header that contains the delay, such as Retry-After
	Backoff *Backoff    `yaml:"backoff"`           // belongs to the pace where there is one, and has its origin
	Basis   `yaml:",inline"`
}

// Pace is how fast to repeat: immediately, with-backoff or after-delay. The zero value says nothing.
type Pace struct {
	Policy RetryPolicy `yaml:"policy" is:"required short"`
	Basis  `yaml:",inline"`
}

// Case is the retry answer where something else is known of the error.
type Case struct {
	When   When        `yaml:"when" is:"required"`
	Policy RetryPolicy `yaml:"policy" is:"required"`
	Basis  `yaml:",inline"`
}

// When is what must be known of an error for a Case to apply: all that it names.
type When struct {
	Operation string   `yaml:"operation" json:"operation,omitempty"` // what was requested, in words or as it is in where
	Message   string   `yaml:"message" json:"message,omitempty"`     // text of the vendor's message
	Field     string   `yaml:"field" json:"field,omitempty"`         // a field of the payload; needs value
	Value     string   `yaml:"value" json:"value,omitempty"`         // the value of that field
	Brand     string   `yaml:"brand" json:"brand,omitempty"`         // card brand
	Region    string   `yaml:"region" json:"region,omitempty"`       // region or country
	Advice    string   `yaml:"advice" json:"advice,omitempty"`       // advice code that comes with the error
	Customer  Presence `yaml:"customer" json:"customer,omitempty"`   // whether the customer is there
	From      string   `yaml:"from" is:"date" json:"from,omitempty"` // first day on which it holds, YYYY-MM-DD
}

// RetryLimit is how often a request may be repeated. The zero value is no known limit.
type RetryLimit struct {
	Max    int    `yaml:"max" json:"max,omitempty"`       // repeats
	Window string `yaml:"window" json:"window,omitempty"` // in which time, such as 30d
	Cost   string `yaml:"cost" json:"cost,omitempty"`     // what more of them cost
}

// Backoff is an exponential backoff: attempt n (from 0) waits Base·Factorⁿ plus up to Jitter milliseconds.
type Backoff struct {
	Base        int     `yaml:"base_ms" is:"required base" json:"base_ms"`                                                    // milliseconds before the first repeat
	Factor      float64 `yaml:"factor" is:"required factor" json:"factor"`                                                    // by which the delay grows each time; 1: it stays the same
	Jitter      int     `yaml:"jitter_ms" is:"jitter" json:"jitter_ms"`                                                       // milliseconds at most that chance adds
	MaxAttempts int     `yaml:"max_attempts" is:"attempts" json:"max_attempts,omitempty" about:"Absent: no limit is stated."` // 0: no limit is stated
}

// UserMessage is what to tell the person at the device.
type UserMessage struct {
	Say   string `yaml:"say" is:"required short local"` // the words, or a mapping of languages such as {en: …, de: …}; or generic: the apology of site.yaml; or nothing: do not show this
	Basis `yaml:",inline"`

	In    []Saying `yaml:"-"` // the words by language, the site's first; nil where they are in one
	Words string   `yaml:"-"` // what to tell the customer, the apology of site.yaml for generic; empty for nothing
}

// Item is a cause or a step, in Markdown. A plain text is ours.
type Item struct {
	Text     Markdown `yaml:"is|do" is:"required short"` // the cause ("is") or the step ("do")
	Origin   Origin   `yaml:"origin"`                    // who states it; ours where not given
	Evidence string   `yaml:"evidence"`                  // at most eight words of the vendor's text, verbatim; only with origin vendor
}

// Actions are what to do, in order, by who does it.
type Actions struct {
	Engineer []Item `yaml:"engineer"` // what the developers of the integration do
	Support  []Item `yaml:"support"`  // what the people do who have the ticket
	User     []Item `yaml:"user"`     // what the person at the device can do
}

// Origins says who states the answers of a set or a class that do not say so themselves. A class wins over its set.
type Origins struct {
	Default     Origin `yaml:"default" is:"short"` // all answers that are not named here
	HTTP        Origin `yaml:"http"`               // HTTP statuses that the defaults give; a code's own are the vendor's
	Fault       Origin `yaml:"fault"`              // who has to change something
	NextStep    Origin `yaml:"next_step"`          // the first thing to do
	Retry       Origin `yaml:"retry"`              // whether to repeat, and its pace and cases
	Outcome     Origin `yaml:"outcome"`            // whether the operation happened
	UserMessage Origin `yaml:"user_message"`       // what to tell the customer
	StateAfter  Origin `yaml:"state_after"`        // what is true after the error
	Silent      *bool  `yaml:"silent"`             // true: the vendor's docs were read, and where an answer is ours they do not say
}

// Texts returns the texts of causes or steps.
func Texts(items []Item) []Markdown {
	return lists.Each(items, func(it Item) Markdown { return it.Text })
}

// OurItems returns causes or steps of ours.
func OurItems(texts ...Markdown) []Item {
	return lists.Each(texts, func(t Markdown) Item { return Item{Text: t, Origin: Ours} })
}

// FaultKey returns the sides of a fault as one word for tables and filters: "server upstream".
func FaultKey(faults []Fault) string {
	words := lists.Each(faults, func(f Fault) string { return string(f) })
	return strings.Join(words, " ")
}
