package record

import (
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
)

// mark is who states a part of an answer: the value itself, its pace, or the check in front of it.
type mark struct {
	part string // empty: the value
	by   *content.Basis
}

// mark notes who states a part of the text. Of an answer that is our advice, a part that is so too needs no mark.
func (a *Answer) mark(part string, by *content.Basis) {
	if by.Origin == "" || part != "" && by.Origin == content.Ours && a.Origin == content.Ours {
		return
	}
	a.marks = append(a.marks, mark{part, by})
	if !slices.Contains(a.Marks, by.Origin) {
		a.Marks = append(a.Marks, by.Origin)
	}
}

// Basis says who states an answer and on what grounds: `Vendor: “this is usually corrected with a retry”; pace and
// check: our advice`. It is empty where nobody states it. Without the name of the vendor it leaves out what its docs do not say.
func (a *Answer) Basis(vendor string) string {
	return a.basis(func(m mark) string {
		switch by := m.by; by.Origin {
		case content.Vendors:
			if by.Evidence != "" {
				return a.words.Text("basis.vendor-says", "quotation", by.Evidence)
			}
			return a.words.Text("basis.vendor")
		case content.Observed:
			return a.words.Text("basis.seen-on", "date", by.Date)
		default:
			if by.Silent && m.part == "" && !a.Quote && vendor != "" {
				return a.words.Text("basis.several", "list", a.ours(), "last", a.words.Text("basis.silent", "vendor", vendor))
			}
			return a.ours()
		}
	})
}

// Whose says in a word or two who states an answer: "Token.io; pace and check: our advice".
func (a *Answer) Whose(vendor string) string {
	return a.basis(func(m mark) string {
		switch m.by.Origin {
		case content.Vendors:
			return vendor
		case content.Observed:
			return a.words.Text("basis.seen-on", "date", m.by.Date)
		}
		return a.ours()
	})
}

// basis joins what say says about the marks. Parts of which it says the same are named together, and not at all
// where it says that of the value.
func (a *Answer) basis(say func(mark) string) string {
	var said, parts []string
	for _, m := range a.marks {
		s := say(m)
		switch i := slices.Index(said, s); {
		case i < 0:
			said, parts = append(said, s), append(parts, a.part(m))
		case parts[i] != "":
			parts[i] = a.words.And([]string{parts[i], a.part(m)})
		}
	}
	for i, part := range parts {
		if part != "" {
			said[i] = a.words.Text("basis.of", "parts", part, "who", said[i])
		}
	}
	for len(said) > 1 {
		said = append([]string{a.words.Text("basis.several", "list", said[0], "last", said[1])}, said[2:]...)
	}
	return strings.Join(said, "")
}

func (a *Answer) part(m mark) string {
	if m.part == "" {
		return ""
	}
	return a.words.Text("basis." + m.part)
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
func (c Case) Whose(w words.Words) string {
	a := Answer{words: w}
	a.mark("", &content.Basis{Origin: c.Origin, Evidence: c.Evidence})
	return a.Basis("")
}

// Whose says who states the delays of a retry.
func (h *How) Whose(retry Answer) string {
	a := Answer{Tone: retry.Tone, words: retry.words}
	a.mark("", &content.Basis{Origin: retry.Origin})
	if h.Pace != nil {
		a.marks = nil
		a.mark("", &content.Basis{Origin: h.Pace.Origin, Evidence: h.Pace.Evidence})
	}
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
