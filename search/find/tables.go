package find

import (
	_ "embed"
	"strings"

	"github.com/errdocs/errdocs/internal/lists"
)

//go:embed tables.txt
var tableText string

// table is a list of tables.txt: its name, what follows the name after a colon, and its lines.
type table struct {
	name, title string
	lines       []string
}

// tables are those of tables.txt, in its order.
var tables = func() (list []table) {
	for _, line := range strings.Split(tableText, "\n") {
		switch {
		case line == "" || line[0] == '#':
		case strings.HasPrefix(line, "[") && strings.HasSuffix(line, "]"):
			name, title, _ := strings.Cut(line[1:len(line)-1], ": ")
			list = append(list, table{name, title, nil})
		default:
			list[len(list)-1].lines = append(list[len(list)-1].lines, line)
		}
	}
	return list
}()

// linesOf returns the lines of a table.
func linesOf(name string) []string {
	for _, t := range tables {
		if t.name == name {
			return t.lines
		}
	}
	panic("tables.txt has no list of " + name)
}

// wordsOf returns the words of a table.
func wordsOf(name string) map[string]bool { return lists.Words(strings.Join(linesOf(name), " ")) }
