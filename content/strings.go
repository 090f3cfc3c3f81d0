package content

import (
	"cmp"
	_ "embed"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"github.com/errdocs/errdocs/internal/pattern"
)

//go:embed words/en.yaml
var english []byte

// EnglishYAML returns the file with the texts of the theme in English: the reference of strings.yaml, for copying.
func EnglishYAML() []byte { return slices.Clone(english) }

// Strings are the texts of the theme in the language of a site: those of strings.yaml, English where it has none. A
// text has a key such as "code.next", and may have placeholders such as {vendor}. Nil is English.
type Strings struct {
	Language string // of the site, BCP 47; empty: English
	texts    map[string]Forms
}

// Forms is a text by the plural category of CLDR that it is for: zero, one, two, few, many and other. A text that does
// not depend on a number has only other, which is also the form for a category that is missing.
type Forms map[string]string

// Pick returns the form for a category.
func (f Forms) Pick(category string) string {
	if text, ok := f[category]; ok {
		return text
	}
	return f[otherForm]
}

const otherForm = "other"

var categories = []string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: otherForm}

var englishTexts = sync.OnceValue(func() map[string]Forms {
	texts := map[string]Forms{}
	node := parseYAML("en.yaml", english, func(p Problem) { panic(p) })
	for _, e := range entriesOf(node) {
		texts[e.key] = e.forms
	}
	return texts
})

// StringKeys returns the keys of all texts, sorted.
func StringKeys() []string { return slices.Sorted(maps.Keys(englishTexts())) }

// Plain reports whether all texts are those of errdocs, in English.
func (s *Strings) Plain() bool { return s == nil || len(s.texts) == 0 && s.Tag() == "en" }

// Forms returns the forms of a text, nil for an unknown key.
func (s *Strings) Forms(key string) Forms {
	if s != nil {
		if f, ok := s.texts[key]; ok {
			return f
		}
	}
	return englishTexts()[key]
}

// Text returns a text. Values are the placeholders and what takes their place, in turn: Text("ours.not", "vendor", "Visa").
// An unknown key is a mistake of the program.
func (s *Strings) Text(key string, values ...string) string { return s.form(key, otherForm, values) }

// Count returns the text for a number, which takes the place of {n}.
func (s *Strings) Count(key string, n int, values ...string) string {
	return s.form(key, s.PluralOf(n), append(values, "n", strconv.Itoa(n)))
}

func (s *Strings) form(key, category string, values []string) string {
	forms := s.Forms(key)
	if forms == nil {
		panic("content: no text of the theme has the key " + key)
	}
	return filled(forms.Pick(category), values)
}

// filled puts values in the place of placeholders.
func filled(text string, values []string) string {
	open := strings.IndexByte(text, '{')
	if open < 0 {
		return text
	}
	rest := text[open+1:]
	for i := 0; i < len(values); i += 2 {
		if after, ok := strings.CutPrefix(rest, values[i]+"}"); ok {
			return text[:open] + values[i+1] + filled(after, values)
		}
	}
	return text[:open+1] + filled(rest, values)
}

// PluralOf returns the plural category of a number: in English one for 1 and other for all else.
func (s *Strings) PluralOf(n int) string {
	switch english := s.Tag() == "en"; { // most often
	case english && n == 1:
		return categories[plural.One]
	case english:
		return otherForm
	}
	return categories[plural.Cardinal.MatchPlural(language.Make(s.Tag()), max(n, -n), 0, 0, 0, 0)]
}

// Tag returns the language of the site, "en" where it names none.
func (s *Strings) Tag() string {
	if s == nil || s.Language == "" {
		return "en"
	}
	return s.Language
}

// Dir returns the direction of a language: "rtl" for those that are written from right to left, else "ltr".
func Dir(tag string) string {
	script, _ := language.Make(tag).Script()
	if slices.Contains([]string{"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg"}, script.String()) {
		return "rtl"
	}
	return "ltr"
}

// stringEntry is a text in a file.
type stringEntry struct {
	key   string
	node  *yaml.Node // of the key
	value *yaml.Node
	forms Forms // nil: the value is neither a text nor a mapping of texts
	loose bool  // it is in no section
}

// entriesOf lists the texts of a file: sections, and in each keys with a text or a mapping of plural categories.
func entriesOf(root *yaml.Node) []stringEntry {
	var list []stringEntry
	for section, keys := range pairs(root) {
		if keys.Kind != yaml.MappingNode {
			list = append(list, stringEntry{section.Value, section, keys, nil, true})
		}
		for key, value := range pairs(keys) {
			list = append(list, stringEntry{section.Value + "." + key.Value, key, value, formsOf(value), false})
		}
	}
	return list
}

