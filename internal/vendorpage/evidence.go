package vendorpage

import (
	"cmp"
	"slices"

	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/terms"
)

// listing is a table that lists codes, with its entries.
type listing struct {
	table      *table
	columns    []Column
	code       int  // the column of the codes
	http, grpc bool // the codes are HTTP statuses, or names of gRPC statuses
	numeric    bool // they are numbers
	given      bool // --map, or the reader of the table, said so
	around     surroundings

	index   int // on the page
	entries []*Entry
	left    []Left
	said    []said
	lost    int // characters of rows and columns that are left out
}

// list decides whether a table lists codes. If not, why says what it is. For a code column that is known already,
// the codes in it are enough evidence.
func (p *Page) list(t *table, m Mapping, code int) (l *listing, why string) {
	if t.head == 0 && len(t.rows) > 1 && t.shape == "table" {
		t.head = t.firstIsHeader()
	}
	if t.width() < 1 || len(t.body()) == 0 {
		return nil, "it has no rows"
	}
	t.part()
	l = &listing{table: t, code: unknownColumn, columns: t.columns(), around: p.surroundings(t)}
	if code >= 0 && code < len(l.columns) && l.columns[code].most(fairCode, 100) {
		l.code = code
	}
	for i, f := range t.fields {
		if l.columns[i].Field = f; f == terms.Code {
			l.code, l.given = i, true
		}
	}
	if m.apply(l); l.code < 0 {
		if why := l.foreign(); why != "" {
			return nil, why
		}
		if l.findCode(); l.code < 0 {
			return nil, "no column has codes"
		}
	}
	l.assign()
	return l, ""
}

// part cuts the cells of a column in two if they have a constant and its text, as those of Javadoc 8.
func (t *table) part() {
	if t.width() == 1 && t.head == 1 && terms.Fold(t.header(0)) == "enum constant and description" {
		t.rows[0].cells = []text{{{text: "Enum Constant"}}, {{text: "Description"}}}
		for i := range t.body() {
			lines := t.body()[i].cells[0].split()
			t.body()[i].cells = []text{flatten(lines[:min(len(lines), 1)]), flatten(lines[min(len(lines), 1):])}
		}
	}
}

func (t *table) columns() (list []Column) {
	rows := t.sample()
	for col := range t.width() {
		c := Column{Header: t.header(col), stats: columnStats(rows, col)}
		if c.kind = terms.Classify(c.Header); terms.Fold(c.Header) == "term" && c.most(sureCode, 90) {
			c.kind = terms.Maybe
		} else if c.kind == terms.Cause && c.most(ints, 100) && c.differ() { // of Q.850
			c.kind = terms.Code
		}
		c.Filled = lists.Count(t.body(), func(r row) bool { return !r.cells[col].empty() && !r.isCarried(col) })
		list = append(list, c)
	}
	return list
}

// firstIsHeader returns 1 if the first row has known headers and is unlike the rows below it, otherwise 0.
func (t *table) firstIsHeader() int {
	below := t.rows[1:min(len(t.rows), 20)]
	for col, c := range t.rows[0].lines() {
		alike := lists.Count(below, func(r row) bool {
			s := r.cells[col].line()
			return terms.CodeShape(s) >= terms.Fair && terms.Style(s) == terms.Style(c)
		})
		if terms.CodeShape(c) >= terms.Fair && alike*2 > len(below) {
			return 0
		}
	}
	return headerCells(t.rows[0].lines())
}

// headerCells returns 1 if a first row reads like a header, 0 if it reads like data.
func headerCells(cells []string) (head int) {
	for _, c := range cells {
		if terms.Classify(c) != terms.Unknown {
			head = 1
		} else if terms.CodeShape(c) >= terms.Fair {
			return 0
		}
	}
	return head
}

var places = terms.Pattern("places")

// foreign says what a table lists if it does not list codes.
func (l *listing) foreign() string {
	first, around := l.columns[0], l.around
	some := func(is func(Column) bool) bool { return slices.ContainsFunc(l.columns, is) }
	switch {
	case some(func(c Column) bool { return c.most(cards, 50) }):
		return "it lists card numbers for tests"
	case len(l.columns) == 2 && some(func(c Column) bool { return places.MatchString(terms.Fold(c.Header)) }):
		return "it lists languages, countries or currencies"
	case some(func(c Column) bool { return c.kind == terms.Code || c.kind == terms.StatusCode && c.most(anyCode, 60) }):
	case first.kind == terms.NoCodes:
		return "it lists fields or the like: " + first.Header
	case some(func(c Column) bool { return c.most(typeNames, 60) }):
		return "it lists fields with their types"
	case !around.errors && !around.codes && !around.strict && terms.AboutFields(around.near):
		return "the heading is about something else"
	}
	return ""
}

