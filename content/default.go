package content

import (
	"embed"
	"io/fs"
)

//go:embed site.yaml concepts.yaml changes.yaml urls.lock all:vendors
var defaultFiles embed.FS

// Default returns the content directory that is compiled in.
func Default() fs.FS { return defaultFiles }
