package content

import (
	"io/fs"
	"strings"
)

// Reread takes over a note that was edited after the catalog had been loaded from fsys, and returns the code that
// it belongs to. It is for a preview, where most edits are of a note and loading everything takes long. It returns
// nil where there is more to the edit than another text: the file is no note of a code, is new or gone, or breaks a
// rule. The catalog stays as it was then, and Load tells what is wrong. Nobody else may use the catalog meanwhile.
func (c *Catalog) Reread(fsys fs.FS, name string) *Code {
	id, isNote := strings.CutSuffix(strings.TrimPrefix(name, "vendors/"), ".md")
	code := c.Code(id)
	if !isNote || code == nil || code.Note == nil || code.Note.File != name {
		return nil
	}
	wrong := false
	report := func(Problem) { wrong = true }
	l := &loader{cat: c, tree: &tree{fsys: fsys}, secrets: &secrets{files: map[string]*scannedFile{}}}
	src, err := l.readText(name, "a note", MaxNote, report)
	if err != nil || wrong || len(l.secrets.files) > 0 {
		return nil
	}
	if note := l.note(src, report); note != nil {
		code.Note = note
		return code
	}
	return nil
}