func formsOf(n *yaml.Node) Forms {
	if n.Kind == yaml.ScalarNode {
		return Forms{otherForm: strings.Join(strings.Fields(n.Value), " ")}
	}
	forms := Forms{}
	for category, text := range pairs(n) {
		if text.Kind != yaml.ScalarNode {
			return nil
		}
		forms[category.Value] = strings.Join(strings.Fields(text.Value), " ")
	}
	if len(forms) == 0 {
		return nil
	}
	return forms
}

// pairs returns the keys and values of a mapping, none of anything else.
func pairs(n *yaml.Node) func(func(key, value *yaml.Node) bool) {
	return func(yield func(key, value *yaml.Node) bool) {
		if n == nil || n.Kind != yaml.MappingNode {
			return
		}
		for i := 0; i+1 < len(n.Content); i += 2 {
			if !yield(n.Content[i], n.Content[i+1]) {
				return
			}
		}
	}
}

var placeholder = pattern.New(`\{[a-z]+\}`)

// strings fills the texts of a site from the root of strings.yaml.
func (d *decoder) strings(root *yaml.Node, s *Strings) bool {
	if root.Kind != yaml.MappingNode {
		d.wrongKind(root, "a mapping", nil)
		return false
	}
	s.texts = map[string]Forms{}
	seen := map[string]int{}
	for _, e := range entriesOf(root) {
		d.path = []byte("/" + e.key)
		switch line, twice := seen[e.key]; {
		case twice:
			d.report(e.node, "duplicate-key", "delete one of the two", "%s is given twice, first in line %d", quote(e.key), line)
		case e.loose:
			section, key, _ := strings.Cut(e.key, ".")
			d.report(e.node, "wrong-kind", "write "+section+": and below it, indented, "+cmp.Or(key, "its keys"), "%s is not below its section", quote(e.key))
		case englishTexts()[e.key] == nil:
			d.report(e.node, "strings", DidYouMean(e.key, StringKeys(), "errdocs init --strings writes a file with all keys"), "no text of the theme has the key %s", quote(e.key))
		case d.usable(e) && d.fits(e):
			s.texts[e.key] = e.forms
		}
		seen[e.key] = e.node.Line
	}
	return true
}

// usable reports whether an entry is a text or a mapping of texts.
func (d *decoder) usable(e stringEntry) bool {
	fine := func(text *yaml.Node) bool { return d.plain(text) && d.follows(text, everyText) }
	if e.value.Kind == yaml.ScalarNode && !fine(e.value) {
		return false
	}
	for _, text := range pairs(e.value) {
		if !fine(text) {
			return false
		}
	}
	if e.forms == nil {
		d.wrongKind(e.value, "text", nil)
	}
	return e.forms != nil
}

// fits reports whether a translation has the forms and the placeholders of the English text.
func (d *decoder) fits(e stringEntry) bool {
	n, reference := len(d.problems), englishTexts()[e.key]
	if e.forms[otherForm] == "" {
		d.report(e.node, "strings", "add other:, the form for all other numbers", "%s lacks the form other", quote(e.key))
	}
	for _, category := range slices.Sorted(maps.Keys(e.forms)) {
		allowed := categories
		if len(reference) == 1 && !slices.Contains(placeholders(reference[otherForm]), "{n}") {
			allowed = []string{otherForm}
		}
		if !slices.Contains(allowed, category) {
			d.report(e.node, "strings", "allowed: "+strings.Join(allowed, ", "), "%s can't have the form %s", quote(e.key), quote(category))
			continue
		}
		want, got := placeholders(reference[otherForm]), placeholders(e.forms[category])
		if category != otherForm { // "one" may say the number in words
			want, got = without(want, "{n}"), without(got, "{n}")
		}
		if !slices.Equal(want, got) {
			d.report(e.value, "strings", "in braces: "+strings.Join(append(want, "nothing else"), ", "), "the placeholders of %s differ from those in English", quote(e.key))
		}
	}
	return len(d.problems) == n
}

func placeholders(text string) []string {
	list := slices.Sorted(slices.Values(placeholder().FindAllString(text, -1)))
	return slices.Compact(list)
}

func without(list []string, s string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(e string) bool { return e == s })
}

// settleStrings gives every vendor the texts of the site, in its language.
func (l *loader) settleStrings() {
	l.cat.Strings.Language = l.cat.Site.Language
	if l.kept.strings == nil {
		s := l.cat.Strings // a copy, so that a vendor that is kept does not keep the catalog
		l.kept.strings = &s
	}
	for _, v := range l.fresh() {
		v.Strings = l.kept.strings
	}
}
