package content

import (
	"maps"
	"reflect"
	"regexp"
	"slices"
	"testing"
)

// TestTinyUsesEveryKey makes sure that the small catalog, which most tests use, has every key of
// the format, and that every form a struct tag names exists.
func TestTinyUsesEveryKey(t *testing.T) {
	c := mustLoad(t, tiny(t))
	used := map[string]bool{}
	use := func(kind string, p *Positions) {
		for _, v := range p.values {
			used[kind+listIndex.ReplaceAllString(p.file.texts[v.pointer], "/*")] = true
		}
	}
	use("Site", &c.Site.Positions)
	for _, concept := range c.Concepts {
		use("Concept", &concept.Positions)
	}
	for _, v := range c.Vendors {
		use("Vendor", &v.Positions)
		for _, s := range v.Sets {
			use("Set", &s.Positions)
		}
	}
	for code := range c.All() {
		use("Code", &code.Positions)
	}
	for kind, typ := range map[string]reflect.Type{
		"Site": reflect.TypeFor[Site](), "Concept": reflect.TypeFor[Concept](), "Vendor": reflect.TypeFor[Vendor](),
		"Set": reflect.TypeFor[Set](), "Code": reflect.TypeFor[Code](),
	} {
		for _, pointer := range slices.Sorted(maps.Keys(pointersOf(t, typ, kind))) {
			if !used[pointer] && !elsewhere.MatchString(pointer) {
				t.Errorf("testdata/tiny.txtar has no %s", pointer)
			}
		}
	}
}

var (
	listIndex = regexp.MustCompile(`/[0-9]+`)
	// Members, of which an entry has one, are in testdata/families.txtar, and fields of your own in testdata/rules/field.txtar.
	// The same types have all their keys elsewhere: facts in a code, a sample in its samples, a source in a set, a step
	// among those for engineers, and what all answers have in retry and its cases.
	elsewhere = regexp.MustCompile(`^(Site|Vendor|Vendor/classes/\*|Set|Code)/fields(/|$)|^(Set/defaults|Vendor/classes/\*/defaults|Vendor/envelopes/\*/sample|Vendor/sources/\*|Code/source` +
		`|Code/actions/(support|user)/\*)/|^(Code|Vendor/classes/\*)/(range|prefix|pattern)(/|$)|^Code/.*/source/|^Code/retry/date$` +
		`|^Code/(http|fault|next_step|outcome|user_message|state_after|retry/pace|retry/cases/\*)/(is|origin|evidence|note|date|source|silent|disagrees)(/|$)`)
)

// pointersOf returns the pointers that a type of entry can have.
func pointersOf(t *testing.T, typ reflect.Type, at string) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	s := shapeOf(typ)
	for _, key := range s.keys {
		f := s.fields[key]
		if slices.Contains(f.formats, nil) {
			t.Errorf("%s/%s names a form that does not exist", at, key)
		}
		pointer, inner := at+"/"+key, typ.FieldByIndex(f.index).Type
		all[pointer] = true
		if inner.Kind() == reflect.Slice {
			pointer, inner = pointer+"/*", inner.Elem()
		}
		if inner.Kind() == reflect.Pointer {
			inner = inner.Elem()
		}
		if inner.Kind() == reflect.Struct && shapeOf(inner).positions == nil {
			maps.Copy(all, pointersOf(t, inner, pointer))
		}
	}
	return all
}
