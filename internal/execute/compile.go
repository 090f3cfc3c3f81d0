package execute

import (
	"reflect"
	"strings"
	"text/template/parse"
)

// compiler makes parts of the trees of templates.
type compiler struct {
	trees map[string]*parse.Tree
	funcs Funcs
	parts map[string]*part // by name; one that calls itself is there before it is complete
}

// scope is what the compiler knows inside of one template.
type scope struct {
	*compiler
	part *part
	vars []variable // that can be seen here, the innermost last
}

type variable struct {
	name string
	slot int
}

func (c *compiler) part(name string) *part {
	if p := c.parts[name]; p != nil {
		return p
	}
	tree := c.trees[name]
	if tree == nil || tree.Root == nil {
		other() // html/template has made one of its own, for a call inside a tag
	}
	p := &part{}
	c.parts[name] = p
	s := &scope{c, p, nil}
	s.declare("$")
	p.run = s.list(tree.Root)
	return p
}

// declare adds a variable and returns its slot.
func (c *scope) declare(name string) int {
	c.vars = append(c.vars, variable{name, c.part.vars})
	c.part.vars++
	return c.part.vars - 1
}

// slot returns the slot of a variable.
func (c *scope) slot(name string) int {
	for i := len(c.vars) - 1; i >= 0; i-- {
		if c.vars[i].name == name {
			return c.vars[i].slot
		}
	}
	other()
	return 0
}

// target returns the slot of the i-th variable that a pipeline declares or sets.
func (c *scope) target(p *parse.PipeNode, i int) int {
	if p.IsAssign {
		return c.slot(p.Decl[i].Ident[0])
	}
	return c.declare(p.Decl[i].Ident[0])
}

// inner compiles what has variables of its own.
func (c *scope) inner(compile func() step) step {
	n := len(c.vars)
	defer func() { c.vars = c.vars[:n] }()
	return compile()
}

func (c *scope) list(l *parse.ListNode) step {
	if l == nil {
		return func(*state, reflect.Value) {}
	}
	var steps []step
	for _, n := range l.Nodes {
		if s := c.node(n); s != nil {
			steps = append(steps, s)
		}
	}
	if len(steps) == 1 {
		return steps[0]
	}
	return func(s *state, dot reflect.Value) {
		for _, step := range steps {
			step(s, dot)
		}
	}
}

// node compiles a node, nil for nothing.
func (c *scope) node(n parse.Node) step {
	switch n := n.(type) {
	case *parse.TextNode:
		text := n.Text
		return func(s *state, _ reflect.Value) { s.out.Write(text) }
	case *parse.ActionNode:
		return c.action(n.Pipe)
	case *parse.IfNode:
		return c.inner(func() step { return c.branch(&n.BranchNode, false) })
	case *parse.WithNode:
		return c.inner(func() step { return c.branch(&n.BranchNode, true) })
	case *parse.RangeNode:
		return c.inner(func() step { return c.loop(&n.BranchNode) })
	case *parse.TemplateNode:
		return c.template(n)
	case *parse.CommentNode:
		return nil
	}
	other()
	return nil
}

// action compiles a pipeline that sets variables, or else is written.
func (c *scope) action(p *parse.PipeNode) step {
	cmds := p.Cmds
	var esc escapes
	for len(cmds) > 0 && isEscaper(cmds[len(cmds)-1]) {
		esc = append(escapes{cmds[len(cmds)-1].Args[0].(*parse.IdentifierNode).Ident}, esc...)
		cmds = cmds[:len(cmds)-1]
	}
	value := c.commands(cmds)
	if len(p.Decl) > 0 {
		value = c.set(p, value)
		return func(s *state, dot reflect.Value) { value(s, dot) }
	}
	write := esc.writer()
	return func(s *state, dot reflect.Value) { write(s.out, value(s, dot)) }
}

func isEscaper(cmd *parse.CommandNode) bool {
	f, ok := cmd.Args[0].(*parse.IdentifierNode)
	return ok && len(cmd.Args) == 1 && strings.HasPrefix(f.Ident, "_html_template_")
}

func (c *scope) branch(n *parse.BranchNode, with bool) step {
	value := c.pipe(n.Pipe)
	yes := c.inner(func() step { return c.list(n.List) })
	no := c.inner(func() step { return c.list(n.ElseList) })
	return func(s *state, dot reflect.Value) {
		v := value(s, dot)
		switch {
		case !truth(v):
			no(s, dot)
		case with:
			yes(s, v)
		default:
			yes(s, dot)
		}
	}
}

