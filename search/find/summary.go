package find

import (
	"fmt"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/lists"
)

// Summary returns findings as plain text for a ticket: what each code means, the lines that mention it and the address
// of its page below root. It contains nothing of the text except line numbers and unknown words.
func Summary(found Findings, root string) string {
	return Ticket(found, func(c Candidate) string {
		return fmt.Sprintf("%s, %s: %s\n%s%s\n", c.VendorName, c.SetTitle, c.Title, root, c.URL)
	})
}

// Ticket is Summary with another text about each code, in lines.
func Ticket(found Findings, about func(Candidate) string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s in %s.\n", plural(len(found.Found), "code"), plural(found.Lines, "line"))
	for _, one := range found.Found {
		b.WriteString("\n" + one.Code)
		switch {
		case !one.Decided:
			b.WriteString(" (one of these)")
		case one.Confidence == Low:
			b.WriteString(" (uncertain)")
		}
		b.WriteString("\n" + whereFound(one))
		if one.Without != "" {
			b.WriteString(one.Without + " documents none.\n")
		}
		candidates := one.Candidates
		if one.Decided {
			candidates = candidates[:1]
		}
		for _, c := range candidates {
			b.WriteString(about(c))
		}
		if one.Headline != "" {
			b.WriteString(one.Headline + " (our advice).\n")
		}
		if len(one.Said) > 0 {
			fmt.Fprintf(&b, "The response itself says: %s.\n", SaidText(one.Said))
		}
	}
	if len(found.Unknown) > 0 {
		b.WriteString("\nNot in the list:")
		for i, u := range found.Unknown {
			if i > 0 {
				b.WriteString(",")
			}
			fmt.Fprintf(&b, " %s (line %s", u.Text, u.at())
			if u.Of != "" {
				fmt.Fprintf(&b, ", of %s", u.Of)
			}
			for _, e := range u.Families {
				fmt.Fprintf(&b, ", belongs to %s, %s, of %s", e.Name, e.Title, e.VendorName)
			}
			b.WriteString(")")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// SaidText returns what a response says of itself as a list: "retryable = false, retry_after = 30".
func SaidText(list []Said) string {
	texts := lists.Each(list, func(said Said) string { return said.Key + " = " + said.Value })
	return strings.Join(texts, ", ")
}

// at returns the line of a mention, with its file where there are several.
func (m *Mention) at() string {
	if m.File != "" {
		return fmt.Sprintf("%s:%d", m.File, m.Line)
	}
	return fmt.Sprint(m.Line)
}

func whereFound(one Found) string {
	lines := slices.Compact(lists.Each(one.Mentions, func(m Mention) string { return m.at() }))
	word := pick(one.Count > len(one.Mentions), "first in ", "") + pick(len(lines) > 1, "lines", "line")
	return fmt.Sprintf("%s, %s %s\n", plural(one.Count, "time"), word, strings.Join(lines, ", "))
}

func plural(n int, word string) string {
	return fmt.Sprint(n, " ", word, pick(n == 1, "", "s"))
}
