package site

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/bench/catalog"
	"github.com/errdocs/errdocs/internal/testenv"
	"github.com/errdocs/errdocs/search"
)

// indexes has the search index of each *Site that Rebuild has made, for the next one.
var indexes sync.Map

// Rebuild is Build, but takes over from an earlier site, which may be nil, what would come out the same.
func Rebuild(ctx context.Context, old *Site, c *content.Catalog, o Options) (*Site, error) {
	sink := newMemory(map[string][]byte{})
	if o.Before = new(Record); old != nil {
		o.Before = old.record
		maps.Insert(sink.old, old.All())
		if index, ok := indexes.Load(old); ok {
			o.Index = index.(*search.Cache)
		}
	}
	index := o.Index
	o.KeepIndex = func(made *search.Cache) { index = made }
	s, err := Write(ctx, c, o, sink)
	if err != nil {
		return nil, err
	}
	indexes.Store(s, index)
	s.Files = sink.sorted()
	return s, nil
}

// TestRebuildIsABuild makes edits, good and bad ones, in all kinds of files. After each, the site that takes over what
// it can from the last one is the same as one that is built from nothing.
func TestRebuildIsABuild(t *testing.T) {
	t.Run("tiny", func(t *testing.T) { editForAWhile(t, readAll(t, archiveFS(t, "tiny.txtar")), testenv.Times(14, 100)) })
	t.Run("synthetic", func(t *testing.T) { editForAWhile(t, readAll(t, catalog.Synthetic(12)), testenv.Times(6, 30)) })
}

