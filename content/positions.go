package content

import (
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/position"
)

// Positions knows the position of each value of a decoded entry. It is embedded in the types that are
// decoded from YAML. The zero value knows none.
type Positions struct {
	file   *pointers
	values []valuePos // in the order of the file; the entry itself comes first
}

type valuePos struct {
	pointer   int32 // index into the file's pointers
	line, col int32
}

// pointers numbers the JSON Pointers of one file. A set of 20,000 codes has a few dozen, so an
// entry has their numbers, and each text is here once.
type pointers struct {
	name  string
	texts []string
	index map[string]int32
}

// number returns the pointer's number, adding it if it has none.
func (p *pointers) number(pointer []byte) int32 {
	n, ok := p.index[string(pointer)]
	if !ok {
		n = int32(len(p.texts))
		text := string(pointer)
		p.texts = append(p.texts, text)
		p.index[text] = n
	}
	return n
}

// Pos returns the position of the value at a JSON Pointer inside the entry, such as "/http/0" or
// "/retry/backoff/base_ms". A pointer that is not in the file gives the position of its nearest parent
// that is, in the end that of the entry itself.
func (p *Positions) Pos(pointer string) Pos {
	if p.file == nil {
		return Pos{}
	}
	for {
		if v, ok := p.find(pointer); ok {
			return position.At(p.file.name, int(v.line), int(v.col))
		}
		if pointer == "" {
			return Pos{File: p.file.name, Line: 1, Col: 1}
		}
		pointer = pointer[:max(strings.LastIndexByte(pointer, '/'), 0)]
	}
}

// ItemPointer returns the pointer of the text of an Item of a list: authors may write the text alone.
func (p *Positions) ItemPointer(list string, i int) string {
	if at := item(list, i); !p.Has(at + "/is") {
		return at
	}
	return item(list, i) + "/is"
}

// Has reports whether the file gives a value at a JSON Pointer inside the entry.
func (p *Positions) Has(pointer string) bool {
	_, ok := p.find(pointer)
	return ok
}

func (p *Positions) find(pointer string) (valuePos, bool) {
	if p.file == nil {
		return valuePos{}, false
	}
	n, ok := p.file.index[pointer]
	if !ok {
		return valuePos{}, false
	}
	i := slices.IndexFunc(p.values, func(v valuePos) bool { return v.pointer == n })
	if i < 0 {
		return valuePos{}, false
	}
	return p.values[i], true
}

// File returns the path of the entry's file, "" for the zero value.
func (p *Positions) File() string {
	if p.file == nil {
		return ""
	}
	return p.file.name
}
