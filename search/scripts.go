package search

import (
	"embed"
	"io/fs"
)

//go:embed *.js
var scripts embed.FS

// Scripts returns the ES modules of the browser's half, all at the root: client.js is the one that
// pages import. They import each other by relative names and nothing else.
func Scripts() fs.FS { return scripts }
