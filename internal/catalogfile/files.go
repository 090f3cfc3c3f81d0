package catalogfile

import (
	"cmp"
	"strings"

	"github.com/errdocs/errdocs/content"
)

// VendorYAML returns a vendor.yaml. A missing summary says no more than the name: readers will see it.
func VendorYAML(v content.Vendor) []byte {
	w := &writer{}
	v.Name = cmp.Or(v.Name, Title(words(v.ID)))
	w.line(0, "name", v.Name)
	w.line(0, "url", v.URL)
	w.line(0, "summary", cmp.Or(v.Summary, "Error codes of "+strings.TrimRight(v.Name, ".")+"."))
	w.raw(0, "sets: ["+strings.Join(v.SetIDs, ", ")+"]")
	return []byte(w.b.String())
}

// SetYAML returns a set file. A missing summary says no more than the title. What an answer does not say of its origin is ours: nobody
// has checked it against the vendor's docs.
func SetYAML(s content.Set) []byte {
	w := &writer{}
	w.line(0, "title", cmp.Or(s.Title, Title(words(s.ID))))
	w.line(0, "key", s.Key)
	w.line(0, "kind", cmp.Or(string(s.Kind), string(content.KindError)))
	w.line(0, "summary", cmp.Or(s.Summary, "The codes of this set."))
	w.line(0, "platform", string(s.Platform))
	w.source(0, s.Source)
	w.line(0, "note", string(s.Note))
	w.raw(0, "origins: ours")
	defaults := &writer{}
	defaults.facts(2, &content.Code{Facts: s.Defaults})
	if defaults.b.Len() > 0 {
		w.raw(0, "defaults:")
		w.b.WriteString(defaults.b.String())
	}
	if len(s.Codes) == 0 {
		w.raw(0, "codes: []")
		return []byte(w.b.String())
	}
	w.raw(0, "codes:")
	for i, c := range s.Codes {
		if i > 0 {
			w.raw(0, "")
		}
		w.code(2, c)
	}
	return []byte(w.b.String())
}
