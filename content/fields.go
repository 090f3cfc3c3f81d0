package content

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// shape is what the decoder knows of a struct type: its keys, and whether it is an entry with positions
// of its own.
type shape struct {
	of        reflect.Type
	fields    map[string]*field
	keys      []string // in the order of the type
	required  []string // of these
	positions []int    // index of the embedded Positions, nil if there is none
	short     *field   // what a value that is not a mapping is decoded into, nil when there is none
}

// field is one key of a struct. The struct tag `is:"…"` lists the formats that its text must have;
// "required" says that the key must be there.
type field struct {
	key      string
	pointer  string // JSON Pointer of the key in its mapping
	index    []int
	formats  []*format
	required bool
	local    bool   // may be a mapping of languages, for which the struct has a field In
	block    bool   // may be of several lines
	list     bool   // a list that may be written as its only item
	short    bool   // a value that is not a mapping of the struct is decoded into it
	max      int    // entries of a list at most; 0: MaxList
	also     string // another spelling of the key, "" for none
	allowed  []string
}

var shapes sync.Map // reflect.Type to *shape

// shapeOf returns the shape of a struct type.
func shapeOf(t reflect.Type) *shape {
	if s, ok := shapes.Load(t); ok {
		return s.(*shape)
	}
	s := &shape{of: t, fields: map[string]*field{}}
	for i := range t.NumField() {
		f := t.Field(i)
		key, option, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		switch {
		case f.Type == reflect.TypeFor[Positions]():
			s.positions = f.Index
		case option == "inline":
			inner := shapeOf(f.Type)
			for _, k := range inner.keys {
				sub := *inner.fields[k]
				sub.index = append(slices.Clone(f.Index), sub.index...)
				s.add(&sub)
			}
		case key != "" && key != "-":
			s.add(newField(key, f))
		}
	}
	shapes.Store(t, s)
	return s
}

func (s *shape) add(f *field) {
	s.fields[f.key] = f
	if f.also != "" {
		s.fields[f.also] = f
	}
	s.keys = append(s.keys, f.key)
	if f.required {
		s.required = append(s.required, f.key)
	}
	if f.short {
		s.short = f
	}
}

func newField(key string, sf reflect.StructField) *field {
	f := &field{index: sf.Index}
	f.key, f.also, _ = strings.Cut(key, "|")
	f.pointer = "/" + f.key
	flags := map[string]*bool{"required": &f.required, "local": &f.local, "block": &f.block, "list": &f.list, "short": &f.short}
	for _, word := range strings.Fields(sf.Tag.Get("is")) {
		most, isMax := strings.CutPrefix(word, "max:")
		switch flag := flags[word]; {
		case flag != nil:
			*flag = true
		case isMax:
			f.max, _ = strconv.Atoi(most)
		default:
			f.formats = append(f.formats, formats[word])
			if word == "summary" {
				f.formats = append(f.formats, formats["sentence"])
			}
		}
	}
	t := sf.Type
	for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t == reflect.TypeFor[Markdown]() {
		f.block = true
	}
	f.allowed = closedLists()[t.Name()]
	return f
}
