package content

import (
	"crypto/sha256"
	bin "encoding/binary"
	"io"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/errdocs/errdocs/internal/values"
)

// Decoded is what YAML files without problems were decoded to, by a sum over their bytes: most of the time that a catalog takes
// to load goes into that. The zero value has nothing. It is for the same program only: its types and rules are in it.
type Decoded struct {
	// Stamp returns what changes whenever a file of the catalog does, "" if that is not known; a file with the same stamp is not read again,
	// unless a secret may be in it. Nil: all are read.
	Stamp func(file string) string

	// Passed says that the very files had no problem before. Then no rule is checked again, and neither urls.lock nor the notes and
	// samples are read, but for those that Catalog.Fill is asked for: for a command that only looks things up.
	Passed bool

	// Later puts off the rules that look at a catalog as a whole, if it has no drafts, until Catalog.Settle is called. Meanwhile a site can be
	// made of it that is not for publishing.
	Later bool

	mu    sync.Mutex
	files map[fileSum]string
	used  map[fileSum]string   // in the last run
	sums  map[string][]fileSum // of these, by the folder of a vendor

	kept   *kept // nil: nothing
	drafts Drafts
}

// fileSum is a sum over a file, and over what else decoding it depends on. Its first bits say what is kept by it.
type fileSum [sha256.Size]byte

// The kinds of what is kept.
const (
	ofYAML = 0x00 // what a YAML file was decoded to
	ofText = 0x80 // a note, sample or other text
	ofMark = 0xc0 // what is known of files or folders with some stamps
	kinds  = 0xc0 // the bits
)

func (s *fileSum) set(kind byte) { s[0] = s[0]&^kinds | kind }

// sum returns what a file is found by.
func (c *Decoded) sum(f *yamlFile, data []byte) (sum fileSum) {
	h := sha256.New()
	for _, text := range []string{f.name, f.decoder.language} {
		h.Write(bin.AppendUvarint(nil, uint64(len(text))))
		h.Write([]byte(text))
	}
	h.Write(data)
	sum = fileSum(h.Sum(nil))
	sum.set(ofYAML)
	return sum
}

// decode decodes a file, or takes over what it was decoded to. It is scanned for secrets, unless none was found in it before. Texts of the
// theme, which are few, are always decoded.
func (c *Decoded) decode(f *yamlFile, data []byte, scan func() (clean bool)) {
	target := reflect.ValueOf(f.target).Elem()
	if _, texts := f.target.(*Strings); c == nil || texts {
		scan()
		f.problems, f.ok = f.decoder.decode(data, target)
		return
	}
	sum, language := c.sum(f, data), f.decoder.language // site.yaml names that of the others
	text, ok := c.take(sum)
	clean := strings.HasPrefix(text, isClean) || scan()
	if f.ok = ok && f.restore(text); !f.ok {
		if f.problems, f.ok = f.decoder.decode(data, target); !f.ok || len(f.problems) > 0 {
			return
		}
		w := newDecodedWriter()
		w.Bytes = make([]byte, 0, len(data))
		w.Bytes = append(w.Bytes, map[bool]string{true: isClean, false: notClean}[clean]...)
		w.Number(len(f.decoder.file.texts))
		for _, pointer := range f.decoder.file.texts {
			w.String(pointer)
		}
		w.Value(target)
		text = string(w.Bytes)
	}
	c.leave(f.name, sum, text)
	if clean {
		_, keep, _ := c.mark(f.name, language)
		keep(string(sum[:]))
	}
}

// again takes over what a file that has not changed was decoded to, without reading it.
func (c *Decoded) again(f *yamlFile) bool {
	by, _, ok := c.mark(f.name, f.decoder.language)
	if !ok || len(by) != len(fileSum{}) {
		return false
	}
	sum := fileSum([]byte(by))
	text, _ := c.take(sum)
	if f.ok = strings.HasPrefix(text, isClean) && f.restore(text); f.ok {
		c.leave(f.name, sum, text)
	}
	return f.ok
}

// restore gives the target what the file was decoded to, unless that is damaged.
func (f *yamlFile) restore(text string) bool {
	target := reflect.ValueOf(f.target).Elem()
	r := decodedReader{Reader: values.Reader{Text: text[1:]}, file: newDecoder(f.name).file}
	fresh := reflect.New(target.Type()).Elem()
	fresh.Set(target)
	r.file.texts = make([]string, r.Count())
	for i := range r.file.texts {
		r.file.texts[i] = r.String()
		r.file.index[r.file.texts[i]] = int32(i)
	}
	if r.value(fresh); r.Broken || r.Text != "" {
		return false
	}
	target.Set(fresh)
	f.decoder.file = r.file
	return true
}

// isClean starts what a file was decoded to in which there is no secret, and no comment that allows one.
const isClean, notClean = "c", "s"

func (c *Decoded) take(sum fileSum) (text string, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	text, ok = c.files[sum]
	return text, ok
}

func (c *Decoded) leave(file string, sum fileSum, text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.used == nil {
		c.used, c.sums = make(map[fileSum]string, len(c.files)), map[string][]fileSum{}
	}
	c.used[sum] = text
	if part := strings.SplitN(file, "/", 3); len(part) == 3 {
		folder := file[:len(file)-len(part[2])-1]
		c.sums[folder] = append(c.sums[folder], sum)
	}
}

// mark returns what is kept of a file or folder that has not changed, for one use of it, and what keeps it.
func (c *Decoded) mark(file string, use ...string) (text string, keep func(text string), ok bool) {
	return c.stamped(ofMark, file, use...)
}

