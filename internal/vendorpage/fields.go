package vendorpage

import (
	"regexp"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
)

// Field is what a column, or a text after a label, goes into.
type Field string

// The fields. Summary and alias come from lists and --map only.
const (
	FieldCode    Field = "code"
	FieldNumber  Field = "number"
	FieldName    Field = "name"
	FieldTitle   Field = "title"
	FieldMessage Field = "message"
	FieldHTTP    Field = "http"
	FieldGRPC    Field = "grpc"
	FieldMeaning Field = "meaning"
	FieldCause   Field = "cause"
	FieldAction  Field = "recommendation"
	FieldUser    Field = "user-message"
	FieldRetry   Field = "retry"
	FieldSummary Field = "summary"
	FieldAlias   Field = "alias"
	FieldIgnore  Field = "ignore"
)

// What headers say besides; no column goes into these.
const (
	unknownHeader Field = ""
	maybeCode     Field = "maybe"  // "Error", "Value", "Type": the code where the cells look like it
	statusCode    Field = "status" // "Status code": HTTP where the cells are
	noteText      Field = "note"
	otherFact     Field = "other" // something else about the same row: a version, a date, a type
	noCodes       Field = "field" // the rows are not codes: parameters, endpoints, cards …
)

// Fields returns all fields in the order of the help text.
func Fields() []Field {
	return []Field{
		FieldCode, FieldNumber, FieldName, FieldTitle, FieldMessage, FieldHTTP, FieldGRPC, FieldMeaning, FieldCause, FieldAction,
		FieldUser, FieldRetry, FieldSummary, FieldAlias, FieldIgnore,
	}
}

// words reports whether a field is the vendor's wording, not a number, a reference or a word of a closed list.
func (f Field) words() bool {
	return slices.Contains([]Field{FieldName, FieldTitle, FieldMessage, FieldSummary, FieldMeaning, FieldCause, FieldAction, FieldUser, FieldRetry}, f)
}

// isCode reports whether a column with this header can be the one of the codes.
func (f Field) isCode() bool {
	return f == FieldCode || f == maybeCode || f == statusCode || f == FieldHTTP
}

// labeled returns the field of a text after a label or key of this kind, "" if it does not say.
func (f Field) labeled() Field {
	if is, ok := labelKinds[f]; ok {
		return is
	}
	return f
}

var labelKinds = map[Field]Field{maybeCode: FieldCode, statusCode: FieldHTTP, noteText: "", otherFact: "", noCodes: ""}

// Column says where a column of a table went.
type Column struct {
	Header string `json:"header"`
	Field  Field  `json:"field"` // FieldIgnore: left out
	Filled int    `json:"filled"`
	Why    string `json:"why,omitempty"` // why it was left out

	kind Field // what its header says
	stats
}

var (
	camelGap = regexp.MustCompile(`([a-z0-9])([A-Z])|([A-Z]{2,})([A-Z][a-z])`)
	notWord  = regexp.MustCompile(`[^\p{L}\p{N}#]+`)
	plurals  = regexp.MustCompile(`([a-z]{2,}[^s\W])s\b`)
	// remark matches what a header says of the presence of its cells.
	remark = regexp.MustCompile(`(?i)\((?:recommended|optional|required|mandatory|suggested)\)`)

	textAndAdvice, rowNumber = pattern("text and advice"), pattern("row number")
	// listsCodes matches headings and leads below which even ambiguous names are codes. The others match words about errors,
	// about codes in general, and so on, in a heading, caption or lead.
	listsCodes                                      = pattern("lists codes")
	aboutErrors, aboutCodes, aboutHTTP, aboutFields = pattern("about errors"), pattern("about codes"), pattern("about http"), pattern("about fields")
)

// fold writes a header in lower case, its words separated by single spaces and in the singular.
func fold(s string) string { return singular(parted(s)) }

// parted separates the words of names such as ErrorCode.
func parted(s string) string { return camelGap.ReplaceAllString(s, "$1$3 $2$4") }

// singular is fold without separating words at capitals: iOS is one word.
func singular(s string) string {
	s = strings.TrimSpace(notWord.ReplaceAllString(strings.ToLower(s), " "))
	s = strings.ReplaceAll(" "+s+" ", " status ", " \x00 ")
	return strings.NewReplacer("\x00", "status", " the ", " ").Replace(strings.TrimSpace(plurals.ReplaceAllString(s, "$1")))
}

// classify says what a column with a header is. Long texts are not headers.
func classify(s string) Field {
	if s == "" || len(s) > 80 {
		return unknownHeader
	}
	return knownHeader(s)
}

var knownHeader = memo(readHeader)

func readHeader(s string) Field {
	words := fold(remark.ReplaceAllString(s, ""))
	for _, h := range headerWords {
		if h.re.MatchString(words) {
			if h.is == FieldAction && textAndAdvice.MatchString(words) {
				return FieldMeaning
			}
			return h.is
		}
	}
	if rowNumber.MatchString(words) {
		return otherFact
	}
	return unknownHeader
}

