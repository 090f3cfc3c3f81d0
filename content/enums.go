package content

import (
	_ "embed" // lists.txt
	"reflect"
	"slices"
	"strings"
	"sync"
)

// The closed lists of the format are types of texts. Their members, with what each means, are in lists.txt.
//
//go:embed lists.txt
var listText string

// closedLists are the members by the name of the type.
var closedLists = sync.OnceValue(func() map[string][]string {
	all, list := map[string][]string{}, ""
	for line := range strings.Lines(listText) {
		switch word, _, _ := strings.Cut(strings.TrimSpace(line), ":"); {
		case word == "" || line[0] == '#':
		case line[0] == ' ':
			all[list] = append(all[list], word)
		default:
			list = word
		}
	}
	return all
})

// Values returns the members of a closed list, such as Values[Category](), in their order.
func Values[T ~string]() []string { return slices.Clone(closedLists()[reflect.TypeFor[T]().Name()]) }

// Category groups codes by the kind of trouble.
type Category string

// Kind says what the entries of a set are.
type Kind string

// The kinds of set.
const (
	KindError      Kind = "error"
	KindHTTPStatus Kind = "http-status"
	KindGRPCStatus Kind = "grpc-status"
	KindValue      Kind = "value" // not errors: an enumeration of the same API
)

// Platform is where the code of a set is seen.
type Platform string

// ReleaseStatus is how finished a vendor product is.
type ReleaseStatus string

// GRPC is the name of a gRPC status code (grpc/grpc, doc/statuscodes.md).
type GRPC string

// Origin says who states something.
type Origin string

// The origins.
const (
	Vendors  Origin = "vendor"
	Ours     Origin = "ours"
	Observed Origin = "observed"
)

// Fault is who has to change something.
type Fault string

// NextStep is the one thing to do first.
type NextStep string

// CheckState is the next step of an error after which nobody knows whether the operation happened.
const CheckState NextStep = "check-state"

// RetryPolicy says whether the same request may be repeated.
type RetryPolicy string

// The policies that rules and pages ask for by name.
const (
	RetryImmediately RetryPolicy = "immediately"
	RetryYes         RetryPolicy = "retry"
	WithBackoff      RetryPolicy = "with-backoff"
	AfterDelay       RetryPolicy = "after-delay"
	Conditional      RetryPolicy = "conditional"
	Never            RetryPolicy = "never"
)

// strictness are the policies that license or forbid a repeat, the laxest first.
var strictness = []RetryPolicy{
	RetryImmediately, RetryYes, WithBackoff, AfterDelay, Conditional, "after-user-action", "after-fix", Never,
}

// Repeats reports whether the policy allows to send the same request again as it is.
func (p RetryPolicy) Repeats() bool { return slices.Contains(strictness[:4], p) }

// Judges reports whether the policy says whether to repeat: it is there, and neither not-applicable nor not-stated.
func (p RetryPolicy) Judges() bool { return slices.Contains(strictness, p) }

// LaxerThan reports whether the policy allows more than another. Both must judge.
func (p RetryPolicy) LaxerThan(q RetryPolicy) bool {
	return p.Judges() && slices.Index(strictness, p) < slices.Index(strictness, q)
}

// Outcome says whether the operation happened.
type Outcome string

// The outcomes.
const (
	NotDone        Outcome = "not-done"
	OutcomeUnknown Outcome = "unknown"
	Done           Outcome = "done"
)

// RepeatKey is the idempotency key of a repeat.
type RepeatKey string

// Presence says whether somebody is there.
type Presence string

// SourceKind is how near a source is to the vendor.
type SourceKind string

// Robots is what search engines are asked to do with a site; empty: to list it.
type Robots string

// Match is how well a concept fits a code: the code means exactly it, nearly it, more than it
// ("broader") or one case of it ("narrower"). The terms are those of SKOS mappings.
type Match string

// Status is where a code is in its life.
type Status string

// The statuses that code asks for by name.
const (
	StatusActive     Status = "active"
	StatusDeprecated Status = "deprecated" // still returned, will go away
	StatusLegacy     Status = "legacy"     // old versions only
	StatusRemoved    Status = "removed"    // gone; its page stays as a tombstone
	StatusReserved   Status = "reserved"   // named by the vendor, not in use
)

// Weight is how much a code counts in a search against others that match as well; empty means normal. Exact names come first
// whatever their weight.
type Weight string

// The weights.
const (
	WeightHigh   Weight = "high"
	WeightNormal Weight = "normal"
	WeightLow    Weight = "low"
)

// Visibility is who may see an entry; empty means public.
type Visibility string

// The visibilities.
const (
	VisibilityPublic   Visibility = "public"
	VisibilityInternal Visibility = "internal"
)

// NotStated is the member of a closed list that says: the vendor does not say.
const NotStated = "not-stated"
