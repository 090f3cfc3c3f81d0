package vendorpage

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"

	"github.com/errdocs/errdocs/content"
)

// Drift is how a page differs from the set file that was once made of it.
type Drift struct {
	Added      []Change `json:"added"`
	Removed    []Change `json:"removed"`
	Reworded   []Change `json:"reworded"`
	Renumbered []Change `json:"renumbered"`
	Unknown    int      `json:"unknown"` // entries without a digest, whose wording can't be compared
}

// Change is one difference.
type Change struct {
	Code string `json:"code"`
	Line int    `json:"line"`           // of the set file; of the page for an added code
	From string `json:"from,omitempty"` // what the file says
	To   string `json:"to,omitempty"`   // what the page says
}

// Any reports whether there is a difference.
func (d Drift) Any() bool {
	return len(d.Added)+len(d.Removed)+len(d.Reworded)+len(d.Renumbered) > 0
}

// known is an entry of an existing set file.
type known struct {
	node    *yaml.Node
	code    string
	name    string
	number  string
	http    []int
	grpc    string
	digest  *yaml.Node
	retired bool
	own     bool // it has a source of its own: another page
	seen    bool
	last    int // its last line
}

// setFile is an existing set file, as text and as nodes.
type setFile struct {
	text     []byte
	lines    []int // where each line starts
	codes    *yaml.Node
	entries  []*known
	byCode   map[string]*known
	byFold   map[string]*known
	defaults map[string]bool
	key      int      // the line of the key codes
	end      int      // the last line of the list of codes
	lost     []*known // see gone
}

// Merge brings a set file up to the page. New codes are inserted where the page has them, and the digests
// of reworded ones are replaced; every other byte stays as it is. Codes that the page no longer has stay
// too: their addresses are public. p tells whether the page still speaks of a code.
func (s *Set) Merge(file []byte, p *Page) ([]byte, Drift, error) {
	f, err := parseSetFile(file)
	if err != nil {
		return nil, Drift{}, err
	}
	d := Drift{Added: []Change{}, Removed: []Change{}, Reworded: []Change{}, Renumbered: []Change{}}
	var edits []edit
	var after *known
	page := map[string]bool{}
	for _, e := range s.Entries {
		page[content.Fold(e.Code.Code)] = true
	}
	for _, e := range s.Entries {
		if k := f.find(e); k != nil {
			k.seen = true
			after = k
			d.compare(e, k, &edits, f)
			continue
		}
		if k := f.renumbered(e, page); k != nil {
			k.seen = true
			d.Renumbered = append(d.Renumbered, Change{k.code, k.node.Line, k.code, e.Code.Code})
		} else {
			d.Added = append(d.Added, Change{e.Code.Code, e.Line, "", e.Summary})
		}
		edits = append(edits, f.insert(e, after))
	}
	for _, k := range f.entries {
		if !k.seen && !k.retired && (k.digest != nil || !k.own && !p.mentions(k.code)) {
			d.Removed = append(d.Removed, Change{Code: k.code, Line: k.node.Line})
		}
	}
	return f.apply(edits), d, nil
}

func parseSetFile(file []byte) (*setFile, error) {
	bad := func(format string, args ...any) error {
		return &Error{Message: fmt.Sprintf(format, args...), Hint: "errdocs check tells what is wrong with it"}
	}
	if len(file) > content.MaxFile {
		return nil, limit("split it", "the set file has more than %d bytes", content.MaxFile)
	}
	var doc yaml.Node
	if err := loadYAML(file, &doc); err != nil {
		return nil, bad("the set file can't be read as YAML")
	}
	root := &doc
	if root.Kind == yaml.DocumentNode && len(root.Content) > 0 {
		root = root.Content[0]
	}
	f := &setFile{text: file, codes: value(root, "codes"), lines: lineStarts(file), defaults: map[string]bool{},
		byCode: map[string]*known{}, byFold: map[string]*known{}}
	if f.codes == nil || f.codes.Kind != yaml.SequenceNode || len(f.codes.Content) == 0 {
		return nil, bad("the set file has no list of codes")
	}
	if f.codes.Style&yaml.FlowStyle != 0 {
		return nil, &Error{Message: "the set file has its codes between [ and ]", Hint: "write them as a list with hyphens, one below the other"}
	}
	if defaults := value(root, "defaults"); defaults != nil {
		for i := 0; i+1 < len(defaults.Content); i += 2 {
			f.defaults[defaults.Content[i].Value] = true
		}
	}
	f.end = len(f.lines)
	for i := 0; i+1 < len(root.Content); i += 2 {
		switch k := root.Content[i]; {
		case k.Value == "codes":
			f.key = k.Line
		case k.Line > f.codes.Line && k.Line-1 < f.end: // the key behind codes, if there is one
			f.end = k.Line - 1
		}
	}
	for i, n := range f.codes.Content {
		if n.Kind != yaml.MappingNode {
			return nil, bad("line %d of the set file is no entry", n.Line)
		}
		k := newKnown(n)
		next := f.end
		if i+1 < len(f.codes.Content) {
			next = f.codes.Content[i+1].Line - 1
		}
		k.last = f.lastLine(next, f.codes.Column)
		f.entries = append(f.entries, k)
		f.byCode[k.code], f.byFold[content.Fold(k.code)] = k, k
	}
	return f, nil
}

