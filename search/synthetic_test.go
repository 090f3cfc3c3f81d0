package search

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// The synthetic catalog: documents that look like those of a real one in the length of their texts and
// in how often words occur, always the same for the same number.

var synthFacets = []Facet{
	{"vendor", "Vendor"}, {"platform", "Platform"}, {"http", "HTTP"}, {"retry", "Retry"}, {"next", "Next step"}, {"status", "Lifecycle"},
}

var synthVerbs = strings.Fields("invalid missing expired unknown duplicate unsupported rejected blocked failed unavailable exceeded malformed revoked suspended locked denied ambiguous inactive unverified mismatched")

var synthNouns = strings.Fields("token card account session device request signature certificate key otp pin amount currency merchant issuer customer limit payload header timestamp nonce scope consent address merchant wallet binding enrollment challenge cryptogram reference channel terminal")

var synthProse = strings.Fields(`the a of to is and in for was not that it by with this when or be from on service server request
	response client user customer error code retry again later check value field value bank issuer network connection timeout
	expired session account card token number returned backend cannot could sent time period device support contact team please
	merchant application callback method header status body message reason details signature key certificate signed invalid valid
	wrong missing required format length maximum minimum limit exceeded many attempts locked wait minutes internal temporary
	maintenance overload authentication authorization permission denied scope consent revoked renewed refresh issue known version
	update release configuration environment production sandbox test onboarding project credentials secret rotate portal dashboard
	payment amount currency refund capture settlement duplicate idempotency resource found exists created deleted conflict state
	transition pending active suspended closed reopened face camera light retrying screen password passcode verified sms email phone
	address country region unsupported feature flag enabled disabled licence expiry date clock skew synchronise enrolled biometric`)

// synthWord returns a word by its rank, rare ones made of syllables.
func synthWord(rank int) string {
	if rank < len(synthProse) {
		return synthProse[rank]
	}
	syllables := []string{"ba", "co", "di", "fe", "gu", "la", "mi", "no", "pre", "qua", "ri", "sta", "tro", "ver", "zen", "lect"}
	endings := []string{"ed", "ing", "ation", "s", "", "er", "ness", "able", "ity", "ive"}
	w := ""
	for n := rank; n > 0; n /= len(syllables) {
		w += syllables[n%len(syllables)]
	}
	return w + endings[rank%len(endings)]
}

type synth struct {
	*rand.Rand
	zipf *rand.Zipf
}

func newSynth(seed uint64) *synth {
	r := rand.New(rand.NewPCG(seed, 1))
	return &synth{r, rand.NewZipf(r, 1.15, 4, 6000)}
}

func (s *synth) pick(list []string) string { return list[s.IntN(len(list))] }

func (s *synth) text(n int) string {
	out := make([]string, n)
	for i := range out {
		out[i] = synthWord(int(s.zipf.Uint64()))
	}
	return strings.ToUpper(out[0][:1]) + strings.Join(out, " ")[1:] + "."
}

// code returns a code in one of the styles of vendors.
func (s *synth) code(style int) string {
	parts := []string{s.pick(synthVerbs), s.pick(synthNouns)}
	for s.IntN(3) > 0 && len(parts) < 5 {
		parts = append(parts, s.pick(synthNouns))
	}
	switch style {
	case 0:
		return fmt.Sprint(1000 + s.IntN(90000))
	case 1:
		for i, p := range parts {
			parts[i] = strings.ToUpper(p[:1]) + p[1:]
		}
		return "SDKError." + strings.ToLower(parts[0]) + strings.Join(parts[1:], "")
	case 2:
		return strings.Join(parts, "-")
	}
	return strings.ToUpper(strings.Join(parts, "_"))
}

