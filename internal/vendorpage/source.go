package vendorpage

import (
	"regexp"
	"slices"
	"strings"
	"text/scanner"

	"github.com/errdocs/errdocs/content"
)

// Source files: enums and constants of protobuf, Go, TypeScript, Java, Kotlin, C and languages with similar syntax. It is
// not parsed, only its brackets are: a declaration is a name, perhaps with values, in a block; its comment is above it
// or after it.

// sourceExtensions are those of files that are read so.
var sourceExtensions = setOf("proto go ts tsx js mjs java kt kts cs c h cc cpp hpp rs swift scala")

var (
	statusParameter = regexp.MustCompile(`\b(?:int|Integer|HttpStatus)\s+(?i:http|status)\w*|\b(?i:http|status)\w*\s*:\s*(?:Int|number)\b`)
	codeTag         = regexp.MustCompile(`\{@\w+\s+([^}]*)\}`)
	commentMarks    = regexp.MustCompile(`^\s*(?:/\*+<?|\*+/|//+[/!<]*|\*+)\s?|\s*\*+/\s*$`)
	errorNames      = pattern("error names")
	codeWords       = regexp.MustCompile(`(?i)codes?\b`)

	blockWords = setOf("enum class object interface struct trait module namespace message extension companion service extern")
	modifiers  = setOf("export public private internal protected static final readonly const val var let case pub override declare default abstract data typedef sealed constexpr inline unsigned")
	types      = setOf("String string int Integer long Long short uint auto char size_t")
	noBlocks   = setOf("func fun function def return if else for while switch try catch do import package type using new throw throws this super assert reserved option rpc #")
)

// statusNames are the names of HTTP statuses by number, and statusNumbers the numbers of http.StatusNotFound and the like.
var statusNames, statusNumbers = func() (names, numbers map[string]string) {
	names, numbers = map[string]string{}, map[string]string{}
	for _, line := range wordLists["statuses"] {
		number, name, _ := strings.Cut(line, " ")
		names[number], numbers[content.Fold(name)] = name, number
	}
	return names, numbers
}()

// token is a token of a source file; with group, it is a pair of brackets.
type token struct {
	kind  rune // of text/scanner, or the character
	text  string
	line  int
	col   int
	group []token
}

// maxBrackets is how deep brackets are read.
const maxDepth = 60

// sourceReader reads a source file.
type sourceReader struct {
	s        scanner.Scanner
	statuses bool           // a parameter is called a status: values of declarations can be some
	known    map[string]int // the numbers of constants
	blocks   []*sourceBlock
}

// sourceBlock is a block with declarations.
type sourceBlock struct {
	name    string
	line    int
	enum    bool
	auto    bool // values are counted
	ignored bool
	next    int
	codes   []*declared
}

// declared is a declaration and what it says.
type declared struct {
	name  string
	line  int
	facts map[Field]string
}

// statement is a declaration or the start of a block.
type statement struct {
	tokens  []token
	comment []string
	after   token // the last comment in its line
}

func readSource(p *Page, src string) error {
	r := &sourceReader{statuses: statusParameter.MatchString(src), known: map[string]int{}}
	r.s.Init(strings.NewReader(src))
	r.s.Mode = scanner.ScanIdents | scanner.ScanInts | scanner.ScanFloats | scanner.ScanChars | scanner.ScanStrings | scanner.ScanRawStrings | scanner.ScanComments
	r.s.Whitespace ^= 1 << '\n'
	r.s.Error = func(*scanner.Scanner, string) {}
	r.block(r.group(scanner.EOF, 0), &sourceBlock{line: 1})
	r.join()
	level := 0
	for _, b := range r.blocks {
		level = max(level, b.aboutErrors())
	}
	if !slices.ContainsFunc(r.blocks, func(b *sourceBlock) bool { return len(b.codes) > 1 && codeWords.MatchString(b.words()) }) {
		level = min(level, 2) // reasons are left out next to codes, not next to errors
	}
	o := &outline{page: p}
	for _, b := range r.blocks {
		t := b.table()
		switch rows := len(t.rows); {
		case rows < 1 || rows == 1 && !b.enum:
			continue
		case rows > MaxRows:
			return t.tooLong()
		case b.aboutErrors() < level:
			p.Dropped = append(p.Dropped, Left{b.line, "list", cut(firstOf(b.name, t.rows[0].words()), 80), "its name does not speak of errors"})
			continue
		}
		if b.name != "" {
			o.heading(1, b.line, text{{text: b.name}}, "")
		}
		o.table(t)
	}
	return nil
}

// paragraphBreaks are the line ends inside of a paragraph: blank lines end one.
var paragraphBreaks = regexp.MustCompile(`([^\n])\n([^\n])`)

