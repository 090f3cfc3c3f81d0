package vendorpage

import (
	"cmp"
	"slices"
	"strings"
	"text/scanner"

	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/internal/terms"
)

// Source files: enums and constants of protobuf, Go, TypeScript, Java, Kotlin, C and languages with similar syntax. It is
// not parsed, only its brackets are: a declaration is a name, perhaps with values, in a block; its comment is above it
// or after it.

// sourceExtensions are those of files that are read so.
var sourceExtensions = lists.Words("proto go ts tsx js mjs java kt kts cs c h m cc cpp hpp rs swift dart scala rb php py")

var (
	statusParameter = pattern.New(`\b(?:int|Integer|HttpStatus)\s+(?i:http|status)\w*|\b(?i:http|status)\w*\s*:\s*(?:Int|number)\b`)
	codeTag         = pattern.New(`\{@\w+\s+([^}]*)\}`)
	commentMarks    = pattern.New(`^\s*(?:/\*+<?|\*+/|//+[/!<]*|\*+)\s?|\s*\*+/\s*$`)
	errorNames      = terms.Pattern("error names")
	codeWords       = pattern.New(`(?i)codes?\b`)
	withoutBraces   = pattern.New(`(?m)^\s*(?:end|(?:class|def)\b.*:)$`) // Ruby and Python

	pythonClass = pattern.New(`(?m)^class\s+(\w+).*:[ \t]*$`)
	hashComment = pattern.New(`(?m)"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|(?:^|[ \t])#[ \t].*`) // or a text in quotes

	// describing are the attributes with the text of what comes after them, wireNames those with what programs send for it.
	describing = lists.Words("Description Display error")
	wireNames  = lists.Words("serde EnumMember JsonProperty JsonValue SerialName SerializedName XmlEnum XmlEnumValue Json")
	nameLabels = lists.Words("rename value Value name")

	// unranked matches what languages have in which the place of a constant in its enum is not its number.
	unranked = pattern.New(`(?m)^package\s|^\s*case\s+\w+\s*[,(]?\s*$`)
	// appleEnum matches the macro that starts an enum in Objective-C.
	appleEnum = pattern.New(`\b(?:NS|CF)_(?:\w+_)?(?:ENUM|OPTIONS)\s*\([^,()\n]*,\s*(\w+)\s*\)`)

	blockWords = lists.Words("enum class object interface struct trait module namespace message extension companion service extern")
	modifiers  = lists.Words("export public private internal protected static final readonly const val var let case pub override declare default abstract data typedef sealed constexpr inline unsigned")
	types      = lists.Words("String string int Integer long Long short uint auto char size_t")
	noBlocks   = lists.Words("func fun function def return if else for while switch try catch do import package type using new throw throws this super assert reserved option rpc #")
)

// token is a token of a source file; with group, it is a pair of brackets.
type token struct {
	kind  rune // of text/scanner, or the character
	text  string
	line  int
	group []token
}

// maxBrackets is how deep brackets are read.
const maxDepth = 60

// sourceReader reads a source file.
type sourceReader struct {
	s        scanner.Scanner
	last     int               // the line of the last token that is no comment
	above    map[int]comment   // by the line in which they end: comments in lines of their own
	after    map[int][]comment // by the line in which they begin: comments next to code, each with those below it in the same column
	capitals bool              // what a function declares looks like a constant but for its capital letter
	statuses bool              // a parameter is called a status: values of declarations can be some
	unranked bool              // constants of enums have no numbers of their own
	known    map[string]int    // the numbers of constants
	blocks   []*sourceBlock

	attributes [][]token // before the next declaration
}

type comment struct {
	line, end, col int
	text           string
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
	facts map[terms.Field]string
}

func readSource(p *Page, src string) error { return p.readBlocks(src, 0) }

