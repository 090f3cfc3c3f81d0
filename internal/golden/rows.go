package golden

import (
	"os"
	"strings"
	"testing"
)

// Rows reads a file of tab-separated columns. It leaves out empty lines and comments, which start with "# ". If columns
// is not 0, every row must have that many.
func Rows(t testing.TB, name string, columns int) [][]string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for n, line := range strings.Split(string(data), "\n") {
		if line == "" || line == "#" || strings.HasPrefix(line, "# ") {
			continue
		}
		row := strings.Split(line, "\t")
		if columns > 0 && len(row) != columns {
			t.Fatalf("%s:%d: %d columns, want %d", name, n+1, len(row), columns)
		}
		rows = append(rows, row)
	}
	return rows
}
