package content

import (
	"cmp"
	"reflect"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/lists"
)

// inheritance gives the codes of one set what they do not say themselves: from their class, then from the set. A
// fact is inherited whole; retry or actions are not merged key by key. It also makes the origin of every answer
// final.
type inheritance struct {
	set     *Set
	classes map[*Class]*Facts // their defaults with the origins that hold in this set
}

// factsShape is the shape of Facts; answerKeys are its keys whose values are judged answers.
var (
	factsShape = shapeOf(reflect.TypeFor[Facts]())
	answerKeys = lists.Filter(lists.Each(factsShape.keys, func(key string) *field { return factsShape.fields[key] }), func(key *field) bool {
		return (&Facts{}).answer(key) != nil
	})
)

// answer returns the judged answer of a key, nil where the key has none.
func (f *Facts) answer(key *field) judged {
	a, _ := reflect.ValueOf(f).Elem().FieldByIndex(key.index).Addr().Interface().(judged)
	return a
}

// visit calls do with each judged answer that a file gives, with the paces and cases of retry answers, and its pointer.
func (f *Facts) visit(p *Positions, pointer string, do func(at string, a judged)) {
	for _, key := range answerKeys {
		at := pointer + key.pointer
		if !p.Has(at) {
			continue
		}
		a := f.answer(key)
		do(at, a)
		if retry, ok := a.(*Retry); ok {
			if p.Has(at + "/pace") {
				do(at+"/pace", &retry.Pace)
			}
			for i := range retry.Cases {
				do(item(at+"/cases", i), &retry.Cases[i])
			}
		}
	}
}

func newInheritance(s *Set) *inheritance {
	in := &inheritance{set: s, classes: map[*Class]*Facts{}}
	in.settle(&s.Defaults, &s.Positions, "/defaults", &s.Origins)
	for i, c := range s.Vendor.Classes {
		defaults := c.Defaults
		defaults.Retry.Cases = slices.Clone(defaults.Retry.Cases) // each set has its own origins
		in.settle(&defaults, &s.Vendor.Positions, item("/classes", i)+"/defaults", &c.Origins, &s.Origins)
		in.classes[c] = &defaults
	}
	return in
}

func (in *inheritance) apply(c *Code) {
	own := reflect.ValueOf(&c.Facts).Elem()
	origins := []*Origins{&in.set.Origins}
	if c.Class != nil {
		origins = []*Origins{&c.Class.Origins, &in.set.Origins}
	}
	in.settle(&c.Facts, &c.Positions, "", origins...)
	class := classPointer(c) + "/defaults/"
	for _, key := range factsShape.keys {
		if from, name := in.source(c, class, key); from != nil {
			index := factsShape.fields[key].index
			own.FieldByIndex(index).Set(reflect.ValueOf(from).Elem().FieldByIndex(index))
			if c.Inherited == nil {
				c.Inherited = map[string]string{}
			}
			c.Inherited[key] = name
		}
	}
}

// source returns the defaults that a code's fact comes from, and what Code.Inherited calls them; nil when it is its own or nobody's.
func (in *inheritance) source(c *Code, class, key string) (from *Facts, name string) {
	switch {
	case c.Has("/" + key):
	case c.Class != nil && in.set.Vendor.Has(class+key):
		return in.classes[c.Class], "class"
	case in.set.Has("/defaults/" + key):
		return &in.set.Defaults, "set"
	}
	return nil, ""
}

func classPointer(c *Code) string {
	if i := slices.Index(c.Set.Vendor.Classes, c.Class); i >= 0 {
		return item("/classes", i)
	}
	return ""
}

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
		found.Default, found.Silent = cmp.Or(found.Default, own, o.Default), cmp.Or(found.Silent, o.Silent)
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
	return !v.IsZero() && (f.allowed == nil || v.String() != NotStated)
}

// settleItems makes plain causes and steps ours.
func settleItems(items []Item) {
	for i := range items {
		if items[i].Origin == "" {
			items[i].Origin = Ours
		}
	}
}
