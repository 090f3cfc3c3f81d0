package record

import (
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
)

// A text has up to three parts, which may be stated by different ones: the value itself, its pace, and the check in front of it.
const (
	value = iota
	pace
	check
)

// mark notes who states a part of the text. Of an answer that is our advice, a part that is so too needs no mark.
func (a *Answer) mark(part int, by *content.Basis) {
	if by.Origin != "" && (part == value || by.Origin != content.Ours || a.Origin != content.Ours) {
		a.by[part] = by
	}
}

// Marks returns who states the text, which may be more than the value, each once.
func (a *Answer) Marks() []content.Origin {
	var list []content.Origin
	for _, by := range a.by {
		if by != nil && !slices.Contains(list, by.Origin) {
			list = append(list, by.Origin)
		}
	}
	return list
}

// Basis says who states an answer and on what grounds: `Vendor: “this is usually corrected with a retry”; pace and
// check: our advice`. It is empty where nobody states it. Without the name of the vendor it leaves out what its docs do not say.
func (a *Answer) Basis(vendor string) string {
	return a.basis(func(part int, by *content.Basis) string {
		switch by.Origin {
		case content.Vendors:
			if by.Evidence != "" {
				return a.words.Text("basis.vendor-says", "quotation", by.Evidence)
			}
			return a.words.Text("basis.vendor")
		case content.Observed:
			return a.words.Text("basis.seen-on", "date", by.Date)
		default:
			if by.Silent && part == value && !a.Quote && vendor != "" {
				return a.words.Text("basis.several", "list", a.ours(), "last", a.words.Text("basis.silent", "vendor", vendor))
			}
			return a.ours()
		}
	})
}

// Whose says in a word or two who states an answer: "Token.io; pace and check: our advice".
func (a *Answer) Whose(vendor string) string {
	return a.basis(func(_ int, by *content.Basis) string {
		switch by.Origin {
		case content.Vendors:
			return vendor
		case content.Observed:
			return a.words.Text("basis.seen-on", "date", by.Date)
		}
		return a.ours()
	})
}

// basis joins what say says about the parts. Those of which it says the same are named together, and not at all
// where it says that of the value.
func (a *Answer) basis(say func(part int, by *content.Basis) string) string {
	var said, of []string
	for part, by := range a.by {
		if by == nil {
			continue
		}
		s := say(part, by)
		switch i := slices.Index(said, s); {
		case i < 0:
			said, of = append(said, s), append(of, a.part(part))
		case of[i] != "":
			of[i] = a.words.And([]string{of[i], a.part(part)})
		}
	}
	for i, parts := range of {
		if parts != "" {
			said[i] = a.words.Text("basis.of", "parts", parts, "who", said[i])
		}
	}
	for len(said) > 1 {
		said = append([]string{a.words.Text("basis.several", "list", said[0], "last", said[1])}, said[2:]...)
	}
	return strings.Join(said, "")
}

func (a *Answer) part(part int) string {
	if part == value {
		return ""
	}
	return a.words.Text([...]string{pace: "basis.pace", check: "basis.check"}[part])
}

func (a *Answer) ours() string {
	if a.Quote {
		return a.words.Text("basis.our-wording")
	}
	return a.words.Text("basis.our-advice")
}

// ours says once whose the items of a list are.
func ours(w words.Words, list string, items []Item) string {
	if slices.ContainsFunc(items, func(it Item) bool { return it.Origin != content.Ours }) {
		return w.Text("basis." + list + "-mixed")
	}
	return w.Text("basis." + list)
}

// Mark says who states an item that is not ours: "(Vendor: “…”)".
func (it Item) Mark(w words.Words) string {
	switch {
	case it.Origin == content.Vendors && it.Evidence != "":
		return " (" + w.Text("basis.vendor-says", "quotation", it.Evidence) + ")"
	case it.Origin == content.Vendors:
		return " (" + w.Text("basis.vendor") + ")"
	case it.Origin == content.Observed:
		return " (" + w.Text("basis.seen-by-us") + ")"
	}
	return ""
}

// Whose says who states the answer of a case.
func (c Case) Whose(w words.Words) string { return stated(w, c.Origin, c.Evidence) }

// Whose says who states the delays of a retry.
func (h *How) Whose(retry Answer) string {
	if h.Pace != nil {
		return stated(retry.words, h.Pace.Origin, h.Pace.Evidence)
	}
	return stated(retry.words, retry.Origin, "")
}

func stated(w words.Words, by content.Origin, evidence string) string {
	a := Answer{words: w}
	a.mark(value, &content.Basis{Origin: by, Evidence: evidence})
	return a.Basis("")
}

// String returns the verdict and who states it: "Check first (our advice)". It is empty for nil.
func (v *Verdict) String() string {
	if v == nil {
		return ""
	}
	if v.Origin == "" {
		return v.Label
	}
	return v.Label + " (" + v.words.Text("basis.list-"+string(v.Origin)) + ")"
}
