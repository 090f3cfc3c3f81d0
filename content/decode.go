package content

import (
	"cmp"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/internal/position"
	"go.yaml.in/yaml/v4"
)

// decoder fills structs from the nodes of one file. It is stricter than YAML: see the rules whose
// ids it reports. A value that can't be used is reported and left zero, and decoding goes on.
type decoder struct {
	file     *pointers
	comments map[int][]rune // lines with a comment after something else
	problems []Problem
	owner    *Positions // the entry that is being decoded
	values   []valuePos // of the entries that are being decoded, the innermost last
	path     []byte     // JSON Pointer of the current value inside the entry
	seen     []seenKey  // the keys of the mapping so far
	texts    strings.Builder
	lost     lost
	language string // of the site
}

// lost records what could not be decoded, so that what depends on it is not reported as missing.
type lost struct {
	files    bool // names of files
	defaults bool // defaults of codes
	codes    bool // the list of codes
}

func newDecoder(file string) *decoder {
	return &decoder{file: &pointers{name: file, index: map[string]int32{}}, path: make([]byte, 0, 256), seen: make([]seenKey, 0, 128)}
}

// maxReported is how many problems of a file are kept before the first MaxFileProblems of them are chosen.
const maxReported = 20 * MaxFileProblems

// decode fills v from a file's bytes. It returns the problems, and whether the file could be read as
// YAML of the right kind at all.
func (d *decoder) decode(data []byte, v reflect.Value) (problems []Problem, ok bool) {
	bad := map[int]bool{} // lines whose characters are wrong: what else is wrong there follows from it
	text := checkCharacters(newText(d.file.name, data), func(p Problem) {
		if len(problems) < maxReported {
			problems = append(problems, p)
		}
		bad[p.Line] = true
	})
	if text == nil {
		return problems, false
	}
	keep := func(p Problem) {
		if !bad[p.Line] {
			problems = append(problems, p)
		}
	}
	d.comments = commentLines(text)
	if root := parseYAML(d.file.name, text, keep); root != nil {
		if d.file.name == siteFile { // its summary is in the language, too
			for key, value := range pairs(root) {
				if key.Value == "language" {
					d.language = value.Value
				}
			}
		}
		ok = d.value(root, v, &field{})
	}
	for _, p := range d.problems {
		keep(p)
	}
	return problems, ok
}

func (d *decoder) report(n *yaml.Node, rule, hint, format string, args ...any) {
	if len(d.problems) < maxReported {
		d.problems = append(d.problems, newProblem(position.At(d.file.name, n.Line, n.Column), rule, hint, format, args...))
	}
	d.lose(d.path)
}

func (d *decoder) lose(path []byte) {
	d.lost.files = d.lost.files || fileKey.Match(path)
	d.lost.defaults = d.lost.defaults || defaultsKey.Match(path)
	d.lost.codes = d.lost.codes || string(path) == "/codes"
}

// listEntry finds pointers of entries of a list that has a name.
var listEntry = pattern.New(`[^/0-9]/[0-9]+$`)

// The keys below which files are named, and below which are defaults of codes and the origins of answers.
var (
	fileKey     = pattern.New(`/(samples?|file|tabs|examples|envelopes)(/|$)`)
	defaultsKey = pattern.New(`/(defaults|classes|origins)(/|$)`)
)

// name is how messages call the current value: the last segments of its pointer.
func (d *decoder) name() string {
	path := strings.Split(string(d.path), "/")
	last := path[len(path)-1]
	switch _, err := strconv.Atoi(last); {
	case last == "":
		return "the file"
	case err != nil:
		return last
	case len(path) > 2:
		return path[len(path)-2]
	}
	return "the entry"
}

