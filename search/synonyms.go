package search

import (
	"slices"
	"strings"
)

// synonymTable lists words that people ask with, before the colon, and words that documents use instead, after it: those
// that any catalog of errors may have. Words joined by + are a phrase; ! marks a word that is denied. A document is indexed
// with both; nothing is added to queries, so the client needs no table, and what is quoted must still occur. What only some
// catalogs share is in their site.yaml.
const synonymTable = `
phone handset smartphone telephone mobile cellphone handy tablet laptop: device
customer client: user person cardholder
user: customer person cardholder
person: user customer
backend: server
server: backend
application: app
app: application
mail: email
ring dial: call
page site browser link: website
find: found
found: find
send: sent
sent: send
lose: lost

wrong incorrect bad false mistyped !correct !right !good !ok: invalid
invalid incorrect bad false mistyped !correct !right !good !ok: wrong
invalid wrong: incorrect
!valid: invalid
invalid: !valid
typo misspelled misspelt mistype: mistyped unknown
malformed syntax garbled: parse interpret
read understand understood decode: parse interpret
damaged broken destroyed: corrupt
fit correspond agree equal: match
!fit !correspond !agree !equal: !match
mismatch differ: !match
!match: mismatch differ
!recognized: !match
!match: !recognized
identify: recognized identity
!identify: !recognized

expire expiry expiration outdated stale lapsed elapsed run ran late: expired
expire: expiry expiration
expiry validity: expiration
validity: expiry
!valid: expired
outdated obsolete deprecated: old former
timeout hang hanging stuck freeze frozen slow: timed+out deadline !answer+time
timeout hang hanging stuck slow late: deadline
slow hang: timeout
deadline late: timed+out
hour date clock watch: time
hour clock watch skew drift: timestamp
opened created young fresh recent yesterday: new
today lately recently: recent
upgrade upgraded: update

fail failed failing: failure
failure: failed
exception: fault
crash bug broke: fault internal
unclear unspecified undefined: unknown unclassified
!found !find !exist !known !recognized: unknown
unknown !exist !known: !found !find
!found !find: !exist
!find: !found
!found: !find
absent omitted forgotten forgot empty null blank dropped !provided !sent !given !present !filled !informed !included: missing
missing absent: lack required+but
missing: absent
vanished disappeared lost: gone
stolen theft: lost
automatic robot machine recorded: automated
gone: lost
lost gone: !found+session

denied refused declined blocked forbidden disallowed !allowed !permitted !authorized: rejected
rejected refused declined blocked forbidden disallowed !allowed !permitted !authorized: denied
denied rejected declined blocked forbidden !accepted !allowed: refused
denied refused rejected forbidden blocked prohibited !permitted !authorized !given: !allowed
!allowed !permitted !authorized !given rights right: permission
rights access: allowed
unauthorized: !authorized !authenticated authentication
!authenticated !authorized: unauthenticated unauthorized
declined denied refused !approved !accepted !qualified !supported: ineligible !eligible
approved qualified accepted supported: eligible
!eligible: ineligible
ineligible: !eligible
unsupported !implemented: !supported
supported: unsupported
available: unavailable
!available !working !reachable down offline outage: unavailable
unavailable: !available
outage down: maintenance overloaded overload
busy overloaded: overload
overload: overloaded
offline down disconnected: !reached unreachable !accessible
reach reachable join connect contact !reach !reachable !join !connect !contact: reached accessible
!reach !reachable !join !connect !contact: unreachable !accessible !reached
internet wifi online offline signal connectivity connected: network connection
!internet !network !signal !wifi !connection !connectivity offline: !network !connection

locked lock banned ban blocked disabled: locked lockout
blocked locked: suspended
paused pause frozen freeze hold: suspended
resume reactivate unfreeze unpause: unsuspend
removed erased deactivated: deleted
unused dormant idle !use !active: inactive
!active: inactive
past elapsed: passed
exhausted exceeded passed surpassed maximum max: exceed reached
exceed exceeded exhausted reached: maximum
maximum max cap ceiling: limit
limit exceeded: exhausted quota
quota: exhausted
often frequent frequently rapid fast flood throttle throttling throttled: rate
often frequent frequently much: many
many much often: exceeded
entered enter keyed input: typed
throttle throttling throttled: too+many+request
try tried times attempt: retry retries
try tried retry: attempt
repeat resend: retry

abort aborted abandoned stopped quit interrupted closed left exit exited dismissed: cancelled canceled
cancelled canceled abandoned stopped interrupted: aborted
canceled cancelled: stopped
cancelled: canceled
twice double doubled repeated resent replay replayed reused: duplicate already used
again previously earlier: already
respond reply answer: response
response respond reply: answer
!respond !reply !answer silent: !response
!respond !reply !response silent: !answer

otp passcode tan sms fa mfa: one-time+code
passcode tan sms fa mfa: otp
otp: one-time
text: sms
login signin logon password: authentication authenticate authenticated credentials
password secret username: credentials
mfa fa sca verify: authentication
register registered registration signup onboarded: enrolled enrollment eligible
!registered !enrolled: ineligible !eligible
approve approved agree agreed accept: consent confirm
onboarding: enabled
setup initialize initialization start: configure configuration initialization
cert: certificate
licence: license
centre: center
license: licence
signing signed: signature
decrypt encrypt encryption crypto cryptographic: cryptography decrypted
cryptography: crypto
fingerprint: biometric

jailbreak jailbroken hacked: rooted
rooted: jailbroken
hacked manipulated: tampered compromised
fake faked printed imposter impostor impersonation deepfake: spoofing
alive liveness: live
fraudulent scam phishing: fraud
stolen theft: lost fraud
country abroad foreign overseas: territory domestic
abroad foreign overseas !domestic: territory
`

