package site

import (
	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/templates"
)

// Value is a member of a closed list as people read it.
type Value = templates.Value

// The members of the closed lists become words here and nowhere else. A member that is missing is
// found by a test; the empty member says that nobody has looked yet.

var retryWords = map[content.RetryPolicy]Value{
	"never":             {Text: "No", Tone: templates.ToneStop},
	"immediately":       {Text: "Yes, at once", Tone: templates.ToneGo},
	"with-backoff":      {Text: "Yes, wait longer each time", Tone: templates.ToneGo},
	"after-delay":       {Text: "Yes, after a delay", Tone: templates.ToneWait},
	"after-fix":         {Text: "Not before the request is fixed", Tone: templates.ToneStop},
	"after-user-action": {Text: "After the customer acts", Tone: templates.ToneWait},
	"conditional":       {Text: "Sometimes", Tone: templates.ToneWait},
	"not-applicable":    {Text: "Does not apply", Tone: templates.ToneNone},
	"not-stated":        {Text: "The vendor does not say", Tone: templates.ToneUnknown},
	"":                  {Text: "Not recorded yet", Tone: templates.ToneUnknown},
}

var retryDetails = map[content.RetryPolicy]string{
	"never":             "The same request fails again.",
	"immediately":       "The same request can succeed the next time.",
	"with-backoff":      "The same request can succeed later.",
	"after-delay":       "The same request can succeed once the time has passed.",
	"after-fix":         "The same request fails again until it changes.",
	"after-user-action": "The same request fails again until then.",
	"not-stated":        "If you try, once, and not where money moves.",
}

var faultWords = map[content.Fault]Value{
	"client":     {Text: "Ours", Tone: templates.ToneNone},
	"server":     {Text: "The vendor's", Tone: templates.ToneNone},
	"upstream":   {Text: "Behind the vendor (bank or issuer)", Tone: templates.ToneNone},
	"network":    {Text: "The connection", Tone: templates.ToneNone},
	"device":     {Text: "The device", Tone: templates.ToneNone},
	"end-user":   {Text: "The customer's", Tone: templates.ToneNone},
	"none":       {Text: "Nobody's", Tone: templates.ToneNone},
	"not-stated": {Text: "The vendor does not say", Tone: templates.ToneUnknown},
	"":           {Text: "Not recorded yet", Tone: templates.ToneUnknown},
}

var faultDetails = map[content.Fault]string{
	"client":   "Our request, keys, set-up or pace has to change.",
	"server":   "The vendor has to act; our request can stay as it is.",
	"upstream": "Neither we nor the vendor decide about it.",
	"network":  "Something between the device or our server and the vendor.",
	"device":   "The phone or computer that the customer uses.",
	"end-user": "The customer has to do something, or did.",
	"none":     "This is not a fault.",
}

var nextWords = map[content.NextStep]Value{
	"fix-request":     {Text: "Fix the request", Tone: templates.ToneNone},
	"retry":           {Text: "Send it again", Tone: templates.ToneNone},
	"wait":            {Text: "Wait, then try again", Tone: templates.ToneNone},
	"ask-user":        {Text: "Ask the customer to act", Tone: templates.ToneNone},
	"re-authenticate": {Text: "Authenticate again", Tone: templates.ToneNone},
	"configure":       {Text: "Correct the set-up", Tone: templates.ToneNone},
	"contact-vendor":  {Text: "Contact the vendor", Tone: templates.ToneNone},
	"update-app":      {Text: "Update the app", Tone: templates.ToneNone},
	"none":            {Text: "Nothing to do", Tone: templates.ToneNone},
	"not-stated":      {Text: "The vendor does not say", Tone: templates.ToneUnknown},
	"":                {Text: "Not recorded yet", Tone: templates.ToneUnknown},
}

var nextDetails = map[content.NextStep]string{
	"fix-request":     "Find out which part was refused, change it, send it once more.",
	"retry":           "Nothing has to change first.",
	"wait":            "Nothing has to change, only time has to pass.",
	"ask-user":        "Support can help with the steps below.",
	"re-authenticate": "Start again from the step that proves who is calling.",
	"configure":       "Keys, licences, switches or onboarding, not the single request.",
	"update-app":      "A newer version of the app or its SDK is needed.",
	"not-stated":      "The steps below are our advice.",
}

var categoryWords = map[content.Category]string{
	"authentication":    "Authentication",
	"authorization":     "Authorization",
	"configuration":     "Configuration",
	"malformed-request": "Malformed request",
	"validation":        "Validation",
	"not-found":         "Not found",
	"conflict":          "Conflict",
	"state":             "Wrong state",
	"limit":             "Fixed limit",
	"rate-limit":        "Rate limit",
	"lockout":           "Lockout",
	"verification":      "Verification",
	"biometric":         "Biometrics",
	"user-action":       "Customer's choice",
	"device":            "Device",
	"card":              "Card or account",
	"cryptography":      "Cryptography",
	"network":           "Network",
	"timeout":           "Timeout",
	"unavailable":       "Unavailable",
	"internal":          "Internal fault",
	"unsupported":       "Not supported",
	"data-loss":         "Data loss",
	"risk":              "Risk decision",
	"information":       "Information",
	"success":           "Success",
	"unknown":           "Unknown",
	"":                  "",
}

var platformWords = map[content.Platform]string{
	"android":      "Android",
	"ios":          "iOS",
	"web":          "Web",
	"server":       "Server",
	"mobile":       "Mobile",
	"flutter":      "Flutter",
	"react-native": "React Native",
	"":             "",
}

var statusWords = map[content.Status]string{
	content.StatusActive:     "",
	content.StatusDeprecated: "Deprecated",
	content.StatusLegacy:     "Legacy",
	content.StatusRemoved:    "Removed",
	content.StatusReserved:   "Reserved",
	"":                       "",
}

var releaseWords = map[content.ReleaseStatus]string{
	"ga":         "",
	"beta":       "Beta",
	"pilot":      "Pilot",
	"deprecated": "Deprecated",
	"":           "",
}

var kindWords = map[content.Kind]string{
	content.KindError:      "Error codes",
	content.KindHTTPStatus: "HTTP statuses",
	content.KindGRPCStatus: "gRPC statuses",
	content.KindValue:      "Values, not errors",
	"":                     "Error codes",
}

// Retry returns the words for a retry policy.
func Retry(p content.RetryPolicy) Value { return word(retryWords, p) }

// Side returns the words for the side that has to change something.
func Side(f content.Fault) Value { return word(faultWords, f) }

// Next returns the words for the one thing to do first.
func Next(n content.NextStep) Value { return word(nextWords, n) }

// Category returns the words for a category, "" for none.
func Category(c content.Category) string { return categoryWords[c] }

// Platform returns the words for a platform, "" for none.
func Platform(p content.Platform) string { return platformWords[p] }

// Status returns the words for a lifecycle status, "" for an active code.
func Status(s content.Status) string { return statusWords[s] }

func word[K ~string](words map[K]Value, key K) Value {
	v := words[key]
	v.Key = string(key)
	return v
}
