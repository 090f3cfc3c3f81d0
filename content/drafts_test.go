package content

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// fill puts a text into everything that a value contains.
func fill(v reflect.Value, text string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), text)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), text)
	case reflect.Map:
		value := reflect.New(v.Type().Elem()).Elem()
		fill(value, text)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(reflect.ValueOf(text), value)
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Field(i); f.CanSet() {
				fill(f, text)
			}
		}
	}
}

// A stub has what a draft is called and where it is, and nothing else of it, whatever fields a code gets.
func TestStubHasNoTexts(t *testing.T) {
	kept := []string{"Aliases", "Code", "Members", "MovedFrom", "Name", "Number", "Slug", "Visibility"}
	v := reflect.ValueOf(&Code{}).Elem()
	c := v.Addr().Interface().(*Code)
	refers := []any{&c.Positions, &c.Set, &c.Class, &c.Concept, &c.Related, &c.Successor}
	for i := range v.NumField() {
		f := v.Field(i)
		if f.CanSet() && !slices.ContainsFunc(refers, func(p any) bool { return f.Addr().Interface() == p }) {
			fill(f, "canary")
		}
	}
	c.id, c.shortID = "canary", "canary"
	stub := c.stub()
	for i := range v.NumField() {
		name, f := v.Type().Field(i).Name, reflect.ValueOf(stub).Field(i)
		if name == "Positions" {
			continue
		}
		if !f.CanInterface() && f.IsZero() { // else Interface panics
			continue
		}
		text, err := json.Marshal(f.Interface())
		if err != nil {
			t.Fatal(err)
		}
		if has := strings.Contains(string(text), "canary") || name == "Number" && !f.IsNil(); has != slices.Contains(kept, name) {
			t.Errorf("%s of a stub is %s", name, text)
		}
	}
}