// loop compiles a range over a slice. Its variables have the slice itself before the first element.
func (c *scope) loop(n *parse.BranchNode) step {
	value := c.commands(n.Pipe.Cmds)
	set := make([]int, len(n.Pipe.Decl))
	for i := range set {
		set[i] = c.target(n.Pipe, i)
	}
	body := c.inner(func() step { return c.list(n.List) })
	none := c.inner(func() step { return c.list(n.ElseList) })
	return func(s *state, dot reflect.Value) {
		v := value(s, dot)
		for _, slot := range set {
			s.vars[s.base+slot] = v
		}
		v, _ = indirect(v)
		if k := v.Kind(); v.IsValid() && k != reflect.Slice && k != reflect.Array {
			other()
		}
		if !v.IsValid() || v.Len() == 0 {
			none(s, dot)
			return
		}
		for i := range v.Len() {
			elem := concrete(v.Index(i))
			if n := len(set); n > 0 {
				s.vars[s.base+set[n-1]] = elem
			}
			if len(set) > 1 {
				s.vars[s.base+set[0]] = reflect.ValueOf(i)
			}
			body(s, elem)
		}
	}
}

func (c *scope) template(n *parse.TemplateNode) step {
	value := func(*state, reflect.Value) reflect.Value { return reflect.Value{} }
	if n.Pipe != nil {
		value = c.pipe(n.Pipe)
	}
	part := c.compiler.part(n.Name)
	return func(s *state, dot reflect.Value) { part.call(s, value(s, dot)) }
}

// pipe compiles a pipeline, which may set a variable.
func (c *scope) pipe(p *parse.PipeNode) term {
	value := c.commands(p.Cmds)
	if len(p.Decl) == 0 {
		return value
	}
	return c.set(p, value)
}

func (c *scope) set(p *parse.PipeNode, value term) term {
	if len(p.Decl) != 1 {
		other()
	}
	slot := c.target(p, 0)
	return func(s *state, dot reflect.Value) reflect.Value {
		v := value(s, dot)
		s.vars[s.base+slot] = v
		return v
	}
}

// commands compiles commands of which each gets the value of the one before as its last argument.
func (c *scope) commands(cmds []*parse.CommandNode) term {
	var value term
	for _, cmd := range cmds {
		value = c.command(cmd, value)
	}
	if value == nil {
		other()
	}
	return value
}

func (c *scope) command(cmd *parse.CommandNode, last term) term {
	args := make([]term, 0, len(cmd.Args))
	for _, a := range cmd.Args[1:] {
		args = append(args, c.arg(a))
	}
	if last != nil {
		args = append(args, last)
	}
	switch n := cmd.Args[0].(type) {
	case *parse.FieldNode:
		return c.fields(dotOf, n.Ident, args)
	case *parse.ChainNode:
		return c.fields(c.arg(n.Node), n.Field, args)
	case *parse.VariableNode:
		if len(n.Ident) > 1 {
			return c.fields(c.variable(n.Ident[0]), n.Ident[1:], args)
		}
	case *parse.IdentifierNode:
		return c.function(n.Ident, args)
	}
	if len(args) > 0 {
		other()
	}
	return c.arg(cmd.Args[0])
}

// arg compiles an argument.
func (c *scope) arg(n parse.Node) term {
	switch n := n.(type) {
	case *parse.DotNode:
		return dotOf
	case *parse.FieldNode:
		return c.fields(dotOf, n.Ident, nil)
	case *parse.ChainNode:
		return c.fields(c.arg(n.Node), n.Field, nil)
	case *parse.VariableNode:
		return c.fields(c.variable(n.Ident[0]), n.Ident[1:], nil)
	case *parse.PipeNode:
		return c.pipe(n)
	case *parse.IdentifierNode:
		return c.function(n.Ident, nil)
	case *parse.StringNode:
		return constant(n.Text)
	case *parse.BoolNode:
		return constant(n.True)
	case *parse.NumberNode:
		if n.IsInt && !strings.ContainsAny(n.Text, ".eEpP'") {
			return constant(int(n.Int64))
		}
	}
	other()
	return nil
}

func dotOf(_ *state, dot reflect.Value) reflect.Value { return dot }

func constant(value any) term {
	v := reflect.ValueOf(value)
	return func(*state, reflect.Value) reflect.Value { return v }
}

func (c *scope) variable(name string) term {
	slot := c.slot(name)
	return func(s *state, _ reflect.Value) reflect.Value { return s.vars[s.base+slot] }
}
