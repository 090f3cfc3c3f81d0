package content

import (
	_ "embed" // languages.txt
	"path"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/lists"
)

// Language is a language in which samples, examples and code blocks are written.
type Language struct {
	ID         string   // as in `language:`
	Name       string   // as people write it
	Extensions []string // file extensions with their dot, the usual one first
	Aliases    []string // what else code blocks call it, in lower case
}

//go:embed languages.txt
var languageText string

var languages = func() (list []Language) {
	for line := range strings.Lines(languageText) {
		if part := append(strings.Split(strings.TrimSpace(line), ": "), ""); len(part) > 3 && line[0] != '#' {
			list = append(list, Language{part[0], part[1], strings.Fields(part[2]), strings.Fields(part[3])})
		}
	}
	return list
}()

// Languages returns the languages that a sample may be in. It is a closed list, because each is
// highlighted by a lexer that was tried against hostile input.
func Languages() []Language { return slices.Clone(languages) }

// languageThat returns the first language that is meant, the zero value for none.
func languageThat(is func(Language) bool) Language {
	if i := slices.IndexFunc(languages, is); i >= 0 {
		return languages[i]
	}
	return Language{}
}

// LanguageOf returns the id of the language that a file's extension names, "" when there is none.
func LanguageOf(file string) string {
	return languageThat(func(l Language) bool { return slices.Contains(l.Extensions, path.Ext(file)) }).ID
}

// LanguageNamed returns the id of the language that a code block names by its id, name, extension or another usual word, "" when
// there is none. Pandoc writes {.json}, others js{1,3} or json:file.
func LanguageNamed(word string) string {
	word = strings.TrimPrefix(strings.Trim(word, "{}"), ".")
	word, _, _ = strings.Cut(strings.ToLower(word), "{")
	word, _, _ = strings.Cut(word, ":")
	word = strings.Trim(word, ",}")
	return languageThat(func(l Language) bool {
		return l.ID == word || strings.ToLower(l.Name) == word || slices.Contains(l.Extensions, "."+word) || slices.Contains(l.Aliases, word)
	}).ID
}

// LanguageName returns a language as people write it, "" for an unknown id.
func LanguageName(id string) string {
	return languageThat(func(l Language) bool { return l.ID == id }).Name
}

// LanguageIDs returns the ids of Languages.
func LanguageIDs() []string {
	return lists.Each(languages, func(l Language) string { return l.ID })
}
