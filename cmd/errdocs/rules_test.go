package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/golden"
	"github.com/errdocs/errdocs/internal/report"
	"github.com/errdocs/errdocs/internal/terminal"
	"github.com/errdocs/errdocs/site"
)

const ownCatalog = "../../content/errdocs"

// ownRules loads the set of rules of errdocs' own catalog from its folder, without those that were removed. With -update it makes the
// samples of new pages, for without them the catalog does not load.
func ownRules(t *testing.T) *content.Set {
	t.Helper()
	folder := filepath.Join(ownCatalog, "vendors/errdocs")
	text, err := os.ReadFile(filepath.Join(folder, "rules.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`file: (samples/[a-z-]+\.txt)`).FindAllStringSubmatch(string(text), -1) {
		name := filepath.Join(folder, m[1])
		if _, err := os.Stat(name); *golden.Update && err != nil {
			if err := os.WriteFile(name, []byte("not written yet\n"), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	set, err := loadOwnRules()
	if err != nil {
		t.Fatal(err)
	}
	return set
}

var loadOwnRules = sync.OnceValues(func() (*content.Set, error) {
	cat, err := content.Load(os.DirFS(ownCatalog))
	if err != nil {
		return nil, err
	}
	set := cat.Vendor("errdocs").Set("rules")
	set.Codes = slices.DeleteFunc(set.Codes, func(c *content.Code) bool { return c.Lifecycle.Status == content.StatusRemoved })
	return set, nil
})

// Each page has what it takes, and its samples are true: put into the small catalog of package content,
// the wrong one breaks this rule and no other, the right one breaks none, and between them is what
// check prints. Run with -update to write that.
func TestRulePages(t *testing.T) {
	var rightCatalogs sync.Map // by their files
	for _, c := range ownRules(t).Codes {
		t.Run(c.Code, func(t *testing.T) {
			t.Parallel()
			if c.Class == nil || len(c.Causes) == 0 || c.Description == "" || len(c.Actions.Engineer) == 0 {
				t.Error("lacks a class, a description, a cause or an action")
			}
			var titles []string
			for _, s := range c.Samples {
				titles = append(titles, s.Title)
			}
			if d := cmp.Diff([]string{sampleWrong, sampleSays, sampleRight}, titles); d != "" {
				t.Fatalf("samples (-want +got):\n%s", d)
			}
			wrong, right := sampleOf(c, sampleWrong), sampleOf(c, sampleRight)
			fsys := put(t, right, right)
			if _, known := rightCatalogs.LoadOrStore(filesOf(fsys.(fstest.MapFS)), true); !known { // most are in the catalog already
				if said, _ := problemsIn(t, fsys); said != "" {
					t.Errorf("the right sample breaks rules:\n%s", said)
				}
			}
			said, broken := problemsIn(t, put(t, wrong, right))
			if !slices.Equal(broken, []string{c.Code}) {
				t.Errorf("the wrong sample breaks %v:\n%s", broken, said)
			}
			golden.File(t, filepath.Join(ownCatalog, "vendors/errdocs", c.Samples[1].File), said)
		})
	}
}

// filesOf returns the names, kinds and contents of files.
func filesOf(fsys fstest.MapFS) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(fsys)) {
		fmt.Fprintf(&b, "%s %v %q\n", name, fsys[name].Mode, fsys[name].Data)
	}
	return b.String()
}

var (
	fileComment = regexp.MustCompile(`^# (\S+\.yaml)\n`)
	linkLine    = regexp.MustCompile(`^(\S+) -> (\S+)\n$`)
	byteMark    = regexp.MustCompile(`<[0-9A-F]{2}>`) // as many editors and pagers show a byte that is not UTF-8
)

// put returns the small catalog with a sample in it. A sample that starts with "# FILE.yaml" is that file,
// "-- FILE --" starts each of several files, "FILE -> TARGET" is a symbolic link. Any other one takes the
// place of the right sample, which the catalog must contain once, indented as it may be.
func put(t *testing.T, sample, right string) fs.FS {
	t.Helper()
	archive, err := txtar.ParseFile("../../content/testdata/tiny.txtar")
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for _, f := range archive.Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	sample = byteMark.ReplaceAllStringFunc(sample, func(s string) string {
		n, _ := strconv.ParseUint(s[1:3], 16, 8)
		return string([]byte{byte(n)})
	})
	if m := fileComment.FindStringSubmatch(sample); m != nil {
		fsys[m[1]] = &fstest.MapFile{Data: []byte(sample)}
	} else if m := linkLine.FindStringSubmatch(sample); m != nil {
		fsys[m[1]] = &fstest.MapFile{Data: []byte(m[2]), Mode: fs.ModeSymlink}
	} else if strings.HasPrefix(sample, "-- ") {
		for _, f := range txtar.Parse([]byte(sample)).Files {
			fsys[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	} else {
		replace(t, fsys, right, sample)
	}
	return fsys
}

// replace replaces the only occurrence of a text in the files. Its lines, and those that take their
// place, are indented as far as its first line.
func replace(t *testing.T, fsys fstest.MapFS, old, new string) {
	t.Helper()
	old, new = strings.TrimSuffix(old, "\n"), strings.TrimSuffix(new, "\n")
	first, _, _ := strings.Cut(old, "\n")
	found := 0
	for name, file := range fsys {
		data := string(file.Data)
		for at := 0; ; at += len(first) {
			next := strings.Index(data[at:], first)
			if next < 0 {
				break
			}
			at += next
			indent := "\n" + strings.Repeat(" ", at-1-strings.LastIndexByte(data[:at], '\n'))
			if rest, ok := strings.CutPrefix(data[at:], strings.ReplaceAll(old, "\n", indent)); ok {
				found++
				fsys[name] = &fstest.MapFile{Data: []byte(data[:at] + strings.ReplaceAll(new, "\n", indent) + rest)}
			}
		}
	}
	if found != 1 {
		t.Fatalf("the small catalog has the right sample %d times:\n%s", found, old)
	}
}

// loadWrong loads the small catalog with the wrong sample of a rule, once for all tests.
func loadWrong(t *testing.T, c *content.Code) (fs.FS, error) {
	t.Helper()
	type loaded struct {
		fsys fs.FS
		err  error
	}
	if known, ok := wrongCatalogs.Load(c.Code); ok {
		return known.(loaded).fsys, known.(loaded).err
	}
	fsys := put(t, sampleOf(c, sampleWrong), sampleOf(c, sampleRight))
	_, err := content.Load(fsys)
	wrongCatalogs.Store(c.Code, loaded{fsys, err})
	return fsys, err
}

var wrongCatalogs sync.Map

// problemsIn returns what check prints of a catalog, and the ids of the rules that it breaks.
func problemsIn(t *testing.T, fsys fs.FS) (said string, broken []string) {
	t.Helper()
	cat, err := content.LoadDrafts(fsys, content.JudgeDrafts)
	src := &source{dir: "content", theme: "templates"}
	if err == nil {
		if _, absent := fs.Stat(fsys, src.theme); absent == nil {
			src.templates, err = fs.Sub(fsys, src.theme)
		}
		if err != nil {
			t.Fatal(err)
		}
		_, err = site.Build(context.Background(), cat, src.options())
		err = src.problems(err)
	}
	var problems content.Problems
	var found *report.Problems
	if errors.As(err, &found) {
		problems = found.Problems
	} else if err != nil && !errors.As(err, &problems) {
		t.Fatal(err)
	}
	var b bytes.Buffer
	(&report.Problems{Problems: problems, Dir: "content"}).WriteText(&b, terminal.Paint{})
	for _, p := range problems {
		broken = append(broken, p.Rule)
	}
	slices.Sort(broken)
	return strings.TrimSuffix(b.String(), "\n"), slices.Compact(broken)
}

// What breaks a rule of the data has no other consequence: the rest of the catalog is checked too, without a
// problem that is none.
func TestProblemsOfTheRest(t *testing.T) {
	rules := ownRules(t).Codes
	for _, c := range rules {
		fsys, err := loadWrong(t, c)
		if err == nil {
			continue // a rule of pages
		}
		found, err := problemsOf(context.Background(), &source{dir: "content", fsys: fsys}, true)
		if err != nil {
			t.Errorf("%s: %v", c.Code, err)
			continue
		}
		for _, p := range found.Problems {
			if p.Rule != c.Code {
				t.Errorf("%s: %s", c.Code, p)
			}
		}
	}
	for _, id := range ofOneText {
		if !slices.ContainsFunc(rules, func(c *content.Code) bool { return c.Code == id }) {
			t.Errorf("there is no rule %s", id)
		}
	}
}

// Every exit status of main.go has one page in errdocs' own catalog, and there is no page besides. The
// README lists the same.
func TestEveryExitStatusHasItsPage(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "main.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var statuses []string
	ast.Inspect(file, func(n ast.Node) bool {
		if v, ok := n.(*ast.ValueSpec); ok && strings.HasPrefix(v.Names[0].Name, "exit") {
			statuses = append(statuses, v.Values[0].(*ast.BasicLit).Value)
		}
		return true
	})
	book := openRulebook()
	var pages []string
	for _, c := range book.cat.Vendor("errdocs").Set("exit").Codes {
		pages = append(pages, c.Code)
	}
	if d := cmp.Diff(statuses, pages); d != "" {
		t.Errorf("exit statuses of main.go (-) and pages (+) differ:\n%s", d)
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var listed []string
	for _, m := range regexp.MustCompile(`(?m)^\| (\d+) \| `).FindAllStringSubmatch(string(readme), -1) {
		listed = append(listed, m[1])
	}
	if d := cmp.Diff(statuses, listed); d != "" {
		t.Errorf("exit statuses of main.go (-) and of the README (+) differ:\n%s", d)
	}
}

// errdocs' own catalog builds, and is published below the default one, where no page of that is.
func TestOwnCatalog(t *testing.T) {
	book := openRulebook()
	if _, err := site.Build(context.Background(), book.cat, site.Options{}); err != nil {
		t.Error(err)
	}
	cat, err := content.Load(content.Default())
	if err != nil {
		t.Fatal(err)
	}
	folder, below := strings.CutPrefix(book.cat.Site.BaseURL, cat.Site.BaseURL)
	if folder = strings.TrimSuffix(folder, "/"); !below || folder == "" || strings.Contains(folder, "/") || cat.Vendor(folder) != nil {
		t.Errorf("%s is not a free folder of %s", book.cat.Site.BaseURL, cat.Site.BaseURL)
	}
	workflow, err := os.ReadFile("../../.github/workflows/pages.yml")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(workflow), "public/"+folder+"\n") || !strings.Contains(string(workflow), `--base-url "$BASE_URL/`+folder+`/"`) {
		t.Errorf("pages.yml does not publish errdocs' own catalog in %s/", folder)
	}
}

// The titles of a rule's samples.
const (
	sampleWrong = "Wrong"
	sampleSays  = "What errdocs says"
	sampleRight = "Right"
)

// sampleOf returns the text of a rule's sample.
func sampleOf(c *content.Code, title string) string {
	for _, s := range c.Samples {
		if s.Title == title {
			return s.Text
		}
	}
	return ""
}
