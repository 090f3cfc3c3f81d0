package content

import "slices"

// The closed lists of the format. Each type has a values method: the loader refuses anything else and
// names the nearest, and the schema lists them.

// Category groups codes by the kind of trouble.
type Category string

func (Category) values() []string {
	return []string{
		"authentication",    // who is calling could not be established
		"authorization",     // the caller is known and may not
		"configuration",     // keys, licenses, feature flags, onboarding
		"malformed-request", // the request could not be read
		"validation",        // the request was read, a value is wrong
		"not-found",         // what it refers to does not exist
		"conflict",          // it exists already, or is being done already
		"state",             // the thing is in a state that forbids the operation
		"limit",             // a fixed capacity is used up
		"rate-limit",        // too many requests in a period
		"lockout",           // too many failed attempts of a person
		"verification",      // one-time codes and other proofs of a cardholder
		"biometric",         // face recognition
		"user-action",       // the person canceled or refused
		"device",            // the device, its storage, its integrity
		"card",              // the card or account itself
		"cryptography",      // keys and ciphers
		"network",           // no connection
		"timeout",           // no answer in time
		"unavailable",       // the service is down for a while
		"internal",          // a fault inside the service
		"unsupported",       // not implemented, not enabled
		"data-loss",         // data is gone or corrupt
		"risk",              // a reason for a risk decision
		"information",       // a value that is not an error
		"success",           // it worked
		"unknown",           // the vendor's docs do not show what kind it is
	}
}

// Kind says what the entries of a set are.
type Kind string

func (Kind) values() []string {
	return []string{
		"error",       // what a failed call returns
		"http-status", // HTTP statuses of the API
		"grpc-status", // gRPC statuses of the API
		"value",       // not errors: an enumeration of the same API
	}
}

// The kinds of set.
const (
	KindError      Kind = "error"
	KindHTTPStatus Kind = "http-status"
	KindGRPCStatus Kind = "grpc-status"
	KindValue      Kind = "value" // not errors: an enumeration of the same API
)

// Platform is where the code of a set is seen.
type Platform string

func (Platform) values() []string {
	return []string{
		"android",      // an Android app
		"ios",          // an iOS app
		"web",          // a browser
		"server",       // our servers
		"mobile",       // Android and iOS apps alike
		"flutter",      // a Flutter app
		"react-native", // a React Native app
	}
}

// ReleaseStatus is how finished a vendor product is.
type ReleaseStatus string

func (ReleaseStatus) values() []string {
	return []string{
		"ga",         // generally available
		"beta",       // open to all, and may change
		"pilot",      // open to a few customers
		"deprecated", // still there, will go away
	}
}

// GRPC is the name of a gRPC status code (grpc/grpc, doc/statuscodes.md).
type GRPC string

func (GRPC) values() []string {
	return []string{
		"OK",                  // success
		"CANCELLED",           // the caller gave up
		"UNKNOWN",             // an error without further information
		"INVALID_ARGUMENT",    // the request is wrong in any state of the system
		"DEADLINE_EXCEEDED",   // no answer in time; the operation may have happened
		"NOT_FOUND",           // what was asked for does not exist
		"ALREADY_EXISTS",      // what should be created exists
		"PERMISSION_DENIED",   // the caller is known and may not
		"RESOURCE_EXHAUSTED",  // a quota or a capacity is used up
		"FAILED_PRECONDITION", // the system is in a state that forbids the operation
		"ABORTED",             // a conflict with another operation
		"OUT_OF_RANGE",        // past the valid range
		"UNIMPLEMENTED",       // not implemented, or not enabled
		"INTERNAL",            // an invariant of the service is broken
		"UNAVAILABLE",         // the service cannot be reached for a while
		"DATA_LOSS",           // data is gone or corrupt
		"UNAUTHENTICATED",     // who is calling could not be established
	}
}

// Origin says who states something.
type Origin string

func (Origin) values() []string {
	return []string{
		"vendor",   // the vendor's docs state it
		"ours",     // our judgment
		"observed", // we saw it; the vendor's docs do not list it
	}
}

// The origins.
const (
	Vendors  Origin = "vendor"
	Ours     Origin = "ours"
	Observed Origin = "observed"
)

// Fault is who has to change something.
type Fault string

