package content

import (
	"path"
	"slices"
	"strings"
)

// Language is a language in which samples, examples and code blocks are written.
type Language struct {
	ID         string   // as in `language:`
	Name       string   // as people write it
	Extensions []string // file extensions with their dot, the usual one first
	Aliases    []string // what else code blocks call it, in lower case
}

// Groovy is plain: its lexer takes exponential time for a slash and backslashes.
var languages = []Language{
	{"json", "JSON", []string{".json"}, []string{"jsonc", "json5"}},
	{"xml", "XML", []string{".xml"}, []string{"svg", "xsd", "wsdl", "soap"}},
	{"http", "HTTP", []string{".http"}, nil},
	{"yaml", "YAML", []string{".yaml", ".yml"}, nil},
	{"kotlin", "Kotlin", []string{".kt", ".kts"}, nil},
	{"swift", "Swift", []string{".swift"}, nil},
	{"dart", "Dart", []string{".dart"}, nil},
	{"java", "Java", []string{".java"}, nil},
	{"javascript", "JavaScript", []string{".js", ".mjs", ".cjs"}, []string{"jsx", "node"}},
	{"typescript", "TypeScript", []string{".ts"}, []string{"tsx"}},
	{"go", "Go", []string{".go"}, []string{"golang"}},
	{"python", "Python", []string{".py"}, []string{"python3"}},
	{"bash", "Bash", []string{".sh", ".bash"}, []string{"shell", "zsh", "console", "shellsession", "shell-session", "curl"}},
	{"text", "Text", []string{".txt", ".log", ".groovy", ".gradle"}, []string{"plain", "plaintext"}},
	{"sql", "SQL", []string{".sql"}, []string{"postgres", "postgresql", "psql", "mysql", "sqlite", "plsql", "tsql"}},
	{"php", "PHP", []string{".php"}, nil},
	{"ruby", "Ruby", []string{".rb"}, nil},
	{"csharp", "C#", []string{".cs"}, nil},
	{"rust", "Rust", []string{".rs"}, nil},
	{"c", "C", []string{".c", ".h"}, nil},
	{"cpp", "C++", []string{".cpp", ".hpp", ".cc"}, []string{"cxx"}},
	{"objectivec", "Objective-C", []string{".m"}, []string{"objc", "obj-c"}},
	{"html", "HTML", []string{".html", ".htm"}, nil},
	{"css", "CSS", []string{".css"}, nil},
	{"diff", "Diff", []string{".diff", ".patch"}, []string{"udiff"}},
	{"toml", "TOML", []string{".toml"}, nil},
	{"ini", "INI", []string{".ini", ".cfg", ".conf"}, nil},
	{"properties", "Properties", []string{".properties"}, []string{"java-properties", "env", "dotenv"}},
	{"graphql", "GraphQL", []string{".graphql", ".gql"}, nil},
	{"protobuf", "Protocol Buffers", []string{".proto"}, []string{"protocol-buffer"}},
	{"powershell", "PowerShell", []string{".ps1"}, []string{"pwsh"}},
	{"scala", "Scala", []string{".scala"}, nil},
	{"elixir", "Elixir", []string{".ex", ".exs"}, nil},
	{"lua", "Lua", []string{".lua"}, nil},
	{"perl", "Perl", []string{".pl", ".pm"}, nil},
	{"r", "R", []string{".r"}, nil},
	{"hcl", "HCL", []string{".hcl", ".tf"}, []string{"terraform"}},
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

// LanguageNamed returns the id of the language that a code block names by its id, name, extension or another usual word, "" when
// there is none. Pandoc writes {.json}, others js{1,3} or json:file.
func LanguageNamed(word string) string {
	word = strings.TrimPrefix(strings.Trim(word, "{}"), ".")
	word, _, _ = strings.Cut(strings.ToLower(word), "{")
	word, _, _ = strings.Cut(word, ":")
	word = strings.Trim(word, ",}")
	i := slices.IndexFunc(languages, func(l Language) bool {
		return l.ID == word || strings.ToLower(l.Name) == word || slices.Contains(l.Extensions, "."+word) || slices.Contains(l.Aliases, word)
	})
	if i < 0 {
		return ""
	}
	return languages[i].ID
}

// LanguageIDs returns the ids of Languages.
func LanguageIDs() []string {
	var ids []string
	for _, l := range languages {
		ids = append(ids, l.ID)
	}
	return ids
}

// languageName returns a language as people write it, "" for an unknown id.
func languageName(id string) string {
	for _, l := range languages {
		if l.ID == id {
			return l.Name
		}
	}
	return ""
}
