package vendorpage

import (
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
)

// Mapping is the value of --map: which column goes into which field.
type Mapping []mapped

type mapped struct {
	column string // a header, or the number of a column from 1
	field  Field
}

// ParseMapping reads "header=field" pairs, several in one string separated by commas. A column is named by its
// header in any case, or by its number from 1.
func ParseMapping(pairs []string) (Mapping, error) {
	var m Mapping
	for _, p := range pairs {
		for _, one := range splitPairs(p) {
			at := strings.LastIndexByte(one, '=')
			if at < 1 {
				return nil, usage("such as --map 'Reason=code,Text=meaning'", "--map %q is not column=field", one)
			}
			name, field := strings.TrimSpace(one[:at]), Field(strings.TrimSpace(one[at+1:]))
			if aliased, ok := fieldAliases[field]; ok {
				field = aliased
			}
			if !slices.Contains(Fields(), field) {
				return nil, usage(fieldHint(string(field)), "--map: unknown field %q", string(field))
			}
			m = append(m, mapped{name, field})
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

// splitPairs splits at the commas between two pairs: a header can have commas itself.
func splitPairs(s string) []string {
	var pairs []string
	for _, piece := range strings.Split(s, ",") {
		if n := len(pairs); n > 0 && !strings.Contains(pairs[n-1], "=") {
			pairs[n-1] += "," + piece
			continue
		}
		pairs = append(pairs, piece)
	}
	return pairs
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
func (m Mapping) unused(tables []*table) []string {
	var list []string
	for _, one := range m {
		found := false
		for _, t := range tables {
			for col := range t.width() {
				found = found || one.names(t.header(col), col)
			}
		}
		if !found {
			list = append(list, one.column)
		}
	}
	return list
}