func (Fault) values() []string {
	return []string{
		"client",     // our integration: request, configuration, keys
		"server",     // the vendor
		"upstream",   // a party behind the vendor: a bank, an issuer
		"network",    // the connection between us and the vendor
		"device",     // the device, its storage or its system
		"end-user",   // the customer: input, card, consent
		"none",       // not a fault: a success or a neutral value
		"unclear",    // the error alone does not show it
		"not-stated", // neither the vendor nor we say
	}
}

// NextStep is the one thing to do first.
type NextStep string

func (NextStep) values() []string {
	return []string{
		"fix-request",     // change the request, then send it again
		"retry",           // send the same request again
		"slow-down",       // send fewer requests
		"wait",            // do nothing until time has passed
		"check-state",     // read the state of the payment or other object before anything else
		"ask-user",        // have the customer do something
		"show-message",    // show the vendor's message to the customer
		"re-authenticate", // sign in again, or get a new token
		"new-session",     // start a new session of the SDK or API
		"configure",       // change a setting, a key or the onboarding
		"free-capacity",   // remove something where a fixed number is reached
		"choose-another",  // another card, method or bank
		"contact-vendor",  // ask the vendor's support
		"update-app",      // have the customer install a newer app
		"none",            // nothing is to be done
		"not-stated",      // neither the vendor nor we say
	}
}

// CheckState is the next step of an error after which nobody knows whether the operation happened.
const CheckState NextStep = "check-state"

// RetryPolicy says whether the same request may be repeated.
type RetryPolicy string

func (RetryPolicy) values() []string {
	return []string{
		"never",             // no: the same request must not be sent again
		"immediately",       // yes, without a delay
		"retry",             // yes; how fast is not stated
		"with-backoff",      // yes, with growing delays
		"after-delay",       // yes, after a fixed or given delay
		"after-fix",         // only once something on our side is changed
		"after-user-action", // only once the customer has done something
		"conditional",       // it depends on what cases or note say
		"not-applicable",    // there is nothing to repeat: a success or a value
		"not-stated",        // neither the vendor nor we say
	}
}

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

func (Outcome) values() []string {
	return []string{
		"not-done", // it did not happen
		"unknown",  // nobody knows: check before anything is repeated
		"done",     // it happened, in spite of the error
	}
}

// The outcomes.
const (
	NotDone        Outcome = "not-done"
	OutcomeUnknown Outcome = "unknown"
	Done           Outcome = "done"
)

// RepeatKey is the idempotency key of a repeat.
type RepeatKey string

func (RepeatKey) values() []string {
	return []string{
		"same", // the vendor recognizes the repeat by it
		"new",  // the repeat is an operation of its own
		"none", // the operation takes no such key
	}
}

// Presence says whether somebody is there.
type Presence string

func (Presence) values() []string {
	return []string{
		"present", // the customer is there and waits
		"absent",  // nobody waits: a batch job, a recurring payment
	}
}

// SourceKind is how near a source is to the vendor.
type SourceKind string

func (SourceKind) values() []string {
	return []string{
		"primary",   // the vendor's own
		"secondary", // somebody else's account of it
	}
}

// Robots is what search engines are asked to do with a site; empty: to list it.
type Robots string

func (Robots) values() []string {
	return []string{
		"noindex", // to list no page of the site
	}
}

// Match is how well a concept fits a code: the code means exactly it, nearly it, more than it
// ("broader") or one case of it ("narrower"). The terms are those of SKOS mappings.
type Match string

func (Match) values() []string {
	return []string{
		"exact",    // the code means exactly the concept
		"close",    // it means nearly the concept
		"broader",  // it means more than the concept
		"narrower", // it means one case of the concept
	}
}

// Status is where a code is in its life.
type Status string

func (Status) values() []string {
	return []string{
		"active",     // in use
		"deprecated", // still returned, will go away
		"legacy",     // returned by old versions only
		"removed",    // gone; its page stays and says so
		"reserved",   // named by the vendor, not in use
	}
}

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

func (Weight) values() []string {
	return []string{
		"high",   // it counts twice
		"normal", // like all others
		"low",    // it counts half
	}
}

// The weights.
const (
	WeightHigh   Weight = "high"
	WeightNormal Weight = "normal"
	WeightLow    Weight = "low"
)

// Visibility is who may see an entry; empty means public.
type Visibility string

func (Visibility) values() []string {
	return []string{
		"public",   // everybody
		"internal", // readers of builds with --internal only
	}
}

// The visibilities.
const (
	VisibilityPublic   Visibility = "public"
	VisibilityInternal Visibility = "internal"
)

// NotStated is the member of a closed list that says: the vendor does not say.
const NotStated = "not-stated"
