package vendorpage

import (
	"cmp"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/internal/terms"
)

// Column says where a column of a table went.
type Column struct {
	Header string      `json:"header"`
	Field  terms.Field `json:"field"` // Ignore: left out
	Filled int         `json:"filled"`
	Why    string      `json:"why,omitempty"` // why it was left out

	kind terms.Field // what its header says
	stats
}

// labelField returns the field that a label starts.
func labelField(words string, other terms.Field) terms.Field {
	if !terms.IsLabel(words) {
		return other
	}
	return cmp.Or(terms.Classify(words).Labeled(), terms.Meaning)
}

// splitLabel cuts the label off a paragraph: bold or italic words at its start, or words followed by a colon.
func splitLabel(t text) (terms.Field, text, bool) {
	words := squeeze(t[0].text)
	if t[0].style&(strong|emphasis) != 0 && terms.IsLabel(words) {
		return labelField(words, terms.Meaning), trimStart(t[1:]), true
	}
	if at := strings.IndexAny(words, ":?"); at > 0 && t[0].style == 0 && terms.IsLabel(words[:at]) {
		return labelField(words[:at], terms.Meaning), trimStart(append(text{{text: words[at+1:]}}, t[1:]...)), true
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
	field  terms.Field
}

// mapPair is one of the pairs that commas separate; a header can have commas itself.
var mapPair = pattern.New(`\s*(.+?)\s*=\s*([^,=]*?)\s*(?:,|$)`)

// ParseMapping reads "header=field" pairs, several in one string separated by commas. A column is named by its
// header in any case, or by its number from 1.
func ParseMapping(pairs []string) (m Mapping, err error) {
	for _, p := range pairs {
		if rest := mapPair.ReplaceAllString(p, ""); rest != "" {
			return nil, usage("such as --map 'Reason=code,Text=meaning'", "--map %q is not column=field", rest)
		}
		for _, pair := range mapPair().FindAllStringSubmatch(p, -1) {
			field := terms.Field(pair[2])
			if aliased, ok := fieldAliases[field]; ok {
				field = aliased
			}
			if !slices.Contains(terms.Fields(), field) {
				return nil, usage(fieldHint(string(field)), "--map: unknown field %q", string(field))
			}
			m = append(m, mapped{pair[1], field})
		}
	}
	return m, nil
}

// fieldAliases are the names that set files and exported CSV files use for some fields.
var fieldAliases = map[terms.Field]terms.Field{
	"description": terms.Meaning, "causes": terms.Cause, "actions": terms.Action, "action": terms.Action, "user_message": terms.User,
	"aliases": terms.Alias, "none": terms.Ignore, "": terms.Ignore, "-": terms.Ignore,
}

func fieldHint(name string) string {
	all := lists.Each(terms.Fields(), func(f terms.Field) string { return string(f) })
	if near := content.Nearest(name, all); near != "" {
		return "did you mean " + near + "?"
	}
	return "fields: " + strings.Join(all, ", ")
}

// names reports whether a pair is about a column.
func (m mapped) names(header string, col int) bool {
	return strings.EqualFold(terms.Fold(header), terms.Fold(m.column)) || m.column == itoa(col+1)
}

// apply sets the fields of the columns that are named. A table without any of them is not changed.
func (m Mapping) apply(l *listing) {
	for _, one := range m {
		for i := range l.columns {
			if c := &l.columns[i]; one.names(c.Header, i) {
				c.Field, l.given = one.field, true
				switch one.field {
				case terms.Code:
					l.code = i
				case terms.Ignore:
					c.Why = "--map says so"
				}
			}
		}
	}
}

// unused returns the pairs whose columns are in no table.
func (m Mapping) unused(tables []*table) Mapping {
	left := slices.Clone(m)
	for _, t := range tables {
		for col, h := range t.headers() {
			left = slices.DeleteFunc(left, func(one mapped) bool { return one.names(h, col) })
		}
	}
	return left
}
