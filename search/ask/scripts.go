package ask

import (
	_ "embed"

	"github.com/errdocs/errdocs/internal/jsonfile"
)

//go:embed ask.js
var script []byte

// Scripts returns the ES module of the browser's half.
func Scripts() []jsonfile.File { return []jsonfile.File{{Path: "ask.js", Data: script}} }