// synthDocs returns n documents.
func synthDocs(n int) []Document {
	s := newSynth(uint64(n))
	docs := make([]Document, n)
	seen := map[string]bool{}
	for i := range docs {
		vendor := fmt.Sprintf("vendor%d", i*max(5, n/250)/n)
		set := []string{"android", "ios", "http", "api"}[i%4]
		code := s.code([]int{1, 1, 0, 3, 3, 2, 3, 3}[s.IntN(8)])
		id := vendor + "/" + set + "/" + strings.ToLower(strings.NewReplacer("_", "-", ".", "-").Replace(code))
		for seen[id] {
			code += fmt.Sprint(s.IntN(100))
			id += fmt.Sprint(s.IntN(1000))
		}
		seen[id] = true
		http := s.pick([]string{"200", "400", "401", "403", "404", "409", "429", "500", "503"})
		d := Document{
			ID: id, URL: id + "/", Names: []string{code}, Label: strings.ToUpper(vendor[:1]) + vendor[1:] + " · " + set,
			Title: s.text(2 + s.IntN(4)), Summary: s.text(8 + s.IntN(12)),
			Body: s.text(40+s.IntN(80)) + "\n{\"" + "errorCode\": \"" + code + "\", \"httpStatus\": " + http + "}",
			Tags: []string{vendor, set, http, s.pick(synthNouns)},
			Facets: [][]string{
				{vendor}, {set}, {http}, {s.pick([]string{"never", "immediately", "with-backoff", "after-fix"})},
				{s.pick([]string{"fix-request", "retry", "wait", "contact-vendor"})}, {"active"},
			},
			Retired: s.IntN(25) == 0,
			Weight:  map[int]float64{3: 2, 5: 0.5}[i%9],
		}
		if s.IntN(6) == 0 {
			d.Names = append(d.Names, s.code(s.IntN(4)))
			d.Facets[2] = append(d.Facets[2], "500", http)
		}
		if d.Retired {
			d.Facets[5] = []string{"legacy"}
		}
		if s.IntN(12) == 0 && i > 0 {
			d.Names[0] = docs[i-1].Names[0] + s.pick([]string{"S", "", "X", "ED"}) // one edit from a code, or its equal
		}
		docs[i] = d
	}
	return docs
}

// synthQuery is a query of the differential test.
type synthQuery struct {
	Text    string       `json:"text"`
	Options synthOptions `json:"options"`
}

type synthOptions struct {
	Limit  int                 `json:"limit"`
	Offset int                 `json:"offset"`
	Typing bool                `json:"typing"`
	Tags   []string            `json:"tags,omitempty"`
	Filter map[string][]string `json:"filter,omitempty"`
}

func (q synthQuery) options() Options { return Options(q.Options) }

// queries returns n queries of every sort about the documents.
func (s *synth) queries(docs []Document, n int) []synthQuery {
	out := make([]synthQuery, n)
	for i := range out {
		q := synthQuery{Text: s.query(&docs[s.IntN(len(docs))], i), Options: synthOptions{Limit: 10 + 40*s.IntN(2), Typing: s.IntN(3) == 0}}
		if s.IntN(8) == 0 {
			q.Options.Offset = s.IntN(30)
		}
		if s.IntN(6) == 0 {
			q.Options.Tags = []string{"Vendor" + s.pick([]string{"0", "1", "2"}) + " " + docs[s.IntN(len(docs))].Tags[1]}
		}
		if s.IntN(4) == 0 {
			f := s.IntN(len(synthFacets))
			q.Options.Filter = map[string][]string{synthFacets[f].ID: docs[s.IntN(len(docs))].Facets[f], "vendor": {"vendor0", "vendor1", "nobody"}}
		}
		out[i] = q
	}
	return out
}

// query returns a text about a document, of the sort that i says.
func (s *synth) query(d *Document, i int) string {
	code := s.pick(d.Names)
	prose := strings.Fields(d.Body)
	some := func(n int) string {
		at := s.IntN(max(1, len(prose)-n))
		return strings.Join(prose[at:min(at+n, len(prose))], " ")
	}
	switch i % 23 {
	case 0:
		return code
	case 1:
		return s.respell(code)
	case 2:
		return code[:1+s.IntN(len(code))]
	case 3:
		return s.typo(code)
	case 4:
		return s.typo(s.respell(code))
	case 5:
		return some(1)
	case 6:
		return some(2)
	case 7:
		return some(3 + s.IntN(9))
	case 8:
		return s.typo(some(2))
	case 9:
		return s.pick(synthVerbs) + " " + s.pick(synthNouns) + " " + s.pick(d.Tags)
	case 10:
		return d.Tags[0] + " " + code
	case 11:
		return `"` + some(1+s.IntN(2)) + `" ` + some(1)
	case 12:
		return `"` + code + s.pick([]string{`"`, ``, `" "`, `" error`})
	case 13:
		return s.mixCase(d.Title)
	case 14:
		return s.pick([]string{"(", "«", "…", "/* ", "¿"}) + strings.ReplaceAll(some(2), " ", s.pick([]string{"-", "·", "\u00a0", " & ", "\t"})) + s.pick([]string{"?", ")", " ", "!!!", "\u3000"})
	case 15:
		parts := words(code)
		last := parts[len(parts)-1]
		t := strings.Join(append(parts[:len(parts)-1], last[:1+s.IntN(len(last))]), s.pick([]string{" ", "_", "-"}))
		if at := s.IntN(len(t)); s.IntN(2) == 0 {
			t = t[:at] + " " + t[at:] // the same spelling, other words
		}
		return t
	case 16:
		w := s.pick(prose)
		return w[:max(1, len(w)-s.IntN(3))] + s.pick([]string{"", "s", "ed", "ing", "er"}) + s.pick([]string{"", " " + some(1)})
	case 17:
		return s.full(some(1), some(1), some(1))
	case 18:
		return d.Names[0][:len(d.Names[0])-1]
	case 19:
		return s.pick([]string{"SDKError(code=", `{"code": "`, "reason: [", "case ."}) + code + s.pick([]string{")", `", "retry": false}`, "]", ":"})
	case 20:
		return "it does not " + some(1+s.IntN(2)) + " because we cannot " + s.typo(some(1))
	case 21:
		return some(14+s.IntN(12)) + s.pick([]string{"", " xylophone", " 777 40404", ` "` + some(1) + `"`})
	}
	return s.hostile()
}