// sourceTables returns the enums and constants about errors in samples of code; in a text without any, those that are lines of it.
func (p *Page) sourceTables() (all []*table, err error) {
	samples := lists.Filter(p.blocks, func(b block) bool { return b.kind == codeBlock })
	if len(samples) == 0 && (p.Kind == Markdown || p.Kind == Text) {
		samples = []block{{code: constantLines(p.plain)}}
	}
	for _, b := range samples {
		inner := &Page{}
		if err := inner.readBlocks(b.code, 2); err != nil {
			return nil, err
		}
		for _, t := range inner.tables() {
			t.under, t.line = b.under, t.line+b.line
			for i := range t.rows {
				t.rows[i].line += b.line
			}
			all = append(all, t)
		}
	}
	return all, nil
}

// constantLine matches the definition of a number, and what is said of it: "EBUSY = 16, /* in use */".
var constantLine = pattern.New(`^\s*(?:#\s*define\s+\w+\s+|(?:(?:static|public|final|const|constexpr|int|long|let|var|export)\s+)*\w+\s*=\s*)\(?-?\w+\)?(?:\s*(?:[,;]|$|/[/*])|\s{2,})`)

// constantLines returns a text in which what is said of a constant is a comment, and all other lines are empty.
func constantLines(src string) string {
	lines := strings.Split(src, "\n")
	for i, line := range lines {
		at := constantLine().FindStringIndex(line)
		if lines[i] = ""; at != nil {
			definition := strings.TrimRight(line[:at[1]], "/*")
			lines[i] = definition + " // " + strings.Trim(line[at[1]:], "/* ")
		}
	}
	return strings.Join(lines, "\n")
}

// readBlocks adds the tables of blocks of source whose names are about errors at least so much.
func (p *Page) readBlocks(src string, level int) error {
	capitals := withoutBraces.MatchString(src)
	if capitals {
		src = hashComment().ReplaceAllStringFunc(src, func(s string) string {
			if s[0] == '"' || s[0] == '\'' {
				return s
			}
			return strings.Replace(s, "#", "//", 1)
		})
		src = pythonClass.ReplaceAllString(src, "} class $1 {")
	}
	src = appleEnum.ReplaceAllString(src, "enum $1")
	r := &sourceReader{capitals: capitals, statuses: statusParameter.MatchString(src), unranked: unranked.MatchString(src), known: map[string]int{}, above: map[int]comment{}, after: map[int][]comment{}}
	r.s.Init(strings.NewReader(src))
	r.s.Mode = scanner.ScanIdents | scanner.ScanInts | scanner.ScanFloats | scanner.ScanChars | scanner.ScanStrings | scanner.ScanRawStrings | scanner.ScanComments
	r.s.Whitespace ^= 1 << '\n'
	r.s.Error = func(*scanner.Scanner, string) {}
	r.block(r.group(scanner.EOF, 0), &sourceBlock{line: 1})
	r.join()
	level = max(level, lists.Max(r.blocks, (*sourceBlock).aboutErrors))
	if !slices.ContainsFunc(r.blocks, func(b *sourceBlock) bool { return len(b.codes) > 1 && codeWords.MatchString(b.words()) }) {
		level = min(level, 2) // reasons are left out next to codes, not next to errors
	}
	o := &outline{page: p}
	for _, b := range r.blocks {
		t := b.table()
		switch rows := len(t.rows); {
		case rows < 1 || rows == 1 && !b.enum:
		case rows > MaxRows:
			return t.tooLong()
		case b.aboutErrors() < level:
			p.Dropped = append(p.Dropped, Left{b.line, "list", cut(cmp.Or(b.name, t.rows[0].words()), 80), "its name does not speak of errors"})
		default:
			o.heading(1, b.line, text{{text: b.name}}, "")
			o.place(t)
		}
	}
	return nil
}

// paragraphBreaks are the line ends inside of a paragraph: blank lines end one.
var paragraphBreaks = pattern.New(`([^\n])\n([^\n])`)

