package execute

import (
	"cmp"
	"fmt"
	"reflect"
	"strings"
	"sync/atomic"
)

// term computes a value. An invalid one is a nil without a type.
type term func(*state, reflect.Value) reflect.Value

// fields compiles a chain of names, the last of which may be a method with arguments.
func (c *compiler) fields(value term, names []string, args []term) term {
	for i, name := range names {
		a := &access{name: name, funcs: c.funcs}
		if i == len(names)-1 {
			a.args = args
		}
		from := value
		value = func(s *state, dot reflect.Value) reflect.Value { return a.of(from(s, dot), s, dot) }
	}
	return value
}

// access is a name in a template: a field or a method of the value before it.
type access struct {
	name  string
	args  []term
	funcs Funcs
	seen  atomic.Pointer[member]
}

// member is what a name is in one type.
type member struct {
	of     reflect.Type
	addr   bool // of a value that has an address, and so the methods of the pointer, too
	index  []int
	method int  // where index is nil
	fast   Func // the same method, if it has another name
	params []reflect.Type
	next   *member
}

// of returns the field of a value, or what its method returns.
func (a *access) of(v reflect.Value, s *state, dot reflect.Value) reflect.Value {
	v, null := indirect(v)
	if null || !v.IsValid() {
		other()
	}
	m := a.member(v)
	if m.fast.one != nil && len(a.args) == 0 {
		return m.fast.one(v)
	}
	if m.fast.call != nil {
		return m.fast.with(a.args, s, dot, v)
	}
	if m.index == nil {
		if m.addr {
			v = v.Addr()
		}
		return call(v.Method(m.method), m.params, a.args, s, dot)
	}
	if len(m.index) == 1 {
		return concrete(v.Field(m.index[0]))
	}
	return concrete(v.FieldByIndex(m.index))
}

// concrete returns what an interface without methods has in it.
func concrete(v reflect.Value) reflect.Value {
	if v.Kind() == reflect.Interface && v.NumMethod() == 0 {
		return v.Elem()
	}
	return v
}

func (a *access) member(v reflect.Value) *member {
	t, addr := v.Type(), v.CanAddr()
	first := a.seen.Load()
	for m := first; m != nil; m = m.next {
		if m.of == t && m.addr == addr {
			return m
		}
	}
	m := &member{of: t, addr: addr, next: first}
	with := t
	if addr {
		with = reflect.PointerTo(t)
	}
	if method, ok := with.MethodByName(a.name); ok {
		m.method, m.params = method.Index, paramsOf(method.Type, len(a.args)+1)[1:] // the first one is the value
		m.fast = a.funcs[t.String()+"."+a.name]
	} else if t.Kind() != reflect.Struct || len(a.args) > 0 {
		other()
	} else if f, ok := t.FieldByName(a.name); ok && f.IsExported() {
		m.index = f.Index
	} else {
		other()
	}
	a.seen.CompareAndSwap(first, m) // whoever comes later looks it up again
	return m
}

// indirect follows pointers and interfaces to the end, or to a nil.
func indirect(v reflect.Value) (_ reflect.Value, null bool) {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		if v.IsNil() {
			return v, true
		}
		v = v.Elem()
	}
	return v, false
}

// call calls a function with arguments.
func call(f reflect.Value, params []reflect.Type, args []term, s *state, dot reflect.Value) reflect.Value {
	from := len(s.args)
	for i, arg := range args {
		s.args = append(s.args, fit(arg(s, dot), params[i])) // which may call another one
	}
	out := f.Call(s.args[from:])
	clear(s.args[from:])
	s.args = s.args[:from]
	if len(out) == 2 && !out[1].IsNil() {
		other()
	}
	return concrete(out[0])
}

// paramsOf returns of what types n arguments of a function are.
func paramsOf(t reflect.Type, n int) []reflect.Type {
	last := t.NumIn() - 1
	if n != last+1 && !(t.IsVariadic() && n >= last) {
		other()
	}
	params := make([]reflect.Type, n)
	for i := range params {
		if params[i] = t.In(min(i, last)); t.IsVariadic() && i >= last {
			params[i] = t.In(last).Elem()
		}
	}
	return params
}

// fit returns a value as a parameter of a type takes it.
func fit(v reflect.Value, t reflect.Type) reflect.Value {
	switch {
	case !v.IsValid():
		other()
	case t == valueType:
		return reflect.ValueOf(v)
	case v.Type() == t || v.Type().AssignableTo(t):
	case v.Kind() == reflect.Interface && !v.IsNil():
		return fit(v.Elem(), t)
	case v.Kind() == reflect.Pointer && !v.IsNil() && v.Type().Elem().AssignableTo(t):
		return v.Elem()
	case v.CanAddr() && reflect.PointerTo(v.Type()).AssignableTo(t):
		return v.Addr()
	default:
		other()
	}
	return v
}

