package record

import (
	"cmp"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
)

// CustomField is a field that the site declares itself, with its values.
type CustomField struct {
	ID     string            `json:"id"`
	Title  string            `json:"title"`
	Kind   content.FieldKind `json:"kind" enum:"field" about:"What the values are."`
	Values []string          `json:"values"`
}

// CustomFields returns values as records have them.
func CustomFields(values []content.CustomValue) []CustomField {
	return lists.Each(values, func(v content.CustomValue) CustomField {
		return CustomField{v.ID, v.Title, cmp.Or(v.Kind, "text"), v.Values}
	})
}

// IsURL reports whether the values are addresses.
func (f CustomField) IsURL() bool { return f.Kind == content.FieldURL }

// values returns what the code has in a field.
func (c *Code) values(id string) []string {
	for _, f := range c.Fields {
		if f.ID == id {
			return f.Values
		}
	}
	return nil
}
