package content

import (
	"cmp"
	"fmt"
	"reflect"
	"strings"
	"unicode/utf8"
)

// DiffKind is what happened to a code between two catalogs.
type DiffKind string

// The kinds of a CodeDiff.
const (
	CodeAdded      DiffKind = "added"
	CodeRemoved    DiffKind = "removed"    // its entry is gone
	CodeRenamed    DiffKind = "renamed"    // its old slug is an alias or a former spelling of the new one
	CodeMoved      DiffKind = "moved"      // it is in another set or vendor, or that has another id
	CodeDeprecated DiffKind = "deprecated" // its lifecycle became deprecated, legacy or removed
	CodeChanged    DiffKind = "changed"
)

// CodeDiff is what differs in one code between two catalogs.
type CodeDiff struct {
	Kind     DiffKind
	Old, New *Code // nil where there was none, or is none any more
	Fields   []FieldDiff
}

// Code returns the code as it is now, or as it was last.
func (c CodeDiff) Code() *Code { return cmp.Or(c.New, c.Old) }

// FieldDiff is a field of a code whose value differs, with what comes from defaults. The values are
// texts for people, "" for none; where both are the same, a file that the field names has changed.
type FieldDiff struct {
	Field string `json:"field"` // the key in YAML, "retry.policy" for one inside another
	Old   string `json:"old"`
	New   string `json:"new"`
}

// Diff returns the codes that differ between two catalogs: those that are there now in the order of the
// new catalog, then those that are gone in the order of the old one.
func Diff(old, now *Catalog) []CodeDiff {
	var changes []CodeDiff
	from := movesBetween(old, now)
	moved := map[*Code]bool{}
	for c := range now.All() {
		if was := old.Code(c.ID()); was != nil {
			if fields := fieldChanges(was, c); len(fields) > 0 {
				changes = append(changes, CodeDiff{kindOf(was, c), was, c, fields})
			}
		} else if was = from[c]; was != nil {
			moved[was] = true
			kind := CodeRenamed
			if was.Set.path() != c.Set.path() {
				kind = CodeMoved
			}
			changes = append(changes, CodeDiff{kind, was, c, fieldChanges(was, c)})
		} else {
			changes = append(changes, CodeDiff{Kind: CodeAdded, New: c})
		}
	}
	for c := range old.All() {
		if now.Code(c.ID()) == nil && !moved[c] {
			changes = append(changes, CodeDiff{Kind: CodeRemoved, Old: c})
		}
	}
	return changes
}

// movesBetween returns by code of the new catalog the one of the old catalog that has become it under another id.
func movesBetween(old, now *Catalog) map[*Code]*Code {
	from := map[*Code]*Code{}
	for was := range old.All() {
		if c := now.Formerly(was.ID()); c != nil && from[c] == nil {
			from[c] = was
		}
	}
	for c := range now.All() {
		for _, alias := range c.Aliases {
			id := c.Set.path() + "/" + Slug(alias)
			if was := old.Code(id); from[c] == nil && was != nil && now.Code(id) == nil {
				from[c] = was
			}
		}
	}
	return from
}

func kindOf(was, is *Code) DiffKind {
	if s := is.Lifecycle.Status; s != was.Lifecycle.Status && (s == StatusDeprecated || is.Lifecycle.Retired()) {
		return CodeDeprecated
	}
	return CodeChanged
}

// fieldChanges compares all that an entry says, and its note.
func fieldChanges(old, now *Code) []FieldDiff {
	d := &differ{}
	d.fields("", reflect.ValueOf(old).Elem(), reflect.ValueOf(now).Elem())
	note := func(c *Code) reflect.Value { return reflect.ValueOf(cmp.Or(c.Note, new(Note)).Text) }
	d.value("note.md", note(old), note(now))
	return d.found
}

type differ struct{ found []FieldDiff }

func (d *differ) fields(prefix string, old, now reflect.Value) {
	s := shapeOf(old.Type())
	for _, key := range s.keys {
		f := s.fields[key]
		name := prefix + key
		if f == s.short && key == "is" {
			name = strings.TrimSuffix(prefix, ".") // the value is called like its field
		}
		d.value(name, old.FieldByIndex(f.index), now.FieldByIndex(f.index))
	}
}

func (d *differ) value(name string, old, now reflect.Value) {
	if old.Kind() == reflect.Pointer && !old.IsNil() && !now.IsNil() {
		old, now = old.Elem(), now.Elem()
	}
	switch {
	case reflect.DeepEqual(old.Interface(), now.Interface()):
	case old.Kind() == reflect.Struct:
		d.fields(name+".", old, now)
	default:
		d.found = append(d.found, FieldDiff{name, inline(old), inline(now)})
	}
}

// inline returns a value on one line: texts as they are, lists in brackets, mappings in braces.
func inline(v reflect.Value) string {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return ""
		}
		return inline(v.Elem())
	case reflect.String:
		return strings.Join(strings.Fields(v.String()), " ")
	case reflect.Slice:
		if faults, ok := v.Interface().([]Fault); ok {
			return FaultKey(faults)
		}
		var parts []string
		for i := range v.Len() {
			parts = append(parts, inline(v.Index(i)))
		}
		if parts == nil {
			return ""
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case reflect.Struct:
		s := shapeOf(v.Type())
		var parts []string
		if it, ok := v.Interface().(Item); ok && it.Origin == Ours {
			return inline(reflect.ValueOf(it.Text)) // as authors write it
		}
		for _, key := range s.keys {
			if f := v.FieldByIndex(s.fields[key].index); !f.IsZero() {
				parts = append(parts, key+": "+inline(f))
			}
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return fmt.Sprint(v.Interface())
}

// maxField is how many characters of a value are shown, leadIn how many of them come before the difference.
const (
	maxField = 60
	leadIn   = 12
)

// Clip returns the values, each shortened to at most 60 characters from shortly before the first difference.
func (f FieldDiff) Clip() (old, now string) {
	if utf8.RuneCountInString(f.Old) <= maxField && utf8.RuneCountInString(f.New) <= maxField {
		return f.Old, f.New
	}
	a, b := []rune(f.Old), []rune(f.New)
	same := 0
	for same < min(len(a), len(b)) && a[same] == b[same] {
		same++
	}
	from := max(same-leadIn, 0)
	return clip(a, from), clip(b, from)
}

// clip returns at most maxField characters of a text, starting at an index.
func clip(r []rune, from int) string {
	from = min(from, len(r))
	to := min(from+maxField, len(r))
	text := string(r[from:to])
	if from > 0 {
		text = "…" + text
	}
	if to < len(r) {
		text += "…"
	}
	return text
}
