package find

import (
	_ "embed"

	"github.com/errdocs/errdocs/internal/lists"
)

//go:embed tables.txt
var tableText string

// tables are the lists of tables.txt.
var tables = lists.ReadSections(tableText)