// table makes a table of the declarations of a block.
func (b *sourceBlock) table() *table {
	t := &table{line: b.line, shape: "list", fields: []terms.Field{terms.Code}}
	for _, c := range b.codes {
		r := row{line: c.line, cells: []text{linesText(c.facts[terms.Code])}, parts: map[terms.Field]text{}}
		for f, words := range c.facts {
			if words != "" && f != terms.Code {
				r.parts[f] = linesText(paragraphBreaks.ReplaceAllString(words, "$1 $2"))
			}
		}
		t.rows = append(t.rows, r)
	}
	return t
}

func (b *sourceBlock) words() string { return strings.ReplaceAll(terms.Parted(b.name), "_", " ") }

// aboutErrors rates how much the name of a block with declarations is about errors, from 0 to 3; -1 if they are codes of something else.
func (b *sourceBlock) aboutErrors() int {
	named := lists.Count(b.codes, func(c *declared) bool { return errorNames.MatchString(c.facts[terms.Code] + c.facts[terms.Name]) })
	switch words := b.words(); {
	case len(b.codes) == 0:
		return 0
	case terms.Classify(words) == terms.NoCodes && !terms.AboutErrors(words): // currencies, countries
		return -1
	case b.name == "" && named*2 > len(b.codes), terms.AboutErrors(words), codeWords.MatchString(words):
		return 3
	case terms.AboutReasons(words):
		return 2
	case terms.AboutCodes(words):
		return 1
	}
	return 0
}

// group reads the tokens to a closing bracket.
func (r *sourceReader) group(end rune, depth int) (list []token) {
	closes := map[rune]rune{'(': ')', '[': ']', '{': '}'}
	for kind := r.s.Scan(); kind != end && kind != scanner.EOF; kind = r.s.Scan() {
		t := token{kind: kind, text: r.s.TokenText(), line: r.s.Position.Line}
		switch kind {
		case scanner.Comment:
			r.comment(comment{t.line, t.line + strings.Count(t.text, "\n"), r.s.Position.Column, t.text})
			continue
		case '(', '[', '{':
			if r.last = t.line; depth < maxDepth {
				t.group = append(r.group(closes[kind], depth+1), token{kind: '\n', line: r.s.Position.Line})
			}
		case scanner.String, scanner.RawString, scanner.Char:
			t.kind, t.text = scanner.String, unescaped.Replace(strings.Trim(t.text, t.text[:1]))
		case ')', ']', '}': // without an opening one
			continue
		}
		if kind != '\n' {
			r.last = t.endLine()
		}
		list = append(list, t)
	}
	return list
}

// comment notes a comment: next to code, below such a one, or in lines of its own.
func (r *sourceReader) comment(c comment) {
	if r.last == c.line {
		r.after[c.line] = append(r.after[c.line], c)
	} else if side := r.after[r.last]; len(side) > 0 && side[len(side)-1].col == c.col && side[len(side)-1].end == c.line-1 {
		r.after[r.last] = append(side, c)
	} else {
		r.above[c.end] = c
	}
}

// comments returns the comments above a statement and after it, which are those of no other.
func (r *sourceReader) comments(st []token) string {
	var list []comment
	for c, ok := r.above[st[0].line-1]; ok; c, ok = r.above[c.line-1] {
		list = append(list, c)
		delete(r.above, c.end)
	}
	slices.Reverse(list)
	after := st[len(st)-1].endLine()
	list = append(list, r.after[after]...)
	delete(r.after, after)
	var lines []string
	for _, c := range list {
		for line := range strings.SplitSeq(c.text, "\n") {
			if line = commentMarks.ReplaceAllString(commentMarks.ReplaceAllString(line, ""), ""); !strings.HasPrefix(line, "@") {
				lines = append(lines, line)
			}
		}
	}
	return codeTag.ReplaceAllString(strings.Join(lines, "\n"), "$1")
}

