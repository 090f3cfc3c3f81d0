package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"strings"
	"testing/fstest"

	"github.com/errdocs/errdocs/search"
)

// The synthetic catalog: always the same for the same number of codes. Its texts have the lengths of
// those of the default catalog, and its words come as often as words do: few all the time, most of
// them rarely.

const (
	vendorCodes = 250 // codes of a vendor, in two sets
	concepts    = 60
)

var verbs = strings.Fields("invalid missing expired unknown duplicate unsupported rejected blocked failed unavailable exceeded malformed revoked suspended locked denied ambiguous inactive unverified mismatched")

var nouns = strings.Fields("token card account session device request signature certificate key otp pin amount currency merchant issuer customer limit payload header timestamp nonce scope consent address wallet binding enrollment challenge cryptogram reference channel terminal")

var prose = strings.Fields(`the a of to is and in for was not that it by with this when or be from on service server request
	response client user customer error code retry again later check value field bank issuer network connection timeout
	expired session account card token number returned backend cannot could sent time period device support contact team please
	merchant application callback method header status body message reason details signature key certificate signed invalid valid
	wrong missing required format length maximum minimum limit exceeded many attempts locked wait minutes internal temporary
	maintenance overload authentication authorization permission denied scope consent revoked renewed refresh issue known version
	update release configuration environment production sandbox test onboarding project credentials secret rotate portal dashboard
	payment amount currency refund capture settlement duplicate idempotency resource found exists created deleted conflict state
	transition pending active suspended closed reopened face camera light retrying screen password passcode verified sms email phone
	address country region unsupported feature flag enabled disabled licence expiry date clock skew synchronise enrolled biometric`)

type writer struct {
	*rand.Rand
	zipf *rand.Zipf
}

func newWriter(seed uint64) *writer {
	r := rand.New(rand.NewPCG(seed, 1))
	return &writer{r, rand.NewZipf(r, 1.15, 4, 8000)}
}

func pick[T any](w *writer, list []T) T { return list[w.IntN(len(list))] }

// word returns a word by its rank; rare ones are made of syllables.
func word(rank int) string {
	if rank < len(prose) {
		return prose[rank]
	}
	syllables := []string{"ba", "co", "di", "fe", "gu", "la", "mi", "no", "pre", "qua", "ri", "sta", "tro", "ver", "zen", "lect"}
	endings := []string{"ed", "ing", "ation", "s", "", "er", "ness", "able", "ity", "ive"}
	var b strings.Builder
	for n := rank; n > 0; n /= len(syllables) {
		b.WriteString(syllables[n%len(syllables)])
	}
	return b.String() + endings[rank%len(endings)]
}

// words returns n words that begin with a capital.
func (w *writer) words(n int) string {
	out := make([]string, n)
	for i := range out {
		out[i] = word(int(w.zipf.Uint64()))
	}
	s := strings.Join(out, " ")
	return strings.ToUpper(s[:1]) + s[1:]
}

// sentence returns one of about n words, at most size characters.
func (w *writer) sentence(n, size int) string {
	s := w.words(n)
	for len(s) >= size {
		s = s[:strings.LastIndexByte(s, ' ')]
	}
	return s + "."
}

func (w *writer) sentences(count, n int) []string {
	out := make([]string, count)
	for i := range out {
		out[i] = w.sentence(n+w.IntN(8), 400)
	}
	return out
}