// TestEveryFieldRebuilds changes single values of entries, of every field that an entry has, with the same law.
func TestEveryFieldRebuilds(t *testing.T) {
	c, err := content.Load(archiveFS(t, "tiny.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	var all []leaf
	for _, v := range c.Vendors {
		all = append(all, leaves("vendor", reflect.ValueOf(v).Elem())...)
	}
	for s := range c.Sets() {
		all = append(all, leaves("set", reflect.ValueOf(s).Elem())...)
	}
	for code := range c.All() {
		all = append(all, leaves(code.ID(), reflect.ValueOf(code).Elem())...)
	}
	for _, concept := range c.Concepts {
		all = append(all, leaves("concept", reflect.ValueOf(concept).Elem())...)
	}
	for _, g := range c.Pages {
		all = append(all, leaves("page", reflect.ValueOf(g).Elem())...)
	}
	random := rand.New(rand.NewPCG(3, 4))
	random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	o := Options{BaseURL: "https://example.com/"}
	old := build(t, c, o)
	good, kept := 0, 0
	for _, l := range all[:min(len(all), testenv.Times(20, len(all)))] {
		before := reflect.ValueOf(l.value.Interface())
		l.change(all)
		want, wantErr := Build(context.Background(), c, o)
		got, err := Rebuild(context.Background(), old, c, o)
		if fmt.Sprint(err) != fmt.Sprint(wantErr) {
			t.Fatalf("%s: the errors differ:\n%v\nwanted:\n%v", l.name, err, wantErr)
		}
		if err == nil {
			sameFiles(t, l.name, got, want)
			good++
			kept += takenOver(old, got)
		}
		l.value.Set(before)
	}
	t.Logf("of %d values %d were changed, with %d files taken over each", len(all), good, kept/max(1, good))
	if good < 10 || kept/good < len(old.Files)/10 {
		t.Errorf("%d values were changed, and %d files taken over in all", good, kept)
	}
}

// leaf is a value of an entry that can be changed.
type leaf struct {
	name  string
	value reflect.Value
}

// leaves returns the values in an entry, apart from names by which others find it.
func leaves(name string, v reflect.Value) (all []leaf) {
	switch v.Kind() {
	case reflect.String, reflect.Int, reflect.Int64, reflect.Bool:
		return []leaf{{name, v}}
	case reflect.Pointer:
		if !v.IsNil() {
			return leaves(name, v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			all = append(all, leaves(fmt.Sprint(name, "[", i, "]"), v.Index(i))...)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if f.IsExported() && !slices.Contains(references, f.Type) && !slices.Contains([]string{"ID", "Slug", "Strings", "File", "CustomField"}, f.Name) {
				all = append(all, leaves(name+"."+f.Name, v.Field(i))...)
			}
		}
	}
	return all
}

// change gives it another value; one of a closed list gets one that another has.
func (l leaf) change(all []leaf) {
	switch t := l.value.Type(); l.value.Kind() {
	case reflect.String:
		if t != reflect.TypeFor[string]() && t != reflect.TypeFor[content.Markdown]() {
			for _, other := range all {
				if other.value.Type() == t && other.value.String() != l.value.String() {
					l.value.Set(other.value)
					return
				}
			}
		}
		l.value.SetString(l.value.String() + "1")
	case reflect.Int, reflect.Int64:
		l.value.SetInt(l.value.Int() + 1)
	case reflect.Bool:
		l.value.SetBool(!l.value.Bool())
	}
}

func readAll(t *testing.T, source fs.FS) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(source, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || path == "urls.lock" {
			return err
		}
		data, err := fs.ReadFile(source, path)
		files[path] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func editForAWhile(t *testing.T, files map[string]string, edits int) {
	random := rand.New(rand.NewPCG(1, 2))
	var old *Site
	preview := &previewing{}
	good, kept := 0, 0
	for n := range edits {
		edited := maps.Clone(files)
		what := editLine(random, edited)
		o := Options{BaseURL: "https://example.com/", Internal: n%40 == 39}
		c, err := loadStamped(edited)
		if err != nil {
			_, _ = preview.load(edited) // which must not harm the next one
			continue
		}
		want, wantErr := Build(context.Background(), c, o)
		got, err := Rebuild(context.Background(), old, c, o)
		if fmt.Sprint(err) != fmt.Sprint(wantErr) {
			t.Fatalf("edit %d, %s: the errors differ:\n%v\nwanted:\n%v", n, what, err, wantErr)
		}
		if err != nil {
			continue
		}
		good++
		sameFiles(t, fmt.Sprintf("edit %d, %s", n, what), got, want)
		preview.after(t, edited, o, want, n)
		kept += takenOver(old, got)
		files, old = edited, got
	}
	if good < edits/4 || kept < good*len(old.Files)/10 {
		t.Errorf("of %d edits %d were good, and %d files were taken over", edits, good, kept)
	}
}

// loadStamped loads a catalog with stamps of its files, so that sums over vendors are taken over.
func loadStamped(files map[string]string) (*content.Catalog, error) {
	stamp := func(name string) string {
		h := sha256.New()
		for _, file := range slices.Sorted(maps.Keys(files)) {
			if file == name || strings.HasPrefix(file, name+"/") {
				fmt.Fprintf(h, "%q %q\n", file, files[file])
			}
		}
		return string(h.Sum(nil))
	}
	return content.LoadDecoded(mapFS(files), content.StubDrafts, &content.Decoded{Stamp: stamp})
}

func mapFS(files map[string]string) fs.FS {
	m := fstest.MapFS{}
	for path, text := range files {
		m[path] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

// previewing makes one preview after another, each of which takes over what it can.
type previewing struct {
	last    *Preview
	decoded content.Decoded
	files   map[string]string
	changes map[string]int
}

// load loads a catalog after another one.
func (p *previewing) load(files map[string]string) (*content.Catalog, error) {
	if p.files == nil {
		p.changes = map[string]int{}
		p.decoded = content.Decoded{Later: true, Stamp: func(name string) string { return fmt.Sprint(p.changes[name]) }}
	}
	for name := range maps.Keys(merged(p.files, files)) {
		before, was := p.files[name]
		if now, is := files[name]; was == is && now == before {
			continue
		}
		for at := name; at != "."; at = path.Dir(at) {
			p.changes[at]++
		}
	}
	p.files = maps.Clone(files)
	return content.LoadDecoded(mapFS(files), content.StubDrafts, &p.decoded)
}

func merged(a, b map[string]string) map[string]string {
	all := maps.Clone(b)
	maps.Insert(all, maps.All(a))
	return all
}

// after makes the nth preview of a catalog, which has the files of a site, whether it is checked before they are asked for, or later, or in part.
func (p *previewing) after(t *testing.T, files map[string]string, o Options, want *Site, n int) {
	t.Helper()
	c, err := p.load(files)
	if err != nil {
		t.Fatal(err)
	}
	p.last = previewed(t, p.last, c, o, want, n)
}

// previewed returns a preview after an earlier one, which has the files of a site.
func previewed(t *testing.T, before *Preview, c *content.Catalog, o Options, want *Site, n int) *Preview {
	t.Helper()
	p, err := NewPreview(before, c, o)
	if err != nil {
		t.Fatal(err)
	}
	check := func() {
		pages, err := p.Check(t.Context())
		if err != nil || before == nil && len(pages) > 0 {
			t.Fatalf("the check returned %v, and %d pages", err, len(pages))
		}
	}
	if n%2 == 0 {
		check()
	}
	for path, data := range want.All() {
		if got, err := p.File(path); err != nil || !bytes.Equal(got, data) || got == nil {
			t.Fatalf("the preview of %s differs: %v", path, err)
		}
	}
	if got, err := p.File("nothing/index.html"); got != nil || err != nil {
		t.Fatalf("a page that is not there: %q, %v", got, err)
	}
	switch n % 4 {
	case 1:
		check()
	case 3: // a newer edit ends it
		ctx := &endingAfter{Context: t.Context()}
		ctx.left.Store(int32(len(p.b.jobs) / 2))
		if _, err := p.Check(ctx); err != ctx.Err() {
			t.Fatalf("the check that was ended returned %v", err)
		}
	}
	return p
}

// endingAfter is a context that ends when it has been asked for its end so often.
type endingAfter struct {
	context.Context
	left atomic.Int32
}

func (e *endingAfter) Err() error {
	if e.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

// editLine changes a line of a file in one of the ways that people do.
func editLine(random *rand.Rand, files map[string]string) string {
	paths := slices.Sorted(maps.Keys(files))
	path := paths[random.IntN(len(paths))]
	lines := strings.SplitAfter(files[path], "\n")
	i := random.IntN(len(lines))
	how := random.IntN(6)
	switch how {
	case 0: // a word more
		lines[i] = strings.TrimSuffix(lines[i], "\n") + fmt.Sprintf(" word%d\n", random.IntN(100))
	case 1: // a line less
		lines[i] = ""
	case 2: // a line twice
		lines[i] += lines[i]
	case 3: // another number
		lines[i] = strings.Replace(lines[i], "4", "5", 1)
	case 4: // something above, so that all below moves
		lines[i] = "\n" + lines[i]
	case 5: // another word
		lines[i] = strings.Replace(lines[i], "the ", "that ", 1)
	}
	files[path] = strings.Join(lines, "")
	return fmt.Sprintf("way %d in %s:%d", how, path, i+1)
}

func sameFiles(t *testing.T, what string, got, want *Site) {
	t.Helper()
	if len(got.Files) != len(want.Files) {
		t.Fatalf("%s: %d files, wanted %d", what, len(got.Files), len(want.Files))
	}
	for i, f := range got.Files {
		if w := want.Files[i]; f.Path != w.Path || !bytes.Equal(f.Data, w.Data) {
			t.Fatalf("%s: %s differs from a build from nothing (there %s)", what, f.Path, w.Path)
		}
	}
	if got.Counts != want.Counts {
		t.Fatalf("%s: the counts are %+v, wanted %+v", what, got.Counts, want.Counts)
	}
	if g, w := fmt.Sprint(got.Addresses()), fmt.Sprint(want.Addresses()); g != w {
		t.Fatalf("%s: the addresses differ:\n%s\nwanted:\n%s", what, g, w)
	}
}

// takenOver counts the files whose bytes are those of the old site, not equal ones.
func takenOver(old, now *Site) int {
	n := 0
	for _, f := range now.Files {
		if old == nil || len(f.Data) == 0 {
			continue
		}
		if was := old.File(f.Path); len(was) > 0 && &was[0] == &f.Data[0] {
			n++
		}
	}
	return n
}

// madeAgain lists the files whose bytes are not those of the old site, without the search index, which has the texts of all codes.
func madeAgain(old, now *Site) (paths []string) {
	for _, f := range now.Files {
		if strings.HasPrefix(f.Path, "search/") || len(f.Data) == 0 {
			continue
		}
		if was := old.File(f.Path); len(was) == 0 || &was[0] != &f.Data[0] {
			paths = append(paths, f.Path)
		}
	}
	return paths
}

// rebuilt builds a synthetic site of so many codes and returns it with what it is after an edit.
func rebuilt(t *testing.T, codes int, o Options, edit func(files map[string]string)) (old, now *Site) {
	t.Helper()
	files := readAll(t, catalog.Synthetic(codes))
	load := func() *content.Catalog {
		c, err := loadStamped(files)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	old = build(t, load(), o)
	edit(files)
	now, err := Rebuild(context.Background(), old, load(), o)
	if err != nil {
		t.Fatal(err)
	}
	sameFiles(t, "the edit", now, build(t, load(), o))
	return old, now
}

// The page of the code, and its three representations. The coverage counts notes, and does not read them.
func TestNoteEditRebuildsFourFiles(t *testing.T) {
	old, now := rebuilt(t, testenv.Times(20, 400), Options{}, func(files map[string]string) {
		files[pick(rand.New(rand.NewPCG(1, 2)), files, `^vendors/[^/]+/[^/]+/.*\.md$`)] += "\nOne more word.\n"
	})
	again := slices.DeleteFunc(madeAgain(old, now), func(file string) bool { return file == "llms-full.txt" }) // all texts of a small site
	if len(again) != 4 {
		t.Errorf("an edit of a note made %d files again: %q", len(again), again[:min(len(again), 20)])
	}
}

// editTitles edits the title of the first code of every file.
func editTitles(files map[string]string) {
	title := regexp.MustCompile(`(?m)^    title: .*`)
	for file, text := range files {
		if at := title.FindStringIndex(text); at != nil && strings.HasPrefix(file, "vendors/") && path.Base(file) != "vendor.yaml" {
			files[file] = text[:at[0]] + "    title: Other words" + text[at[1]:]
		}
	}
}

// The pages of the site that show no title are not made again, unless a user's own theme shows it there.
func TestTitleEditKeepsMatrices(t *testing.T) {
	pages := []string{"compare/index.html", "compare/http/index.html", "compare/retry/index.html", "coverage/index.html", "sitemap.xml", "search/index.html", "index.html"}
	old, now := rebuilt(t, testenv.Times(12, 60), Options{}, editTitles)
	again := madeAgain(old, now)
	if both := among(pages, again); len(both) > 0 {
		t.Errorf("made again: %q", both)
	}
	own := `{{define "main"}}{{range .Rows}}{{range .Cells}}{{range .Codes}}<p>{{.Title}}</p>{{end}}{{end}}{{end}}{{end}}`
	old, now = rebuilt(t, testenv.Times(12, 60), Options{Templates: mapFS(map[string]string{"matrix.html": own})}, editTitles)
	if again := madeAgain(old, now); !slices.Contains(again, "compare/http/index.html") {
		t.Errorf("the titles of the matrix are not made again, only %q", again[:min(len(again), 20)])
	}
}