// loadYAML reads a file into nodes. A panic of the library becomes an error.
func loadYAML(file []byte, doc *yaml.Node) (err error) {
	defer func() {
		if recover() != nil {
			err = fmt.Errorf("the YAML library gave up")
		}
	}()
	return yaml.Load(file, doc, yaml.WithPlugin(depthLimit{}))
}

// depthLimit is the yaml plugin that refuses files that are nested too deeply to be set files.
type depthLimit struct{}

func (depthLimit) CheckDepth(depth int, _ *yaml.DepthContext) error {
	if depth > content.MaxDepth {
		return fmt.Errorf("nested more than %d deep", content.MaxDepth)
	}
	return nil
}

func (depthLimit) CheckAlias(aliases, _ int) error {
	if aliases > 0 {
		return fmt.Errorf("aliases are not used in set files")
	}
	return nil
}

func value(n *yaml.Node, key string) *yaml.Node {
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

func newKnown(n *yaml.Node) *known {
	word := func(key string) string {
		if v := value(n, key); v != nil && v.Kind == yaml.ScalarNode {
			return v.Value
		}
		return ""
	}
	k := &known{node: n, code: word("code"), name: word("name"), number: word("number"), grpc: word("grpc")}
	if v := value(n, "http"); v != nil {
		for _, item := range v.Content {
			if status, err := strconv.Atoi(item.Value); err == nil {
				k.http = append(k.http, status)
			}
		}
	}
	if v := value(n, "digest"); v != nil && v.Kind == yaml.ScalarNode {
		k.digest = v
	}
	if v := value(value(n, "lifecycle"), "status"); v != nil {
		k.retired = v.Value == string(content.StatusRemoved) || v.Value == string(content.StatusLegacy)
	}
	k.own = value(value(n, "source"), "url") != nil
	k.retired = k.retired || word("visibility") == string(content.VisibilityInternal) // never was on the page
	return k
}

// find returns the file's entry of a code: the same string, or the same but for case and separators.
func (f *setFile) find(e *Entry) *known {
	if k := f.byCode[e.Code.Code]; k != nil {
		return k
	}
	return f.byFold[content.Fold(e.Code.Code)]
}

// renumbered returns the entry whose number the page has changed: one that the page no longer has under
// its old number, with the same name or words.
func (f *setFile) renumbered(e *Entry, page map[string]bool) *known {
	if !integer.MatchString(e.Code.Code) {
		return nil
	}
	for _, k := range f.gone(page) {
		sameText := k.digest != nil && k.digest.Value == e.Digest && len(e.words) > 0
		sameName := e.Name != "" && k.name == e.Name
		if !k.seen && integer.MatchString(k.code) && (sameText || sameName) {
			return k
		}
	}
	return nil
}

// maxGone is how many vanished numbers are looked at to find what became of them. Where more vanish it is
// another page.
const maxGone = 100

// gone returns the entries whose code the page no longer has.
func (f *setFile) gone(page map[string]bool) []*known {
	if f.lost == nil {
		f.lost = []*known{}
		for _, k := range f.entries {
			if !page[content.Fold(k.code)] && len(f.lost) < maxGone {
				f.lost = append(f.lost, k)
			}
		}
	}
	return f.lost
}

// compare tells how the page's entry differs from the file's. Only what both of them say is compared.
func (d *Drift) compare(e *Entry, k *known, edits *[]edit, f *setFile) {
	if e.Number != nil && k.number != "" && k.number != itoa(*e.Number) {
		d.Renumbered = append(d.Renumbered, Change{k.code, k.node.Line, "number " + k.number, "number " + itoa(*e.Number)})
	}
	if len(e.HTTP) > 0 && len(k.http) > 0 && !slices.Equal(e.HTTP, k.http) {
		d.Renumbered = append(d.Renumbered, Change{k.code, k.node.Line, "http " + fmt.Sprint(k.http), "http " + fmt.Sprint(e.HTTP)})
	}
	if e.GRPC != "" && k.grpc != "" && string(e.GRPC) != k.grpc {
		d.Renumbered = append(d.Renumbered, Change{k.code, k.node.Line, "grpc " + k.grpc, "grpc " + string(e.GRPC)})
	}
	switch {
	case k.digest == nil:
		d.Unknown++
	case k.digest.Value != e.Digest:
		d.Reworded = append(d.Reworded, Change{k.code, k.node.Line, "", cut(strings.Join(e.words, " / "), 300)})
		*edits = append(*edits, f.replaceDigest(k, e.Digest))
	}
}

// mentions reports whether the page holds a code as a word of its own.
func (p *Page) mentions(code string) bool {
	if p.words == nil {
		p.words = map[string]bool{}
		src := strings.ReplaceAll(p.plain, `\_`, "_")
		for _, w := range strings.FieldsFunc(src, func(r rune) bool { return !inCode(r) }) {
			p.words[strings.Trim(w, ".:/-")] = true
		}
	}
	return p.words[code]
}

// inCode reports whether a character can be part of a code.
func inCode(r rune) bool {
	return r == '_' || r == '.' || r == ':' || r == '/' || r == '-' || unicode.IsLetter(r) || unicode.IsDigit(r)
}

// edit replaces the bytes from start to end.
type edit struct {
	start, end int
	text       string
}

func (f *setFile) apply(edits []edit) []byte {
	slices.SortStableFunc(edits, func(a, b edit) int { return a.start - b.start })
	var b bytes.Buffer
	at := 0
	for _, e := range edits {
		b.Write(f.text[at:e.start])
		b.WriteString(e.text)
		at = e.end
	}
	b.Write(f.text[at:])
	return b.Bytes()
}

func lineStarts(text []byte) []int {
	starts := []int{0}
	for i, c := range text {
		if c == '\n' && i+1 < len(text) {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// offset returns where a line starts; behind the last line it is the end of the file.
func (f *setFile) offset(line int) int {
	if line-1 < len(f.lines) {
		return f.lines[line-1]
	}
	return len(f.text)
}

func (f *setFile) line(n int) string {
	return strings.TrimRight(string(f.text[f.offset(n):f.offset(n+1)]), "\r\n")
}

// lastLine returns the last line of an entry that ends somewhere up to a line: empty lines, and comments
// that stand no further in than the list, belong to what follows.
func (f *setFile) lastLine(to, column int) int {
	for to > 1 {
		line := f.line(to)
		trimmed := strings.TrimLeft(line, " ")
		comment := strings.HasPrefix(trimmed, "#") && len(line)-len(trimmed) <= column-1
		if trimmed != "" && trimmed != "-" && !comment && line != "---" && line != "..." {
			break
		}
		to--
	}
	return to
}

// insert writes a new entry behind the one that the page has before it, in the file's own way: its
// indentation, line breaks and empty lines between entries.
func (f *setFile) insert(e *Entry, after *known) edit {
	missing := (&Set{Entries: []*Entry{e}}).missing()
	for key := range f.defaults {
		delete(missing, key)
	}
	w := &yamlWriter{}
	w.entry(f.codes.Column-1, e, missing)
	text := w.b.String()
	apart := f.apart()
	at := f.offset(f.key + 1)
	switch {
	case after != nil:
		at = f.offset(after.last + 1)
		if apart {
			text = "\n" + text
		}
	case apart:
		text += "\n"
	}
	if after != nil && at == len(f.text) && !bytes.HasSuffix(f.text, []byte("\n")) {
		text = "\n" + strings.TrimSuffix(text, "\n")
	}
	if bytes.Contains(f.text, []byte("\r\n")) {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	return edit{at, at, text}
}

// apart reports whether the file has empty lines between its entries.
func (f *setFile) apart() bool {
	n := len(f.entries)
	if n < 2 {
		return true
	}
	return f.entries[n-2].last+1 < f.entries[n-1].node.Line
}

// replaceDigest swaps the digits of a digest, inside its quotes if it has some.
func (f *setFile) replaceDigest(k *known, digest string) edit {
	at := f.offset(k.digest.Line)
	line := []rune(f.line(k.digest.Line))
	at += len(string(line[:min(k.digest.Column-1, len(line))]))
	if f.text[at] == '"' || f.text[at] == '\'' {
		at++
	}
	return edit{at, at + len(k.digest.Value), digest}
}
