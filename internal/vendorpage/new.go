package vendorpage

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/errdocs/errdocs/content"
)

// The texts of entries that are begun by hand. They say what to write.
const (
	draftSummary  = "Draft: say in one sentence what it means."
	draftEngineer = "Draft: write what an engineer does first."
)

// NewVendor returns a vendor.yaml without sets, for a vendor that is not there yet.
func NewVendor(id string, v content.Vendor) []byte {
	w := &yamlWriter{}
	w.line(0, "name", cmp.Or(v.Name, title(words(id))))
	w.line(0, "url", v.URL)
	w.line(0, "summary", cmp.Or(v.Summary, "Draft: say in one sentence what the product is."))
	w.raw(0, "sets: []")
	return []byte(w.b.String())
}

// NewSet returns a set file without codes. taken are the keys of the other sets.
func NewSet(vendor, id string, s content.Set, taken []string) []byte {
	w := &yamlWriter{}
	w.line(0, "title", cmp.Or(s.Title, title(words(id))))
	w.raw(0, "key: "+doubleQuotedIfNeeded(cmp.Or(s.Key, key(vendor, id, taken))))
	w.line(0, "kind", cmp.Or(string(s.Kind), string(content.KindError)))
	w.line(0, "summary", cmp.Or(s.Summary, "Draft: say in one sentence which codes these are."))
	w.line(0, "platform", string(s.Platform))
	w.source(0, s.Source)
	w.raw(0, "codes: []")
	return []byte(w.b.String())
}

func doubleQuotedIfNeeded(s string) string {
	if plain(s) {
		return s
	}
	return doubleQuoted(s)
}

