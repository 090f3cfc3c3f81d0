package vendorpage

import (
	"regexp"
	"slices"
	"strings"
)

// Source files: enums and constants of protobuf, Go, TypeScript, Java, Kotlin and languages with similar syntax. It is
// not parsed: a declaration is a name, perhaps with values, in a block; its comment is above it or after it.

// sourceExtensions are those of files that are read so.
var sourceExtensions = setOf("proto go ts tsx js mjs java kt kts cs c h cc cpp hpp rs swift scala")

var (
	blockOpens = regexp.MustCompile(`^(?:(?:export|public|private|internal|protected|static|final|sealed|pub|declare|default|abstract|data|typedef)\s+)*` +
		`(const\s+enum|enum(?:\s+class|\s+struct)?|class|object|interface|struct|const|var|let|trait|module|namespace|message|extension|companion\s+object)\b\s*([A-Za-z_]\w*)?[^;"']*[{(]\s*(?:(?://|/\*).*)?$`)
	declaration = regexp.MustCompile(`^(?:(?:export|public|private|internal|protected|static|final|readonly|const|val|var|let|case|pub|override|@\w+)\s+)*` +
		`(?:(?:String|string|int|Integer|long|Long|short|uint|auto|char)\s+)?([A-Za-z_][A-Za-z0-9_]*)(?:\s*:?\s*[A-Za-z_][\w.<>\[\]]*)?\s*(=|\(|:|,|;|$|//|/\*)(.*)$`)
	defineLine      = regexp.MustCompile(`^#\s*define\s+([A-Za-z_]\w*)\s+(.*)$`)
	literalIn       = regexp.MustCompile("(?:([A-Za-z_][\\w.]*)\\)?\\s*[:=]\\s*)?(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'((?:[^'\\\\]|\\\\.)*)'|`([^`]*)`|(-?\\b(?:0[xX][0-9A-Fa-f]+|[0-9][0-9_]*)\\b))")
	commentLine     = regexp.MustCompile(`^(?://[/!]?|/\*\*?|\*/|\*|#)\s?`)
	mapKey          = regexp.MustCompile(`^\[\w+\.(\w+)\]\s*:\s*(.*)$`)
	statusParameter = regexp.MustCompile(`\b(?:int|Integer|HttpStatus)\s+(?i:http|status)\w*|\b(?i:http|status)\w*\s*:\s*(?:Int|number)\b`)
	statusName      = regexp.MustCompile(`\b(?i:http)\w*\.(?:Status)?([A-Z][A-Za-z]+)\b`)
	quotedPart      = regexp.MustCompile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|`[^`]*`|//.*|/\\*.*?\\*/")
	iotaStart       = regexp.MustCompile(`\biota\b(?:\s*\+\s*([0-9]+))?`)
	codeTag         = regexp.MustCompile(`\{@\w+\s+([^}]*)\}`)
)

// sourceFields are the columns of the table of a block.
var sourceFields = []Field{FieldCode, FieldNumber, FieldName, FieldHTTP, FieldGRPC, FieldMessage, FieldMeaning, FieldCause, FieldAction, FieldUser, FieldRetry, FieldAlias}

// keywords start statements that declare no code.
var keywords = setOf("func fun function def return if else for while switch import package type using new throw throws this super assert reserved option")

var errorNames = pattern("error names")

// statusNames are the names of HTTP statuses by number, and statusNumbers the numbers of http.StatusNotFound and the like.
var statusNames, statusNumbers = func() (names, numbers map[string]string) {
	names, numbers = map[string]string{}, map[string]string{}
	for _, line := range listNamed("statuses").lines {
		number, name, _ := strings.Cut(line, " ")
		names[number] = name
		numbers[strings.ReplaceAll(name, " ", "")] = number
	}
	return names, numbers
}()

// sourceReader reads the lines of a source file.
type sourceReader struct {
	lines    []string
	depth    int      // open brackets
	statuses bool     // a parameter is called a status: values of declarations can be some
	comment  []string // above the next declaration
	blocks   []*sourceBlock
	open     []*sourceBlock
}

// sourceBlock is a block with declarations.
type sourceBlock struct {
	name    string
	enum    bool
	auto    bool // values are counted
	ignored bool
	depth   int
	next    int
	table   *table
}

func readSource(p *Page, src string) error {
	r := &sourceReader{lines: strings.Split(src, "\n"), statuses: statusParameter.MatchString(src)}
	r.begin(0, "", false)
	for i := 0; i < len(r.lines); {
		i += r.line(i)
	}
	o := &outline{page: p}
	about := slices.ContainsFunc(r.blocks, (*sourceBlock).aboutErrors)
	for _, b := range r.blocks {
		if len(b.table.rows) < 2 || len(b.table.rows) == 2 && !b.enum {
			continue
		}
		if about && !b.aboutErrors() {
			p.Dropped = append(p.Dropped, Left{b.table.line, "list", cut(firstOf(b.name, tableWords(b.table)), 80), "its name does not speak of errors"})
			continue
		}
		if len(b.table.rows) > MaxRows {
			return b.table.tooLong()
		}
		if b.name != "" {
			o.heading(1, b.table.line, text{{text: b.name}}, "")
		}
		o.table(b.table)
	}
	return nil
}

// aboutErrors reports whether a block has declarations and a name that speaks of errors.
func (b *sourceBlock) aboutErrors() bool {
	words := strings.ReplaceAll(parted(b.name), "_", " ")
	if b.name == "" {
		n := 0
		for _, r := range b.table.rows[1:] {
			if errorNames.MatchString(r.words()) {
				n++
			}
		}
		return n*2 > len(b.table.rows)-1
	}
	return len(b.table.rows) > 1 && (aboutErrors.MatchString(words) || aboutCodes.MatchString(words))
}

func (r *sourceReader) begin(i int, name string, enum bool) {
	b := &sourceBlock{name: name, enum: enum, depth: r.depth, table: &table{line: i + 1, shape: "list", fields: sourceFields, head: 1, rows: []row{{line: i + 1}}}}
	for _, f := range sourceFields {
		b.table.rows[0].cells = append(b.table.rows[0].cells, text{{text: string(f)}})
	}
	r.open = append(r.open, b)
	r.blocks = append(r.blocks, b)
}

// line reads what starts in line i, and returns how many lines it has.
func (r *sourceReader) line(i int) int {
	line := strings.TrimSpace(r.lines[i])
	if m := defineLine.FindStringSubmatch(line); m != nil {
		r.declare(i, m[1], m[2])
		return 1
	}
	if line == "" {
		r.comment = nil
		return 1
	}
	if commentLine.MatchString(line) {
		words := strings.TrimSpace(strings.TrimSuffix(commentLine.ReplaceAllString(line, ""), "*/"))
		if !strings.HasPrefix(words, "@") {
			r.comment = append(r.comment, words)
		}
		return 1
	}
	n := r.code(i, line)
	r.comment = nil
	return n
}

// code reads a line of code, and opens and closes blocks.
func (r *sourceReader) code(i int, line string) (n int) {
	if m := blockOpens.FindStringSubmatch(line); m != nil && !strings.Contains(line, "=>") {
		r.depth += brackets(line)
		r.begin(i, m[2], strings.Contains(m[1], "enum"))
		r.open[len(r.open)-1].ignored = m[1] == "message" // its fields; enums can be inside
		return 1
	}
	whole, n := r.statement(i)
	if m := mapKey.FindStringSubmatch(whole); m != nil {
		r.message(m[1], m[2])
	}
	m := declaration.FindStringSubmatch(whole)
	if m != nil && !keywords[m[1]] && !(m[2] == "(" && strings.HasSuffix(r.lines[i], "{")) && !strings.HasPrefix(m[3], "=") && !r.open[len(r.open)-1].ignored {
		r.declare(i, m[1], m[2]+m[3])
	}
	r.depth += brackets(whole)
	for len(r.open) > 1 && r.depth < r.open[len(r.open)-1].depth {
		r.open = r.open[:len(r.open)-1]
	}
	if r.depth > r.open[len(r.open)-1].depth {
		r.open = append(r.open, &sourceBlock{depth: r.depth, ignored: true}) // the body of a function
	}
	return n
}

// maxStatement is the maximum number of lines of a declaration.
const maxStatement = 30

// statement joins the lines of a declaration: up to the one that closes its brackets.
func (r *sourceReader) statement(i int) (whole string, n int) {
	depth := 0
	var b strings.Builder
	for n < maxStatement && i+n < len(r.lines) {
		line := strings.TrimSpace(r.lines[i+n])
		n++
		b.WriteString(line + " ")
		depth += brackets(line)
		if depth <= 0 && !strings.HasSuffix(line, "=") && !strings.HasSuffix(line, "+") {
			return strings.TrimSpace(b.String()), n
		}
	}
	return strings.TrimSpace(r.lines[i]), 1
}

// brackets returns how many more brackets a line opens than it closes.
func brackets(line string) (n int) {
	for _, c := range quotedPart.ReplaceAllString(line, "") {
		switch c {
		case '(', '[', '{':
			n++
		case ')', ']', '}':
			n--
		}
	}
	return n
}

// declare adds the row of a declaration, whose values are in rest.
func (r *sourceReader) declare(i int, name, rest string) {
	b := r.open[len(r.open)-1]
	rest, after := cutComment(rest)
	cells := map[Field]string{}
	if m := statusName.FindStringSubmatch(rest); m != nil {
		cells[FieldHTTP] = statusNumbers[m[1]]
	}
	for _, m := range literalIn.FindAllStringSubmatch(rest, -1) {
		r.putLiteral(cells, m[1], unescaped.Replace(firstOf(m[2], m[3], m[4])), m[5])
	}
	if m := iotaStart.FindStringSubmatch(rest); m != nil {
		b.auto = true
		b.next, _ = whole(firstOf(m[1], "0"))
		cells = map[Field]string{}
	}
	bare := strings.Trim(rest, ",; ") == "" || iotaStart.MatchString(rest)
	if len(cells) == 0 && !(bare && (b.auto || b.enum)) {
		return
	}
	if n, ok := whole(cells[FieldNumber]); ok && b.enum && strings.HasPrefix(rest, "=") {
		b.auto, b.next = true, n+1
	}
	if b.auto && bare {
		cells[FieldNumber] = itoa(b.next)
		b.next++
	}
	if cells[FieldCode] != "" {
		cells[FieldName] = firstOf(cells[FieldName], name)
	}
	cells[FieldCode] = firstOf(cells[FieldCode], name)
	if cells[FieldHTTP] != "" && cells[FieldNumber] == "" && cells[FieldCode] == name && cells[FieldMessage] == "" {
		cells[FieldNumber], cells[FieldHTTP] = cells[FieldHTTP], ""
	}
	if name == "_" {
		return
	}
	r.row(i, b, cells, firstOf(strings.Join(r.comment, "\n"), after))
}

// message gives a text to the code of a name that is declared above: "[Code.NOT_FOUND]: 'Nothing ' + 'is there.'"
func (r *sourceReader) message(name, rest string) {
	words := ""
	for _, m := range literalIn.FindAllStringSubmatch(rest, -1) {
		words += unescaped.Replace(firstOf(m[2], m[3], m[4]))
	}
	at := func(f Field) int { return slices.Index(sourceFields, f) }
	for _, b := range r.blocks {
		for _, row := range b.table.rows[1:] {
			if cell := &row.cells[at(FieldMessage)]; row.cells[at(FieldName)].line() == name && cell.empty() {
				*cell = proseCell(words)
			}
		}
	}
}

func (r *sourceReader) row(i int, b *sourceBlock, cells map[Field]string, comment string) {
	row := row{line: i + 1}
	for _, f := range sourceFields {
		s := cells[f]
		if f == FieldMeaning {
			s = strings.TrimSpace(s + "\n" + codeTag.ReplaceAllString(comment, "$1"))
		}
		row.cells = append(row.cells, proseCell(s))
	}
	b.table.rows = append(b.table.rows, row)
}

// proseCell makes a text of a comment: blank lines end paragraphs.
func proseCell(s string) text {
	var b inline
	for para := range strings.SplitSeq(s, "\n\n") {
		b.begin(newParagraph, 0)
		b.add(squeeze(para), 0, "")
	}
	return b.take()
}

var unescaped = strings.NewReplacer(`\"`, `"`, `\'`, `'`, `\n`, "\n", `\\`, `\`)

// putLiteral puts a value where its label says, or else where it looks like.
func (r *sourceReader) putLiteral(cells map[Field]string, label, words, number string) {
	f := classify(label[strings.LastIndexByte(label, '.')+1:]).labeled()
	status := len(number) == 3 && number[0] >= '1' && number[0] <= '5'
	switch {
	case f == FieldCode && number != "":
		f = FieldNumber
	case f != "":
	case number != "" && status && r.statuses && cells[FieldHTTP] == "":
		f = FieldHTTP
	case number != "":
		f = FieldNumber
	case codeShape(words) >= weak:
		f = FieldCode
	default:
		f = FieldMessage
	}
	if f == FieldNumber && hexNumber.MatchString(number) {
		cells[FieldAlias] = number
	}
	if f == FieldNumber && status && cells[f] != "" {
		f = FieldHTTP
	}
	if cells[f] == "" {
		cells[f] = firstOf(words, strings.ReplaceAll(number, "_", ""))
	}
}

// cutComment cuts the comment off the end of a declaration.
func cutComment(s string) (code, comment string) {
	blank := literalIn.ReplaceAllStringFunc(s, func(m string) string { return strings.Repeat("x", len(m)) })
	at := strings.Index(blank, "//")
	if k := strings.Index(blank, "/*"); k >= 0 && (at < 0 || k < at) {
		at = k
	}
	if at < 0 {
		return s, ""
	}
	return s[:at], strings.TrimSpace(strings.TrimSuffix(strings.TrimLeft(s[at:], "/*<! "), "*/"))
}
