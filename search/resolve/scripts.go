package resolve

import (
	_ "embed"

	"github.com/errdocs/errdocs/internal/jsonfile"
)

//go:embed resolve.js
var script string

// Scripts returns the ES module of the browser's half.
func Scripts() []jsonfile.File { return []jsonfile.File{{Path: "resolve.js", Data: []byte(script)}} }
