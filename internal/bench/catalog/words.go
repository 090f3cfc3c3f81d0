package catalog

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

var verbs = strings.Fields("invalid missing expired unknown duplicate unsupported rejected blocked failed unavailable exceeded malformed revoked suspended locked denied ambiguous inactive unverified mismatched")

var nouns = strings.Fields("token card account session device request signature certificate key otp pin amount currency merchant issuer customer limit payload header timestamp nonce scope consent address wallet binding enrollment challenge cryptogram reference channel terminal")

var common = strings.Fields(`the a of to is and in for was not that it by with this when or be from on service server request
	response client user customer error code retry again later check value field bank issuer network connection timeout
	expired session account card token number returned backend cannot could sent time period device support contact team please
	merchant application callback method header status body message reason details signature key certificate signed invalid valid
	wrong missing required format length maximum minimum limit exceeded many attempts locked wait minutes internal temporary
	maintenance overload authentication authorization permission denied scope consent revoked renewed refresh issue known version
	update release configuration environment production sandbox test onboarding project credentials secret rotate portal dashboard
	payment amount currency refund capture settlement duplicate idempotency resource found exists created deleted conflict state
	transition pending active suspended closed reopened face camera light retrying screen password passcode verified sms email phone
	address country region unsupported feature flag enabled disabled licence expiry date clock skew synchronise enrolled biometric`)

var (
	syllables = strings.Fields("ba co di fe gu la mi no pre qua ri sta tro ver zen lect")
	endings   = []string{"ed", "ing", "ation", "s", "", "er", "ness", "able", "ity", "ive"}
)

// vocabulary is how many words there are.
const vocabulary = 8000

// writer makes texts, always the same ones for a seed.
type writer struct {
	*rand.Rand
	zipf *rand.Zipf
}

func newWriter(seed uint64) *writer {
	r := rand.New(rand.NewPCG(seed, 1))
	return &writer{r, rand.NewZipf(r, 1.15, 4, vocabulary)}
}

func pick[T any](w *writer, list []T) T { return list[w.IntN(len(list))] }

// chance reports true in so many of a hundred cases.
func (w *writer) chance(percent int) bool { return w.IntN(100) < percent }

// word returns a word by its rank; rare ones are made of syllables.
func word(rank int) string {
	if rank < len(common) {
		return common[rank]
	}
	var b strings.Builder
	for n := rank; n > 0; n /= len(syllables) {
		b.WriteString(syllables[n%len(syllables)])
	}
	return b.String() + endings[rank%len(endings)]
}

func (w *writer) word() string { return word(int(w.zipf.Uint64())) }

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// phrase returns about n words with a capital first, shorter than size bytes.
func (w *writer) phrase(n, size int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = w.word()
	}
	s := capital(strings.Join(words, " "))
	for len(s) >= size {
		s = s[:strings.LastIndexByte(s, ' ')]
	}
	return s
}

// sentence returns a phrase with a full stop.
func (w *writer) sentence(n, size int) string { return w.phrase(n, size) + "." }

func (w *writer) title() string { return w.phrase(3+w.IntN(4), 58) }

// markdown returns a paragraph of so many sentences on one line, with code and emphasis here and there.
func (w *writer) markdown(sentences int) string {
	out := make([]string, sentences)
	for i := range out {
		s := w.phrase(6+w.IntN(6), 200)
		switch w.IntN(8) {
		case 0:
			s += " `" + pick(w, nouns) + capital(pick(w, nouns)) + "`"
		case 1:
			s += " **" + w.word() + "**"
		case 2:
			s += " [" + pick(w, nouns) + "](https://docs.example.com/" + pick(w, nouns) + ")"
		}
		out[i] = s + " " + w.word() + "."
	}
	return strings.Join(out, " ")
}

// code returns a code in one of the styles of vendors.
func (w *writer) code(style int) string {
	parts := []string{pick(w, verbs), pick(w, nouns)}
	for w.IntN(3) > 0 && len(parts) < 4 {
		parts = append(parts, pick(w, nouns))
	}
	switch style {
	case number:
		return fmt.Sprint(1000 + w.IntN(90000))
	case camel:
		for i, p := range parts {
			parts[i] = capital(p)
		}
		return "SDKError." + strings.ToLower(parts[0]) + strings.Join(parts[1:], "")
	case hyphens:
		return strings.Join(parts, "-")
	}
	return strings.ToUpper(strings.Join(parts, "_"))
}

// The styles of codes.
const (
	number = iota
	camel
	hyphens
	capitals
)
