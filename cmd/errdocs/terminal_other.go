//go:build !windows

package main

import (
	"io"
	"os"

	"golang.org/x/term"
)

// isTerminal reports whether output goes to a terminal.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
