// Package execute runs a parsed template many times, at a fraction of what text/template and html/template take.
//
// These look up every name by reflection whenever they meet it. A Program remembers what each is in the types that were
// there before. It is compiled from the trees of the packages themselves, so that html/template alone decides what is
// escaped, and how. Whatever it does not know, and every mistake, is ErrOther: the package itself has to execute the
// template then, and says what is wrong.
package execute

import (
	"bytes"
	"errors"
	"fmt"
	html "html/template"
	"io"
	"reflect"
	"sync"
	"sync/atomic"
	text "text/template"
	"text/template/parse"
)

// ErrOther means that a template has to be executed by the package that has parsed it.
var ErrOther = errors.New("the template has something that is not compiled")

// Template is a template that is compiled when it is first executed. It is safe for concurrent use.
type Template struct {
	set interface { // of the package that has parsed it
		ExecuteTemplate(out io.Writer, name string, data any) error
	}
	name    string
	Compile func() (*Program, error)

	compiled sync.Once
	program  atomic.Pointer[Program]
}

// HTML returns a template of a set of html/template, which escapes actions only when it executes them.
func HTML(set *html.Template, name string, funcs Funcs) *Template {
	return &Template{set: set, name: name, Compile: func() (*Program, error) {
		if failed := (*html.Error)(nil); errors.As(set.ExecuteTemplate(io.Discard, name, nil), &failed) {
			return nil, failed
		}
		return compile(set.Templates(), func(t *html.Template) (string, *parse.Tree) { return t.Name(), t.Tree }, name, funcs)
	}}
}

// Text returns a template of a set of text/template.
func Text(set *text.Template, name string, funcs Funcs) *Template {
	return &Template{set: set, name: name, Compile: func() (*Program, error) {
		return compile(set.Templates(), func(t *text.Template) (string, *parse.Tree) { return t.Name(), t.Tree }, name, funcs)
	}}
}

// Execute writes what the template makes of data.
func (t *Template) Execute(out *bytes.Buffer, data any) error {
	t.compiled.Do(func() {
		if p, err := t.Compile(); err == nil {
			t.program.Store(p)
		}
	})
	size := out.Len()
	if p := t.program.Load(); p != nil {
		if p.Execute(out, data) == nil {
			return nil
		}
		t.program.Store(nil) // what it lacks is in the template, or in the types
		out.Truncate(size)
	}
	return t.set.ExecuteTemplate(out, t.name, data)
}

// Program is a compiled template. It is safe for concurrent use.
type Program struct{ main *part }

// part is a template that others call by its name.
type part struct {
	run  step
	vars int // how many variables it has, the first of which is $
}

// step writes what a node of a template makes.
type step func(*state, reflect.Value)

// maxVars is how many variables all templates may have that are being executed: one that calls itself forever is
// stopped before the stack of Go is full, which nothing could rescue.
const maxVars = 10_000

// state is one execution.
type state struct {
	out  *bytes.Buffer
	vars []reflect.Value // of all templates that are being executed
	base int             // where those of the innermost begin
	args []reflect.Value // of all calls that are being made
}

// compile compiles a template with all that it calls.
func compile[T any](set []T, treeOf func(T) (string, *parse.Tree), name string, funcs Funcs) (p *Program, err error) {
	defer rescue(&err)
	c := &compiler{trees: map[string]*parse.Tree{}, funcs: funcs, parts: map[string]*part{}}
	for _, t := range set {
		name, tree := treeOf(t)
		c.trees[name] = tree
	}
	return &Program{c.part(name)}, nil
}

// Execute writes what the template makes of data. After an error, part of it is written.
func (p *Program) Execute(out *bytes.Buffer, data any) (err error) {
	defer rescue(&err)
	s := states.Get().(*state)
	s.out, s.vars, s.base = out, s.vars[:0], 0
	p.main.call(s, reflect.ValueOf(data))
	s.out = nil
	states.Put(s)
	return nil
}

var states = sync.Pool{New: func() any { return new(state) }}

// other ends the compilation or the execution with ErrOther.
func other() { panic(ErrOther) }

// rescue makes an error of a panic. That of a function or method that the template calls is none yet: the package itself
// calls it again, and says where.
func rescue(err *error) {
	if cause := recover(); cause != nil {
		*err = ErrOther
		if cause != any(ErrOther) {
			*err = fmt.Errorf("%w: %v", ErrOther, cause)
		}
	}
}

// call executes a template with variables of its own.
func (t *part) call(s *state, dot reflect.Value) {
	before := s.base
	if s.base = len(s.vars); s.base > maxVars {
		other()
	}
	s.vars = append(s.vars, make([]reflect.Value, t.vars)...)
	s.vars[s.base] = dot
	t.run(s, dot)
	clear(s.vars[s.base:])
	s.base, s.vars = before, s.vars[:s.base]
}
