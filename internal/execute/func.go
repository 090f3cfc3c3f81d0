package execute

import "reflect"

// Func is a function that a compiled template calls without reflection, which copies what it is given and what it returns. Of1, Of2 and
// Of3 make one; the packages that execute templates take the function itself.
type Func func(args []reflect.Value) reflect.Value

// Of1 returns a function of one value.
func Of1[A, R any](f func(A) R) Func {
	return func(args []reflect.Value) reflect.Value {
		expect(args, 1)
		return reflect.ValueOf(f(as[A](args[0])))
	}
}

// Of2 returns a function of two values.
func Of2[A, B, R any](f func(A, B) R) Func {
	return func(args []reflect.Value) reflect.Value {
		expect(args, 2)
		return reflect.ValueOf(f(as[A](args[0]), as[B](args[1])))
	}
}

// Of3 returns a function of three values.
func Of3[A, B, C, R any](f func(A, B, C) R) Func {
	return func(args []reflect.Value) reflect.Value {
		expect(args, 3)
		return reflect.ValueOf(f(as[A](args[0]), as[B](args[1]), as[C](args[2])))
	}
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

// with calls a function with the values of terms.
func (f Func) with(args []term, s *state, dot reflect.Value) reflect.Value {
	from := len(s.args)
	for _, arg := range args {
		s.args = append(s.args, arg(s, dot)) // which may call another one
	}
	v := f(s.args[from:])
	clear(s.args[from:])
	s.args = s.args[:from]
	return v
}
