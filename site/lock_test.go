package site

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/golden"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/testenv"
)

// TestLock edits the tiny catalog after its addresses were locked: see testdata/lock.txtar.
func TestLock(t *testing.T) {
	tiny, err := txtar.ParseFile("testdata/tiny.txtar")
	if err != nil {
		t.Fatal(err)
	}
	locked := txtar.File{
		Name: "urls.lock", Data: content.FormatLock(build(t, catalogOf(t, "tiny.txtar"), Options{}).Addresses()),
	}
	cases := golden.Open(t, "testdata/lock.txtar")
	for i := 0; i+1 < len(cases.Files); i += 2 {
		edit, want := cases.Files[i], &cases.Files[i+1]
		t.Run(strings.TrimSuffix(edit.Name, ".edit"), func(t *testing.T) {
			files := edited(t, append(slices.Clone(tiny.Files), locked), string(edit.Data))
			c, err := content.Load(golden.FS(files))
			if err != nil {
				t.Fatal(err)
			}
			cases.Compare(t, want, lockLineNumber.ReplaceAllString(reported(t, c), "urls.lock: "))
		})
	}
}

// lockLineNumber changes whenever the site gets another page.
var lockLineNumber = regexp.MustCompile(`urls\.lock:\d+:\d+: `)

// edited returns files after an edit as testdata/lock.txtar describes it.
func edited(t *testing.T, files []txtar.File, edit string) []txtar.File {
	t.Helper()
	var file *txtar.File
	var old, now string
	flush := func() {
		if old+now == "" {
			return
		}
		if !bytes.Contains(file.Data, []byte(old)) || old == "" {
			t.Fatalf("%s does not hold:\n%s", file.Name, old)
		}
		file.Data = bytes.Replace(file.Data, []byte(old), []byte(now), 1)
		old, now = "", ""
	}
	find := func(name string) int {
		i := slices.IndexFunc(files, func(f txtar.File) bool { return f.Name == name })
		if i < 0 {
			t.Fatalf("there is no file %s", name)
		}
		return i
	}
	for line := range strings.Lines(edit) {
		text := strings.TrimSuffix(line, "\n")
		switch verb, rest, _ := strings.Cut(text, " "); {
		case line[0] == '-':
			if now != "" {
				flush()
			}
			old += line[1:]
		case line[0] == '+':
			now += line[1:]
		case verb == "rm":
			flush()
			i := find(rest)
			files = slices.Delete(files, i, i+1)
		case verb == "mv":
			flush()
			from, to, _ := strings.Cut(rest, " ")
			files[find(from)].Name = to
		case verb == "unlock":
			flush()
			lock := &files[find("urls.lock")]
			lock.Data = slices.Concat(slices.DeleteFunc(bytes.SplitAfter(lock.Data, []byte("\n")), func(line []byte) bool {
				return bytes.HasSuffix(line, []byte(rest+"\n"))
			})...)
		default:
			flush()
			file = &files[find(text)]
		}
	}
	flush()
	return files
}

// TestAddresses lists the permanent addresses of the tiny site.
func TestAddresses(t *testing.T) {
	s := build(t, catalogOf(t, "tiny.txtar"), Options{})
	expect(t, "golden/urls.lock", string(content.FormatLock(lists.Filter(s.Addresses(), func(a content.Address) bool {
		return regexp.MustCompile(`^/(acme|zeta|code|e|compare)/`).MatchString(a.Path)
	}))))
	for _, a := range s.Addresses() {
		file := a.Page()[1:]
		if file == "" || strings.HasSuffix(file, "/") {
			file += "index.html"
		}
		if s.File(file) == nil {
			t.Errorf("%s leads to no file", a.Path)
		}
	}
}

// TestEveryAddressIsLocked takes each file of the default site away in turn: either it is one of those
// that has no links, or the lock names it.
func TestEveryAddressIsLocked(t *testing.T) {
	s := defaultSite(t)
	locked := map[string]bool{}
	for _, a := range s.Addresses() {
		locked[a.Page()] = true
	}
	for _, f := range s.Files {
		free := strings.HasPrefix(f.Path, "assets/") || f.Path == "redirect.js" || f.Path == "404.html" || f.Path == ".nojekyll" ||
			strings.HasPrefix(f.Path, "search/") && f.Path != "search/index.html"
		if address := "/" + strings.TrimSuffix(f.Path, "index.html"); locked[address] == free {
			t.Errorf("%s: locked %v", address, locked[address])
		}
	}
}

