package vendorpage

import "strings"

// Field is what a column goes into.
type Field string

// The fields. Those of the second group are read from CSV files that errdocs itself wrote, or through --map.
const (
	FieldCode    Field = "code"
	FieldNumber  Field = "number"
	FieldName    Field = "name"
	FieldTitle   Field = "title"
	FieldHTTP    Field = "http"
	FieldGRPC    Field = "grpc"
	FieldMeaning Field = "meaning"
	FieldCause   Field = "cause"
	FieldAction  Field = "recommendation"
	FieldUser    Field = "user-message"
	FieldRetry   Field = "retry"
	FieldIgnore  Field = "ignore"

	FieldSummary  Field = "summary"
	FieldCategory Field = "category"
	FieldFault    Field = "fault"
	FieldNextStep Field = "next_step"
	FieldAlias    Field = "alias"

	fieldID        Field = "id"
	fieldLifecycle Field = "lifecycle"
	fieldConcept   Field = "condition"
	fieldMatch     Field = "match"
)

// Fields returns all fields in the order in which they are explained.
func Fields() []Field {
	return []Field{
		FieldCode, FieldNumber, FieldName, FieldTitle, FieldHTTP, FieldGRPC, FieldMeaning, FieldCause, FieldAction,
		FieldUser, FieldRetry, FieldSummary, FieldCategory, FieldFault, FieldNextStep, FieldAlias, FieldIgnore,
	}
}

// Column tells where a column of a table went.
type Column struct {
	Header string `json:"header"`
	Field  Field  `json:"field"` // FieldIgnore: left out
	Filled int    `json:"filled"`
	Why    string `json:"why,omitempty"` // why it was left out

	kind headerKind
	stat stats
}

// listing is a table that lists codes.
type listing struct {
	table   *table
	columns []Column
	code    int  // the column of the codes
	http    bool // the codes are HTTP statuses
	grpc    bool // the codes are names of gRPC statuses
	given   bool // --map said so
}

// stats is what the cells of a column look like.
type stats struct {
	filled int
	codes  [4]int // by shape: how many cells hold a code at least that sure
	ints   int    // whole numbers and nothing else
	status int    // cells that name an HTTP status
	names  int    // symbolic codes
	grpc   int    // names of gRPC statuses
	types  int    // names of JSON types
	pans   int    // card numbers
	phrase int    // three words or more
	length int    // of all cells
	unique int    // different cells
	rank   int    // cells whose number is that of their row
	doubt  int    // codes that could as well be names of fields or methods
}

var jsonTypes = map[string]bool{
	"string": true, "integer": true, "int": true, "number": true, "boolean": true, "bool": true, "object": true,
	"array": true, "float": true, "double": true, "date": true, "datetime": true, "enum": true, "uuid": true, "long": true,
}

func columnStats(t *table, col int) stats {
	var st stats
	seen := map[string]bool{}
	for i, r := range t.body() {
		cell := r.cells[col]
		s := cell.line()
		if s == "" || r.isCarried(col) {
			continue
		}
		st.filled++
		st.length += len(s)
		if !seen[s] {
			seen[s] = true
			st.unique++
		}
		if strings.Count(s, " ") >= 2 {
			st.phrase++
		}
		st.look(cell, s)
		if integer.MatchString(s) && s == itoa(i+1) {
			st.rank++
		}
	}
	return st
}

// look judges one cell.
func (st *stats) look(cell text, s string) {
	if integer.MatchString(s) {
		st.ints++
	}
	if len(s) < 60 && len(statuses(s)) > 0 {
		st.status++
	}
	if len(s) < 12 && jsonTypes[strings.ToLower(strings.TrimSuffix(s, "[]"))] {
		st.types++
	}
	if cardNumber(s) {
		st.pans++
		return
	}
	list := findCodes(cell)
	if len(list) == 0 {
		return
	}
	lowest := sure
	for _, f := range list {
		lowest = min(lowest, f.shape)
	}
	for sh := weak; sh <= lowest; sh++ {
		st.codes[sh]++
	}
	if doubtful(list[0].code) {
		st.doubt++
	}
	if symbolic(list[0].code) {
		st.names++
		if code := list[0].code; len(code) <= 20 && code == strings.ToUpper(code) && grpcName(code) != "" {
			st.grpc++
		}
	}
}