// table makes a table of the declarations of a block.
func (b *sourceBlock) table() *table {
	t := &table{line: b.line, shape: "list", fields: []Field{FieldCode}}
	for _, c := range b.codes {
		r := row{line: c.line, cells: []text{linesText(c.facts[FieldCode])}, parts: map[Field]text{}}
		for f, words := range c.facts {
			if words != "" && f != FieldCode {
				r.parts[f] = linesText(paragraphBreaks.ReplaceAllString(words, "$1 $2"))
			}
		}
		t.rows = append(t.rows, r)
	}
	return t
}

func (b *sourceBlock) words() string { return strings.ReplaceAll(parted(b.name), "_", " ") }

// aboutErrors rates how much the name of a block with declarations is about errors, from 0 to 3.
func (b *sourceBlock) aboutErrors() int {
	named := 0
	for _, c := range b.codes {
		if errorNames.MatchString(c.facts[FieldCode] + c.facts[FieldName]) {
			named++
		}
	}
	switch words := b.words(); {
	case len(b.codes) == 0:
		return 0
	case b.name == "" && named*2 > len(b.codes), aboutErrors.MatchString(words), codeWords.MatchString(words):
		return 3
	case aboutReasons.MatchString(words):
		return 2
	case aboutCodes.MatchString(words):
		return 1
	}
	return 0
}

// group reads the tokens to a closing bracket.
func (r *sourceReader) group(end rune, depth int) (list []token) {
	closes := map[rune]rune{'(': ')', '[': ']', '{': '}'}
	for kind := r.s.Scan(); kind != end && kind != scanner.EOF; kind = r.s.Scan() {
		t := token{kind: kind, text: r.s.TokenText(), line: r.s.Position.Line, col: r.s.Position.Column}
		switch kind {
		case '(', '[', '{':
			if depth < maxDepth {
				t.group = append(r.group(closes[kind], depth+1), token{kind: '\n', line: r.s.Position.Line})
			}
		case scanner.String, scanner.RawString, scanner.Char:
			t.kind, t.text = scanner.String, unescaped.Replace(strings.Trim(t.text, t.text[:1]))
		case ')', ']', '}': // without an opening one
			continue
		}
		list = append(list, t)
	}
	return list
}