// labels matches words that start a part of a section. Unlike a column header, such a label is all of its heading
// or of the bold words that start a paragraph.
var labels = pattern("label")

var knownLabel = memo(labels.MatchString)

func isLabel(words string) bool {
	return len(words) >= 3 && len(words) <= 48 && labelWords.MatchString(words) && knownLabel(words)
}

var (
	labelWords   = regexp.MustCompile(`^[A-Za-z :?.-]+$`)
	aboutReasons = regexp.MustCompile(`(?i)\breasons?\b`)
)

// labelField returns the field that a label starts.
func labelField(words string, other Field) Field {
	if !isLabel(words) {
		return other
	}
	f := classify(words).labeled()
	return Field(firstOf(string(f), string(FieldMeaning)))
}

// splitLabel cuts the label off a paragraph: bold or italic words at its start, or words followed by a colon.
func splitLabel(t text) (Field, text, bool) {
	if len(t) == 0 {
		return "", nil, false
	}
	words := squeeze(t[0].text)
	if t[0].style&(strong|emphasis) != 0 && isLabel(words) {
		return labelField(words, FieldMeaning), trimStart(t[1:]), true
	}
	if at := strings.IndexAny(words, ":?"); at > 0 && t[0].style == 0 && isLabel(words[:at]) {
		return labelField(words[:at], FieldMeaning), trimStart(append(text{{text: words[at+1:]}}, t[1:]...)), true
	}
	return "", nil, false
}

// trimStart removes the separator between a code or label and the words after it.
func trimStart(t text) text {
	rest := append(text{}, t...)
	for len(rest) > 0 {
		rest[0].text, rest[0].gap = strings.TrimLeft(rest[0].text, " :–—-=>\n\t"), noGap
		if rest[0].text != "" {
			break
		}
		rest = rest[1:]
	}
	return rest
}

// Mapping is the value of --map: which column goes into which field.
type Mapping []mapped

type mapped struct {
	column string // a header, or the number of a column from 1
	field  Field
}

// mapPair is one of the pairs that commas separate; a header can have commas itself.
var mapPair = regexp.MustCompile(`\s*(.+?)\s*=\s*([^,=]*?)\s*(?:,|$)`)

// ParseMapping reads "header=field" pairs, several in one string separated by commas. A column is named by its
// header in any case, or by its number from 1.
func ParseMapping(pairs []string) (m Mapping, err error) {
	for _, p := range pairs {
		if rest := mapPair.ReplaceAllString(p, ""); rest != "" {
			return nil, usage("such as --map 'Reason=code,Text=meaning'", "--map %q is not column=field", rest)
		}
		for _, pair := range mapPair.FindAllStringSubmatch(p, -1) {
			field := Field(pair[2])
			if aliased, ok := fieldAliases[field]; ok {
				field = aliased
			}
			if !slices.Contains(Fields(), field) {
				return nil, usage(fieldHint(string(field)), "--map: unknown field %q", string(field))
			}
			m = append(m, mapped{pair[1], field})
		}
	}
	return m, nil
}

// fieldAliases are the names that set files and exported CSV files use for some fields.
var fieldAliases = map[Field]Field{
	"description": FieldMeaning, "causes": FieldCause, "actions": FieldAction, "action": FieldAction, "user_message": FieldUser,
	"aliases": FieldAlias, "none": FieldIgnore, "": FieldIgnore, "-": FieldIgnore,
}

func fieldHint(name string) string {
	var all []string
	for _, f := range Fields() {
		all = append(all, string(f))
	}
	if near := content.Nearest(name, all); near != "" {
		return "did you mean " + near + "?"
	}
	return "fields: " + strings.Join(all, ", ")
}

// names reports whether a pair is about a column.
func (m mapped) names(header string, col int) bool {
	return strings.EqualFold(fold(header), fold(m.column)) || m.column == itoa(col+1)
}

// apply sets the fields of the columns that are named. A table without any of them is not changed.
func (m Mapping) apply(l *listing) {
	for _, one := range m {
		for i := range l.columns {
			c := &l.columns[i]
			if !one.names(c.Header, i) {
				continue
			}
			c.Field, l.given = one.field, true
			if one.field == FieldCode {
				l.code = i
			}
			if one.field == FieldIgnore {
				c.Why = "--map says so"
			}
		}
	}
}

// unused returns the columns of the mapping that are in no table.
func (m Mapping) unused(tables []*table) (list []string) {
	for _, one := range m {
		if !slices.ContainsFunc(tables, func(t *table) bool {
			for col := range t.width() {
				if one.names(t.header(col), col) {
					return true
				}
			}
			return false
		}) {
			list = append(list, one.column)
		}
	}
	return list
}
