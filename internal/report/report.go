// Package report writes the problems of a catalog: for people, as JSON, as SARIF and as annotations of GitHub.
package report

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
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
	name := filepath.ToSlash(filepath.Join(e.Dir, filepath.FromSlash(p.File)))
	if strings.HasPrefix(name, "..") { // and may return to the working directory
		if short := Relative(".", name); len(short) < len(name) {
			return short
		}
	}
	return name
}

// Relative returns the path from a folder to a file, with slashes. Where there is none, as between drives, it is the path as it is.
func Relative(folder, name string) string {
	from, err := filepath.Abs(folder)
	to, toErr := filepath.Abs(filepath.FromSlash(name))
	rel, relErr := filepath.Rel(from, to)
	if err != nil || toErr != nil || relErr != nil {
		return name
	}
	return filepath.ToSlash(rel)
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

// Filter says which problems are reported. The zero value reports all.
type Filter struct {
	Paths          []string // absolute paths of files and folders; none: all
	Select, Ignore []string // ids of rules; none selected: all
}

// Hidden counts the problems that a filter drops, each once.
type Hidden struct {
	ByRule int // of rules that were ignored or not selected
	ByPath int // the others, in none of the paths
}

// wants reports whether problems of a rule are reported.
func (f *Filter) wants(rule string) bool {
	return (len(f.Select) == 0 || slices.Contains(f.Select, rule)) && !slices.Contains(f.Ignore, rule)
}

// covers reports whether a file is in one of the paths.
func (f *Filter) covers(file string) bool {
	return len(f.Paths) == 0 || slices.ContainsFunc(f.Paths, func(p string) bool {
		return file == p || strings.HasPrefix(file, strings.TrimSuffix(p, string(filepath.Separator))+string(filepath.Separator))
	})
}

// Filter removes the problems that a filter does not select, and counts them.
func (e *Problems) Filter(f Filter) (hidden Hidden) {
	var kept position.Problems
	for _, p := range e.Problems {
		abs, _ := filepath.Abs(e.File(p)) // which has made the paths of the filter
		switch {
		case !f.wants(p.Rule):
			hidden.ByRule++
		case !f.covers(abs):
			hidden.ByPath++
		default:
			kept = append(kept, p)
		}
	}
	e.Problems = kept
	return hidden
}

// JSON returns the problems as a value to encode. Each has the address of its rule's page.
func (e *Problems) JSON(page func(rule string) string) any {
	type problem struct {
		position.Problem
		Help string `json:"help"`
	}
	list := []problem{}
	for _, p := range e.Located() {
		list = append(list, problem{p, page(p.Rule)})
	}
	return list
}
