package vendorpage

import (
	"slices"
	"strings"
)

// listing is a table that lists codes, with its entries.
type listing struct {
	table      *table
	columns    []Column
	code       int  // the column of the codes
	http, grpc bool // the codes are HTTP statuses, or names of gRPC statuses
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
	if t.head == 1 && t.dataFirst() {
		t.head = 0
	}
	if t.width() < 1 || len(t.body()) == 0 {
		return nil, "it has no rows"
	}
	l = &listing{table: t, code: -1, columns: t.columns(), around: p.surroundings(t)}
	if code >= 0 && code < len(l.columns) && l.columns[code].stat.most(l.columns[code].stat.codes[fair], 100) {
		l.code = code
	}
	for i, f := range t.fields {
		if l.columns[i].Field = f; f == FieldCode {
			l.code, l.given = i, true
		}
	}
	m.apply(l)
	if l.code < 0 {
		if why := l.foreign(); why != "" {
			return nil, why
		}
		l.findCode()
	}
	if l.code < 0 {
		return nil, "no column has codes"
	}
	l.assign()
	return l, ""
}

func (t *table) columns() (list []Column) {
	rows := t.sample()
	for col := range t.width() {
		c := Column{Header: t.header(col), stat: columnStats(rows, col)}
		if c.kind = classify(c.Header); fold(c.Header) == "term" && c.stat.most(c.stat.codes[sure], 90) {
			c.kind = maybeCode
		}
		for _, r := range t.body() {
			if !r.cells[col].empty() && !r.isCarried(col) {
				c.Filled++
			}
		}
		list = append(list, c)
	}
	return list
}

// firstIsHeader returns 1 if the first row has known headers and is unlike the rows below it, otherwise 0.
func (t *table) firstIsHeader() int {
	below := t.rows[1:min(len(t.rows), 20)]
	for col, c := range t.rows[0].lines() {
		alike := 0
		for _, r := range below {
			if s := r.cells[col].line(); codeShape(s) >= fair && styleOf(s) == styleOf(c) {
				alike++
			}
		}
		if codeShape(c) >= fair && alike*2 > len(below) {
			return 0
		}
	}
	return headerCells(t.rows[0].lines())
}

// headerCells returns 1 if a first row reads like a header, 0 if it reads like data.
func headerCells(cells []string) (head int) {
	for _, c := range cells {
		if classify(c) != unknownHeader {
			head = 1
		} else if codeShape(c) >= fair {
			return 0
		}
	}
	return head
}

// dataFirst reports whether a header row has data: some generators print the first row in bold, and a Markdown table
// must have a header.
func (t *table) dataFirst() bool {
	codes := 0
	for _, c := range t.rows[0].cells {
		s := c.line()
		if classify(s) != unknownHeader {
			return false
		} else if f := findCodes(c); len(f) > 0 && f[0].shape >= fair && !strings.Contains(s, " ") || statusRest.MatchString(s) {
			codes++
		}
	}
	return codes > 0
}

