package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"html"
	"maps"
	"slices"
	"strings"
)

// Record says what a build made, and from what, so that the next one need not make the same again. It holds
// no page, only their sums: the bytes are where the build has put them. The zero value knows of nothing.
type Record struct {
	made map[string]made // by the name of the job
}

// made is what a job has made.
type made struct {
	key     [sha256.Size]byte // of everything it was made from
	files   []madeFile
	anchors []anchor // without positions
}

type madeFile struct {
	path   string
	size   int
	sum    [sha256.Size]byte // SHA-256 of the bytes
	places string            // of an HTML page; see placesOf
}

// placesOf lists the ids of a page's elements, with a space before and after each. Those of headings that an
// author has named, which are the ones below the sections, carry a "#" in front.
func placesOf(page []byte) string {
	b := []byte{' '}
	for rest := page; ; {
		i := bytes.Index(rest, []byte(` id="`))
		if i < 0 {
			return string(b)
		}
		if i >= 3 && rest[i-3] == '<' && rest[i-2] == 'h' && '3' <= rest[i-1] && rest[i-1] <= '6' {
			b = append(b, '#')
		}
		rest = rest[i+len(` id="`):]
		end := bytes.IndexByte(rest, '"')
		if end < 0 {
			return string(b)
		}
		b = append(append(b, rest[:end]...), ' ')
		rest = rest[end:]
	}
}

// files returns all files, in the order of their paths.
func (r *Record) files() []madeFile {
	var all []madeFile
	for _, m := range r.made {
		all = append(all, m.files...)
	}
	slices.SortFunc(all, func(a, b madeFile) int { return strings.Compare(a.path, b.path) })
	return all
}

// page returns the file of the job of that name, which is its path.
func (r *Record) page(path string) madeFile {
	if m, ok := r.made[path]; ok && len(m.files) > 0 {
		return m.files[0]
	}
	return madeFile{}
}

// hasPlace reports whether a page has an element with an id.
func (r *Record) hasPlace(path, id string) bool {
	all := r.page(path).places
	id = html.EscapeString(id)
	return strings.Contains(all, " "+id+" ") || strings.Contains(all, " #"+id+" ")
}

// headings returns the ids of the headings of a page that an author has named.
func (r *Record) headings(path string) []string {
	var ids []string
	for _, id := range strings.Fields(r.page(path).places) {
		if id, ok := strings.CutPrefix(id, "#"); ok {
			ids = append(ids, id)
		}
	}
	return ids
}

// recordHead starts an encoded record. The number is the version of the encoding.
const recordHead = "errdocs-record 1\n"

// ErrRecord says that a text is no record that this version of errdocs has written whole.
var ErrRecord = errors.New("the record of the last build is damaged or of another version")

// MarshalBinary encodes the record. The last 32 bytes are a SHA-256 sum of the others.
func (r *Record) MarshalBinary() ([]byte, error) {
	b := []byte(recordHead)
	text := func(s string) { b = append(binary.AppendUvarint(b, uint64(len(s))), s...) }
	number := func(n int) { b = binary.AppendUvarint(b, uint64(n)) }
	number(len(r.made))
	for _, name := range slices.Sorted(maps.Keys(r.made)) {
		m := r.made[name]
		text(name)
		b = append(b, m.key[:]...)
		number(len(m.files))
		for _, f := range m.files {
			text(f.path)
			number(f.size)
			b = append(b, f.sum[:]...)
			text(f.places)
		}
		number(len(m.anchors))
		for _, a := range m.anchors {
			text(a.path)
			text(a.id)
		}
	}
	sum := sha256.Sum256(b)
	return append(b, sum[:]...), nil
}

// UnmarshalBinary is the inverse of MarshalBinary. The error is ErrRecord.
func (r *Record) UnmarshalBinary(data []byte) error {
	n := len(data) - sha256.Size
	if n < 0 || sha256.Sum256(data[:n]) != [sha256.Size]byte(data[n:]) || !bytes.HasPrefix(data, []byte(recordHead)) {
		return ErrRecord
	}
	d := recordDecoder{text: string(data[len(recordHead):n])}
	count := d.number()
	r.made = make(map[string]made, min(count, len(data)/sha256.Size))
	for range count {
		name, m := d.string(d.number()), made{key: d.sum()}
		for range d.number() {
			m.files = append(m.files, madeFile{d.string(d.number()), d.number(), d.sum(), d.string(d.number())})
		}
		for range d.number() {
			m.anchors = append(m.anchors, anchor{path: d.string(d.number()), id: d.string(d.number())})
		}
		if d.broken {
			return ErrRecord
		}
		r.made[name] = m
	}
	return nil
}

// recordDecoder reads an encoded record; its strings share the text. After a mistake it is broken, and
// returns zero values.
type recordDecoder struct {
	text   string
	broken bool
}

func (d *recordDecoder) string(n int) string {
	if n < 0 || n > len(d.text) {
		d.broken = true
		return ""
	}
	s := d.text[:n]
	d.text = d.text[n:]
	return s
}

func (d *recordDecoder) sum() (sum [sha256.Size]byte) {
	copy(sum[:], d.string(sha256.Size))
	return sum
}

func (d *recordDecoder) number() int {
	n := 0
	for shift := 0; shift < 63; shift += 7 {
		if d.text == "" {
			break
		}
		c := d.text[0]
		d.text = d.text[1:]
		n |= int(c&0x7f) << shift
		if c < 0x80 {
			return n
		}
	}
	d.broken = true
	return 0
}
