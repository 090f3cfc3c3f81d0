package content

import (
	"reflect"
	"slices"

	"go.yaml.in/yaml/v4"
)

// Saying is a text for people in one language.
type Saying struct {
	Language string `json:"language"` // a BCP 47 tag
	Text     string `json:"text"`
}

// maxSayings is how many languages a text may have.
const maxSayings = 60

// localized decodes a text of several languages, {en: …, de: …}: all of them into the field In next to it, with the
// site's language first, and the first into the field itself.
func (d *decoder) localized(n *yaml.Node, owner reflect.Value, f *field) {
	d.record(n)
	if len(n.Content) == 0 {
		d.report(n, "required", "write the text, or {en: …}", "%s has no text", d.name())
		return
	}
	if len(n.Content) > 2*maxSayings {
		d.report(n, "limit", "keep the languages of your customers", "%s has %d languages, the limit is %d", d.name(), len(n.Content)/2, maxSayings)
		return
	}
	var list []Saying
	for key, value := range pairs(n) {
		if slices.ContainsFunc(list, func(s Saying) bool { return s.Language == key.Value }) {
			d.report(key, "duplicate-key", "delete one of the two", "%s is given twice", quote(key.Value))
		}
		if message, hint := checkLocale(key.Value); message != "" {
			d.report(key, "language-tag", hint, "the language of %s %s", d.name(), message)
			continue
		}
		size := len(d.path)
		d.path = append(append(d.path, '/'), key.Value...)
		s := Saying{Language: key.Value}
		if d.value(value, reflect.ValueOf(&s.Text).Elem(), f) {
			list = append(list, s)
		}
		d.path = d.path[:size]
	}
	if len(list) == 0 {
		d.lose(d.path)
		return
	}
	own := (&Strings{Language: d.language}).Tag()
	if i := slices.IndexFunc(list, func(s Saying) bool { return s.Language == own }); i > 0 {
		list = slices.Concat(list[i:i+1], list[:i], list[i+1:])
	}
	owner.FieldByIndex(f.index).SetString(list[0].Text)
	owner.FieldByName("In").Set(reflect.ValueOf(list))
}