// synonyms are rules by the first stem of what documents say.
type synonyms map[string][]synonym

// synonym says that a document with a phrase, a sequence of stems, is found by other stems too.
type synonym struct{ phrase, by []string }

// common are the rules of the table.
var common = func() synonyms {
	m := synonyms{}
	for _, line := range strings.Split(strings.TrimSpace(synonymTable), "\n") {
		asked, written, _ := strings.Cut(line, ":")
		for _, w := range strings.Fields(written) {
			m.add(english, strings.ReplaceAll(w, "+", " "), strings.Fields(asked))
		}
	}
	return m
}()

// with returns the rules together with those of groups of words and phrases that mean the same.
func (m synonyms) with(l language, groups [][]string) synonyms {
	all := synonyms{}
	for first, rules := range m {
		all[first] = slices.Clone(rules)
	}
	for _, g := range groups {
		for i, phrase := range g {
			all.add(l, phrase, slices.Concat(g[:i], g[i+1:]))
		}
	}
	return all
}

// add adds a rule. Phrases are split into words as texts are; a mark of denied in front of a word stays.
func (m synonyms) add(l language, phrase string, by []string) {
	r := synonym{phrase: stems(l, phrase)}
	for _, b := range by {
		r.by = append(r.by, stems(l, b)...)
	}
	if len(r.phrase) > 0 {
		m[r.phrase[0]] = append(m[r.phrase[0]], r)
	}
}

func stems(l language, phrase string) []string {
	rest, deny := strings.CutPrefix(phrase, denied)
	a := analyst{stems: map[string]string{}, language: l}
	list := a.prose(words(rest))
	if deny {
		for i := range list {
			list[i] = denied + list[i]
		}
	}
	return list
}

// added appends to a list of stems, each once, those by which what it says is found too, and what others say.
func (m synonyms) added(list, others []string) []string {
	for _, text := range [][]string{list, others} {
		for i := range text {
			for _, r := range m[text[i]] {
				if end := i + len(r.phrase); end > len(text) || !slices.Equal(text[i:end], r.phrase) {
					continue
				}
				for _, s := range r.by {
					if !slices.Contains(list, s) {
						list = append(list, s)
					}
				}
			}
		}
	}
	return list
}
