package vendorpage

import (
	"slices"
	"strings"
)

// listing is a table that lists codes.
type listing struct {
	table   *table
	columns []Column
	code    int  // the column of the codes
	http    bool // the codes are HTTP statuses
	grpc    bool // the codes are names of gRPC statuses
	given   bool // --map said so
}

// list decides whether a table lists codes. If not, why says what it is. For a code column that is known already,
// the codes in it are enough evidence.
func (p *Page) list(t *table, m Mapping, code int) (l *listing, why string) {
	if t.width() < 1 || len(t.body()) == 0 {
		return nil, "it has no rows"
	}
	if t.vendor == "" {
		t = upright(t)
	}
	if t.head == 0 && len(t.rows) > 1 && t.shape != "list" {
		t.head = headerCells(t.rows[0].lines())
	}
	dataHead(t)
	around := p.surroundings(t)
	l = &listing{table: t, code: -1, columns: t.columns()}
	if t.vendor != "" {
		l.exported()
		return l, ""
	}
	if code >= 0 && code < len(l.columns) && l.columns[code].stat.most(l.columns[code].stat.codes[fair], 100) {
		l.code = code
	}
	m.apply(l)
	if l.code < 0 {
		if why := l.foreign(around); why != "" {
			return nil, why
		}
		l.findCode(around)
	}
	if l.code < 0 {
		return nil, "no column has codes"
	}
	l.assign(around)
	return l, ""
}

func (t *table) columns() []Column {
	var list []Column
	for col := range t.width() {
		h := t.header(col)
		c := Column{Header: h, kind: classify(h), stat: columnStats(t, col)}
		for _, r := range t.body() {
			if !r.cells[col].empty() && !r.isCarried(col) {
				c.Filled++
			}
		}
		list = append(list, c)
	}
	return list
}

// exported sets the fields of the columns of a table that errdocs wrote.
func (l *listing) exported() {
	for i := range l.columns {
		c := &l.columns[i]
		c.Field = exportColumns[c.Header]
		switch c.Field {
		case "":
			c.Field, c.Why = FieldIgnore, "other columns have it"
		case FieldCode:
			l.code = i
		}
	}
	l.given = true
}

// dataHead makes a header row a data row if it has data: some generators print the first row in bold, and a
// Markdown table must have a header.
func dataHead(t *table) {
	if t.head != 1 {
		return
	}
	codes, known := 0, 0
	for _, c := range t.rows[0].cells {
		s := c.line()
		if classify(s) != headerUnknown {
			known++
		} else if f := findCodes(c); len(f) > 0 && f[0].shape >= fair && !strings.Contains(s, " ") || statusRest.MatchString(s) {
			codes++
		}
	}
	if codes > 0 && known == 0 {
		t.head = 0
	}
}

// foreign says what a table lists if it does not list codes.
func (l *listing) foreign(around surroundings) string {
	first := l.columns[0]
	sureCode, types, pans := false, false, false
	for _, c := range l.columns {
		sureCode = sureCode || c.kind == headerCode || c.kind == headerStatus && c.stat.most(c.stat.codes[weak], 60)
		types = types || c.stat.most(c.stat.types, 60)
		pans = pans || c.stat.most(c.stat.pans, 50)
	}
	switch {
	case pans:
		return "it lists card numbers for tests"
	case first.kind == headerField && !sureCode:
		return "it lists fields or the like: " + first.Header
	case types && !sureCode:
		return "it lists fields with their types"
	case !sureCode && !around.errors && !around.codes && aboutFields.MatchString(around.near):
		return "the heading is about something else"
	}
	return ""
}

// findCode chooses the column of the codes.
func (l *listing) findCode(around surroundings) {
	best := 0.0
	for i := range l.columns {
		if score := l.codeScore(i, around); score > best {
			best, l.code = score, i
		}
	}
	if l.code < 0 {
		return
	}
	// Statuses that repeat or span rows are not the codes if there are names that do not repeat.
	c := &l.columns[l.code]
	if c.stat.most(c.stat.status, 100) {
		for i, o := range l.columns {
			if i != l.code && o.stat.most(o.stat.names, 90) && o.stat.most(o.stat.codes[fair], 90) &&
				o.stat.unique > c.stat.unique && (o.kind.code() || l.codeScore(i, around) > 0) {
				l.code = i
				return
			}
		}
	}
}

