package site

import (
	"slices"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/jobs"
	"github.com/errdocs/errdocs/internal/values"
)

// rowFile is a file with rows of all codes.
type rowFile struct {
	head, between, end string // between: the rows of two vendors
	rows               func(codes []*content.Code) []byte
}

// rowsKept starts what is kept of such a file.
const rowsKept = "rows of "

// rowsOfAll adds a file with rows of all codes, which come from what is in the head besides. Those of a vendor that has not changed are taken
// over from the file of the last build.
func (b *builder) rowsOfAll(path string, f rowFile) {
	d, kept := b.digests, rowsKept+path // a preview gets its digests while it makes files
	var before string
	if d != nil && b.ed.options.Before != nil {
		before = b.ed.options.Before.Kept[kept]
		d.kept[kept] = before
	}
	b.add(path, codesAnd(b.ed.codes, f.head), func(o *jobs.Output) error {
		m := &rowMaker{rowFile: f, digests: d, summer: newSummer(), text: []byte(f.head), left: len(b.ed.codes)}
		if before != "" {
			m.take(before, o.Last(path))
		}
		for _, v := range b.ed.vendors {
			m.vendor(b.ed.codesIn(v))
		}
		m.text = append(m.text, f.end...)
		b.parts.Store(path, m.fresh)
		o.File(path, m.text)
		if d != nil {
			b.keeping.Lock()
			defer b.keeping.Unlock()
			d.kept[kept] = string(m.notes.Bytes)
		}
		return nil
	})
	b.plan.paths[path] = true
}

// rowMaker makes a rowFile.
type rowMaker struct {
	rowFile
	*digests
	*summer
	known map[jobs.Sum][]byte // rows in the file of the last build, by their key
	text  []byte
	left  int           // codes whose rows are not in the text
	fresh [][2]int      // where in the text the other rows are
	notes values.Writer // of all rows: the key, where in the text they are, and how long they are
}

// take takes over the rows of a file by the notes about them.
func (m *rowMaker) take(notes string, file []byte) {
	m.known, m.text = map[jobs.Sum][]byte{}, slices.Grow(m.text, len(file)+len(file)/32)
	for d := (values.Reader{Text: notes}); d.Text != "" && file != nil; {
		key, from, size := d.Bytes(len(jobs.Sum{})), d.Number(), d.Number()
		if d.Broken || from > len(file) || size > len(file)-from {
			return
		}
		m.known[jobs.Sum([]byte(key))] = file[from : from+size]
	}
}

// vendor appends the rows of a vendor's codes.
func (m *rowMaker) vendor(codes []*content.Code) {
	if len(m.text) > len(m.head) {
		m.text = append(m.text, m.between...)
	}
	var key jobs.Sum
	if m.digests != nil {
		key = m.key(m.summer, reads{inputs: codesAnd(codes, m.head)}, m.shared)
	}
	rows, old := m.known[key]
	if !old {
		rows = m.rows(codes)
	}
	from := len(m.text)
	if len(rows) > cap(m.text)-from {
		m.text = slices.Grow(m.text, len(rows)*m.left/len(codes)*9/8) // as if the others had rows of this size
	}
	m.left -= len(codes)
	if m.text = append(m.text, rows...); !old {
		m.fresh = append(m.fresh, [2]int{from, len(m.text)})
	}
	m.notes.Bytes = append(m.notes.Bytes, key[:]...)
	m.notes.Number(from)
	m.notes.Number(len(rows))
}

// margin is how many bytes around new rows of a file are inspected with them.
const margin = 256

// leaksIn looks for card numbers and credentials in a finished file. Where only parts of it are new, these are looked at first.
func (b *builder) leaksIn(path, file string, data []byte) []content.Problem {
	if parts, ok := b.parts.Load(path); ok {
		clean := true
		for _, at := range parts.([][2]int) {
			clean = clean && len(b.ed.catalog.Leaks(file, data[max(0, at[0]-margin):min(len(data), at[1]+margin)])) == 0
		}
		if clean {
			return nil
		}
	}
	return b.ed.catalog.Leaks(file, data)
}
