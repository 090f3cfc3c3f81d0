package content

import (
	"reflect"
	"strings"
)

// settle makes the origins of the answers in the facts of an entry final: what an answer does not say itself comes
// from the first of the origins that says it.
func (in *inheritance) settle(f *Facts, p *Positions, pointer string, origins ...*Origins) {
	f.visit(p, pointer, func(at string, a judged) {
		key, _, _ := strings.Cut(at[len(pointer)+1:], "/")
		o := originsOf(key, origins)
		if at == "/http" {
			o.Default = Vendors // by kind of field
		}
		settle(a, p, at, o)
	})
	for _, items := range [][]Item{f.Actions.Engineer, f.Actions.Support, f.Actions.User} {
		settleItems(items)
	}
}

// originsOf returns what holds for an answer that says nothing itself, as Default and Silent.
func originsOf(key string, origins []*Origins) Origins {
	s := shapeOf(reflect.TypeFor[Origins]())
	var found Origins
	for _, o := range origins {
		own := Origin(reflect.ValueOf(o).Elem().FieldByIndex(s.fields[key].index).String())
		if own == "" {
			own = o.Default
		}
		if found.Default == "" {
			found.Default = own
		}
		if found.Silent == nil {
			found.Silent = o.Silent
		}
	}
	return found
}

func settle(a judged, p *Positions, pointer string, o Origins) {
	b := a.basis()
	if b.Origin == "" && stated(a) {
		b.Origin = o.Default
	}
	switch {
	case b.Origin == "" || b.Origin == Vendors:
		b.Silent = false
	case !p.Has(pointer + "/silent"):
		b.Silent = o.Silent != nil && *o.Silent
	}
}

// stated reports whether an answer has a value that is somebody's statement: one that is there and not "not-stated".
func stated(a judged) bool {
	v := reflect.ValueOf(a).Elem()
	s := shapeOf(v.Type())
	f := s.short
	if f == nil {
		f = s.fields["policy"] // of a Case
	}
	v = v.FieldByIndex(f.index)
	if v.Kind() == reflect.Slice {
		if v.Len() == 0 {
			return false
		}
		v = v.Index(0)
	}
	return !v.IsZero() && v.Interface() != Fault(NotStated) && v.Interface() != NextStep(NotStated) && v.Interface() != RetryPolicy(NotStated)
}

// settleItems makes plain causes and steps ours.
func settleItems(items []Item) {
	for i := range items {
		if items[i].Origin == "" {
			items[i].Origin = Ours
		}
	}
}