// foreign says what a table lists if it does not list codes.
func (l *listing) foreign() string {
	first, around := l.columns[0], l.around
	sureCode, types, pans := false, false, false
	for _, c := range l.columns {
		sureCode = sureCode || c.kind == FieldCode || c.kind == statusCode && c.stat.most(c.stat.codes[weak], 60)
		types = types || c.stat.most(c.stat.types, 60)
		pans = pans || c.stat.most(c.stat.pans, 50)
	}
	switch {
	case pans:
		return "it lists card numbers for tests"
	case sureCode:
	case first.kind == noCodes:
		return "it lists fields or the like: " + first.Header
	case types:
		return "it lists fields with their types"
	case !around.errors && !around.codes && !around.strict && aboutFields.MatchString(around.near):
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
	c := l.columns[l.code].stat
	weakCodes := c.most(c.registered, 100) || c.most(c.ints, 100) && c.unique < c.filled
	for i, o := range l.columns { // statuses, and numbers that repeat, are not the codes if there are names that do not repeat
		st := o.stat
		if i == l.code || !weakCodes || !st.most(st.names, 90) || !st.most(st.codes[weak], 90) || st.unique*10 < st.filled*9 {
			continue
		}
		named := st.most(st.codes[sure], 90) || st.most(st.codes[fair], 75) && (o.kind == FieldCode || o.kind == maybeCode)
		if named || st.unique > c.unique && st.most(st.codes[fair], 90) && (o.kind.isCode() || l.codeScore(i) > 0) {
			l.code = i
			return
		}
	}
}

// codeBase is how much a header says that its column has the codes.
var codeBase = map[Field]float64{
	FieldCode: 10, statusCode: 5, maybeCode: 4, FieldName: 3, FieldNumber: 3, unknownHeader: 3, FieldHTTP: 2, FieldGRPC: 1, FieldMessage: 0.5, FieldTitle: 0.5,
}

// codeScore rates a column as the one of the codes; 0 means that it cannot be.
func (l *listing) codeScore(i int) float64 {
	c, around := l.columns[i], l.around
	st, base := c.stat, codeBase[c.kind]
	errors := aboutErrors.MatchString(c.Header)
	switch {
	case l.phrases(c):
		return 8
	case base == 0 || !st.most(st.codes[weak], 60) || st.rank == st.filled && st.filled > 2 && c.kind != FieldCode:
		return 0
	case l.plainList(i) || l.names(i):
		return base + 6
	case st.most(st.pairs, 80) && st.unique == st.filled || l.explained() && st.most(st.codes[fair], 70):
		return base
	case c.kind == unknownHeader && (c.Header != "" && !around.page || st.filled < 2),
		c.kind == statusCode && !st.most(st.status, 60) && !st.most(st.grpc, 80) && !around.errors && !around.codes:
		return 0
	case c.kind == FieldCode || c.kind == statusCode || c.kind == FieldHTTP:
	case st.doubt*2 > st.filled && !around.strict && !st.most(st.status, 60) && !errors, !st.most(st.codes[fair], 70) || !errors && !around.believable(st):
		return 0
	}
	share := func(n int) float64 { return float64(n) / float64(st.filled) }
	score := base + 2*share(st.codes[fair]) + 2*share(st.codes[sure]) + 2*share(st.unique) - 0.1*float64(i)
	if (c.kind == FieldName || c.kind == unknownHeader) && st.most(st.names, 75) && st.most(st.codes[sure], 75) {
		score += 1.5 // GW_LOST next to 0x0000000B
	}
	if st.unique*2 < st.filled {
		score -= 4
	}
	if st.filled*2 < len(l.table.body()) {
		score -= 2
	}
	return max(score, 0.1)
}

// phrases reports whether a column that is called one of codes has short texts that do not repeat: "invalid argument".
func (l *listing) phrases(c Column) bool {
	st := c.stat
	return c.kind == FieldCode && aboutErrors.MatchString(c.Header) && st.filled > 2 && st.unique == st.filled && st.length/st.filled <= 40 && !st.most(st.codes[weak], 60) && st.ints == 0
}

// explained reports whether most rows have a cause or advice that is called one.
func (l *listing) explained() bool {
	n := 0
	for _, r := range l.table.body() {
		if r.parts[FieldCause] != nil || r.parts[FieldAction] != nil {
			n++
		}
	}
	return n*2 > len(l.table.body())
}

// names reports whether a column of a file of data has names, each with its number.
func (l *listing) names(i int) bool {
	st := l.columns[i].stat
	return l.table.shape == "list" && l.around.errors && l.columns[i].kind == FieldName && st.unique == st.filled && st.most(st.codes[weak], 100) && l.counted(i)
}

// counted reports whether another column has a different number in each row.
func (l *listing) counted(i int) bool {
	for k, c := range l.columns {
		if k != i && c.stat.most(c.stat.ints, 100) && c.stat.unique == c.stat.filled {
			return true
		}
	}
	return false
}

// plainList reports whether a table without headers is a list of codes by its look alone: different names or
// numbers in the first column, with sentences next to them.
func (l *listing) plainList(i int) bool {
	st := l.columns[i].stat
	if i > 0 || l.table.head > 0 || l.table.shape != "table" || st.filled < 3 || st.unique < st.filled || !st.most(st.codes[fair], 60) || !st.most(st.codes[weak], 100) {
		return false
	}
	if !l.counted(i) && (!st.most(st.codes[fair], 100) || st.doubt*3 > st.filled && !st.most(st.codes[sure], 60) || !st.most(st.codes[sure], 60) && !st.most(st.ints, 100)) {
		return false
	}
	return slices.ContainsFunc(l.columns[1:], func(c Column) bool { return c.stat.most(c.stat.phrase, 60) })
}

// assign sets the fields of the other columns.
func (l *listing) assign() {
	code := &l.columns[l.code]
	code.Field = FieldCode
	st := code.stat
	l.grpc = st.names > 2 && st.most(st.grpc, 80) && !st.most(st.status, 50)
	numeric := !st.most(st.names, 50)
	l.http = numeric && st.status > 0 && st.status*10 >= st.codes[weak]*9 && (code.kind == FieldHTTP || code.kind == statusCode || l.around.http || l.reasonPhrases())
	for i := range l.columns {
		if c := &l.columns[i]; c.Field == "" {
			c.Field = l.byHeader(c, numeric)
		}
		l.byLook(i, numeric)
	}
	decimal := slices.ContainsFunc(l.columns, func(c Column) bool { return c.Field == FieldNumber && c.stat.hex == 0 })
	for i := range l.columns { // numbers that another column has in decimal digits
		if c := &l.columns[i]; decimal && c.Field == FieldNumber && c.stat.most(c.stat.hex, 90) {
			c.Field = FieldAlias
		}
	}
	l.once(FieldNumber, FieldHTTP, FieldGRPC, FieldName, FieldTitle, FieldMessage, FieldUser, FieldRetry)
	l.meaning()
	for i := range l.columns {
		c := &l.columns[i]
		if c.Field == "" {
			c.Field = FieldIgnore
		}
		if c.Field == FieldIgnore && c.Why == "" {
			c.Why = leftColumn(c)
		}
	}
	l.partColumns()
}

// partColumns adds a column for each field of the parts of sections.
func (l *listing) partColumns() {
	filled := map[Field]int{}
	for _, r := range l.table.rows {
		for f := range r.parts {
			filled[f]++
		}
	}
	for _, f := range Fields()[1:] {
		if filled[f] > 0 {
			l.columns = append(l.columns, Column{Header: string(f), Field: f, Filled: filled[f]})
		}
	}
}

// reasonPhrases reports whether the words next to the statuses are HTTP reason phrases.
func (l *listing) reasonPhrases() bool {
	n := 0
	for _, r := range l.table.body() {
		if httpPhrase.MatchString(r.words()) {
			n++
		}
	}
	return n*2 >= len(l.table.body())
}

// byHeader returns the field that a header names, if the cells agree; "" otherwise.
func (l *listing) byHeader(c *Column, numeric bool) Field {
	st := c.stat
	short := st.filled > 0 && st.length/st.filled <= 60
	distinct := st.unique*2 > st.filled
	switch c.kind {
	case FieldHTTP, statusCode:
		if st.most(st.status, 50) || c.kind == FieldHTTP && st.status > 0 {
			return FieldHTTP
		}
	case FieldNumber, FieldCode, maybeCode:
		switch {
		case c.kind == FieldCode && st.most(st.registered, 100) && (!numeric || st.unique < st.filled) && !aboutErrors.MatchString(c.Header):
			return FieldHTTP
		case st.most(st.ints, 70) && (!numeric || c.kind != FieldCode) && st.rank < st.filled:
			return FieldNumber
		case c.kind == maybeCode && numeric && short && !st.most(st.ints, 50) && distinct, c.kind == FieldCode && numeric && st.most(st.names, 70) && distinct:
			return FieldName
		}
	case FieldName:
		if numeric {
			return FieldName
		}
		if st.phrase > 0 || st.most(st.names, 0) && short {
			return FieldTitle
		}
	case FieldTitle, FieldRetry:
		if short {
			return c.kind
		}
	case otherFact, noCodes:
		return FieldIgnore
	case FieldGRPC, FieldMessage, FieldCause, FieldAction, FieldUser, FieldMeaning:
		if !st.most(st.answers, 100) {
			return c.kind
		}
	}
	return ""
}

// byLook sets the field of a column whose header says nothing.
func (l *listing) byLook(i int, numeric bool) {
	c := &l.columns[i]
	st := c.stat
	if c.Field != "" || st.filled == 0 || c.kind == FieldCode {
		return
	}
	switch {
	case st.most(st.registered, 100) && st.most(st.ints, 80) && !l.http && !l.has(FieldHTTP) && st.rank < st.filled:
		c.Field = FieldHTTP
	case numeric && st.most(st.names, 90) && st.most(st.codes[fair], 90) && st.unique*10 >= st.filled*9 && !l.has(FieldName):
		c.Field = FieldName
	case c.Header == "" && st.most(st.ints, 100) && !numeric && st.unique == st.filled && st.rank < st.filled && !l.has(FieldNumber):
		c.Field = FieldNumber
	case c.Header == "" && !numeric && st.most(st.names, 100) && st.most(st.codes[weak], 100) && st.unique == st.filled && st.filled > 2:
		c.Field = FieldAlias
	case c.kind == unknownHeader && c.Header == "" && i == l.code+1 && st.length/st.filled <= 40 && len(l.columns) > l.code+2 &&
		st.unique*2 > st.filled && !st.most(st.codes[fair], 50):
		c.Field = FieldTitle
	}
}

func (l *listing) has(f Field) bool {
	return slices.ContainsFunc(l.columns, func(c Column) bool { return c.Field == f })
}

// once keeps one column of each of the fields: the first. Others can still become text.
func (l *listing) once(fields ...Field) {
	seen := map[Field]bool{}
	for i := range l.columns {
		c := &l.columns[i]
		switch {
		case l.given || !slices.Contains(fields, c.Field):
		case !seen[c.Field]:
			seen[c.Field] = true
		case c.Field == FieldTitle || c.Field == FieldUser:
			c.Field = ""
		default:
			c.Field, c.Why = FieldIgnore, "another column gives the "+string(c.Field)
		}
	}
}

// meaning makes sure that a column is the meaning, if any can be, and assigns the remaining texts.
func (l *listing) meaning() {
	best, length := -1, 0
	for i, c := range l.columns {
		st := c.stat
		texts := c.Field == "" && (!l.has(FieldMessage) || c.kind != unknownHeader || st.most(st.phrase, 50)) || c.Field == FieldTitle && c.kind == FieldTitle && l.table.fields == nil && !l.has(FieldMessage)
		if texts && st.length > length && !st.most(st.codes[fair], 60) && !st.most(st.answers, 100) {
			best, length = i, st.length
		}
	}
	if best >= 0 && !l.has(FieldMeaning) && !l.has(FieldSummary) {
		l.columns[best].Field = FieldMeaning
	}
	for i := range l.columns {
		c := &l.columns[i]
		switch {
		case c.Field != "" || c.stat.filled == 0:
		case c.kind == noteText, c.kind == FieldTitle && c.stat.phrase > 0:
			c.Field = FieldMeaning
		case c.kind == maybeCode && c.stat.most(c.stat.phrase, 50):
			c.Field = FieldCause
		case c.kind == FieldRetry:
			c.Field = FieldAction
		}
	}
}

func leftColumn(c *Column) string {
	switch {
	case c.stat.filled == 0:
		return "it is empty"
	case c.kind == otherFact, c.kind == noCodes:
		return "the catalog has no field for it"
	case c.stat.rank == c.stat.filled:
		return "it numbers the rows"
	}
	return "its header does not say what it is"
}
