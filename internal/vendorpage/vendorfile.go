package vendorpage

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// VendorYAML returns the draft of a vendor.yaml.
func (p *Page) VendorYAML(vendor string, sets []string) []byte {
	w := &yamlWriter{}
	name := strings.ReplaceAll(vendor, "-", " ")
	w.line(0, "name", title(strings.ToUpper(name[:1])+name[1:]))
	w.line(0, "url", p.URL)
	w.line(0, "summary", summary(fmt.Sprintf("Draft: say what the product is. Made from the vendor's page “%s”.", cut(firstOf(p.Title, "without a title"), 60))))
	w.raw(0, "sets: ["+strings.Join(sets, ", ")+"]")
	return []byte(w.b.String())
}

// AddSet names a set in a vendor.yaml, behind those that are named. It changes nothing else, and nothing at
// all when the set is named already.
func AddSet(file []byte, set string) ([]byte, error) {
	cant := &Error{Message: "vendor.yaml has no list of sets to add " + set + " to", Hint: "add sets: [" + set + "]"}
	var doc yaml.Node
	if err := loadYAML(file, &doc); err != nil || len(doc.Content) == 0 {
		return nil, cant
	}
	sets := value(doc.Content[0], "sets")
	if sets == nil || sets.Kind != yaml.SequenceNode {
		return nil, cant
	}
	if len(sets.Content) == 0 {
		return addFirst(file, sets, set, cant)
	}
	if slices.ContainsFunc(sets.Content, func(n *yaml.Node) bool { return n.Value == set }) {
		return file, nil
	}
	f := &setFile{text: file, lines: lineStarts(file)}
	last := sets.Content[len(sets.Content)-1]
	at := f.offset(last.Line) + len(string([]rune(f.line(last.Line))[:last.Column-1]))
	rest := string(file[at:])
	end := strings.IndexAny(rest, ",]\n\r#")
	if end < 0 {
		end = len(rest)
	}
	end = len(strings.TrimRight(rest[:end], " "))
	text := ", " + set
	if sets.Style&yaml.FlowStyle == 0 {
		text = "\n" + strings.Repeat(" ", sets.Column-1) + "- " + set
		if i := strings.IndexByte(rest, '\n'); i >= 0 { // behind a comment on the same line
			end = len(strings.TrimRight(rest[:i], "\r"))
		} else {
			end = len(rest)
		}
		if strings.Contains(rest, "\r\n") {
			text = "\r" + text
		}
	}
	return f.apply([]edit{{at + end, at + end, text}}), nil
}

// addFirst names the first set in a list that is written [].
func addFirst(file []byte, sets *yaml.Node, set string, cant *Error) ([]byte, error) {
	f := &setFile{text: file, lines: lineStarts(file)}
	line := f.line(sets.Line)
	open := sets.Column - 1
	shut := strings.IndexByte(line, ']')
	if open >= len(line) || line[open] != '[' || shut < open || strings.TrimSpace(line[open+1:shut]) != "" {
		return nil, cant
	}
	at := f.offset(sets.Line)
	return f.apply([]edit{{at + open + 1, at + shut, set}}), nil
}

// SiteYAML returns the draft of a site.yaml, for a content folder that has none.
func SiteYAML() []byte {
	return []byte("title: Error codes\nsummary: What the error codes of our vendors mean and what to do about them.\n")
}
