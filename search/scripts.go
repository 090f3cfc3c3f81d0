package search

import (
	"embed"
	"io/fs"
	"sync"

	"github.com/errdocs/errdocs/internal/jsonfile"
	"github.com/errdocs/errdocs/internal/letters"
	"github.com/errdocs/errdocs/internal/script"
)

//go:embed *.js
var sources embed.FS

// Scripts returns the ES modules of the browser's half: client.js, joined with the modules that it imports, and letters.js, which
// package resolve has, too.
func Scripts() []jsonfile.File {
	return []jsonfile.File{{Path: "client.js", Data: []byte(client())}, {Path: "letters.js", Data: []byte(letters.Script)}}
}

var client = sync.OnceValue(func() string {
	joined, ok := script.Read(modules()).Join("client.js", map[string]string{"letters.js": "letters.js"})
	if !ok {
		panic("search: client.js cannot be joined")
	}
	return joined
})

// modules returns the modules that client.js is joined from, by name.
func modules() map[string]string {
	all := map[string]string{"letters.js": script.Bare(letters.Script)}
	names, _ := fs.Glob(sources, "*")
	for _, name := range names {
		data, _ := sources.ReadFile(name) // embedded
		all[name] = script.Bare(string(data))
	}
	return all
}
