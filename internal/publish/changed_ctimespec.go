//go:build darwin || freebsd || netbsd

package publish

import (
	"io/fs"
	"syscall"
	"time"
)

// changed returns when a file was last changed in any way, which nobody can set.
func changed(info fs.FileInfo) time.Time {
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		return time.Unix(st.Ctimespec.Unix())
	}
	return time.Time{}
}
