// Package position converts between byte offsets of a text and file:line:col, and shows problems of a text with an
// excerpt of the line and a caret below it.
package position

import "fmt"

// Pos is a position in a file. Line and Col count from 1; Col counts characters (runes). The zero value is not
// a position.
type Pos struct {
	File string `json:"file"` // path inside the content directory, with slashes
	Line int    `json:"line"`
	Col  int    `json:"col"`
}

// At returns the position of a line and column.
func At(file string, line, col int) Pos { return Pos{file, line, col} }

// Start returns the start of a file: the position of a problem of the whole file.
func Start(file string) Pos { return Pos{file, 1, 1} }

// String returns "file:line:col".
func (p Pos) String() string { return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col) }
