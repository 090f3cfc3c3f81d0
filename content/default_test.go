package content

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
)

// TestDefault checks the default catalog against the rules, and that it has at least what it must have.
func TestDefault(t *testing.T) {
	c, err := Load(Default())
	var problems Problems
	if errors.As(err, &problems) {
		t.Fatalf("%d problems in the default catalog:\n\n%s", len(problems), tell(problems))
	}
	if err != nil {
		t.Fatal(err)
	}
	var codes, samples, notes int
	shown := map[string]bool{}
	for code := range c.All() {
		codes++
		for what, ok := range map[string]bool{
			"a title": code.Title != "", "a summary": code.Summary != "", "a category": code.Category != "",
			"a fault": len(code.Fault.Is) > 0, "a next step": code.NextStep.Is != "", "a retry policy": code.Retry.Policy != "",
			"an action for engineers": len(code.Actions.Engineer) > 0, "a source": code.Source.URL != "" || code.Set.Source.URL != "",
		} {
			if !ok {
				t.Errorf("%s lacks %s", code.ID(), what)
			}
		}
		for _, s := range code.Samples {
			if !shown[s.Text] {
				samples++
			}
			shown[s.Text] = true
		}
		if code.Note != nil {
			notes++
		}
	}
	if codes != 152 {
		t.Errorf("%d codes, want 152", codes)
	}
	atLeast := func(what string, got, want int) {
		if got < want {
			t.Errorf("%d %s, want at least %d", got, what, want)
		}
	}
	atLeast("concepts", len(c.Concepts), 25)
	atLeast("different samples on code pages", samples, 30)
	atLeast("notes of codes", notes, 40)
}

// TestDefaultIsTheFolder makes sure that go:embed leaves no file out.
func TestDefaultIsTheFolder(t *testing.T) {
	folder := map[string]string{}
	for _, root := range append(rootFiles, vendorsDir) {
		if root == stringsFile {
			continue // it is in English
		}
		err := fs.WalkDir(os.DirFS("."), root, func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			data, err := os.ReadFile(name)
			folder[name] = string(data)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	err := fs.WalkDir(Default(), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(Default(), name)
		if want, ok := folder[name]; !ok || want != string(data) {
			t.Errorf("%s is embedded, but differs from the folder", name)
		}
		delete(folder, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range folder {
		t.Errorf("%s is not embedded", name)
	}
}

// tell prints problems as the command line does: with the line, a caret and the hint.
func tell(problems Problems) string {
	var b strings.Builder
	for _, p := range problems {
		b.WriteString(p.String() + "\n")
		if p.Excerpt != "" {
			b.WriteString("    | " + p.Excerpt + "\n")
			b.WriteString("    | " + strings.Repeat(" ", p.Caret) + strings.Repeat("^", p.Width) + "\n")
		}
		if p.Hint != "" {
			b.WriteString("    hint: " + p.Hint + "\n")
		}
	}
	return b.String()
}

// TestFolderLoads loads the folder as a build in this repository does, with what else is in it.
func TestFolderLoads(t *testing.T) {
	if _, err := Load(os.DirFS(".")); err != nil {
		t.Error(err)
	}
}
