package execute

import (
	"reflect"
	"strings"
)

// Funcs are the functions of templates by name. One of the name "page.Data.Method" is called in place of that method of a type, and gets the
// value first.
type Funcs map[string]Func

// Map returns the functions as the packages take them, which find methods themselves.
func (all Funcs) Map() map[string]any {
	functions := map[string]any{}
	for name, f := range all {
		if !strings.Contains(name, ".") {
			functions[name] = f.itself
		}
	}
	return functions
}

// Func is a function of templates. Of0 to Of4 make one that a compiled template calls without reflection, which copies what it is given
// and what it returns.
type Func struct {
	itself any
	one    func(reflect.Value) reflect.Value        // of one value, as most are
	call   func(args []reflect.Value) reflect.Value // of others; nil: only reflection can
}

// Of returns a function that is called seldom, or with any number of values.
func Of(f any) Func { return Func{itself: f} }

// Of0 returns a function of no value.
func Of0[R any](f func() R) Func {
	return Func{itself: f, call: func(args []reflect.Value) reflect.Value {
		expect(args, 0)
		return reflect.ValueOf(f())
	}}
}

// Of1 returns a function of one value.
func Of1[A, R any](f func(A) R) Func {
	return Func{itself: f, one: func(v reflect.Value) reflect.Value { return reflect.ValueOf(f(as[A](v))) }}
}

// Of2 returns a function of two values.
func Of2[A, B, R any](f func(A, B) R) Func {
	return Func{itself: f, call: func(args []reflect.Value) reflect.Value {
		expect(args, 2)
		return reflect.ValueOf(f(as[A](args[0]), as[B](args[1])))
	}}
}

// Of3 returns a function of three values.
func Of3[A, B, C, R any](f func(A, B, C) R) Func {
	return Func{itself: f, call: func(args []reflect.Value) reflect.Value {
		expect(args, 3)
		return reflect.ValueOf(f(as[A](args[0]), as[B](args[1]), as[C](args[2])))
	}}
}

// Of4 returns a function of four values that may fail. It gets the last one as it is, whatever that is.
func Of4[A, B, C, R any](f func(A, B, C, reflect.Value) (R, error)) Func {
	return Func{itself: f, call: func(args []reflect.Value) reflect.Value {
		expect(args, 4)
		v, err := f(as[A](args[0]), as[B](args[1]), as[C](args[2]), args[3])
		if err != nil {
			other()
		}
		return reflect.ValueOf(v)
	}}
}

func expect(args []reflect.Value, n int) {
	if len(args) != n {
		other()
	}
}

// as returns a value as a parameter takes it.
func as[A any](v reflect.Value) A {
	v = fit(v, reflect.TypeFor[A]())
	if v.CanAddr() {
		if p, ok := v.Addr().Interface().(*A); ok {
			return *p
		}
	}
	return v.Interface().(A)
}

// with calls a function with values and those of terms.
func (f Func) with(args []term, s *state, dot reflect.Value, first ...reflect.Value) reflect.Value {
	from := len(s.args)
	s.args = append(s.args, first...)
	for _, arg := range args {
		s.args = append(s.args, arg(s, dot)) // which may call another one
	}
	v := f.call(s.args[from:])
	clear(s.args[from:])
	s.args = s.args[:from]
	return v
}
