package testenv

import (
	"os"
	"runtime/debug"
)

// Cheap is for the TestMain of a package that builds many small sites or loads many catalogs. Temporary files are in memory where there is
// room, unless TMPDIR names a folder, since much of the time would go into creating thousands of files; and garbage is
// collected less often.
func Cheap() {
	debug.SetGCPercent(400)
	if dir := memory(); dir != "" && os.Getenv("TMPDIR") == "" {
		os.Setenv("TMPDIR", dir)
	}
}
