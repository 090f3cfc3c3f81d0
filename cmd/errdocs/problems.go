package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/errdocs/errdocs/content"
)

// problemsError is a list of problems together with where its files are.
type problemsError struct {
	content.Problems
	dir string // the content directory as the user knows it
}

// withDir puts the content directory in front of the files of a list of problems, so that editors find
// them. Every other error stays as it is.
func withDir(err error, dir string) error {
	if problems, ok := err.(content.Problems); ok {
		return &problemsError{problems, dir}
	}
	return err
}

// place returns "file:line:col" from the working directory.
func (e *problemsError) place(p content.Problem) string {
	return fmt.Sprintf("%s:%d:%d", e.file(p), p.Line, p.Col)
}

// file returns the path of a file from the working directory. One of the site itself is told by its address.
func (e *problemsError) file(p content.Problem) string {
	if strings.HasPrefix(p.File, "/") {
		return p.File
	}
	name := filepath.Join(e.dir, filepath.FromSlash(p.File))
	if strings.HasPrefix(name, "..") {
		name = nearer(name)
	}
	return filepath.ToSlash(name)
}

// nearer shortens a path that goes out of the working directory and in again.
func nearer(name string) string {
	abs, err := filepath.Abs(name)
	wd, wdErr := os.Getwd()
	if err != nil || wdErr != nil {
		return name
	}
	if short, err := filepath.Rel(wd, abs); err == nil && len(short) < len(name) {
		return short
	}
	return name
}

// printProblems writes problems for people, and how many there are.
func (a *app) printProblems(w io.Writer, paint painter, e *problemsError) {
	writeProblems(w, paint, e)
	fmt.Fprintf(a.stderr, "%s in %s; errdocs rules %s explains the rule\n", plural(len(e.Problems), "problem"),
		plural(len(e.files()), "file"), e.Problems[0].Rule)
}

// writeProblems writes each problem with its line, a caret and a hint.
func writeProblems(w io.Writer, paint painter, e *problemsError) {
	for _, p := range e.Problems {
		fmt.Fprintf(w, "%s: %s %s\n", paint.strong(e.place(p)), p.Message, paint.quiet("["+p.Rule+"]"))
		writeExcerpt(w, paint, p)
		if p.Hint != "" {
			fmt.Fprintf(w, "   %s %s\n", paint.quiet("hint:"), p.Hint)
		}
		fmt.Fprintln(w)
	}
}

// files returns the paths of the files that have problems, each once.
func (e *problemsError) files() []string {
	var list []string
	for _, p := range e.Problems {
		list = append(list, p.File)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// writeExcerpt writes the line of the file and a caret under what is meant.
func writeExcerpt(w io.Writer, paint painter, p content.Problem) {
	if p.Excerpt == "" {
		return
	}
	number := fmt.Sprintf("%5d", p.Line)
	line := []rune(p.Excerpt)
	start := min(p.Caret, len(line))
	end := min(start+p.Width, len(line))
	pad := strings.Repeat(" ", columns(string(line[:start])))
	marks := strings.Repeat("^", max(1, columns(string(line[start:end]))))
	gutter := strings.Repeat(" ", len(number))
	fmt.Fprintf(w, "%s %s\n", paint.quiet(number+" |"), p.Excerpt)
	fmt.Fprintf(w, "%s %s%s\n", paint.quiet(gutter+" |"), pad, paint.bad(marks))
}

// jsonProblem is a problem in `check --format json`.
type jsonProblem struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Col     int    `json:"col"`
	Width   int    `json:"width"`
	Rule    string `json:"rule"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
	Excerpt string `json:"excerpt,omitempty"`
	Help    string `json:"help"` // address of the rule's page
}

func (e *problemsError) json() ([]jsonProblem, error) {
	book, err := openRulebook()
	if err != nil {
		return nil, err
	}
	list := []jsonProblem{}
	for _, p := range e.Problems {
		list = append(list, jsonProblem{e.file(p), p.Line, p.Col, p.Width, p.Rule, p.Message, p.Hint, p.Excerpt, book.page(p.Rule)})
	}
	return list, nil
}

// maxAnnotations is how many errors GitHub shows of one step; it drops the rest without a word.
const maxAnnotations = 10

// writeAnnotations writes problems as workflow commands of GitHub Actions, which it shows in the diff.
// What is beyond GitHub's limit is plain text in the log, and a notice says so.
func (e *problemsError) writeAnnotations(w io.Writer) {
	for i, p := range e.Problems {
		if i >= maxAnnotations {
			fmt.Fprintf(w, "%s: %s [%s]\n", e.place(p), p.Message, p.Rule)
			continue
		}
		message := p.Message
		if p.Hint != "" {
			message += "\nhint: " + p.Hint
		}
		fmt.Fprintf(w, "::error file=%s,line=%d,col=%d,endColumn=%d,title=%s::%s\n", escapeProperty(e.file(p)),
			p.Line, p.Col, p.Col+p.Width, escapeProperty(p.Rule), escapeData(message))
	}
	if n := len(e.Problems); n > maxAnnotations {
		fmt.Fprintf(w, "::notice title=errdocs::%d problems; the first %d are annotated, the log has all\n", n, maxAnnotations)
	}
}

// escapeData and escapeProperty follow the toolkit of GitHub Actions (packages/core/src/command.ts).
func escapeData(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

func escapeProperty(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(s)
}

// plural returns a count with its noun.
func plural(n int, noun string, forms ...string) string {
	if n != 1 {
		noun = cmp.Or(append(forms, noun+"s")...)
	}
	return grouped(n) + " " + noun
}

// grouped writes a number with thousands apart.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// size writes a number of bytes for people, in the units of 1,000 that GitHub and disks use.
func size[N int | int64](n N) string {
	f := float64(n)
	for _, unit := range []string{"bytes", "kB", "MB", "GB"} {
		if f < 999.5 || unit == "GB" {
			if unit == "bytes" || f >= 99.5 {
				return fmt.Sprintf("%.0f %s", f, unit)
			}
			return fmt.Sprintf("%.1f %s", f, unit)
		}
		f /= 1000
	}
	return ""
}

// cut shortens what somebody typed to a length that a message can repeat.
func cut(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