// value decodes a node into v and reports whether it could be used.
func (d *decoder) value(n *yaml.Node, v reflect.Value, f *field) bool {
	if v.Kind() == reflect.Pointer {
		p := reflect.New(v.Type().Elem())
		ok := d.value(n, p.Elem(), f)
		if ok {
			v.Set(p)
		}
		return ok
	}
	var s *shape
	if v.Kind() == reflect.Struct {
		s = shapeOf(v.Type())
	}
	if s == nil || s.positions == nil {
		d.record(n)
	}
	if !d.plain(n) {
		return false
	}
	switch v.Kind() {
	case reflect.Struct:
		if texts, ok := v.Addr().Interface().(*Strings); ok {
			return d.strings(n, texts)
		}
		if s.short != nil && n.Kind != yaml.MappingNode {
			return d.short(n, v.FieldByIndex(s.short.index), s.short)
		}
		return d.entry(n, v, s)
	case reflect.Slice:
		return d.list(n, v, f)
	case reflect.Map:
		return d.table(n, v)
	case reflect.Bool:
		return d.boolean(n, v)
	case reflect.String:
		return d.text(n, v, f)
	case reflect.Int, reflect.Int64:
		return d.integer(n, v, f)
	case reflect.Float64:
		return d.number(n, v, f)
	}
	panic("content: the decoder has no case for " + v.Type().String())
}

// short decodes the value that stands for a whole mapping.
func (d *decoder) short(n *yaml.Node, v reflect.Value, f *field) bool {
	if v.Kind() == reflect.Slice {
		return d.list(n, v, f)
	}
	return d.text(n, v, f)
}

// record keeps the position of the current value in the entry it belongs to.
func (d *decoder) record(n *yaml.Node) {
	if d.owner != nil {
		d.values = append(d.values, valuePos{d.file.number(d.path), int32(n.Line), int32(n.Column)})
	}
}

// plain refuses what the format leaves out of YAML.
func (d *decoder) plain(n *yaml.Node) bool {
	switch {
	case n.Kind == yaml.AliasNode:
		d.report(n, "anchor", "write the value out; defaults: serves for what all codes share", "%s is an alias", d.name())
	case n.Anchor != "":
		d.report(n, "anchor", "write the value out; defaults: serves for what all codes share", "%s has an anchor", d.name())
	case n.Style&yaml.TaggedStyle != 0 || n.Tag == "!":
		d.report(n, "tag", "delete the tag; quote a text that starts with !", "%s has a YAML tag", d.name())
	case n.Kind == yaml.ScalarNode && n.Tag == "!!null", n.Kind == yaml.ScalarNode && n.Value == "":
		hint := "give it a value, or delete the key"
		if n.Value != "" {
			hint += "; a text is written " + quote(n.Value) + ", in quotes"
		}
		if d.comments[n.Line] != nil {
			hint += "; " + quoteComment
		}
		d.report(n, "no-value", hint, "%s has no value", d.name())
	default:
		return true
	}
	return false
}

// wrongKind reports a value of the wrong kind. Of is the shape of the mapping, or of the list's entries, that is wanted,
// nil for another.
func (d *decoder) wrongKind(n *yaml.Node, want string, of *shape) {
	is := "text"
	switch {
	case n.Kind == yaml.MappingNode:
		is = "a mapping"
	case n.Kind == yaml.SequenceNode:
		is = "a list"
	case n.Tag == "!!int", n.Tag == "!!float":
		is = quote(n.Value)
	case n.Tag == "!!bool":
		is = "true or false"
	}
	hint := map[string]string{
		"a list":        "put [ and ] around it, or each item on a line after a hyphen",
		"a mapping":     "write its keys on the lines below it, each with its value: key: value",
		"text":          "write one text, not several; put quotes around a text that starts with [",
		"true or false": "write true or false, without quotes",
	}[want]
	switch {
	case want == "a list" && of != nil && of.short == nil && n.Kind == yaml.ScalarNode:
		hint = "write [" + of.wrapHint(n) + "]"
	case want == "a mapping" && of != nil && len(of.keys) > 0:
		hint = "write " + of.wrapHint(n)
	case want == "a mapping" && of != nil:
		hint = "start the text with something else than ---, which starts front matter"
	case want == "text" && n.Kind == yaml.MappingNode:
		hint = `put the text in quotes: a ": " in it, or a { at its start, makes a mapping of it`
	}
	name := d.name()
	if listEntry.Match(d.path) {
		name = "an entry of " + name
	}
	d.report(n, "wrong-kind", cmp.Or(hint, "write plain digits, without quotes"), "%s must be %s, not %s", name, want, is)
}

