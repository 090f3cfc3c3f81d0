package prose

import (
	"embed"
	"encoding/xml"
	"slices"
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"

	"github.com/errdocs/errdocs/content"
)

// Chroma gives each match of a lexer's rule 250 ms by the wall clock, and silently treats a match that was cut off as
// no match. On a busy machine short samples lost tokens that way, so that the bytes of a page depended on the load.
// The lexers here are chroma's with patience instead; the limits of highlight.go and the patterns that tamer replaces
// bound the work.

// patientLexers make the lexers in use, each when it is first needed, by the language ids of package content. Nothing
// else is ever looked up: a name from a file never reaches the registry.
var patientLexers = makeLexers()

func makeLexers() map[string]func() *lexer {
	all := map[string]func() *lexer{}
	for _, language := range content.LanguageIDs() {
		if language != "text" {
			all[language] = sync.OnceValue(func() *lexer { return newLexer(lexerRules(language)) })
		}
	}
	return all
}

func lexerRules(language string) (*chroma.Config, chroma.Rules) {
	var original struct { // as chroma.Unmarshal reads it, whose lexer would compile the rules before they are tamed
		Config chroma.Config `xml:"config"`
		Rules  chroma.Rules  `xml:"rules"`
	}
	if err := xml.Unmarshal(must(lexerFiles.ReadFile("lexers/"+language+".xml")), &original); err != nil {
		panic(err)
	}
	return &original.Config, tamed(original.Rules)
}

// lexerFiles are chroma's lexers of the languages that samples can be in, as chroma writes them. The others, some 250, are
// not compiled in. After an update of chroma: go test ./site/prose -run TestLexersAreThoseOfChroma -update. That of HTTP is our own.
//
//go:embed lexers/*.xml
var lexerFiles embed.FS

// tamer are parts of chroma's patterns that take exponential or cubic time where they do not match, and what
// matches the same text in less. A quoted text whose backslashes can be read in two ways is tried in all
// combinations; a break at the start of a line is followed by all the breaks after it.
var tamer = strings.NewReplacer(
	`"(\\\\|\\"|[^"])*"`, `"(\\[\s\S]|[^"\\])*"`,
	`'(\\\\|\\'|[^'])*'`, `'(\\[\s\S]|[^'\\])*'`,
	`"(?:\\.|[^"])*"`, `"(?:\\.|[^"\\])*"`,
	`'(?:\\.|[^'])*'`, `'(?:\\.|[^'\\])*'`,
	`(\\\\|\\[0-7]+|\\.|`, `(\\.|`,
	`(^\s*)(`, `(^[^\S\n]*)(`,
	`^(\s*)(`, `^([^\S\n]*)(`,
)

// tamed returns rules with the patterns replaced. The rules of chroma itself stay as they are.
func tamed(rules chroma.Rules) chroma.Rules {
	all := chroma.Rules{}
	for state, list := range rules {
		list = slices.Clone(list)
		for i := range list {
			list[i].Pattern = tamer.Replace(list[i].Pattern)
		}
		all[state] = list
	}
	return all
}
