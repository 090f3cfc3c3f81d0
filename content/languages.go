package content

import (
	"path"
	"slices"
)

// Language is a language in which samples and examples are written.
type Language struct {
	ID         string   // as in `language:`
	Name       string   // as people write it
	Extensions []string // file extensions with their dot, the usual one first
}

var languages = []Language{
	{"json", "JSON", []string{".json"}},
	{"xml", "XML", []string{".xml"}},
	{"http", "HTTP", []string{".http"}},
	{"yaml", "YAML", []string{".yaml", ".yml"}},
	{"kotlin", "Kotlin", []string{".kt", ".kts"}},
	{"swift", "Swift", []string{".swift"}},
	{"dart", "Dart", []string{".dart"}},
	{"java", "Java", []string{".java"}},
	{"javascript", "JavaScript", []string{".js", ".mjs"}},
	{"typescript", "TypeScript", []string{".ts"}},
	{"go", "Go", []string{".go"}},
	{"python", "Python", []string{".py"}},
	{"bash", "Bash", []string{".sh", ".bash"}},
	{"text", "Text", []string{".txt", ".log"}},
}

// Languages returns the languages that a sample may be in. It is a closed list, because each is
// highlighted by a lexer that was tried against hostile input.
func Languages() []Language { return slices.Clone(languages) }

// LanguageOf returns the id of the language that a file's extension names, "" when there is none.
func LanguageOf(file string) string {
	for _, l := range languages {
		if slices.Contains(l.Extensions, path.Ext(file)) {
			return l.ID
		}
	}
	return ""
}

// LanguageIDs returns the ids of Languages.
func LanguageIDs() []string {
	var ids []string
	for _, l := range languages {
		ids = append(ids, l.ID)
	}
	return ids
}

func known(id string) bool {
	return slices.ContainsFunc(languages, func(l Language) bool { return l.ID == id })
}

// languageName returns a known language as people write it.
func languageName(id string) string {
	i := slices.IndexFunc(languages, func(l Language) bool { return l.ID == id })
	return languages[i].Name
}

func extensions() []string {
	var all []string
	for _, l := range languages {
		all = append(all, l.Extensions...)
	}
	return all
}
