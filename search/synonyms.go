package search

import "strings"

// synonymTable lists words that people ask with, before the colon, and words that documents use instead, after it. A
// document is indexed with both; nothing is added to queries, so the client needs no table, and what is quoted must still
// occur.
const synonymTable = `
phone handset smartphone: device
customer: user cardholder person
user: customer cardholder person
passcode sms: otp
otp passcode: one-time
text: sms
throttle throttling throttled: rate
slow: timeout deadline
login signin logon: authentication authenticate authenticated
internet wifi offline: network connection
offline: unreachable accessible
jailbreak jailbroken: rooted
rooted: jailbroken
hacked: tampered compromised rooted
blocked: locked lockout
wrong incorrect bad: invalid
invalid incorrect bad: wrong
invalid wrong: incorrect
denied refused declined: rejected
rejected refused declined: denied
denied rejected: refused
missing: absent lacks
supported: unsupported
available: unavailable
abort aborted stopped: cancelled canceled
cancelled canceled stopped: aborted
respond reply answer: response
response respond reply: answer
crash exception: fault
outage: unavailable maintenance overloaded overload
down: unavailable unreachable
twice: duplicate already
selfie picture: face
licence: license
license: licence
fingerprint: biometric
cert: certificate
signing signed: signature
decrypt encrypt encryption: cryptography crypto
setup: configure configuration onboarding
onboarding: enabled
country: territory
abroad: territory
`

// synonyms maps a stem of a document to other stems that it is found by.
var synonyms = func() map[string][]string {
	m := map[string][]string{}
	for _, line := range strings.Split(strings.TrimSpace(synonymTable), "\n") {
		asked, written, _ := strings.Cut(line, ":")
		for _, w := range strings.Fields(written) {
			for _, a := range strings.Fields(asked) {
				m[stem(w)] = append(m[stem(w)], stem(a))
			}
		}
	}
	return m
}()
