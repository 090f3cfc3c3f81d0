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

// sections are those of words.txt.
var sections = sync.OnceValue(func() lists.Sections { return lists.ReadSections(wordsFile) })

// Pattern returns the expression whose alternatives are the lines of a section of words.txt.
func Pattern(section string) pattern.Regexp {
	return sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile("(?i)" + strings.Join(sections().Lines(section), "|"))
	})
}

// Words returns what returns the words of a section of words.txt.
func Words(section string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool { return sections().Words(section) })
}
