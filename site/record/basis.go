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
	by   content.Basis
}

// mark notes who states a part of the text.
func (a *Answer) mark(part string, by content.Basis) {
	if by.Origin == "" {
		return
	}
	a.marks = append(a.marks, mark{part, by})
	if !slices.Contains(a.Marks, by.Origin) {
		a.Marks = append(a.Marks, by.Origin)
	}
}

// Basis says who states an answer and on what grounds: `Vendor: “this is usually corrected with a retry”; pace and
// check: our advice`. It is empty where nobody states it.
func (a *Answer) Basis(vendor string) string {
	return a.basis(func(m mark) string {
		switch by := m.by; by.Origin {
		case content.Vendors:
			if by.Evidence != "" {
				return "Vendor: “" + by.Evidence + "”"
			}
			return "Vendor"
		case content.Observed:
			return "seen on " + by.Date
		default:
			if by.Silent && m.part == "" && !a.Quote {
				return a.ours() + "; " + vendor + " does not say"
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
			return "seen on " + m.by.Date
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
			said, parts = append(said, s), append(parts, m.part)
		case parts[i] != "":
			parts[i] += " and " + m.part
		}
	}
	for i, part := range parts {
		if part != "" {
			said[i] = part + ": " + said[i]
		}
	}
	return strings.Join(said, "; ")
}

func (a *Answer) ours() string {
	if a.Quote {
		return "our wording"
	}
	return "our advice"
}

// ours says once whose the items of a list are.
func ours(what, one string, items []Item) string {
	if slices.ContainsFunc(items, func(it Item) bool { return it.Origin != content.Ours }) {
		return what + ", unless a " + one + " is marked Vendor."
	}
	return what + "."
}

// Mark says who states an item that is not ours: "(Vendor: “…”)".
func (it Item) Mark() string {
	switch {
	case it.Origin == content.Vendors && it.Evidence != "":
		return " (Vendor: “" + it.Evidence + "”)"
	case it.Origin == content.Vendors:
		return " (Vendor)"
	case it.Origin == content.Observed:
		return " (seen by us)"
	}
	return ""
}

// Whose says who states the answer of a case.
func (c Case) Whose() string {
	var a Answer
	a.mark("", content.Basis{Origin: c.Origin, Evidence: c.Evidence})
	return a.Basis("")
}

// Whose says who states the delays of a retry.
func (h *How) Whose(retry Answer) string {
	a := Answer{Tone: retry.Tone}
	a.mark("", content.Basis{Origin: retry.Origin})
	if h.Pace != nil {
		a.marks = nil
		a.mark("", content.Basis{Origin: h.Pace.Origin, Evidence: h.Pace.Evidence})
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
	return v.Label + " (" + strings.ToLower(words.Origin(v.Origin)) + ")"
}