// entry decodes a mapping. A struct with a Positions starts an entry of its own.
func (d *decoder) entry(n *yaml.Node, v reflect.Value, s *shape) bool {
	if n.Kind != yaml.MappingNode {
		d.wrongKind(n, "a mapping", s)
		return false
	}
	if s.positions != nil {
		owner, path, outer := d.owner, d.path, len(d.values)
		d.owner = v.FieldByIndex(s.positions).Addr().Interface().(*Positions)
		defer func() {
			d.owner.file, d.owner.values = d.file, slices.Clone(d.values[outer:])
			d.owner, d.path, d.values = owner, path, d.values[:outer]
		}()
		d.path = d.path[len(d.path):]
		d.record(n)
	}
	if len(n.Content) > 2*MaxKeys {
		d.report(n.Content[2*MaxKeys], "limit", "remove the keys that the format does not define", "%s has %d keys, the limit is %d", d.name(), len(n.Content)/2, MaxKeys)
		return false
	}
	outer := d.seen
	d.seen = outer[len(outer):]
	for i := 0; i+1 < len(n.Content); i += 2 {
		d.key(n.Content[i], n.Content[i+1], v, s)
	}
	code, ok := v.Addr().Interface().(*Code)
	d.required(n, s, ok && code.Draft)
	d.seen = outer
	return true
}

// seenKey is a key that a mapping has. A misspelt one counts as the key that was likely meant, too, so
// that one mistake is one problem.
type seenKey struct {
	name string
	line int
	near bool
}

// required reports keys that are missing. A draft needs nothing but its code.
func (d *decoder) required(n *yaml.Node, s *shape, draft bool) {
	missing := lists.Filter(s.required, func(k string) bool {
		return (!draft || k == "code") && !slices.ContainsFunc(d.seen, func(s seenKey) bool { return s.name == k })
	})
	if missing != nil {
		list := strings.Join(missing, ", ")
		d.report(n, "required", s.missingHint(missing), "this entry lacks %s", list)
	}
}

func (d *decoder) key(key, value *yaml.Node, v reflect.Value, s *shape) {
	switch {
	case key.Tag == "!!merge":
		d.report(key, "anchor", "write the keys out; defaults: serves for what all codes share", "merge keys are not used here")
		return
	case key.Kind != yaml.ScalarNode || key.Anchor != "" || key.Style&yaml.TaggedStyle != 0:
		d.report(key, "wrong-kind", "write a plain key", "a key must be a plain word")
		return
	}
	f := s.fields[key.Value]
	name := key.Value
	if f != nil {
		name = f.key // not the other spelling
	}
	same := func(s seenKey) bool { return s.name == name && !s.near }
	if i := slices.IndexFunc(d.seen, same); i >= 0 {
		d.report(key, "duplicate-key", "delete one of the two", "%s is given twice, first in line %d", quote(key.Value), d.seen[i].line)
		return
	}
	d.seen = append(d.seen, seenKey{name, key.Line, false})
	if f == nil {
		if near := Nearest(key.Value, s.keys); near != "" {
			d.seen = append(d.seen, seenKey{near, key.Line, true})
			n := len(d.path)
			d.path = append(append(d.path, '/'), near...)
			d.record(key)
			d.lose(d.path)
			d.path = d.path[:n]
		}
		if strings.ContainsAny(key.Value, " \t") { // a text: what the mapping lacks follows from it
			d.seen = append(d.seen, lists.Each(s.keys, func(k string) seenKey { return seenKey{k, key.Line, true} })...)
		}
		d.report(key, "unknown-key", d.keyHint(key.Value, s), "there is no key %s here", quote(key.Value))
		return
	}
	n := len(d.path)
	d.path = append(d.path, f.pointer...)
	if f.local && value.Kind == yaml.MappingNode && d.plain(value) {
		d.localized(value, v, f)
	} else {
		d.value(value, v.FieldByIndex(f.index), f)
	}
	d.path = d.path[:n]
}

