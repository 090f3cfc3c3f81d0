package vendorpage

import (
	_ "embed"
	"regexp"
	"strings"
)

//go:embed words.txt
var wordsFile string

// wordList is a section of words.txt.
type wordList struct {
	name  string
	lines []string
}

var wordLists = func() (all []wordList) {
	for line := range strings.Lines(wordsFile) {
		line = strings.TrimRight(line, "\n")
		switch {
		case line == "" || strings.HasPrefix(line, "# "):
		case line[0] == '[' && strings.HasSuffix(line, "]"):
			all = append(all, wordList{name: line[1 : len(line)-1]})
		default:
			last := &all[len(all)-1]
			last.lines = append(last.lines, line)
		}
	}
	return all
}()

func (l wordList) pattern() *regexp.Regexp {
	return regexp.MustCompile("(?i)" + strings.Join(l.lines, "|"))
}

func pattern(name string) *regexp.Regexp { return listNamed(name).pattern() }

func wordSet(name string) map[string]bool { return setOf(strings.Join(listNamed(name).lines, " ")) }

func listNamed(name string) wordList {
	for _, l := range wordLists {
		if l.name == name {
			return l
		}
	}
	panic("words.txt has no section " + name)
}

// headerWord is how headers of a kind are recognized.
type headerWord struct {
	is Field
	re *regexp.Regexp
}

var headerWords = func() (all []headerWord) {
	for _, l := range wordLists {
		if kind, ok := strings.CutPrefix(l.name, "header "); ok {
			all = append(all, headerWord{Field(kind), l.pattern()})
		}
	}
	return all
}()
