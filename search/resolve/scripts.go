package resolve

import (
	_ "embed"
	"strings"

	"github.com/errdocs/errdocs/internal/jsonfile"
	"github.com/errdocs/errdocs/internal/letters"
)

//go:embed resolve.js
var script string

// Scripts returns the ES module of the browser's half, with the one that it imports: a page waits for one file less.
func Scripts() []jsonfile.File {
	_, rest, _ := strings.Cut(script, "import { cut, letter, narrow, plain } from \"./letters.js\";\n")
	return []jsonfile.File{{Path: "resolve.js", Data: []byte(strings.ReplaceAll(letters.Script, "export ", "") + rest)}}
}