func (d *decoder) list(n *yaml.Node, v reflect.Value, f *field) bool {
	if f.list && n.Kind == yaml.ScalarNode {
		makeList(v, 1)
		return d.value(n, v.Index(0), f)
	}
	if n.Kind != yaml.SequenceNode {
		d.wrongKind(n, "a list", mappingShape(v.Type().Elem()))
		return false
	}
	if limit := cmp.Or(f.max, MaxList); len(n.Content) > limit {
		d.report(n.Content[limit], "limit", "split it", "%s has %d entries, the limit is %d", d.name(), len(n.Content), limit)
		return false
	}
	makeList(v, len(n.Content))
	for i, c := range n.Content {
		size := len(d.path)
		if n.Style&yaml.FlowStyle != 0 && i > 0 && oneSentence(n.Content[i-1], c) {
			whole := n.Content[i-1].Value + ", " + c.Value
			d.report(c, "quote", "write "+quote(whole)+" in quotes", "the comma before this text starts another entry")
		}
		d.path = strconv.AppendInt(append(d.path, '/'), int64(i), 10)
		if e := v.Index(i); !d.value(c, e, f) && e.Kind() == reflect.Pointer && e.IsNil() {
			e.Set(reflect.New(e.Type().Elem())) // a broken entry stays in the list, so that the next ones are counted right
		}
		d.path = d.path[:size]
	}
	return true
}

// makeList makes a list, for which reflect.MakeSlice would allocate twice. Nothing can be appended to it in place.
func makeList(v reflect.Value, n int) {
	v.Grow(max(n, 1)) // an empty one is not nil
	v.SetLen(n)
	v.SetCap(n)
}

// oneSentence reports whether two entries of a list in brackets were meant to be one: [Read the payment, then pay again.]
func oneSentence(a, b *yaml.Node) bool {
	return a.Kind == yaml.ScalarNode && b.Kind == yaml.ScalarNode && a.Style == 0 && b.Style == 0 &&
		sentenceStart.MatchString(a.Value) && sentenceRest.MatchString(b.Value)
}

var sentenceStart, sentenceRest = pattern.New(`^\p{Lu}.* .*[^.!?:;]$`), pattern.New(`^\p{Ll}.* .*[.!?]$`)

func (d *decoder) boolean(n *yaml.Node, v reflect.Value) bool {
	if n.Kind != yaml.ScalarNode || n.Tag != "!!bool" || n.Value != "true" && n.Value != "false" {
		d.wrongKind(n, "true or false", nil)
		return false
	}
	v.SetBool(n.Value == "true")
	return true
}