// TestDefaultLocks demands that the urls.lock of both catalogs that are compiled in have every address of their sites:
// the workflow publishes them with --frozen-lock. With -update it adds new ones.
func TestDefaultLocks(t *testing.T) {
	own, err := content.Load(content.Errdocs())
	if err != nil {
		t.Fatal(err)
	}
	golden.File(t, "../content/urls.lock", string(content.FormatLock(defaultCatalog(t).Lock(), defaultSite(t).Addresses())))
	golden.File(t, "../content/errdocs/urls.lock", string(content.FormatLock(own.Lock(), build(t, own, Options{}).Addresses())))
}

// What is named by its content, or comes and goes with the number of codes, is not locked.
func TestPublic(t *testing.T) {
	for file, want := range map[string]bool{
		"index.html": true, "acme/api/x/index.html": true, "acme/api/x.md": true, "search/index.html": true, "codes/index.html": true,
		"api/codes.json": true, "llms.txt": true, "acme/codes.csv": true, "feed.xml": true, "robots.txt": true,
		"404.html": false, ".nojekyll": false, "assets/12345678/site.js": false, "search/root.json": false,
		"search/0123456789ab.json": false, "codes/a/index.html": false, "api/resolve/ff4b2ee7deaf.json": false, "acme/llms.txt": false,
	} {
		if public(file) != want {
			t.Errorf("%s: public %v", file, !want)
		}
	}
}

// TestTombstone demands that the page of a removed code says when it went, why, and what to use instead.
func TestTombstone(t *testing.T) {
	c := catalogOf(t, "tiny.txtar", txtar.File{Name: "vendors/zeta/core.yaml", Data: []byte(`title: Core
key: ZETA
kind: error
origins: ours
summary: Statuses of the core.
defaults: {category: internal, fault: server, next_step: none, retry: {policy: never}, actions: {engineer: [Look.]}}
codes:
  - {code: SERVER_ERROR, title: Core is down, summary: The core does not answer.}
  - code: GONE
    title: Not there
    summary: Nothing is there.
    lifecycle: {status: removed, since: version 3, replaced_by: SERVER_ERROR, note: Zeta says the same with less.}
`)})
	s := build(t, c, Options{})
	page := s.File("zeta/core/gone/index.html")
	banner, _, _ := strings.Cut(string(page[bytes.Index(page, []byte(`<div class="banner stop"`)):]), "</div>")
	for _, want := range []string{"Removed: no longer returned since version 3.", "Zeta says the same with less.", `href=../server-error/>`} {
		if !strings.Contains(banner, want) {
			t.Errorf("the banner does not say %q:\n%s", want, banner)
		}
	}
	if s.File("e/zeta-gone/index.html") == nil {
		t.Error("the short link is gone")
	}
}