// findCode chooses the column of the codes.
func (l *listing) findCode() {
	best := 0.0
	for i := range l.columns {
		if score := l.codeScore(i); score > best {
			best, l.code = score, i
		}
	}
	if l.code < 0 {
		return
	}
	c := &l.columns[l.code]
	sparse := c.cells*2 < len(l.table.body())
	if !sparse && !c.most(registered, 100) && (!c.most(ints, 100) || c.differ()) {
		return
	}
	for i, o := range l.columns { // statuses, numbers that repeat, and what few rows have, are not the codes if there are names that do not repeat
		named := o.most(sureCode, 90) || o.most(fairCode, 75) && (o.kind == terms.Code || o.kind == terms.Maybe)
		likely := o.unique > c.unique && o.most(fairCode, 90) && (o.kind.IsCode() || l.codeScore(i) > 0)
		differ := o.unique*10 >= o.cells*9 || c.kind == terms.StatusCode && o.kind.IsCode() && o.unique >= c.unique && !c.differ()
		if o.most(names, 90) && o.most(anyCode, 90) && differ && (named || likely) {
			if l.code = i; sparse {
				c.Field, c.Why = terms.Ignore, "few rows have it"
			}
			return
		}
	}
}

// codeBase is how much a header says that its column has the codes.
var codeBase = map[terms.Field]float64{
	terms.Code: 10, terms.StatusCode: 5, terms.Maybe: 4, terms.Name: 3, terms.Number: 3, terms.Unknown: 3, terms.HTTP: 2, terms.GRPC: 1, terms.Message: 0.5, terms.Title: 0.5,
}

// codeScore rates a column as the one of the codes; 0 means that it cannot be.
func (l *listing) codeScore(i int) float64 {
	c, around := &l.columns[i], l.around
	base, errors := codeBase[c.kind], terms.AboutErrors(c.Header)
	explained := l.rows(func(r row) bool { return r.parts[terms.Cause] != nil || r.parts[terms.Action] != nil }) > 50 // by texts that are called so
	switch {
	case l.phrases(c):
		return 8
	case base == 0 || !c.most(anyCode, 60) || c.rank == c.cells && c.cells > 2 && c.kind != terms.Code:
		return 0
	case l.plainList(i):
		return base + 6
	case c.most(paired, 80) && c.differ() || explained && c.most(fairCode, 70):
		return base
	case c.kind == terms.Unknown && (c.Header != "" && !around.page || c.cells < 2),
		c.kind == terms.StatusCode && !c.most(status, 60) && !c.most(grpc, 80) && !around.errors && !around.codes:
		return 0
	case c.kind == terms.Code || c.kind == terms.StatusCode || c.kind == terms.HTTP:
	case c.n[doubt]*2 > c.cells && !around.strict && !c.most(status, 60) && !errors, !c.most(fairCode, 70) || !errors && !around.believable(c):
		return 0
	}
	score := base + 2*float64(c.n[fairCode]+c.n[sureCode]+c.unique)/float64(c.cells) - 0.1*float64(i)
	if (c.kind == terms.Name || c.kind == terms.Unknown) && c.most(names, 75) && c.most(sureCode, 75) {
		score += 1.5 // GW_LOST next to 0x0000000B
	}
	if c.unique*2 < c.cells {
		score -= 4
	}
	empty := len(l.table.body()) - c.cells
	score -= 2 * float64(empty) / float64(empty+c.cells)
	return max(score, 0.1)
}

// phrases reports whether a column that is called one of codes has short texts that do not repeat: "invalid argument".
func (l *listing) phrases(c *Column) bool {
	return c.kind == terms.Code && terms.AboutErrors(c.Header) && c.cells > 2 && c.differ() && c.short(40) && !c.most(anyCode, 60) && c.n[ints] == 0
}

// rows returns how many percent of the rows are so.
func (l *listing) rows(is func(row) bool) int {
	return lists.Count(l.table.body(), is) * 100 / len(l.table.body())
}

