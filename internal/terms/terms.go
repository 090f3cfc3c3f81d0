// Package terms says what the words on a vendor's page are: a code, a column header, a label, a list of codes. It goes by
// words.txt, which has the words of ten languages, and by the form of strings.
package terms

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"

	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/pattern"
)

//go:embed words.txt
var wordsFile string

// readWords returns the lines of the sections of words.txt, and the names of the sections in the order of the file.
var readWords = sync.OnceValues(func() (lines map[string][]string, order []string) {
	lines = map[string][]string{}
	for line := range strings.Lines(wordsFile) {
		line = strings.TrimRight(line, "\n")
		if name, ok := strings.CutSuffix(strings.TrimPrefix(line, "["), "]"); ok && line[0] == '[' && lines[name] == nil {
			order = append(order, name)
		} else if line != "" && !strings.HasPrefix(line, "# ") {
			last := order[len(order)-1]
			lines[last] = append(lines[last], line)
		}
	}
	return lines, order
})

func linesOf(section string) []string {
	lines, _ := readWords()
	return lines[section]
}

// Pattern returns the expression whose alternatives are the lines of a section of words.txt.
func Pattern(section string) pattern.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile("(?i)" + strings.Join(linesOf(section), "|")) })
}

// Words returns what returns the words of a section of words.txt.
func Words(section string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool { return lists.Words(strings.Join(linesOf(section), " ")) })
}