// full returns a text that is about as long as queries may be, with words on both sides of the limit.
func (s *synth) full(a, b, c string) string {
	filler := s.pick([]string{".", "\u00e9", "\u20ac", "\U0001F4A5", "\u07ff", "\u0800", "\u007f", "\u0080", "\uffff", "\U00010000"})
	n := max(0, (queryBytes-len(a)-len(b)-s.IntN(8))/len(filler))
	return a + " " + strings.Repeat(filler, n) + strings.Repeat("-", s.IntN(4)) + " " + b + " " + c
}

// respell writes a code in another way that has the same spelling.
func (s *synth) respell(code string) string {
	switch s.IntN(5) {
	case 0:
		return strings.ToLower(code)
	case 1:
		return strings.ReplaceAll(code, "_", " ")
	case 2:
		return strings.ReplaceAll(code, "_", "-")
	case 3:
		return code + "(reason: 5)"
	}
	return s.mixCase(code)
}

func (s *synth) mixCase(t string) string {
	return strings.Map(func(r rune) rune {
		if s.IntN(2) == 0 {
			return []rune(strings.ToUpper(string(r)))[0]
		}
		return r
	}, t)
}

// typo makes one edit.
func (s *synth) typo(t string) string {
	r := []rune(t)
	if len(r) < 2 {
		return t
	}
	const letters = "abcdefghijklmnopqrstuvwxyz0123456789"
	at, c := s.IntN(len(r)), rune(letters[s.IntN(len(letters))])
	switch s.IntN(4) {
	case 0:
		return string(r[:at]) + string(r[at+1:])
	case 1:
		return string(r[:at]) + string(c) + string(r[at:])
	case 2:
		at = min(at, len(r)-2)
		r[at], r[at+1] = r[at+1], r[at]
	default:
		r[at] = c
	}
	return string(r)
}

// hostile returns texts of attackers and other unusual ones. The replacement character becomes a lone surrogate in the
// browser, which Go and bleve see as the replacement character.
func (s *synth) hostile() string {
	return s.pick([]string{
		"", " ", `"`, `""`, `" "`, "_", "(", "__proto__", "constructor prototype", "toString", "hasOwnProperty error",
		"<script>alert(1)</script>", `"><img src=x onerror=alert(1)>`, "' OR 1=1 --", "code:error^99 +body:[a TO z] ~2 *",
		strings.Repeat("error ", 2000), strings.Repeat("e", 10000), strings.Repeat("€", 100), strings.Repeat("a\"", 50),
		"err\uFFFDor", "\uFFFD", "token 💥 expired", "💥", "e\u0301xpired card", "ÉXPIRED ÇARD", "просроченный ТОКЕН", "期限切れ トークン",
		"\u202Eerror\u202C", "a\x00b error", "\ufefferror", "Ａ１ error", "ﬁeld", "İnvalid", "ſession", "Ωμέγα", "ΩΜΕΓΑ",
		"the of to", "not", "is the", `"not the"`, "wh", "x", "0", "4", "er", "invalid_", "1 2 3 4 5 6 7 8 9 10 11 12",
		"error(code) in payment", "error (code)", "SDKError.", "...", "tokn", "tkoen expird", "“wrong otp”", "„token“ error",
	})
}
