// Package values writes Go values as bytes: different bytes for different values, the same for the same. It reads numbers and
// texts again.
package values

import (
	"encoding/binary"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Writer appends what is written to Bytes: of a struct the fields that are not zero, each after its number.
type Writer struct {
	Bytes  []byte
	Fields func(reflect.Type) []int // of a struct type: the indices of the fields that count
	Struct func(reflect.Value) bool // writes a struct in another way and returns true; nil: none is
	Text   func(string)             // is called with each string in a value; nil for no call

	To   io.Writer // takes what is written, once it is much, and at End
	sum  uint32    // over what it has taken
	size int64
	err  error
}

// FieldsThat returns a function for Writer.Fields: it returns the fields that are kept, and remembers those of each type.
func FieldsThat(keep func(reflect.StructField) bool) func(reflect.Type) []int {
	var known sync.Map // of reflect.Type to []int
	return func(t reflect.Type) []int {
		if list, ok := known.Load(t); ok {
			return list.([]int)
		}
		list := []int{}
		for i := range t.NumField() {
			if keep(t.Field(i)) {
				list = append(list, i)
			}
		}
		known.Store(t, list)
		return list
	}
}

// Number writes a number that is not negative.
func (w *Writer) Number(n int) { w.Bytes = binary.AppendUvarint(w.Bytes, uint64(n)) }

// String writes a text after its length.
func (w *Writer) String(s string) {
	w.Number(len(s))
	w.Bytes = append(w.Bytes, s...)
	if w.To != nil && len(w.Bytes) >= spillFrom {
		w.spill()
	}
}

// Value writes a value. A pointer is what it points to, and a number is its digits.
func (w *Writer) Value(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		w.String(v.String())
		if w.Text != nil {
			w.Text(v.String())
		}
	case reflect.Int, reflect.Int64:
		w.String(strconv.FormatInt(v.Int(), 10))
	case reflect.Bool:
		w.String(strconv.FormatBool(v.Bool()))
	case reflect.Float64:
		w.String(strconv.FormatFloat(v.Float(), 'g', -1, 64))
	case reflect.Pointer:
		w.Value(v.Elem())
	case reflect.Slice:
		w.Number(v.Len())
		for i := range v.Len() {
			w.Value(v.Index(i))
		}
	case reflect.Map:
		w.Number(v.Len())
		for _, key := range slices.SortedFunc(slices.Values(v.MapKeys()), func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) }) {
			w.Value(key)
			w.Value(v.MapIndex(key))
		}
	case reflect.Struct:
		if w.Struct != nil && w.Struct(v) {
			return
		}
		for n, i := range w.Fields(v.Type()) {
			if f := v.Field(i); !f.IsZero() {
				w.Number(n + 1)
				w.Value(f)
			}
		}
		w.Number(0)
	default:
		panic(fmt.Sprintf("values: no bytes for a %s", v.Type()))
	}
}

// Reader reads the numbers and texts that a Writer has written. Its texts share the memory of what it reads. After the first
// mistake it is Broken, and returns zero values.
type Reader struct {
	Text   string // what is left
	Broken bool
}

// Bytes returns the next n bytes.
func (r *Reader) Bytes(n int) string {
	if n < 0 || n > len(r.Text) {
		r.Text, r.Broken = "", true
		return ""
	}
	s := r.Text[:n]
	r.Text = r.Text[n:]
	return s
}

// Number returns a number.
func (r *Reader) Number() int {
	n := 0
	for shift := 0; shift < 63 && r.Text != ""; shift += 7 {
		c := r.Text[0]
		r.Text = r.Text[1:]
		n |= int(c&0x7f) << shift
		if c < 0x80 {
			return n
		}
	}
	r.Text, r.Broken = "", true
	return 0
}

// String returns a text that is written after its length.
func (r *Reader) String() string { return r.Bytes(r.Number()) }

// Count returns how many values follow, each of which takes a byte or more.
func (r *Reader) Count() int {
	n := r.Number()
	if n < 0 || n > len(r.Text) {
		r.Text, r.Broken = "", true
		return 0
	}
	return n
}