// stamped is mark for each kind of what is kept.
func (c *Decoded) stamped(kind byte, file string, use ...string) (text string, keep func(text string), ok bool) {
	stamp := c.stamps(file)
	if stamp == "" {
		return "", func(string) {}, false
	}
	var room [512]byte
	by := room[:0]
	for _, text := range use {
		by = append(append(by, text...), 0)
	}
	by = append(append(append(by, file...), 0), stamp...)
	sum := fileSum(sha256.Sum256(by))
	sum.set(kind)
	if text, ok = c.take(sum); ok {
		c.leave(file, sum, text)
	}
	return text, func(text string) { c.leave(file, sum, text) }, ok
}

// turn begins another run, which can take over what the one before has read.
func (c *Decoded) turn() {
	if c != nil && c.used != nil {
		c.files, c.used = c.used, nil
	}
}

// few is the share of what was decoded, one byte of so many, up to which decoding it again costs less than keeping it does.
const few = 64

// Next returns what another process can take over: of the YAML files that the last run has read, of the notes, samples and other texts,
// which a command that only looks things up need not read, and of the stamps of both, which is little. Of each it returns nil where that is
// nearly what this run could take over.
func (c *Decoded) Next() (files, texts, marks *Next) {
	return c.next(ofYAML, few), c.next(ofText, few), c.next(ofMark, math.MaxInt32)
}

// Next is a part of what another process can take over.
type Next struct {
	Start string // is written before it, and not for Read
	Size  int    // in bytes, roughly

	sums []fileSum
	of   map[fileSum]string
}

func (c *Decoded) next(kind byte, few int) *Next {
	size, fresh := 0, 0
	var sums []fileSum
	for sum, text := range c.used {
		if sum[0]&kinds != kind {
			continue
		}
		sums = append(sums, sum)
		size += len(text) + 2*sha256.Size
		if _, ok := c.files[sum]; !ok {
			fresh += len(text) + 2*sha256.Size
		}
	}
	if fresh*few <= size {
		return nil
	}
	slices.SortFunc(sums, func(a, b fileSum) int { return slices.Compare(a[:], b[:]) })
	return &Next{Size: size, sums: sums, of: c.used}
}

// WriteTo writes the part for Read.
func (n *Next) WriteTo(to io.Writer) (int64, error) {
	if _, err := io.WriteString(to, n.Start); err != nil {
		return 0, err
	}
	w := values.Writer{To: to}
	for _, sum := range n.sums {
		w.Bytes = append(w.Bytes, sum[:]...)
		w.String(n.of[sum])
	}
	size, err := w.End()
	return int64(len(n.Start)) + size, err
}

// Read reads a part of what Next has returned, nothing from what is damaged.
func (c *Decoded) Read(data string) {
	if c.files == nil {
		c.files = map[fileSum]string{}
	}
	text, whole := values.Unseal(data)
	if !whole {
		return
	}
	for r := (values.Reader{Text: text}); r.Text != "" && !r.Broken; {
		var sum fileSum
		copy(sum[:], r.Bytes(len(sum)))
		if text := r.String(); !r.Broken {
			c.files[sum] = text
		}
	}
}

// encodedFields returns the fields of a type that decoding sets.
var encodedFields = values.FieldsThat(func(f reflect.StructField) bool {
	return f.IsExported() && (f.Tag.Get("yaml") != "-" || f.Type == reflect.TypeFor[Positions]() || f.Type == reflect.TypeFor[[]Saying]())
})

// newDecodedWriter returns what writes decoded values.
func newDecodedWriter() *values.Writer {
	w := &values.Writer{Fields: encodedFields}
	w.Struct = func(v reflect.Value) bool {
		if v.Type() != reflect.TypeFor[Positions]() {
			return false
		}
		p := v.Addr().Interface().(*Positions)
		w.Number(len(p.values))
		for _, v := range p.values {
			w.Number(int(v.pointer))
			w.Number(int(v.line))
			w.Number(int(v.col))
		}
		return true
	}
	return w
}

// decodedReader reads what newDecodedWriter returns writes. Texts share the memory of what is read.
type decodedReader struct {
	values.Reader
	file *pointers
}

func (r *decodedReader) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(r.String())
	case reflect.Int, reflect.Int64:
		n, err := strconv.ParseInt(r.String(), 10, 64)
		r.Broken = r.Broken || err != nil || v.OverflowInt(n)
		v.SetInt(n)
	case reflect.Bool:
		v.SetBool(r.String() == "true")
	case reflect.Float64:
		x, err := strconv.ParseFloat(r.String(), 64)
		r.Broken = r.Broken || err != nil
		v.SetFloat(x)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		r.value(v.Elem())
	case reflect.Slice:
		n := r.Count()
		v.Grow(max(min(n, 256), 1)) // an empty one is not nil
		for i := 0; i < n && !r.Broken; i++ {
			if i == v.Cap() {
				v.Grow(1)
			}
			v.SetLen(i + 1)
			r.value(v.Index(i))
		}
		v.SetCap(v.Len())
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for n := r.Count(); n > 0 && !r.Broken; n-- {
			key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			r.value(key)
			r.value(value)
			v.SetMapIndex(key, value)
		}
	case reflect.Struct:
		r.fields(v)
	}
}

func (r *decodedReader) fields(v reflect.Value) {
	if p, ok := v.Addr().Interface().(*Positions); ok {
		p.file, p.values = r.file, make([]valuePos, r.Count())
		for i := range p.values {
			pointer, line, col := r.Number(), r.Number(), r.Number()
			p.values[i] = valuePos{int32(pointer), int32(line), int32(col)}
		}
		return
	}
	fields := encodedFields(v.Type())
	for {
		switch n := r.Number(); {
		case n == 0 || r.Broken:
			return
		case n < 0 || n > len(fields):
			r.Broken = true
			return
		default:
			r.value(v.Field(fields[n-1]))
		}
	}
}
