package catalogfile

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/errdocs/errdocs/content"
	"go.yaml.in/yaml/v4"
)

// AddCode adds a code to a set file and returns the new file and the line of the entry. The code comes last, or in
// order if the codes of the file are sorted. Every other byte of the file stays.
func AddCode(file []byte, c content.Code) (data []byte, line int, err error) {
	f, err := ParseSet(file)
	if err != nil {
		return nil, 0, err
	}
	if e := f.Find(c.Code); e != nil {
		return nil, 0, exists("", e.Line, c.Code)
	}
	if c.Title == "" && upperWords.MatchString(c.Code) {
		c.Title = Title(words(c.Code))
	}
	if len(f.Entries) == 0 {
		err = f.openList()
	}
	if err != nil {
		return nil, 0, err
	}
	f.Insert(c, f.before(c.Code))
	data = f.Bytes()
	if err := f.unchanged(data, c.Code); err != nil {
		return nil, 0, err
	}
	changed, err := ParseSet(data)
	if err != nil {
		return nil, 0, err
	}
	return data, changed.Find(c.Code).Line, nil
}

var upperWords = regexp.MustCompile(`^[A-Z]+(_[A-Z0-9]+)*$`)

var emptyList = regexp.MustCompile(`^codes:( *\[ *\]) *(?:#.*)?$`)

// openList removes the brackets of an empty list, so that entries can follow in the lines below.
func (f *Set) openList() error {
	line := f.text.Line(f.codes.Line)
	brackets := emptyList.FindStringSubmatchIndex(line)
	if brackets == nil {
		return &Error{Message: "the empty list of codes is written in a way that errdocs does not change", Hint: "write it as codes: [], on a line of its own"}
	}
	at := f.offset(f.codes.Line)
	f.edits = append(f.edits, edit{at + brackets[2], at + brackets[3], ""})
	f.codes = &yaml.Node{Column: 3}
	return nil
}

// before returns the entry that a new code comes after: the last, or in a sorted file the last that is smaller. It
// is nil if there is none.
func (f *Set) before(code string) *Entry {
	compare := func(a, b string) int {
		x, errX := strconv.Atoi(a)
		y, errY := strconv.Atoi(b)
		if errX == nil && errY == nil {
			return cmp.Compare(x, y)
		}
		return strings.Compare(a, b)
	}
	const few = 3 // fewer are sorted by chance
	sorted := len(f.Entries) >= few && slices.IsSortedFunc(f.Entries, func(a, b *Entry) int { return compare(a.Code, b.Code) })
	var after *Entry
	for _, e := range f.Entries {
		if sorted && compare(e.Code, code) >= 0 {
			break
		}
		after = e
	}
	return after
}

// unchanged makes sure that a changed text differs in nothing but the list of codes, by one. In some YAML, such as a
// block that keeps its trailing lines, one line more means something else.
func (f *Set) unchanged(data []byte, code string) error {
	refused := &Error{Message: "the set file is written in a way that errdocs does not change", Hint: "write the entry by hand"}
	before, err := parse(f.text.Bytes)
	if err != nil {
		return refused
	}
	after, err := parse(data)
	if err != nil {
		return refused
	}
	codes := value(after, "codes")
	if codes == nil {
		return refused
	}
	codes.Content = slices.DeleteFunc(slices.Clone(codes.Content), func(n *yaml.Node) bool { return word(n, "code") == code })
	if !same(before, after) || bytes.Count(data, []byte("\r")) > bytes.Count(data, []byte("\r\n")) {
		return refused
	}
	return nil
}