// codeScore rates a column as the one of the codes; 0 means that it cannot be.
func (l *listing) codeScore(i int, around surroundings) float64 {
	c := l.columns[i]
	st := c.stat
	base := map[headerKind]float64{
		headerCode: 10, headerStatus: 5, headerMaybe: 4, headerName: 3, headerNumber: 3, headerUnknown: 3, headerHTTP: 2, headerGRPC: 1, headerMessage: 0.5,
	}[c.kind]
	if base == 0 || st.filled == 0 || !st.most(st.codes[weak], 60) || st.rank == st.filled && st.filled > 2 && c.kind != headerCode {
		return 0
	}
	if c.kind == headerUnknown && c.Header != "" && !around.page {
		return 0
	}
	if c.kind != headerCode && c.kind != headerStatus && c.kind != headerHTTP {
		errors := aboutErrors.MatchString(c.Header)
		if st.doubt*2 > st.filled && !around.strict && !st.most(st.status, 60) && !errors {
			return 0
		}
		if !st.most(st.codes[fair], 70) || !errors && !around.believable(st) {
			return 0
		}
	}
	if c.kind == headerUnknown && st.filled < 2 {
		return 0
	}
	if c.kind == headerStatus && !st.most(st.status, 60) && !st.most(st.grpc, 80) && !around.errors && !around.codes {
		return 0
	}
	share := func(n int) float64 { return float64(n) / float64(st.filled) }
	score := base + 2*share(st.codes[fair]) + 2*share(st.codes[sure]) + 2*share(st.unique) - 0.1*float64(i)
	if (c.kind == headerName || c.kind == headerUnknown) && st.most(st.names, 75) && st.most(st.codes[sure], 75) {
		score += 1.5 // GW_LOST next to 0x0000000B
	}
	if st.unique*2 < st.filled {
		score -= 4
	}
	if filled := share(st.filled) * float64(st.filled); filled*2 < float64(len(l.table.body())) {
		score -= 2
	}
	return max(score, 0.1)
}

// assign sets the fields of the other columns.
func (l *listing) assign(around surroundings) {
	code := &l.columns[l.code]
	code.Field = FieldCode
	l.grpc = code.stat.names > 2 && code.stat.most(code.stat.grpc, 80) && !code.stat.most(code.stat.status, 50)
	numeric := !code.stat.most(code.stat.names, 50)
	l.http = numeric && code.stat.status > 0 && code.stat.status*10 >= code.stat.codes[weak]*9 &&
		(code.kind == headerHTTP || code.kind == headerStatus || around.http || l.reasonPhrases())
	for i := range l.columns {
		if c := &l.columns[i]; c.Field == "" {
			c.Field = l.byHeader(c, numeric)
		}
	}
	l.byLook(numeric)
	l.once(FieldNumber, FieldHTTP, FieldGRPC, FieldName, FieldTitle, FieldUser, FieldRetry)
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
	switch c.kind {
	case headerHTTP, headerStatus:
		if st.most(st.status, 50) || c.kind == headerHTTP && st.status > 0 {
			return FieldHTTP
		}
	case headerGRPC:
		return FieldGRPC
	case headerNumber, headerCode, headerMaybe:
		switch {
		case st.most(st.ints, 70) && (!numeric || c.kind != headerCode) && st.rank < st.filled:
			return FieldNumber
		case c.kind == headerMaybe && numeric && short && !st.most(st.ints, 50) && st.unique*2 > st.filled:
			return FieldName
		case c.kind == headerCode && numeric && st.most(st.names, 70) && st.unique*2 > st.filled:
			return FieldName
		}
	case headerName:
		if numeric {
			return FieldName
		}
		if st.phrase > 0 || st.most(st.names, 0) && short {
			return FieldTitle
		}
	case headerMessage:
		if short {
			return FieldTitle
		}
	case headerCause:
		return FieldCause
	case headerAction:
		return FieldAction
	case headerUser:
		return FieldUser
	case headerRetry:
		if short {
			return FieldRetry
		}
	case headerMeaning:
		return FieldMeaning
	case headerOther, headerField:
		return FieldIgnore
	}
	return ""
}