// most reports whether n is at least that share of the cells that are filled.
func (st *stats) most(n int, percent int) bool {
	return st.filled > 0 && n*100 >= st.filled*percent
}

// cardNumber reports whether a cell is a card number: 13 to 19 digits, perhaps in groups, with the right
// check digit (ISO/IEC 7812-1, annex B).
func cardNumber(s string) bool {
	sum, n := 0, 0
	for i := len(s) - 1; i >= 0; i-- {
		c := s[i]
		if c == ' ' || c == '-' {
			continue
		}
		if c < '0' || c > '9' {
			return false
		}
		d := int(c - '0')
		if n%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
		n++
	}
	return n >= 13 && n <= 19 && sum%10 == 0
}

// surroundings are the words around a table.
type surroundings struct {
	near   string // nearest heading, caption and lead
	all    string // all headings and the page's title as well
	errors bool   // near speaks of errors
	codes  bool   // near speaks of codes
	page   bool   // something around speaks of errors
	http   bool   // near speaks of HTTP
	strict bool   // near says that it lists codes
}

func (p *Page) surroundings(t *table) surroundings {
	var s surroundings
	path := t.under.path()
	near := []string{t.caption}
	if len(path) > 0 {
		near = append(near, path[len(path)-1].words)
	}
	if len(t.lead) < 400 {
		near = append(near, t.lead)
	}
	s.near = strings.Join(near, "\n")
	all := []string{s.near, p.Title, p.URL}
	for _, h := range path {
		all = append(all, h.words)
	}
	s.all = strings.Join(all, "\n")
	s.errors = aboutErrors.MatchString(s.near)
	s.codes = aboutCodes.MatchString(s.near)
	s.page = aboutErrors.MatchString(s.all) || aboutCodes.MatchString(s.all)
	s.http = aboutHTTP.MatchString(s.near)
	for _, words := range near {
		s.strict = s.strict || listsCodes.MatchString(words)
	}
	return s
}

// list decides whether a table lists codes. Where it does not, why says what it is.
func (p *Page) list(t *table, m Mapping) (l *listing, why string) {
	if t.width() < 1 || len(t.body()) == 0 {
		return nil, "it has no rows"
	}
	if t.vendor == "" {
		t = upright(t)
	}
	if t.head == 0 && len(t.rows) > 1 {
		t.head = headRows(t)
	}
	dataHead(t)
	around := p.surroundings(t)
	l = &listing{table: t, code: -1}
	for col := range t.width() {
		h := t.header(col)
		l.columns = append(l.columns, Column{Header: h, kind: classify(h), stat: columnStats(t, col)})
		l.columns[col].Filled = l.columns[col].stat.filled
	}
	if t.vendor != "" {
		l.exported()
		return l, ""
	}
	m.apply(l)
	if l.code < 0 {
		if why := l.foreign(around); why != "" {
			return nil, why
		}
		l.findCode(around)
	}
	if l.code < 0 {
		return nil, "no column holds codes"
	}
	l.assign(around)
	return l, ""
}

// exported gives the columns of a table that errdocs wrote their fields.
func (l *listing) exported() {
	for i := range l.columns {
		c := &l.columns[i]
		c.Field = exportColumns[c.Header]
		switch c.Field {
		case "":
			c.Field, c.Why = FieldIgnore, "other columns tell it"
		case FieldCode:
			l.code = i
		}
	}
	l.given = true
}

// dataHead takes back a header row that holds data: some generators make the first row bold, and Markdown
// has no table without a header.
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

