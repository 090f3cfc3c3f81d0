package words

import "github.com/errdocs/errdocs/content"

var retry = map[content.RetryPolicy]Value{
	"never":             {Text: "No", Tone: Stop},
	"immediately":       {Text: "Yes, at once", Tone: Go},
	"retry":             {Text: "Yes", Tone: Go},
	"with-backoff":      {Text: "Yes, wait longer each time", Tone: Go},
	"after-delay":       {Text: "Yes, after a delay", Tone: Wait},
	"after-fix":         {Text: "Not before the request is fixed", Tone: Stop},
	"after-user-action": {Text: "After the customer acts", Tone: Wait},
	"conditional":       {Text: "Sometimes", Tone: Wait},
	"not-applicable":    {Text: "Does not apply", Tone: None},
	"not-stated":        {Text: "The vendor does not say", Tone: Unknown},
	"":                  {Text: "Not recorded yet", Tone: Unknown},
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

var fault = map[content.Fault]Value{
	"client":     {Text: "Ours", Tone: None},
	"server":     {Text: "The vendor's", Tone: None},
	"upstream":   {Text: "Behind the vendor (bank or issuer)", Tone: None},
	"network":    {Text: "The connection", Tone: None},
	"device":     {Text: "The device", Tone: None},
	"end-user":   {Text: "The customer's", Tone: None},
	"none":       {Text: "Nobody's", Tone: None},
	"unclear":    {Text: "Not clear from the error", Tone: Unknown},
	"not-stated": {Text: "The vendor does not say", Tone: Unknown},
	"":           {Text: "Not recorded yet", Tone: Unknown},
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

var next = map[content.NextStep]Value{
	"fix-request":     {Text: "Fix the request", Tone: None},
	"retry":           {Text: "Send it again", Tone: None},
	"slow-down":       {Text: "Send fewer requests", Tone: None},
	"check-state":     {Text: "Check first whether it happened", Tone: None},
	"show-message":    {Text: "Show the vendor's message", Tone: None},
	"new-session":     {Text: "Start a new session", Tone: None},
	"free-capacity":   {Text: "Remove something first", Tone: None},
	"choose-another":  {Text: "Use another card or method", Tone: None},
	"wait":            {Text: "Wait, then try again", Tone: None},
	"ask-user":        {Text: "Ask the customer to act", Tone: None},
	"re-authenticate": {Text: "Authenticate again", Tone: None},
	"configure":       {Text: "Correct the set-up", Tone: None},
	"contact-vendor":  {Text: "Contact the vendor", Tone: None},
	"update-app":      {Text: "Update the app", Tone: None},
	"none":            {Text: "Nothing to do", Tone: None},
	"not-stated":      {Text: "The vendor does not say", Tone: Unknown},
	"":                {Text: "Not recorded yet", Tone: Unknown},
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

var outcome = map[content.Outcome]Value{
	content.NotDone:        {Text: "No", Tone: None},
	content.OutcomeUnknown: {Text: "Unknown, check first", Tone: Unknown},
	content.Done:           {Text: "Yes", Tone: None},
	"":                     {Text: "Not recorded yet", Tone: Unknown},
}

var origin = map[content.Origin]string{
	content.Vendors:  "Vendor",
	content.Ours:     "Our advice",
	content.Observed: "Seen by us",
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
	"say":             {Text: "Say this", Tone: None},
	"generic":         {Text: "A general apology", Tone: None},
	"nothing":         {Text: "Nothing", Tone: None},
	content.NotStated: {Text: "The vendor does not say", Tone: Unknown},
}

var customerDetails = map[string]string{
	"generic": "Say that something went wrong, without details.",
	"nothing": "Do not show this to the customer.",
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
