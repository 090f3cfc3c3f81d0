//go:build !(linux || openbsd || darwin || freebsd || netbsd)

package publish

import (
	"io/fs"
	"time"
)

// changed is not known here, so all files are read.
func changed(fs.FileInfo) time.Time { return time.Time{} }