// words turns an id or a code like CARD_EXPIRED into words: "Card expired".
func words(id string) string {
	s := strings.ToLower(strings.Join(strings.FieldsFunc(id, func(r rune) bool { return r == '-' || r == '_' }), " "))
	if s == "" {
		return id
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

var wordsCode = regexp.MustCompile(`^[A-Z]+(_[A-Z0-9]+)*$`)

// FindCode returns the line in which a set file has a code, or one that differs from it in case and separators
// only; 0 when there is none.
func FindCode(file []byte, code string) (line int, err error) {
	f, err := parseCodes(file)
	if err != nil || f.codes == nil {
		return 0, err
	}
	if k := f.find(&Entry{Code: content.Code{Code: code}}); k != nil {
		return k.node.Line, nil
	}
	return 0, nil
}

// AddCode adds a code to a set file and returns the new file and the line of the entry. It comes last, or into its
// place where the codes of the file are sorted. What the format demands and the entry lacks is written as drafts.
// Every other byte of the file stays as it is.
func AddCode(file []byte, c content.Code) (data []byte, line int, err error) {
	f, err := parseCodes(file)
	if err != nil {
		return nil, 0, err
	}
	c.Title = cmp.Or(c.Title, title(draftTitle(c.Code)))
	c.Summary = cmp.Or(c.Summary, draftSummary)
	if len(c.Actions.Engineer) == 0 && !f.defaults["actions"] {
		c.Actions.Engineer = []content.Markdown{draftEngineer}
	}
	e := &Entry{Code: c}
	if len(f.entries) == 0 {
		data, err = f.first(e)
	} else {
		data = f.apply([]edit{f.insert(e, f.before(c.Code))})
	}
	if err != nil {
		return nil, 0, err
	}
	return data, f.added(data, c.Code), f.unchanged(data, c.Code)
}

func draftTitle(code string) string {
	if wordsCode.MatchString(code) {
		return words(code)
	}
	return "Draft: " + code
}

// parseCodes is parseSetFile for files that may have no code yet.
func parseCodes(file []byte) (*setFile, error) {
	f, err := parseSetFile(file)
	if err == nil {
		return f, nil
	}
	var doc yaml.Node
	if loadYAML(file, &doc) != nil || len(doc.Content) == 0 {
		return nil, err
	}
	codes := value(doc.Content[0], "codes")
	if codes == nil || codes.Kind != yaml.SequenceNode || len(codes.Content) > 0 {
		return nil, err
	}
	f = &setFile{text: file, lines: lineStarts(file), codes: codes, defaults: map[string]bool{}}
	if defaults := value(doc.Content[0], "defaults"); defaults != nil {
		for i := 0; i+1 < len(defaults.Content); i += 2 {
			f.defaults[defaults.Content[i].Value] = true
		}
	}
	return f, nil
}

var emptyList = regexp.MustCompile(`^[ ]*\[[ ]*\]([ ]*(#.*)?)$`)

// first turns the empty list into one with an entry.
func (f *setFile) first(e *Entry) ([]byte, error) {
	n := f.codes
	line := f.line(n.Line)
	key := strings.Index(line, "codes:") + len("codes:")
	rest := emptyList.FindStringSubmatch(line[min(key, len(line)):])
	if !strings.HasPrefix(line, "codes:") || rest == nil {
		return nil, &Error{Message: "the empty list of codes is written in a way that errdocs does not change", Hint: "write it as codes: [], on a line of its own"}
	}
	f.codes = &yaml.Node{Column: 3}
	f.key = n.Line
	text := f.insert(e, nil).text
	newline := "\n"
	if strings.Contains(text, "\r\n") {
		newline = "\r\n"
	}
	head := string(f.text[:f.offset(n.Line)]) + strings.TrimRight("codes:"+rest[1], " ") + newline
	return []byte(head + strings.TrimSuffix(text, newline) + string(f.text[f.offset(n.Line+1):])), nil
}

// before returns the entry that a new code comes behind: the last, or in a sorted file the last that is smaller.
func (f *setFile) before(code string) *known {
	last := f.entries[len(f.entries)-1]
	smaller := func(a, b string) bool {
		x, errX := strconv.Atoi(a)
		y, errY := strconv.Atoi(b)
		if errX == nil && errY == nil {
			return x < y
		}
		return a < b
	}
	const few = 3 // fewer are sorted by chance
	sorted := slices.IsSortedFunc(f.entries, func(a, b *known) int {
		if smaller(b.code, a.code) {
			return 1
		}
		return -1
	})
	if len(f.entries) < few || !sorted {
		return last
	}
	var after *known
	for _, k := range f.entries {
		if !smaller(k.code, code) {
			break
		}
		after = k
	}
	return after
}

// added returns the line of a code in a changed file.
func (f *setFile) added(data []byte, code string) int {
	changed, err := parseSetFile(data)
	if err != nil || changed.byCode[code] == nil {
		return 0
	}
	return changed.byCode[code].node.Line
}

// unchanged makes sure that a change of the text has changed nothing but the list of codes, by one. YAML has ways
// of writing, such as a block that keeps its trailing lines, in which a line more means something else.
func (f *setFile) unchanged(data []byte, code string) error {
	var before, after yaml.Node
	cant := &Error{Message: "the set file is written in a way that errdocs does not change", Hint: "write the entry by hand"}
	if loadYAML(f.text, &before) != nil || loadYAML(data, &after) != nil || len(after.Content) == 0 {
		return cant
	}
	codes := value(after.Content[0], "codes")
	if codes == nil {
		return cant
	}
	codes.Content = slices.DeleteFunc(slices.Clone(codes.Content), func(n *yaml.Node) bool {
		v := value(n, "code")
		return v != nil && v.Value == code
	})
	if !same(&before, &after) || bytes.Count(data, []byte("\r")) > bytes.Count(data, []byte("\r\n")) {
		return cant
	}
	return nil
}

// same reports whether two nodes mean the same.
func same(a, b *yaml.Node) bool {
	return a.Kind == b.Kind && a.Tag == b.Tag && a.Value == b.Value && slices.EqualFunc(a.Content, b.Content, same)
}