func TestLost(t *testing.T) {
	old := catalogOf(t, "tiny.txtar")
	tiny, err := txtar.ParseFile("testdata/tiny.txtar")
	if err != nil {
		t.Fatal(err)
	}
	now, err := content.Load(golden.FS(edited(t, tiny.Files, `vendors/acme/api.yaml
-    aliases: [OUT_OF_ORDER]
-    category: internal
+    category: internal
-  - code: TOO_MANY
+  - code: TOO_MANY
+    aliases: [OUT_OF_ORDER]
-  - code: OLD_ONE
+  - code: BRAND_NEW
`)))
	if err != nil {
		t.Fatal(err)
	}
	lost, err := Lost(old, now, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, a := range lost {
		fmt.Fprintln(&b, a.Path, a.Target)
	}
	expect(t, "golden/lost.txt", b.String())
	if again, err := Lost(old, old, Options{}); err != nil || len(again) > 0 {
		t.Errorf("a catalog against itself loses %v, %v", again, err)
	}
}

// A lost anchor of the home page has no page above it to blame.
func TestCauseOnTheHomePage(t *testing.T) {
	l := &lockCheck{lost: map[string]bool{"/": true}}
	if cause := l.cause(content.Address{Path: "/#news"}); cause != "/" {
		t.Errorf("the cause is %q", cause)
	}
}

// TestManyMoves plans a site in which ten thousand codes were renamed, then their set, their key and their vendor. Every
// former address of the lock leads on, also without the lock: one move explains each.
func TestManyMoves(t *testing.T) {
	codes := testenv.Times(2_000, 10_000)
	var set, lock strings.Builder
	set.WriteString("title: New\nkey: NEW\nformer_keys: [OLD]\nmoved_from: [was/old]\nkind: error\nsummary: All.\norigins: ours\n" +
		"defaults: {category: unknown, fault: server, next_step: wait, retry: {policy: never}, actions: {engineer: [Wait.]}}\ncodes:\n")
	for i := range codes {
		fmt.Fprintf(&set, "  - {code: C%d, title: Code, summary: A code., moved_from: [was/old/D%d]}\n", i, i)
		fmt.Fprintf(&lock, "/was/old/d%d/ was/old/d%d\n/was/old/d%d.md was/old/d%d\n/e/old-d%d/ was/old/d%d\n", i, i, i, i, i, i)
	}
	fsys := fstest.MapFS{
		"site.yaml": {Data: []byte("title: Many\nsummary: Made up.\n")}, "vendors/is/new.yaml": {Data: []byte(set.String())},
		"vendors/is/vendor.yaml": {Data: []byte("name: Is\nsummary: It is.\nsets: [new]\nmoved_from: [was]\n")},
		"urls.lock":              {Data: []byte("/was/\n/was/codes.csv\n/was/old/\n" + lock.String())},
	}
	c, err := content.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	for _, lock := range [][]content.Address{c.Lock(), nil} {
		have, err := plannedAddresses(c, func() []content.Address { return lock }, Options{})
		if err != nil {
			t.Fatal(err)
		}
		missing := 0
		for _, a := range c.Lock() {
			if _, ok := have[a.Path]; !ok || a.Target != "" && !have.to(a.Path, a.Target) {
				missing++
			}
		}
		if missing > 0 {
			t.Errorf("%d of %d addresses are missing, with a lock of %d", missing, len(c.Lock()), len(lock))
		}
	}
}

// TestLockAgain builds a site after the last one: it finds of the lock what a build from nothing does, and looks at the lock again only
// where something about addresses has changed.
func TestLockAgain(t *testing.T) {
	files := readAll(t, archiveFS(t, "tiny.txtar"))
	load := func() *content.Catalog {
		c, err := loadStamped(files)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	addresses := build(t, load(), Options{}).Addresses()
	lock := func(more ...content.Address) string { return string(content.FormatLock(addresses, more)) }
	files["urls.lock"] = lock()
	note, text := "vendors/acme/api/server-error.md", files["vendors/acme/api/server-error.md"]
	var old *Site
	for _, edit := range []struct {
		what, file, text string
		known            bool // nothing about addresses has changed
	}{
		{"nothing", "", "", false},
		{"nothing", "", "", true},
		{"a heading more", note, text + "\n## A new heading\n", false},
		{"a text", note, text + "\n## A new heading\n\nText.\n", false},
		{"a heading locked", "urls.lock", lock(content.Address{Path: "/acme/api/server-error/#note-a-new-heading"}), false},
		{"a text", note, text + "\n## A new heading\n\nOther text.\n", true},
		{"a heading lost", note, text, false},
		{"it is back", note, text + "\n## A new heading\n", true},
		{"a page locked", "urls.lock", lock(content.Address{Path: "/nowhere/"}), false},
		{"a page not locked", "urls.lock", strings.Replace(lock(), "/find/\n", "", 1), false},
		{"a code", "vendors/zeta/core.yaml", strings.Replace(files["vendors/zeta/core.yaml"], "codes:\n", "codes:\n  - {code: A1B2, title: New, summary: New., draft: true}\n", 1), false},
	} {
		if edit.file != "" {
			files[edit.file] = edit.text
		}
		c := load()
		want, wantErr := Build(t.Context(), c, Options{})
		got, err := Rebuild(t.Context(), old, c, Options{})
		if fmt.Sprint(err) != fmt.Sprint(wantErr) {
			t.Fatalf("%s: the errors differ:\n%v\nwanted:\n%v", edit.what, err, wantErr)
		}
		if err != nil {
			continue
		}
		n, first := got.Unlocked()
		if wantN, wantFirst := want.Unlocked(); n != wantN || first != wantFirst {
			t.Errorf("%s: %d addresses are not locked, such as %s; want %d, %s", edit.what, n, first, wantN, wantFirst)
		}
		if known := got.locked == 0; known != edit.known {
			t.Errorf("%s: the lock was not looked at: %v", edit.what, known)
		}
		old = got
	}
}
