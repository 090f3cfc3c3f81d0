package content

import (
	"embed"
	"io/fs"
)

//go:embed site.yaml concepts.yaml changes.yaml urls.lock all:vendors
var defaultFiles embed.FS

// Default returns the content directory that is compiled in.
func Default() fs.FS { return defaultFiles }

//go:embed all:errdocs
var errdocsFiles embed.FS

// Errdocs returns the content directory of the catalog in which errdocs documents itself: each rule that a
// Problem can name and each exit status is a code of the vendor errdocs. Its site.yaml says where the pages are published. It is apart from Default: neither knows of the other.
func Errdocs() fs.FS {
	sub, _ := fs.Sub(errdocsFiles, "errdocs") // the path is well formed
	return sub
}