var unescaped = strings.NewReplacer(`\"`, `"`, `\'`, `'`, `\n`, "\n", `\\`, `\`)

// block reads the statements of a block.
func (r *sourceReader) block(list []token, b *sourceBlock) {
	r.blocks, r.attributes = append(r.blocks, b), nil
	var st []token
	list = append(list, token{kind: ';'})
	for i, t := range list {
		switch {
		case t.kind == ',' && inType(st), t.kind == '\n' && list[i+1].kind == '\n':
		case t.kind == ',' || t.kind == ';' || t.kind == '\n' && (len(st) == 0 || !goesOnBelow(st, list[i+1])):
			r.statement(st, b)
			st = nil
		case t.kind != '\n':
			st = append(st, t)
		}
	}
}

// inType reports whether a statement is at the parameters of a type, which are few: "Record<string, number>". A shift has no name next to it.
func inType(st []token) bool {
	for i := len(st) - 2; i > max(0, len(st)-32) && st[i].kind != '>'; i-- {
		if st[i].kind == '<' {
			return st[i-1].kind == scanner.Ident && st[i+1].kind == scanner.Ident
		}
	}
	return false
}

// goesOnBelow reports whether a statement goes on in the next line, which starts with a token.
func goesOnBelow(st []token, next token) bool {
	return strings.ContainsRune("=+|:&", st[len(st)-1].kind) || st[0].kind != '#' && strings.ContainsRune("+.|&{=", next.kind)
}

// endLine returns the line in which a token ends.
func (t token) endLine() int {
	if n := len(t.group); n > 0 {
		return t.group[n-1].line
	}
	return t.line
}

// statement reads a declaration, or the block that a statement starts.
func (r *sourceReader) statement(st []token, b *sourceBlock) {
	t := r.unmarked(st)
	if len(t) == 0 {
		return
	}
	if n := len(t); t[n-1].kind == '[' && !isTuple(t[n-1].group) && codeOf(t) == "" && (n == 1 || n == 2 && t[0].kind == '#') { // of C# or Rust
		r.attributes = append(r.attributes, t[n-1].group)
		return
	}

	word := slices.IndexFunc(t, func(t token) bool { return blockWords[t.text] && t.kind == scanner.Ident })
	brace := slices.IndexFunc(t, func(t token) bool { return t.kind == '{' })
	value := slices.IndexFunc(t, func(t token) bool { return strings.ContainsRune("=:({", t.kind) })
	switch {
	case t[0].kind == '#':
		if len(t) > 3 && t[1].text == "define" {
			r.declare(st, b, t[2].text, t[3:])
		}
	case t[0].kind == '[' && len(t) > 2 && t[1].kind == ':' && len(t[0].group) > 1: // [Code.NOT_FOUND]: "Nothing is there."
		r.message(t[0].group[len(t[0].group)-2].text, r.valuesOf(t[2:], "", map[terms.Field]string{})[terms.Message])
	case len(t) == 1 && t[0].kind != '(' && isTuple(t[0].group): // {"E1", "The card is lost"}
		r.declare(st, b, t[0].group[0].text, t[0].group[1:])
	case codeOf(t) != "" && !b.ignored: // {code: "E1", message: "The card is lost"}
		r.declare(st, b, codeOf(t), t)
	case value == 3 && t[1].kind == '.' && t[3].kind == ':': // Code.NOT_FOUND: "Nothing is there."
		r.message(t[2].text, r.valuesOf(t[4:], "", map[terms.Field]string{})[terms.Message])
	case word >= 0 && brace > word && (value < 0 || word < value):
		r.block(t[brace].group, &sourceBlock{line: t[0].line, name: blockName(t[word:brace], t[brace+1:]), enum: t[word].text == "enum", ignored: t[word].text == "message" || b.ignored && t[word].text != "enum"})
	case len(t) > 1 && modifiers[t[0].text] && t[1].kind == '(': // of Go
		r.block(t[1].group, &sourceBlock{line: t[0].line, ignored: b.ignored})
	case noBlocks[t[0].text] && (value != 1 || t[1].kind == '{' || t[1].kind == '(') || brace > 0 && (!b.enum || t[0].text == b.name || modifiers[t[0].text]) && (t[brace-1].kind == '(' || t[brace-1].kind == '>' && t[0].kind != scanner.String || value >= 0 && t[value].kind == '('):
		for _, g := range t {
			if returned := t[0].text == "return" && listsCodes(g.group) && saysErrors(g.group); returned || g.kind == '{' {
				r.block(g.group, &sourceBlock{line: g.line, ignored: !returned})
			}
		}
	default:
		r.declaration(st, t, b, value)
	}
	r.attributes = nil
}

// unmarked drops the annotations before a statement, which are attributes, and the modifiers before a word that starts a function.
func (r *sourceReader) unmarked(t []token) []token {
	for len(t) > 1 && t[0].kind == '@' {
		n := 2
		if len(t) > 2 && t[2].kind == '(' {
			n = 3
		}
		r.attributes = append(r.attributes, t[1:n])
		t = t[n:]
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
func (r *sourceReader) declaration(st, t []token, b *sourceBlock, at int) {
	if at < 0 {
		at = len(t)
	}
	var names []string
	typed := false
	least := terms.Fair
	if at+1 < len(t) && t[at].kind == '=' && t[at+1].kind == '>' {
		least = terms.Weak
	}
	for _, h := range t[:at] {
		switch {
		case h.kind == '$': // of PHP
		case (h.kind == scanner.String || h.kind == scanner.Int && at < len(t)) && at == 1 && terms.CodeShape(h.text) >= least, h.kind == scanner.Ident && !modifiers[h.text] && !types[h.text]:
			names = append(names, h.text)
		case h.kind != scanner.Ident:
			return
		default:
			typed = true
		}
	}
	if len(names) == 0 && typed {
		names = []string{t[at-1].text} // a name that is a modifier elsewhere
	}
	if len(names) == 0 || len(names) > 2 || at == len(t) && (len(t) > 1 && t[0].text != "case" || b.ignored) {
		return
	}
	name := names[0]
	if typed {
		name = names[len(names)-1] // public static final ErrorCode NAME
	}
	for _, v := range t[at:] {
		records := errorNames.MatchString(name) && slices.ContainsFunc(v.group, func(t token) bool { return codeOf([]token{t}) != "" })
		if v.kind == '{' && !hasFacts(v.group) || listsCodes(v.group) || records {
			r.block(v.group, &sourceBlock{line: v.line, name: strings.TrimSpace(b.name + " " + name), ignored: b.ignored})
			return
		}
	}
	if !b.ignored && !(r.capitals && name[0] > '9' && strings.ToLower(name[:1]) == name[:1]) {
		r.declare(st, b, name, t[at:])
	}
}

// isTuple reports whether brackets start with a code, and texts follow it.
func isTuple(group []token) bool {
	return len(group) > 3 && group[0].kind == scanner.String && terms.CodeShape(group[0].text) >= terms.Fair && group[1].kind == ',' && group[2].kind == scanner.String
}

// listsCodes reports whether brackets have tuples, or keys of PHP or Ruby: 10001 => "Still waiting".
func listsCodes(group []token) bool {
	for i, t := range group {
		arrow := i > 0 && i+1 < len(group) && t.kind == '=' && group[i+1].kind == '>'
		if arrow && (group[i-1].kind == scanner.Int || group[i-1].kind == scanner.String && terms.Classify(group[i-1].text).Labeled() == "") || isTuple(t.group) && t.kind != '(' {
			return true
		}
	}
	return false
}

// saysErrors reports whether most texts in brackets are about errors.
func saysErrors(group []token) bool {
	texts := lists.Filter(group, func(t token) bool { return t.kind == scanner.String })
	return lists.Count(texts, func(t token) bool { return errorNames.MatchString(t.text) })*2 > len(texts)
}

// hasFacts reports whether the keys in braces say what their values are.
func hasFacts(group []token) bool {
	keys, known := 0, 0
	for i, t := range group[:max(len(group)-1, 0)] {
		if (t.kind == scanner.Ident || t.kind == scanner.String || t.kind == scanner.Int) && (group[i+1].kind == ':' || group[i+1].kind == '=') {
			if keys++; terms.Classify(t.text).Labeled() != "" && i+2 < len(group) && group[i+2].kind != '{' {
				known++
			}
		}
	}
	return known*3 >= keys
}
