package words

import "github.com/errdocs/errdocs/content"

var retry = map[content.RetryPolicy]Value{
	"never":             {Text: "No", Tone: Stop},
	"immediately":       {Text: "Yes, immediately", Tone: Go},
	"retry":             {Text: "Yes", Tone: Go},
	"with-backoff":      {Text: "Yes, with growing delays", Tone: Go},
	"after-delay":       {Text: "After a delay", Tone: Wait},
	"after-fix":         {Text: "After a fix", Tone: Stop},
	"after-user-action": {Text: "After the customer acts", Tone: Wait},
	"conditional":       {Text: "In some cases", Tone: Wait},
	"not-applicable":    {Text: "Does not apply", Tone: None},
	"not-stated":        {Text: "Not stated", Tone: Unknown},
	"":                  {Text: "No answer yet", Tone: Unknown},
}

// checked is the answer where the outcome is unknown.
var checked = map[content.RetryPolicy]string{
	"immediately":       "After the check",
	"retry":             "After the check",
	"with-backoff":      "After the check, with growing delays",
	"after-delay":       "After the check and a delay",
	"after-fix":         "After the check and a fix",
	"after-user-action": "After the check, if the customer acts",
	"conditional":       "Only after the check",
}

// paces are how fast to repeat, as they follow a condition.
var paces = map[content.RetryPolicy]string{
	"immediately":  "immediately",
	"with-backoff": "with growing delays",
	"after-delay":  "after a delay",
}

// verdicts are what a list says of a retry answer. Policies that are not here have their own words.
var verdicts = map[content.RetryPolicy]Value{
	"immediately":    {"retry", "Retry", Go},
	"retry":          {"retry", "Retry", Go},
	"with-backoff":   {"retry", "Retry", Go},
	"after-delay":    {"after-delay", "Wait, then retry", Wait},
	"not-applicable": {},
}

var fault = map[content.Fault]Value{
	"client":     {Text: "We do", Tone: None},
	"server":     {Text: "The vendor", Tone: None},
	"upstream":   {Text: "Behind the vendor (bank or issuer)", Tone: None},
	"network":    {Text: "The network", Tone: None},
	"device":     {Text: "The device", Tone: None},
	"end-user":   {Text: "The customer", Tone: None},
	"none":       {Text: "Nobody: not an error", Tone: None},
	"unclear":    {Text: "Unclear", Tone: Unknown},
	"not-stated": {Text: "Not stated", Tone: Unknown},
	"":           {Text: "No answer yet", Tone: Unknown},
}

// oneOf are the words for a side in a list of several: "The vendor or the bank". The others are the same in both.
var oneOf = map[content.Fault]string{
	"client":   "We",
	"upstream": "The bank",
	"none":     "Nobody",
}

var next = map[content.NextStep]Value{
	"fix-request":     {Text: "Fix the request", Tone: None},
	"retry":           {Text: "Send it again", Tone: None},
	"slow-down":       {Text: "Slow down", Tone: None},
	"check-state":     {Text: "Check the state first", Tone: None},
	"show-message":    {Text: "Show the message", Tone: None},
	"new-session":     {Text: "Start a new session", Tone: None},
	"free-capacity":   {Text: "Free capacity", Tone: None},
	"choose-another":  {Text: "Choose another way", Tone: None},
	"wait":            {Text: "Wait, then try again", Tone: None},
	"ask-user":        {Text: "Ask the customer to act", Tone: None},
	"re-authenticate": {Text: "Authenticate again", Tone: None},
	"configure":       {Text: "Correct the setup", Tone: None},
	"contact-vendor":  {Text: "Contact the vendor", Tone: None},
	"update-app":      {Text: "Update the app", Tone: None},
	"none":            {Text: "Nothing to do", Tone: None},
	"not-stated":      {Text: "Not stated", Tone: Unknown},
	"":                {Text: "No answer yet", Tone: Unknown},
}

var outcome = map[content.Outcome]Value{
	content.NotDone:        {Text: "Not done", Tone: None},
	content.OutcomeUnknown: {Text: "Unknown: check first", Tone: Check},
	content.Done:           {Text: "Done", Tone: None},
	"":                     {Text: "No answer yet", Tone: Unknown},
}

var origin = map[content.Origin]string{
	content.Vendors:  "Vendor",
	content.Ours:     "Our advice",
	content.Observed: "Seen",
	"":               "",
}

var category = map[content.Category]string{
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

var platform = map[content.Platform]string{
	"android":      "Android",
	"ios":          "iOS",
	"web":          "Web",
	"server":       "Server",
	"mobile":       "Mobile",
	"flutter":      "Flutter",
	"react-native": "React Native",
	"":             "",
}

var status = map[content.Status]string{
	content.StatusActive:     "",
	content.StatusDeprecated: "Deprecated",
	content.StatusLegacy:     "Legacy",
	content.StatusRemoved:    "Removed",
	content.StatusReserved:   "Reserved",
	"":                       "",
}

var release = map[content.ReleaseStatus]string{
	"ga":         "",
	"beta":       "Beta",
	"pilot":      "Pilot",
	"deprecated": "Deprecated",
	"":           "",
}

var kind = map[content.Kind]string{
	content.KindError:      "Error codes",
	content.KindHTTPStatus: "HTTP statuses",
	content.KindGRPCStatus: "gRPC statuses",
	content.KindValue:      "Values, not errors",
	"":                     "Error codes",
}

var customer = map[string]Value{
	"say":             {Text: "Our wording", Tone: None},
	"generic":         {Text: "A general apology", Tone: None},
	"nothing":         {Text: "Nothing", Tone: None},
	content.NotStated: {Text: "No answer yet", Tone: Unknown},
}

var announcements = map[content.AnnouncementKind]Value{
	"added":   {Text: "Added", Tone: Go},
	"changed": {Text: "Changed", Tone: Wait},
	"removed": {Text: "Removed", Tone: Stop},
	"note":    {Text: "Note", Tone: None},
}

var language = func() map[string]string {
	m := map[string]string{}
	for _, l := range content.Languages() {
		m[l.ID] = l.Name
	}
	return m
}()