// code returns a code in one of the styles of vendors.
func (w *writer) code(style int) string {
	parts := []string{pick(w, verbs), pick(w, nouns)}
	for w.IntN(3) > 0 && len(parts) < 5 {
		parts = append(parts, pick(w, nouns))
	}
	switch style {
	case 0:
		return fmt.Sprint(1000 + w.IntN(90000))
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

type object = map[string]any

// entry returns a code of a set that has those seen.
func (w *writer) entry(style int, seen map[string]bool) object {
	code := w.code(style)
	for seen[search.Fold(code)] {
		code += fmt.Sprint(w.IntN(10))
	}
	seen[search.Fold(code)] = true
	http := pick(w, []int{200, 400, 401, 403, 404, 409, 429, 500, 503})
	title := strings.TrimSuffix(w.sentence(3+w.IntN(4), 58), ".")
	c := object{
		"code": code, "title": title, "summary": w.sentence(10+w.IntN(12), 190), "http": []int{http},
		"category": pick(w, []string{"authentication", "validation", "state", "limit", "card", "internal"}),
		"concept":  conceptID(w.IntN(concepts)), "match": pick(w, []string{"exact", "close", "broader"}),
		"fault": pick(w, []string{"client", "server", "upstream", "end-user"}), "next_step": "contact-vendor",
		"retry":        object{"policy": pick(w, []string{"never", "after-fix", "after-user-action"})},
		"causes":       w.sentences(1+w.IntN(3), 10),
		"actions":      object{"engineer": w.sentences(2, 14), "support": w.sentences(1, 12), "user": w.sentences(1, 8)},
		"user_message": object{"say": w.sentence(12, 200)},
		"samples":      []object{{"title": "Response", "language": "json", "http": http, "body": w.sample(code, http)}},
		"tags":         []string{pick(w, nouns)},
	}
	if w.IntN(25) == 0 {
		c["lifecycle"] = object{"status": "legacy", "note": w.sentence(6, 120)}
	}
	return c
}

// sample returns a payload of about 20 lines.
func (w *writer) sample(code string, http int) string {
	body, err := json.MarshalIndent(object{
		"timestamp": fmt.Sprintf("2025-11-%02dT%02d:%02d:%02dZ", 1+w.IntN(28), w.IntN(24), w.IntN(60), w.IntN(60)),
		"status":    http, "correlationId": fmt.Sprintf("%016x", w.Uint64()),
		"error": object{
			"code": code, "message": w.sentence(8, 200), "retryable": w.IntN(2) == 0,
			"details": []object{
				{"field": pick(w, nouns), "reason": pick(w, verbs), "value": fmt.Sprint(w.IntN(100000))},
				{"field": pick(w, nouns), "reason": pick(w, verbs), "value": nil},
			},
		},
	}, "", "  ")
	if err != nil {
		panic(err) // only maps, strings and numbers are in it
	}
	return string(body)
}

func conceptID(i int) string { return verbs[i%len(verbs)] + "-" + nouns[i%len(nouns)] }

// catalog returns a content directory with n codes. JSON is YAML.
func catalog(n int) (fs.FS, error) {
	w := newWriter(uint64(n))
	files, list := object{}, []object{}
	for i := range concepts {
		list = append(list, object{"id": conceptID(i), "title": strings.TrimSuffix(w.sentence(4, 58), "."), "summary": w.sentence(12, 190), "category": "validation"})
	}
	var vendors []string
	for have := 0; have < n; {
		name := word(len(prose)+len(vendors)) + fmt.Sprint(len(vendors))
		id := "vendor-" + name
		vendors = append(vendors, id)
		count := min(max(vendorCodes, n/400), n-have)
		have += count
		sets := []string{"android", "rest"}
		files["vendors/"+id+"/vendor.yaml"] = object{
			"name":    "Vendor " + strings.ToUpper(name[:1]) + name[1:],
			"summary": w.sentence(12, 190), "sets": sets,
		}
		for k, set := range sets {
			codes, seen := []object{}, map[string]bool{}
			for range (count + 1 - k) / 2 {
				codes = append(codes, w.entry(pick(w, [][]int{{1, 1, 3}, {0, 3, 3, 3, 2}}[k]), seen))
			}
			files["vendors/"+id+"/"+set+".yaml"] = object{
				"title": strings.ToUpper(set[:1]) + set[1:] + " errors", "key": fmt.Sprintf("V%d%s", len(vendors), strings.ToUpper(set[:1])),
				"kind": "error", "summary": w.sentence(12, 190), "codes": codes,
			}
		}
	}
	files["concepts.yaml"] = list
	files["site.yaml"] = object{"title": "Codes", "summary": w.sentence(10, 190), "base_url": "https://example.org/codes/", "vendors": vendors}
	out := fstest.MapFS{}
	for name, v := range files {
		data, err := json.Marshal(v)
		if err != nil {
			return nil, fmt.Errorf("write %s: %w", name, err)
		}
		out[name] = &fstest.MapFile{Data: data}
	}
	return out, nil
}
