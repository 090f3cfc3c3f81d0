package lists

import (
	"slices"
	"strings"
)

// Section is a list in a text: its name, and its lines.
type Section struct {
	Name  string
	Lines []string
}

// Sections are the lists of a text in which "[name]" starts a list and "#" a comment, in its order.
type Sections []Section

// ReadSections reads such a text.
func ReadSections(text string) (all Sections) {
	for line := range strings.SplitSeq(text, "\n") {
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[' && strings.HasSuffix(line, "]"):
			all = append(all, Section{Name: line[1 : len(line)-1]})
		default:
			last := &all[len(all)-1]
			last.Lines = append(last.Lines, line)
		}
	}
	return all
}

// Lines returns the lines of the list with a name, which has to be there.
func (s Sections) Lines(name string) []string {
	return s[slices.IndexFunc(s, func(one Section) bool { return one.Name == name })].Lines
}

// Words returns the set of the words of the list with a name.
func (s Sections) Words(name string) map[string]bool { return Words(strings.Join(s.Lines(name), " ")) }
