package resolve

import (
	_ "embed"

	"github.com/errdocs/errdocs/internal/jsonfile"
	"github.com/errdocs/errdocs/internal/letters"
)

//go:embed resolve.js
var script []byte

// Scripts returns the ES module of the browser's half, and the one that it imports.
func Scripts() []jsonfile.File {
	return []jsonfile.File{{Path: "resolve.js", Data: script}, {Path: "letters.js", Data: []byte(letters.Script)}}
}
