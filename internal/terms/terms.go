// Package terms says what the words on a vendor's page are: a code, a column header, a label, a list of codes. It goes by
// words.txt, which has the words of ten languages, and by the form of strings.
package terms

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"

	"github.com/errdocs/errdocs/internal/lists"
)

//go:embed words.txt
var wordsFile string

// linesOf are the lines of the sections of words.txt, sections their names in the order of the file.
var linesOf, sections = func() (lines map[string][]string, order []string) {
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
}()

// Pattern returns the expression whose alternatives are the lines of a section of words.txt.
func Pattern(section string) *regexp.Regexp {
	return regexp.MustCompile("(?i)" + strings.Join(linesOf[section], "|"))
}

// Words returns the words of a section of words.txt.
func Words(section string) map[string]bool { return lists.Words(strings.Join(linesOf[section], " ")) }

// memo returns a function that remembers its last results: pages repeat the same few strings, and the expressions are slow.
func memo[T any](judge func(string) T) func(string) T {
	const most = 10_000 // strings
	var mu sync.Mutex
	made := map[string]T{}
	return func(s string) T {
		mu.Lock()
		defer mu.Unlock()
		v, ok := made[s]
		if !ok {
			v = judge(s)
			if len(made) >= most {
				clear(made)
			}
			made[s] = v
		}
		return v
	}
}
