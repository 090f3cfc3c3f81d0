package content

import (
	"errors"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/errdocs/errdocs/internal/position"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/errdocs/errdocs/internal/golden"
)

// TestRules breaks each rule. A file of testdata/rules contains the content files that break one rule,
// to be put over the catalog of testdata/tiny.txtar, and last the problems that are expected. Its
// comment may contain directives: "delete: FILE", "symlink: FILE" and "escape: FILE", which turns \xNN
// and \uNNNN in the file into the characters that they mean.
func TestRules(t *testing.T) {
	for _, rule := range testedRules() {
		t.Run(rule, func(t *testing.T) {
			name := filepath.Join("testdata", "rules", rule+".txtar")
			a := golden.Open(t, name)
			fsys, _ := ruleFiles(t, &a.Archive)
			drafts := StubDrafts
			if rule == "draft" {
				drafts = JudgeDrafts
			}
			problems := draftProblems(t, fsys, drafts)
			for _, p := range problems {
				if p.Rule != rule {
					t.Errorf("a problem of another rule: %s", p)
				}
				checkProblem(t, fsys, p)
			}
			if len(problems) == 0 {
				t.Error("no problem")
			}
			a.Compare(t, &a.Files[len(a.Files)-1], tell(problems))
			later, err := LoadDecoded(fsys, drafts, &Decoded{Later: true})
			if err == nil {
				err = later.Settle(t.Context())
			}
			if put, ok := errors.AsType[Problems](err); !ok || tell(put) != tell(problems) {
				t.Errorf("put off, the rules report: %v", err)
			}
		})
	}
}

// testedRules returns the ids of the rules that have a file in testdata/rules, sorted.
var testedRules = sync.OnceValue(func() []string {
	files, err := filepath.Glob("testdata/rules/*")
	if err != nil || len(files) == 0 {
		panic("testdata/rules is missing")
	}
	for i, f := range files {
		files[i] = strings.TrimSuffix(filepath.Base(f), ".txtar")
	}
	slices.Sort(files)
	return files
})

// ofPages are the rules that package site reports.
var ofPages = []string{
	"lost-address", "markdown-alert", "markdown-code", "markdown-fence", "markdown-heading", "markdown-html", "markdown-image", "markdown-link",
	"markdown-table", "static-clash", "theme",
}

// TestEveryRuleHasItsFile compares the rules with the folder of their tests, both ways, and checks them against
// their form. A test of cmd/errdocs looks at their pages.
func TestEveryRuleHasItsFile(t *testing.T) {
	var ids []string
	for _, r := range ruleEntries() {
		ids = append(ids, r.Code)
		if !idText.MatchString(r.Code) || !strings.HasSuffix(r.Summary, ".") {
			t.Errorf("rule %s: the id is kebab-case, the summary ends with a period", r.Code)
		}
	}
	slices.Sort(ids)
	tested := slices.Sorted(slices.Values(slices.Concat(testedRules(), ofPages)))
	if d := cmp.Diff(ids, tested); d != "" {
		t.Errorf("rules of errdocs/vendors/errdocs/rules.yaml (-), and files of testdata/rules with the rules of pages (+) differ:\n%s", d)
	}
	reported := []string{}
	for _, f := range formats {
		reported = append(reported, f.rule)
	}
	for _, c := range checks {
		reported = append(reported, c.rule)
	}
	for _, rule := range reported {
		if !slices.Contains(testedRules(), rule) {
			t.Errorf("a format or a check reports the rule %s, which does not exist", rule)
		}
	}
}

// ruleEntries are the rules in errdocs' own catalog that are in force.
func ruleEntries() []*Code {
	cat, err := Load(Errdocs())
	if err != nil {
		panic(err) // it is compiled in
	}
	return slices.DeleteFunc(slices.Clone(cat.Vendor("errdocs").Set("rules").Codes), func(c *Code) bool {
		return c.Lifecycle.Status == StatusRemoved
	})
}

// loadProblems returns the problems of a content directory.
func loadProblems(t testing.TB, fsys fs.FS) Problems {
	t.Helper()
	return draftProblems(t, fsys, StubDrafts)
}

func draftProblems(t testing.TB, fsys fs.FS, drafts Drafts) Problems {
	t.Helper()
	_, err := LoadDrafts(fsys, drafts)
	var problems Problems
	if err != nil && !errors.As(err, &problems) {
		t.Fatal(err)
	}
	return problems
}

// checkProblem checks what is true of every problem.
func checkProblem(t testing.TB, fsys fs.FS, p Problem) {
	t.Helper()
	text := p.String() + p.Hint + p.Excerpt
	if len(text) > MaxProblem {
		t.Errorf("%d bytes, the limit is %d: %s", len(text), MaxProblem, p)
	}
	if position.Clean(masked(text)) != text || !utf8.ValidString(text) {
		t.Errorf("unclean text: %q", text)
	}
	if p.Message == "" || p.Hint == "" {
		t.Errorf("lacks a message or a hint: %s", p)
	}
	if !slices.Contains(testedRules(), p.Rule) {
		t.Errorf("no such rule: %s", p)
	}
	if strings.Contains(p.Message+p.Hint, "yaml:") || strings.Contains(text, "go-yaml") {
		t.Errorf("the YAML library's own words: %s", p)
	}
	if runes(p.Excerpt) > 120 || p.Width < 1 || p.Caret+p.Width > max(runes(p.Excerpt), p.Caret+1) {
		t.Errorf("excerpt %q, caret %d, width %d: %s", p.Excerpt, p.Caret, p.Width, p)
	}
	data, err := fs.ReadFile(fsys, p.File)
	if err != nil {
		if p.Line != 1 || p.Col != 1 {
			t.Errorf("a position in a file that can't be read: %s", p)
		}
		return
	}
	src := newText(p.File, data)
	if p.Line > src.Lines() || p.Col > runes(src.Line(p.Line))+1 {
		t.Errorf("a position outside the file: %s", p)
	}
}

var (
	directive = regexp.MustCompile(`(?m)^(delete|symlink|escape): (.*)$`)
	escaped   = regexp.MustCompile(`\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4})`)
)

// ruleFiles puts the files of a rule's test over the small catalog. The last file is what is expected.
func ruleFiles(t testing.TB, a *txtar.Archive) (fstest.MapFS, string) {
	t.Helper()
	fsys := tiny(t)
	n := len(a.Files) - 1
	if n < 0 || a.Files[n].Name != "problems" {
		t.Fatal("the last file must be: problems")
	}
	for _, f := range a.Files[:n] {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	for _, d := range directive.FindAllStringSubmatch(string(a.Comment), -1) {
		switch name := d[2]; d[1] {
		case "delete":
			delete(fsys, name)
		case "symlink":
			fsys[name] = &fstest.MapFile{Data: []byte("elsewhere"), Mode: fs.ModeSymlink}
		case "escape":
			fsys[name].Data = escaped.ReplaceAllFunc(fsys[name].Data, func(b []byte) []byte {
				n, _ := strconv.ParseUint(string(b[2:]), 16, 32)
				if b[1] == 'x' {
					return []byte{byte(n)}
				}
				return utf8.AppendRune(nil, rune(n))
			})
		}
	}
	return fsys, string(a.Files[n].Data)
}

func readArchive(t testing.TB, name string) *txtar.Archive {
	t.Helper()
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// tiny returns the small catalog of testdata/tiny.txtar.
func tiny(t testing.TB) fstest.MapFS {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, f := range readArchive(t, "testdata/tiny.txtar").Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return fsys
}