func (d *decoder) text(n *yaml.Node, v reflect.Value, f *field) bool {
	if n.Kind != yaml.ScalarNode {
		d.wrongKind(n, "text", nil)
		return false
	}
	if v.Type() == reflect.TypeFor[Bound]() && n.Tag == "!!int" && integerText.MatchString(n.Value) {
		v.SetString(n.Value)
		return true
	}
	if f.allowed == nil && n.Tag != "!!str" && n.Tag != "!!timestamp" {
		is := map[string]string{"!!int": "a number", "!!float": "a number", "!!bool": "true or false"}[n.Tag]
		d.report(n, "quote", `write "`+brief(n.Value)+`" in quotes`,
			"%s must be text, but YAML reads %s as %s", d.name(), brief(n.Value), is)
		v.SetString(n.Value) // what refers to it finds it
		return false
	}
	if comment := d.comment(n); comment != "" && cutComment.MatchString(comment) {
		d.report(n, "quote", "write "+quote(n.Value+comment)+" in quotes, or start a comment with a # and a space",
			"%s ends before the %s, which YAML reads as a comment", d.name(), quote(strings.TrimSpace(comment)))
		v.SetString(n.Value)
		return false
	}
	if !ordinary(n.Value) && (!d.follows(n, everyText) || !f.block && !d.follows(n, oneLine)) {
		return false
	}
	if f.allowed != nil {
		i := slices.Index(f.allowed, n.Value)
		if i < 0 {
			d.report(n, "closed-list", memberHint(n.Value, f.allowed), "%s can't be %s", d.name(), quote(n.Value))
			return false
		}
		v.SetString(f.allowed[i]) // the list's own string, so that the file's text is not kept alive
		return true
	}
	v.SetString(d.kept(n.Value))
	if v.Type() == reflect.TypeFor[Markdown]() {
		if _, message, hint := markdownLimits(n.Value); message != "" {
			d.report(n, "limit", hint, "%s: %s", d.name(), message)
			return false
		}
	}
	return d.follows(n, f.formats)
}

// textRoom is how many bytes of short texts are kept together.
const textRoom = 8 << 10

// kept returns a copy of a text, with others in one piece of memory: the collector would visit each of some hundred thousand again and again.
func (d *decoder) kept(s string) string {
	if d.texts.Cap()-d.texts.Len() < len(s) {
		d.texts = strings.Builder{}
		d.texts.Grow(max(textRoom, len(s)))
	}
	d.texts.WriteString(s)
	return d.texts.String()[d.texts.Len()-len(s):]
}

// follows reports whether a text or number has all the formats. The first that it lacks is a problem.
func (d *decoder) follows(n *yaml.Node, formats []*format) bool {
	for _, format := range formats {
		message, hint := "", ""
		if format.check != nil {
			message, hint = format.check(n.Value)
		} else {
			message, hint = checkSentence(n.Value, d.language)
		}
		if message != "" {
			if d.comment(n) != "" {
				hint += "; " + quoteComment
			}
			d.report(n, format.rule, hint, "%s %s", d.name(), message)
			return false
		}
	}
	return true
}

var integerText = pattern.New(`^(0|-?[1-9][0-9]{0,14})$`)

func (d *decoder) integer(n *yaml.Node, v reflect.Value, f *field) bool {
	if n.Kind != yaml.ScalarNode || n.Tag != "!!int" {
		d.wrongKind(n, "a whole number", nil)
		return false
	}
	i, err := strconv.ParseInt(n.Value, 10, 64)
	if !integerText.MatchString(n.Value) || err != nil {
		d.report(n, "wrong-kind", "write it in decimal digits without leading zeros or separators",
			"%s must be a whole number of at most 15 digits, not %s", d.name(), quote(n.Value))
		return false
	}
	if v.OverflowInt(i) {
		d.report(n, "wrong-kind", "use a 64-bit build of errdocs", "%s is too large for this 32-bit build", d.name())
		return false
	}
	v.SetInt(i)
	return d.follows(n, f.formats)
}

var numberText = pattern.New(`^-?[0-9]{1,9}(\.[0-9]{1,9})?$`)

func (d *decoder) number(n *yaml.Node, v reflect.Value, f *field) bool {
	x, err := strconv.ParseFloat(n.Value, 64)
	if n.Kind != yaml.ScalarNode || n.Tag != "!!int" && n.Tag != "!!float" || !numberText.MatchString(n.Value) || err != nil {
		d.wrongKind(n, "a number such as 2 or 1.5", nil)
		return false
	}
	v.SetFloat(x)
	return d.follows(n, f.formats)
}