// foreign says what a table lists when that is not codes.
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
		return "the heading speaks of something else"
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
	// Statuses that come back beside names that do not are not the code.
	c := &l.columns[l.code]
	if c.stat.most(c.stat.status, 100) && c.stat.unique < c.stat.filled {
		for i, o := range l.columns {
			if i != l.code && o.stat.most(o.stat.names, 90) && o.stat.most(o.stat.codes[fair], 90) &&
				o.stat.unique > c.stat.unique && l.codeScore(i, around) > 0 {
				l.code = i
				return
			}
		}
	}
}

// codeScore says how well a column would be the one of the codes; 0 is not at all.
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
		if st.doubt*2 > st.filled && !around.strict && !st.most(st.status, 60) && !aboutErrors.MatchString(c.Header) {
			return 0
		}
		if !st.most(st.codes[fair], 70) || !around.believable(st) {
			return 0
		}
	}
	if c.kind == headerUnknown && st.filled < 2 {
		return 0
	}
	if c.kind == headerStatus && !st.most(st.status, 60) && !st.most(st.grpc, 80) && !around.errors {
		return 0
	}
	share := func(n int) float64 { return float64(n) / float64(st.filled) }
	score := base + 2*share(st.codes[fair]) + 2*share(st.codes[sure]) + 2*share(st.unique) - 0.1*float64(i)
	if st.unique*2 < st.filled {
		score -= 4
	}
	if filled := share(st.filled) * float64(st.filled); filled*2 < float64(len(l.table.body())) {
		score -= 2
	}
	return max(score, 0.1)
}

// believable reports whether cells that no header calls codes may be codes: all of them look like nothing
// else, or something around speaks of errors or codes.
func (s surroundings) believable(st stats) bool {
	if s.errors || s.codes {
		return true
	}
	if st.most(st.names, 100) && st.most(st.codes[sure], 80) {
		return s.page
	}
	return st.most(st.status, 100) && s.page
}

// assign gives the other columns their fields.
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

// reasonPhrases reports whether words beside the statuses are those of HTTP.
func (l *listing) reasonPhrases() bool {
	n := 0
	for _, r := range l.table.body() {
		words := ""
		for _, c := range r.cells {
			words += " " + c.line()
		}
		if httpPhrase.MatchString(words) {
			n++
		}
	}
	return n*2 >= len(l.table.body())
}

// byHeader gives a column the field that its header names, if the cells agree.
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
		case st.most(st.ints, 80) && !numeric && st.rank < st.filled:
			return FieldNumber
		case st.most(st.ints, 80) && c.kind == headerMaybe && st.rank < st.filled:
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

// byLook gives columns whose headers say nothing a field.
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
		case c.kind == headerUnknown && c.Header == "" && i == l.code+1 && st.length/st.filled <= 40 && len(l.columns) > l.code+2 &&
			st.unique*2 > st.filled && !st.most(st.codes[fair], 50):
			c.Field = FieldTitle
		}
	}
}

func (l *listing) has(f Field) bool {
	for _, c := range l.columns {
		if c.Field == f {
			return true
		}
	}
	return false
}

// once keeps one column of each of the fields: the first. The others may still be told as text.
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

// meaning makes sure that a column tells what a code means, if any does, and gives the texts that are left
// their place.
func (l *listing) meaning() {
	if !l.has(FieldMeaning) && !l.has(FieldSummary) {
		best, length := -1, 0
		for i, c := range l.columns {
			texts := c.Field == "" || c.Field == FieldTitle && c.kind == headerMessage
			if texts && c.stat.length > length && !c.stat.most(c.stat.codes[fair], 60) {
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
	return "its header does not say what it holds"
}

// maxLabels is how many rows a table may have whose first column holds the headers.
const maxLabels = 24

// upright turns a table around whose first column holds the headers: one code in each other column.
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
	for _, c := range t.rows[0].cells[1:] { // a table the right way up has headers there, too
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