// plainList reports whether a table without headers is a list of codes by its look alone: different names or
// numbers in the first column, with sentences next to them.
func (l *listing) plainList(i int) bool {
	c := &l.columns[i]
	if i > 0 || l.table.head > 0 || l.table.shape != "table" || c.cells < 3 || !c.differ() || !c.most(fairCode, 60) || !c.most(anyCode, 100) {
		return false
	}
	sure := c.most(fairCode, 100) && (c.most(sureCode, 60) || c.n[doubt]*3 <= c.cells && c.most(ints, 100))
	other := func(is func(Column) bool) bool { return slices.ContainsFunc(l.columns[1:], is) }
	counted := func(c Column) bool { return c.most(ints, 100) && c.differ() } // another column has a different number in each row
	return (sure || other(counted)) && other(func(c Column) bool { return c.most(phrase, 60) })
}

// assign sets the fields of the other columns.
func (l *listing) assign() {
	code := &l.columns[l.code]
	code.Field = terms.Code
	l.numeric = !code.most(names, 50)
	l.grpc = code.n[names] > 2 && code.most(grpc, 80) && !code.most(status, 50)
	if l.numeric && code.n[status] > 0 && code.n[status]*10 >= code.n[anyCode]*9 {
		l.http = code.kind == terms.HTTP || code.kind == terms.StatusCode || l.around.http ||
			code.most(registered, 70) && l.rows(func(r row) bool { return terms.HasPhrase(r.words()) }) >= 50
	}
	for i := range l.columns {
		l.judge(i)
	}
	decimal := slices.ContainsFunc(l.columns, func(c Column) bool { return c.Field == terms.Number && c.n[hexInts] == 0 })
	for i := range l.columns { // numbers that another column has in decimal digits
		if c := &l.columns[i]; decimal && c.Field == terms.Number && c.most(hexInts, 90) {
			c.Field = terms.Alias
		}
	}
	l.once(terms.Number, terms.HTTP, terms.GRPC, terms.Name, terms.Title, terms.Message, terms.User, terms.Retry)
	l.meaning()
	for i := range l.columns {
		c := &l.columns[i]
		if c.Field = cmp.Or(c.Field, terms.Ignore); c.Field == terms.Ignore {
			c.Why = cmp.Or(c.Why, leftColumn(c))
		}
	}
	for _, f := range terms.Fields()[1:] { // the parts of sections
		if filled := lists.Count(l.table.rows, func(r row) bool { return r.parts[f] != nil }); filled > 0 {
			l.columns = append(l.columns, Column{Header: string(f), Field: f, Filled: filled})
		}
	}
}

// rule is what makes a column that of a field: the kind of its header, "any" of all, and the look of its cells.
type rule struct {
	is    terms.Field
	kinds []terms.Field
	when  func(l *listing, c *Column, i int) bool
}

// texts are the fields that only need a header, unless their cells are answers.
var texts = []terms.Field{terms.GRPC, terms.Message, terms.Cause, terms.Action, terms.User, terms.Meaning}

const anyKind terms.Field = "any"

