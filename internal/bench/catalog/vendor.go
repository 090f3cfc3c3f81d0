package catalog

import (
	"fmt"
	"strings"

	"github.com/errdocs/errdocs/content"
)

const (
	concepts = 60
	examples = 2 // of handling code, for each vendor
	shared   = 8 // samples of a set that several of its codes show
)

func conceptID(i int) string { return verbs[i%len(verbs)] + "-" + nouns[i%len(nouns)] }

func vendorID(i int) string { return fmt.Sprintf("%s-%d", word(len(common)+i), i+1) }

// vendor is a vendor in the making.
type vendor struct {
	*writer
	n    int
	id   string
	sets []*set
}

// set is one of its sets. Its codes are named first, so that texts can link to them.
type set struct {
	*vendor
	id     string
	key    string
	styles []int
	codes  []string
	shared []string // samples/… that several codes show
}

func newVendor(n int) *vendor {
	v := &vendor{writer: newWriter(uint64(n)), n: n, id: vendorID(n)}
	platform := []string{"android", "ios"}[n%2]
	v.sets = []*set{
		{vendor: v, id: platform, key: fmt.Sprintf("V%dA", n+1), styles: []int{camel, camel, capitals}},
		{vendor: v, id: "rest", key: fmt.Sprintf("V%dR", n+1), styles: []int{number, capitals, capitals, capitals, hyphens}},
	}
	return v
}

func (v *vendor) folder() string { return "vendors/" + v.id + "/" }

// files yields all files of the vendor, with so many codes. It reports whether to go on.
func (v *vendor) files(codes int, yield func(string, []byte) bool) bool {
	put := func(name, text string) bool { return yield(v.folder()+name, []byte(text)) }
	for i, s := range v.sets {
		s.name((codes + 1 - i) / 2)
	}
	if len(v.sets[1].codes) == 0 {
		v.sets = v.sets[:1]
	}
	if !put("vendor.yaml", v.yaml()) || !put("notes.md", v.note(v.sets[0], "")) || !put("samples/envelope.json", envelope) {
		return false
	}
	for i := range examples {
		for _, l := range exampleLanguages {
			if !put(fmt.Sprintf("examples/handling-%d%s", i+1, extension(l)), v.program(l, v.sets[0].codes)) {
				return false
			}
		}
	}
	for _, s := range v.sets {
		if !s.files(put) {
			return false
		}
	}
	return true
}

// name gives the set its codes.
func (s *set) name(codes int) {
	seen := map[string]bool{}
	for range codes {
		code := s.code(pick(s.writer, s.styles))
		for seen[content.Fold(code)] {
			code += fmt.Sprint(s.IntN(10))
		}
		seen[content.Fold(code)] = true
		s.codes = append(s.codes, code)
	}
}

// files yields the set, its notes and its samples.
func (s *set) files(put func(name, text string) bool) bool {
	for i := range min(shared, len(s.codes)) {
		language := pick(s.writer, sampleLanguages)
		name := fmt.Sprintf("samples/%s-shared-%d%s", s.id, i+1, extension(language))
		s.shared = append(s.shared, name)
		if !put(name, s.sample(language, s.codes[i])) {
			return false
		}
	}
	var list strings.Builder
	fmt.Fprintf(&list, "title: %s errors\nkey: %s\nkind: error\nsummary: %s\nplatform: %s\nenvelope: api\n",
		capital(s.id), s.key, s.sentence(12, 190), strings.Replace(s.id, "rest", "server", 1))
	fmt.Fprintf(&list, "source:\n  title: Error handling\n  url: https://docs.example.com/%s/errors\n  retrieved: \"2025-11-20\"\n", s.vendor.id)
	fmt.Fprintf(&list, "note: %s\norigins: {default: ours, silent: true}\ndefaults:\n  where:\n    - operation: POST /%s\n      delivered_by: the response body\ncodes:\n", s.markdown(2), pick(s.writer, nouns))
	for i, code := range s.codes {
		e := s.entry(i)
		list.WriteString(e.yaml)
		if e.file != "" && !put(e.file, e.sample) {
			return false
		}
		if s.chance(80) && !put(s.id+"/"+content.Slug(code)+".md", s.note(s, code)) {
			return false
		}
	}
	return put(s.id+".yaml", list.String())
}

// envelope is the sample that the vendor's envelope points into.
const envelope = `{
  "status": 400,
  "correlationId": "req-0af7651916cd",
  "error": {
    "code": "INVALID_REQUEST",
    "message": "The request cannot be read",
    "retryable": false
  }
}
`

// yaml returns vendor.yaml.
func (v *vendor) yaml() string {
	var b strings.Builder
	fmt.Fprintf(&b, "name: %s\nproduct: %s\nurl: https://docs.example.com/%s\nsummary: %s\nsets:\n",
		capital(strings.ReplaceAll(v.id, "-", " ")), capital(pick(v.writer, nouns)), v.id, v.sentence(12, 190))
	for _, s := range v.sets {
		fmt.Fprintf(&b, "  - %s\n", s.id)
	}
	fmt.Fprintf(&b, "envelopes:\n  - id: api\n    title: API error\n    returned_when: %s\n    media_type: application/json\n"+
		"    code: /error/code\n    message: /error/message\n    retryable: /error/retryable\n    fields:\n", v.sentence(10, 190))
	for _, f := range []string{"code", "message", "retryable"} {
		fmt.Fprintf(&b, "      - name: %s\n        pointer: /error/%s\n        summary: %s\n", f, f, v.sentence(8, 190))
	}
	fmt.Fprintf(&b, "    sample:\n      title: API error\n      file: samples/envelope.json\n    note: %s\n", v.markdown(2))
	fmt.Fprintf(&b, "headers:\n  - name: Retry-After\n    summary: %s\n    codes: [%s]\n", v.sentence(8, 190), v.refs(4))
	for _, id := range classes {
		fmt.Fprintf(&b, "%s  - id: %s\n    title: %s errors\n    summary: %s\n    advice: %s\n",
			map[bool]string{true: "classes:\n"}[id == classes[0]], id, capital(id), v.sentence(10, 190), v.markdown(1))
	}
	fmt.Fprintf(&b, "support:\n  contact: %s\n  url: https://docs.example.com/%s/support\n  collect: [error code, time, correlation id]\nexamples:\n",
		v.sentence(6, 190), v.id)
	for i := range examples {
		fmt.Fprintf(&b, "  - title: %s\n    summary: %s\n    codes: [%s]\n    tabs:\n", v.title(), v.sentence(8, 190), v.refs(12))
		for _, l := range exampleLanguages {
			fmt.Fprintf(&b, "      - language: %s\n        file: examples/handling-%d%s\n", l, i+1, extension(l))
		}
	}
	return b.String()
}

var classes = []string{"request", "service", "user"}

// refs returns at most n different codes of the first set.
func (v *vendor) refs(n int) string {
	s := v.sets[0]
	var refs []string
	for i := range min(n, len(s.codes)) {
		refs = append(refs, s.ref(i*len(s.codes)/min(n, len(s.codes))))
	}
	return strings.Join(refs, ", ")
}

// ref names a code of the set.
func (s *set) ref(i int) string { return s.id + "/" + content.Slug(s.codes[i]) }