// byLook sets the fields of columns whose headers say nothing.
func (l *listing) byLook(numeric bool) {
	for i := range l.columns {
		c := &l.columns[i]
		st := c.stat
		if c.Field != "" || st.filled == 0 {
			continue
		}
		switch {
		case st.most(st.status, 100) && st.most(st.ints, 80) && !l.http && !l.has(FieldHTTP) && st.rank < st.filled:
			c.Field = FieldHTTP
		case numeric && st.most(st.names, 90) && st.most(st.codes[fair], 90) && st.unique*10 >= st.filled*9 && !l.has(FieldName):
			c.Field = FieldName
		case c.Header == "" && st.most(st.ints, 100) && !numeric && st.unique == st.filled && st.rank < st.filled && !l.has(FieldNumber):
			c.Field = FieldNumber
		case c.kind == headerUnknown && c.Header == "" && i == l.code+1 && st.length/st.filled <= 40 && len(l.columns) > l.code+2 &&
			st.unique*2 > st.filled && !st.most(st.codes[fair], 50):
			c.Field = FieldTitle
		}
	}
}

func (l *listing) has(f Field) bool {
	return slices.ContainsFunc(l.columns, func(c Column) bool { return c.Field == f })
}

// once keeps one column of each of the fields: the first. Others can still become text.
func (l *listing) once(fields ...Field) {
	for _, f := range fields {
		seen := false
		for i := range l.columns {
			c := &l.columns[i]
			if c.Field != f || l.given {
				continue
			}
			if seen {
				c.Field = ""
				if f != FieldTitle && f != FieldUser {
					c.Field, c.Why = FieldIgnore, "another column gives the "+string(f)
				}
			}
			seen = true
		}
	}
}

// meaning makes sure that a column is the meaning, if any can be, and assigns the remaining texts.
func (l *listing) meaning() {
	if !l.has(FieldMeaning) && !l.has(FieldSummary) {
		best, length := -1, 0
		for i, c := range l.columns {
			texts := c.Field == "" || c.Field == FieldTitle && c.kind == headerMessage
			other := best >= 0 && c.kind == headerMessage && l.columns[best].kind == headerMessage // in another language
			if texts && !other && c.stat.length > length && !c.stat.most(c.stat.codes[fair], 60) {
				best, length = i, c.stat.length
			}
		}
		if best >= 0 {
			l.columns[best].Field = FieldMeaning
		}
	}
	for i := range l.columns {
		c := &l.columns[i]
		if c.Field != "" || c.stat.filled == 0 {
			continue
		}
		switch {
		case c.kind == headerNote, c.kind == headerMessage && c.stat.phrase > 0:
			c.Field = FieldMeaning
		case c.kind == headerMaybe && c.stat.most(c.stat.phrase, 50):
			c.Field = FieldCause
		case c.kind == headerRetry:
			c.Field = FieldAction
		}
	}
}

func leftColumn(c *Column) string {
	switch {
	case c.stat.filled == 0:
		return "it is empty"
	case c.kind == headerOther, c.kind == headerField:
		return "the catalog has no field for it"
	case c.stat.rank == c.stat.filled:
		return "it numbers the rows"
	}
	return "its header does not say what it is"
}

// maxLabels is the maximum number of rows of a table whose first column has the headers.
const maxLabels = 24

// upright transposes a table whose first column has the headers and every other column one code.
func upright(t *table) *table {
	if t.width() < 2 || len(t.rows) < 2 || len(t.rows) > maxLabels {
		return t
	}
	labels, code := 0, false
	for _, r := range t.rows {
		switch h := classify(r.cells[0].line()); {
		case h == headerCode || h == headerStatus || h == headerHTTP:
			code = true
			labels++
		case h != headerUnknown && h != headerField:
			labels++
		}
	}
	if !code || labels*3 < len(t.rows)*2 {
		return t
	}
	for _, c := range t.rows[0].cells[1:] { // an upright table has headers there too
		if classify(c.line()) != headerUnknown && len(findCodes(c)) == 0 {
			return t
		}
	}
	turned := &table{line: t.line, shape: t.shape, under: t.under, lead: t.lead, caption: t.caption, head: 1}
	for col := range t.width() {
		r := row{line: t.line}
		for k := range t.rows {
			r.cells = append(r.cells, t.rows[k].cells[col])
		}
		turned.rows = append(turned.rows, r)
	}
	turned.square()
	return turned
}