var unescaped = strings.NewReplacer(`\"`, `"`, `\'`, `'`, `\n`, "\n", `\\`, `\`)

// block reads the statements of a block.
func (r *sourceReader) block(list []token, b *sourceBlock) {
	r.blocks = append(r.blocks, b)
	var st, before statement
	var above []string
	end := func() {
		if len(st.tokens) > 0 {
			before, st = st, statement{}
			before.comment, above = append(above, before.comment...), nil
		}
	}
	flush := func() {
		if len(before.tokens) > 0 {
			r.statement(&before, b)
		}
		before = statement{}
	}
	for i, t := range list {
		switch {
		case t.kind == scanner.Comment:
			last := append(before.tokens, st.tokens...)
			switch k := len(last) - 1; {
			case k >= 0 && last[k].endLine() == t.line && len(st.tokens) > 0:
				st.comment, st.after = commentLines(t.text), t
			case k >= 0 && last[k].endLine() == t.line || before.after.col == t.col && before.after.line == t.line-1:
				before.comment, before.after = append(before.comment, commentLines(t.text)...), t
			default:
				above = append(above, commentLines(t.text)...)
			}
		case t.kind == '\n':
			if i > 0 && list[i-1].kind == '\n' {
				above = nil
			}
			if !goesOnBelow(st.tokens, list[i+1:]) {
				end()
			}
		case t.kind == ',' || t.kind == ';':
			flush()
			end()
		default:
			if len(st.tokens) == 0 {
				flush()
			}
			st.tokens = append(st.tokens, t)
		}
	}
	end()
	flush()
}

// endLine returns the line in which a token ends.
func (t token) endLine() int {
	if n := len(t.group); n > 0 {
		return t.group[n-1].line
	}
	return t.line
}

// goesOnBelow reports whether a statement goes on in the next line.
func goesOnBelow(st, next []token) bool {
	if len(st) == 0 {
		return false
	}
	if strings.ContainsRune("=+|:&", st[len(st)-1].kind) {
		return true
	}
	for _, t := range next {
		if t.kind != '\n' && t.kind != scanner.Comment {
			return st[0].kind != '#' && strings.ContainsRune("+.|&{=", t.kind)
		}
	}
	return false
}

func commentLines(s string) (list []string) {
	for line := range strings.SplitSeq(s, "\n") {
		if line = commentMarks.ReplaceAllString(commentMarks.ReplaceAllString(line, ""), ""); !strings.HasPrefix(line, "@") {
			list = append(list, line)
		}
	}
	return list
}

// statement reads a declaration, or the block that a statement starts.
func (r *sourceReader) statement(st *statement, b *sourceBlock) {
	t := unmarked(st.tokens)
	if len(t) == 0 {
		return
	}
	at := func(kind rune) int { return slices.IndexFunc(t, func(t token) bool { return t.kind == kind }) }
	word := slices.IndexFunc(t, func(t token) bool { return blockWords[t.text] && t.kind == scanner.Ident })
	brace, value := at('{'), slices.IndexFunc(t, func(t token) bool { return strings.ContainsRune("=:({", t.kind) })
	switch {
	case t[0].kind == '#':
		if len(t) > 3 && t[1].text == "define" {
			r.declare(st, b, t[2].text, t[3:])
		}
	case t[0].kind == '[' && len(t) > 2 && t[1].kind == ':' && len(t[0].group) > 1: // [Code.NOT_FOUND]: "Nothing is there."
		facts := map[Field]string{}
		r.valuesOf(t[2:], "", facts)
		r.message(t[0].group[len(t[0].group)-2].text, facts[FieldMessage])
	case word >= 0 && brace > word && (value < 0 || word < value):
		r.block(t[brace].group, &sourceBlock{line: t[0].line, name: blockName(t[word:brace], t[brace+1:]), enum: t[word].text == "enum", ignored: t[word].text == "message" || b.ignored && t[word].text != "enum"})
	case len(t) > 1 && modifiers[t[0].text] && t[1].kind == '(': // of Go
		r.block(t[1].group, &sourceBlock{line: t[0].line, ignored: b.ignored})
	case noBlocks[t[0].text] && (value != 1 || t[1].kind == '{' || t[1].kind == '(') || brace > 0 && (!b.enum || t[0].text == b.name) && (t[brace-1].kind == '(' || t[brace-1].kind == '>' || value >= 0 && t[value].kind == '('):
		for _, g := range t {
			if g.kind == '{' {
				r.block(g.group, &sourceBlock{line: g.line, ignored: true})
			}
		}
	default:
		r.declaration(st, t, b, value)
	}
}

// unmarked drops the annotations before a statement, and the modifiers before a word that starts a function.
func unmarked(t []token) []token {
	for len(t) > 1 && t[0].kind == '@' {
		if t = t[2:]; len(t) > 0 && t[0].kind == '(' {
			t = t[1:]
		}
	}
	for i := range t {
		if noBlocks[t[i].text] && (i+1 == len(t) || t[i+1].kind != ':') {
			return t[i:]
		}
		if !modifiers[t[i].text] {
			break
		}
	}
	return t
}

// blockName returns the name of a block: the word after the one that says what it is, or the one after the block.
func blockName(head, tail []token) string {
	for _, t := range append(head[1:len(head):len(head)], tail...) {
		if t.kind == scanner.Ident && !blockWords[t.text] {
			return t.text
		}
	}
	return ""
}

// declaration reads a name and its values; at is the start of the values, -1 if there are none.
func (r *sourceReader) declaration(st *statement, t []token, b *sourceBlock, at int) {
	if at < 0 {
		at = len(t)
	}
	var names []string
	typed := false
	for _, h := range t[:at] {
		switch {
		case h.kind == scanner.String && at == 1 && codeShape(h.text) >= fair, h.kind == scanner.Ident && !modifiers[h.text] && !types[h.text]:
			names = append(names, h.text)
		case h.kind != scanner.Ident:
			return
		default:
			typed = true
		}
	}
	if len(names) == 0 && typed && t[at-1].kind == scanner.Ident {
		names = []string{t[at-1].text} // a name that is a modifier elsewhere
	}
	if len(names) == 0 || len(names) > 2 || at == len(t) && (len(t) > 1 || b.ignored) {
		return
	}
	name := names[0]
	if len(names) == 2 && typed {
		name = names[1] // public static final ErrorCode NAME
	}
	for _, v := range t[at:] {
		if v.kind == '{' && !hasFacts(v.group) {
			r.block(v.group, &sourceBlock{line: v.line, name: strings.TrimSpace(b.name + " " + name), ignored: b.ignored})
			return
		}
	}
	if !b.ignored {
		r.declare(st, b, name, t[at:])
	}
}

// hasFacts reports whether the keys in braces say what their values are.
func hasFacts(group []token) bool {
	keys, known := 0, 0
	for i, t := range group[:max(len(group)-1, 0)] {
		if (t.kind == scanner.Ident || t.kind == scanner.String) && (group[i+1].kind == ':' || group[i+1].kind == '=') {
			if keys++; classify(t.text).labeled() != "" && i+2 < len(group) && group[i+2].kind != '{' {
				known++
			}
		}
	}
	return known*3 >= keys
}