// rules is the evidence, the strongest first. Without a field it is the one that the header names.
var rules = []rule{
	{terms.HTTP, []terms.Field{terms.HTTP}, func(_ *listing, c *Column, _ int) bool { return c.n[status] > 0 }},
	{terms.HTTP, []terms.Field{terms.StatusCode}, func(_ *listing, c *Column, _ int) bool { return c.most(status, 50) }},
	{terms.HTTP, []terms.Field{terms.Code}, func(l *listing, c *Column, _ int) bool {
		return c.most(registered, 100) && (!l.numeric || !c.differ()) && !terms.AboutErrors(c.Header)
	}},
	{terms.Number, []terms.Field{terms.Number, terms.Code, terms.Maybe}, func(l *listing, c *Column, _ int) bool {
		return c.most(ints, 70) && (!l.numeric || c.kind != terms.Code) && c.rank < c.cells
	}},
	{terms.Name, []terms.Field{terms.Maybe}, func(l *listing, c *Column, _ int) bool {
		return l.numeric && c.short(60) && !c.most(ints, 50) && c.distinct()
	}},
	{terms.Name, []terms.Field{terms.Code}, func(l *listing, c *Column, _ int) bool { return l.numeric && c.most(names, 70) && c.distinct() }},
	{terms.Name, []terms.Field{terms.Name}, func(l *listing, _ *Column, _ int) bool { return l.numeric }},
	{terms.Title, []terms.Field{terms.Name}, func(_ *listing, c *Column, _ int) bool { return c.n[phrase] > 0 || c.short(60) }},
	{"", []terms.Field{terms.Title, terms.Retry}, func(_ *listing, c *Column, _ int) bool { return c.short(60) }},
	{terms.Ignore, []terms.Field{terms.Other, terms.NoCodes}, func(*listing, *Column, int) bool { return true }},
	{"", texts, func(_ *listing, c *Column, _ int) bool { return !c.most(answers, 100) }},
	{terms.HTTP, []terms.Field{anyKind}, func(l *listing, c *Column, _ int) bool {
		return c.most(registered, 100) && c.most(ints, 80) && !l.http && !l.has(terms.HTTP) && c.rank < c.cells
	}},
	{terms.Name, []terms.Field{anyKind}, func(l *listing, c *Column, _ int) bool {
		return l.numeric && c.most(names, 90) && c.most(fairCode, 90) && c.unique*10 >= c.cells*9 && !l.has(terms.Name)
	}},
	{terms.Number, []terms.Field{anyKind}, func(l *listing, c *Column, _ int) bool {
		return c.Header == "" && c.most(ints, 100) && !l.numeric && c.differ() && c.rank < c.cells && !l.has(terms.Number)
	}},
	{terms.Alias, []terms.Field{anyKind}, func(l *listing, c *Column, _ int) bool {
		return c.Header == "" && !l.numeric && c.most(names, 100) && c.most(anyCode, 100) && c.differ() && c.cells > 2
	}},
	{terms.Title, []terms.Field{terms.Unknown}, func(l *listing, c *Column, i int) bool {
		return c.Header == "" && i == l.code+1 && c.short(40) && len(l.columns) > l.code+2 && c.distinct() && !c.most(fairCode, 50)
	}},
}

// judge sets the field of a column by the first rule that holds.
func (l *listing) judge(i int) {
	c := &l.columns[i]
	for _, r := range rules {
		any := r.kinds[0] == anyKind && c.cells > 0 && c.kind != terms.Code
		if c.Field == "" && (any || slices.Contains(r.kinds, c.kind)) && r.when(l, c, i) {
			c.Field = cmp.Or(r.is, c.kind)
		}
	}
}

func (l *listing) has(f terms.Field) bool {
	return slices.ContainsFunc(l.columns, func(c Column) bool { return c.Field == f })
}

// once keeps one column of each of the fields: the first. Others can still become text.
func (l *listing) once(fields ...terms.Field) {
	seen := map[terms.Field]bool{}
	for i := range l.columns {
		c := &l.columns[i]
		switch was := seen[c.Field]; {
		case l.given || !slices.Contains(fields, c.Field):
		case !was:
			seen[c.Field] = true
		case c.Field == terms.Title || c.Field == terms.User:
			c.Field = ""
		default:
			c.Field, c.Why = terms.Ignore, "another column gives the "+string(c.Field)
		}
	}
}

// meaning makes sure that a column is the meaning, if any can be, and assigns the remaining texts.
func (l *listing) meaning() {
	best, length := -1, 0
	for i, c := range l.columns {
		free := c.Field == "" && (!l.has(terms.Message) || c.kind != terms.Unknown || c.most(phrase, 50)) || c.Field == terms.Title && c.kind == terms.Title && l.table.fields == nil && !l.has(terms.Message)
		if free && c.length > length && !c.most(fairCode, 60) && !c.most(answers, 100) {
			best, length = i, c.length
		}
	}
	if best >= 0 && !l.has(terms.Meaning) && !l.has(terms.Summary) {
		l.columns[best].Field = terms.Meaning
	}
	for i := range l.columns {
		c := &l.columns[i]
		switch {
		case c.Field != "" || c.cells == 0:
		case c.kind == terms.Note, c.kind == terms.Title && c.n[phrase] > 0:
			c.Field = terms.Meaning
		case c.kind == terms.Maybe && c.most(phrase, 50):
			c.Field = terms.Cause
		case c.kind == terms.Retry:
			c.Field = terms.Action
		}
	}
}

func leftColumn(c *Column) string {
	switch {
	case c.cells == 0:
		return "it is empty"
	case c.kind == terms.Other, c.kind == terms.NoCodes:
		return "the catalog has no field for it"
	case c.rank == c.cells:
		return "it numbers the rows"
	}
	return "its header does not say what it is"
}
