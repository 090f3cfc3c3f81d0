// Package report writes the problems of a catalog: for people, as JSON, as SARIF and as annotations of GitHub.
package report

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/errdocs/errdocs/internal/position"
	"github.com/errdocs/errdocs/internal/terminal"
)

// Problems is an error that contains problems and knows where their files are.
type Problems struct {
	position.Problems
	Dir string // the content directory as the user named it, "" for the working directory
}

// Locate returns a *Problems if the error consists of problems. It returns any other error as it is.
func Locate(err error, dir string) error {
	if list, ok := err.(position.Problems); ok {
		return &Problems{list, dir}
	}
	return err
}

// File returns the path of a problem's file from the working directory. A path that starts with a slash is a page of
// the site and stays as it is.
func (e *Problems) File(p position.Problem) string {
	if strings.HasPrefix(p.File, "/") {
		return p.File
	}
	name := filepath.Join(e.Dir, filepath.FromSlash(p.File))
	if strings.HasPrefix(name, "..") {
		name = shorten(name)
	}
	return filepath.ToSlash(name)
}

// Located returns the problems with the paths that File returns.
func (e *Problems) Located() position.Problems {
	list := make(position.Problems, len(e.Problems))
	for i, p := range e.Problems {
		p.File = e.File(p)
		list[i] = p
	}
	return list
}

// shorten shortens a path that leaves the working directory and returns to it.
func shorten(name string) string {
	abs, err := filepath.Abs(name)
	wd, wdErr := filepath.Abs(".")
	if err != nil || wdErr != nil {
		return name
	}
	if short, err := filepath.Rel(wd, abs); err == nil && len(short) < len(name) {
		return short
	}
	return name
}

// Files returns how many files have problems.
func (e *Problems) Files() int {
	files := map[string]bool{}
	for _, p := range e.Problems {
		files[p.File] = true
	}
	return len(files)
}

// WriteText writes each problem with its line, a caret and a hint.
func (e *Problems) WriteText(w io.Writer, paint terminal.Paint) {
	for _, p := range e.Problems {
		place := fmt.Sprintf("%s:%d:%d", e.File(p), p.Line, p.Col)
		fmt.Fprintf(w, "%s: %s %s\n", paint.Strong(place), p.Message, paint.Quiet("["+p.Rule+"]"))
		writeExcerpt(w, paint, p)
		if p.Hint != "" {
			fmt.Fprintf(w, "   %s %s\n", paint.Quiet("hint:"), p.Hint)
		}
		fmt.Fprintln(w)
	}
}

// writeExcerpt writes the line of the file, and carets under the characters that are meant.
func writeExcerpt(w io.Writer, paint terminal.Paint, p position.Problem) {
	if p.Excerpt == "" {
		return
	}
	number := fmt.Sprintf("%5d", p.Line)
	before, meant, _ := p.Marked()
	pad := strings.Repeat(" ", terminal.Columns(before))
	carets := strings.Repeat("^", max(1, terminal.Columns(meant)))
	gutter := strings.Repeat(" ", len(number))
	fmt.Fprintf(w, "%s %s\n", paint.Quiet(number+" |"), p.Excerpt)
	fmt.Fprintf(w, "%s %s%s\n", paint.Quiet(gutter+" |"), pad, paint.Bad(carets))
}
