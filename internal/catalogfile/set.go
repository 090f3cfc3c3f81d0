package catalogfile

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/errdocs/errdocs/content"
)

// Set is an existing set file that is to be changed.
type Set struct {
	Entries []*Entry // in the order of the file

	editor
	codes  *yaml.Node
	key    int // the line of the key codes
	byCode map[string]*Entry
	byFold map[string]*Entry
}

// Entry is one code of a set file, with what import compares.
type Entry struct {
	Line      int
	Code      string
	Name      string
	Number    string
	HTTP      []int
	GRPC      string
	Digest    string
	Evidence  []Evidence
	Retired   bool // removed, legacy or internal: not expected in the vendor's docs
	OwnSource bool // it names a URL of its own

	digest *yaml.Node
	last   int // its last line
}

// ParseSet reads a set file. Lists of codes between [ and ] are refused, except empty ones.
func ParseSet(file []byte) (*Set, error) {
	bad := func(format string, args ...any) error {
		return &Error{Message: fmt.Sprintf(format, args...), Hint: "errdocs check shows what is wrong with it"}
	}
	if len(file) > content.MaxFile {
		return nil, &Error{Message: fmt.Sprintf("the set file has more than %d bytes", content.MaxFile), Hint: "split it", Limit: true}
	}
	e, err := newEditor(file)
	if err != nil {
		return nil, bad("the set file cannot be read as YAML")
	}
	f := &Set{editor: *e, codes: value(e.root, "codes"), byCode: map[string]*Entry{}, byFold: map[string]*Entry{}}
	if f.codes == nil || f.codes.Kind != yaml.SequenceNode {
		return nil, bad("the set file has no list of codes")
	}
	if f.codes.Style&yaml.FlowStyle != 0 && len(f.codes.Content) > 0 {
		return nil, &Error{Message: "the set file has its codes between [ and ]", Hint: "write them as a list with hyphens, one below the other"}
	}
	end := f.text.Lines() // the last line of the list
	for pair := range slices.Chunk(e.root.Content, 2) {
		switch k := pair[0]; {
		case k.Value == "codes":
			f.key = k.Line
		case k.Line > f.codes.Line: // the first key after codes, if there is one
			end = min(end, k.Line-1)
		}
	}
	for _, n := range f.codes.Content {
		if n.Kind != yaml.MappingNode {
			return nil, bad("line %d of the set file is not an entry", n.Line)
		}
	}
	f.readEntries(end)
	return f, nil
}

// readEntries reads the list of codes, whose last line is not after end.
func (f *Set) readEntries(end int) {
	for i, n := range f.codes.Content {
		next := end
		if i+1 < len(f.codes.Content) {
			next = f.codes.Content[i+1].Line - 1
		}
		e := newEntry(n)
		e.last = f.lastLine(next)
		f.Entries = append(f.Entries, e)
		f.byCode[e.Code], f.byFold[content.Fold(e.Code)] = e, e
	}
}

func newEntry(n *yaml.Node) *Entry {
	e := &Entry{Line: n.Line, Code: word(n, "code"), Name: word(n, "name"), Number: word(n, "number"), GRPC: word(n, "grpc"),
		Digest: word(n, "digest"), OwnSource: value(value(n, "source"), "url") != nil, digest: value(n, "digest")}
	for pair := range slices.Chunk(n.Content, 2) {
		e.addEvidence(pair[0].Value, pair[1])
	}
	if v := value(n, "http"); v != nil {
		for _, item := range v.Content {
			if status, err := strconv.Atoi(item.Value); err == nil {
				e.HTTP = append(e.HTTP, status)
			}
		}
	}
	status := content.Status(word(value(n, "lifecycle"), "status"))
	e.Retired = status == content.StatusRemoved || status == content.StatusLegacy || content.Visibility(word(n, "visibility")) == content.VisibilityInternal
	return e
}

// Evidence is the vendor's words that an answer of an entry relies on.
type Evidence struct {
	Answer string // its key, such as "retry"
	Words  string
}

func (e *Entry) addEvidence(answer string, n *yaml.Node) {
	if words := word(n, "evidence"); words != "" {
		e.Evidence = append(e.Evidence, Evidence{answer, words})
	}
	for _, inner := range n.Content {
		e.addEvidence(answer, inner)
	}
}

// HasDigest reports whether the wording of an entry can be compared.
func (e *Entry) HasDigest() bool { return e.digest != nil && e.digest.Kind == yaml.ScalarNode }

// Find returns the entry of a code: the same string, or one that differs in case and separators only; nil if there
// is none.
func (f *Set) Find(code string) *Entry {
	return cmp.Or(f.byCode[code], f.byFold[content.Fold(code)])
}

// Common returns how many codes of a list the file has, compared without case and separators, and how many
// different codes the file and the list have together.
func (f *Set) Common(folds map[string]bool) (both, all int) {
	for fold := range folds {
		if f.byFold[fold] != nil {
			both++
		}
	}
	return both, len(folds) + len(f.byFold) - both
}

// Insert adds a code after an entry, or before all others if after is nil. It follows the file's indentation, line
// breaks and blank lines between entries.
func (f *Set) Insert(c content.Code, after *Entry) {
	w := &writer{}
	w.code(f.codes.Column-1, &c)
	f.insert(w.b.String(), after)
}

// insert adds the text of an entry after another one, or before all if after is nil.
func (f *Set) insert(text string, after *Entry) {
	at, apart := f.line(f.key+1), f.apart()
	switch {
	case after != nil:
		at = f.line(after.last + 1)
		if apart {
			text = "\n" + text
		}
	case apart:
		text += "\n"
	}
	if at == len(f.text.Bytes) && !bytes.HasSuffix(f.text.Bytes, []byte("\n")) {
		text = "\n" + strings.TrimSuffix(text, "\n")
	}
	f.put(at, at, text)
}

// apart reports whether the file has blank lines between its entries.
func (f *Set) apart() bool {
	n := len(f.Entries)
	return n == 1 || n > 1 && f.Entries[n-2].last+1 < f.Entries[n-1].Line
}

// SetDigest replaces the digest of an entry that has one.
func (f *Set) SetDigest(e *Entry, digest string) { f.replace(e.digest, digest) }

// lastLine returns the last line of an entry that ends at or before a line: blank lines, and comments that are
// indented no more than the list, belong to what follows.
func (f *Set) lastLine(to int) int {
	for to > 1 {
		line := f.text.Line(to)
		trimmed := strings.TrimLeft(line, " ")
		comment := strings.HasPrefix(trimmed, "#") && len(line)-len(trimmed) <= f.codes.Column-1
		if trimmed != "" && trimmed != "-" && !comment && line != "---" && line != "..." {
			break
		}
		to--
	}
	return to
}