// function compiles a call of a function.
func (c *scope) function(name string, args []term) term {
	f, ok := c.funcs[name]
	switch {
	case !ok:
		return builtin(name, args)
	case f.one != nil && len(args) == 1:
		return func(s *state, dot reflect.Value) reflect.Value { return f.one(args[0](s, dot)) }
	case f.call != nil:
		return func(s *state, dot reflect.Value) reflect.Value { return f.with(args, s, dot) }
	}
	v := reflect.ValueOf(f.itself)
	params := paramsOf(v.Type(), len(args))
	return func(s *state, dot reflect.Value) reflect.Value { return call(v, params, args, s, dot) }
}

var stringType, valueType = reflect.TypeFor[string](), reflect.TypeFor[reflect.Value]()

// builtin compiles a call of a function that the packages have.
func builtin(name string, args []term) term {
	if len(args) == 0 {
		other()
	}
	switch name {
	case "and", "or":
		return func(s *state, dot reflect.Value) (v reflect.Value) {
			for _, arg := range args {
				if v = arg(s, dot); truth(v) == (name == "or") {
					break
				}
			}
			return v
		}
	case "not":
		return test(args, 1, func(a, _ reflect.Value) bool { return !truth(a) })
	case "eq":
		return either(args)
	case "ne":
		return test(args, 2, func(a, b reflect.Value) bool { return compare(a, b) != 0 })
	case "gt":
		return test(args, 2, func(a, b reflect.Value) bool { return compare(a, b) > 0 })
	case "len":
		if len(args) != 1 {
			other()
		}
		return func(s *state, dot reflect.Value) reflect.Value {
			v, _ := indirect(args[0](s, dot))
			return reflect.ValueOf(v.Len())
		}
	case "index":
		if len(args) == 1 {
			other()
		}
		return func(s *state, dot reflect.Value) reflect.Value {
			v, _ := indirect(args[0](s, dot))
			for _, arg := range args[1:] {
				v = concrete(v.Index(int(arg(s, dot).Int())))
			}
			return v
		}
	case "print", "printf":
		return func(s *state, dot reflect.Value) reflect.Value {
			list := make([]any, len(args))
			for i, arg := range args {
				list[i] = arg(s, dot).Interface()
			}
			if name == "print" {
				return reflect.ValueOf(fmt.Sprint(list...))
			}
			return reflect.ValueOf(fmt.Sprintf(list[0].(string), list[1:]...))
		}
	}
	other()
	return nil
}

var yes, no = reflect.ValueOf(true), reflect.ValueOf(false)

// test compiles a function of one or two values that says yes or no.
func test(args []term, n int, holds func(a, b reflect.Value) bool) term {
	if len(args) != n {
		other()
	}
	first, second := args[0], args[n-1]
	return func(s *state, dot reflect.Value) reflect.Value {
		if a := first(s, dot); holds(a, second(s, dot)) {
			return yes
		}
		return no
	}
}

// either compiles eq: whether the first value is one of the others.
func either(args []term) term {
	if len(args) <= 2 {
		return test(args, 2, func(a, b reflect.Value) bool { return compare(a, b) == 0 })
	}
	return func(s *state, dot reflect.Value) reflect.Value {
		a, found := args[0](s, dot), false
		for _, arg := range args[1:] { // all of them, since each may be a mistake
			b := arg(s, dot)
			found = found || compare(a, b) == 0
		}
		return reflect.ValueOf(found)
	}
}

// compare returns which of two values of one kind is the larger: -1, 0 or 1.
func compare(a, b reflect.Value) int {
	switch a, b = inside(a), inside(b); {
	case a.Kind() == reflect.String && b.Kind() == reflect.String:
		return strings.Compare(a.String(), b.String())
	case a.CanInt() && b.CanInt():
		return cmp.Compare(a.Int(), b.Int())
	}
	other()
	return 0
}

// inside returns what an interface has in it.
func inside(v reflect.Value) reflect.Value {
	if v.Kind() == reflect.Interface && !v.IsNil() {
		return v.Elem()
	}
	return v
}

// truth reports whether a value is none of those that templates take for false: zero, empty or nil.
func truth(v reflect.Value) bool {
	switch v = inside(v); v.Kind() {
	case reflect.Invalid:
		return false
	case reflect.String, reflect.Slice, reflect.Map, reflect.Array:
		return v.Len() > 0
	case reflect.Struct:
		return true
	}
	return !v.IsZero()
}
