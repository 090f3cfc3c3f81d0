package content

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/errdocs/errdocs/internal/position"
	"github.com/google/go-cmp/cmp"
)

// mustLoad loads a content directory that breaks no rule.
func mustLoad(t testing.TB, fsys fs.FS) *Catalog {
	t.Helper()
	c, err := Load(fsys)
	var problems Problems
	if errors.As(err, &problems) {
		t.Fatalf("%d problems:\n%s", len(problems), tell(problems))
	}
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestLinks checks how entries of the small catalog refer to each other.
func TestLinks(t *testing.T) {
	c := mustLoad(t, tiny(t))
	var order []string
	for code := range c.All() {
		order = append(order, code.ID())
	}
	same(t, "order", order, []string{
		"zeta/codes/slow-down", "acme/api/not-found", "acme/api/429", "acme/sdk/30001", "acme/sdk/old-face-lost", "acme/sdk/30003",
	})
	acme, tooMany := c.Vendor("acme"), c.Code("acme/api/429")
	face, old := c.Code("acme/sdk/30001"), c.Code("acme/sdk/old-face-lost")
	same(t, "short id", old.ShortID(), "asdk-old-face-lost")
	same(t, "concept", tooMany.Concept, c.Concept("rate-limited"))
	same(t, "concept in another set", c.Code("zeta/codes/slow-down").Concept, c.Concept("rate-limited"))
	same(t, "class", face.Class, acme.Classes[0])
	same(t, "related", ids(c.Code("acme/api/not-found").Related), []string{"acme/sdk/30001"})
	same(t, "successor", old.Successor, face)
	same(t, "successor in another set", c.Code("acme/sdk/30003").Successor, c.Code("acme/api/not-found"))
	same(t, "header", ids(acme.Headers[0].Codes), []string{"acme/api/429"})
	same(t, "example", ids(acme.Examples[0].Codes), []string{"acme/sdk/30001", "acme/api/429"})
	same(t, "tab", acme.Examples[0].Tabs[1], &Tab{Language: "swift", File: "examples/handle.swift", Text: "if error.code == 30001 { askAgain() }\n"})
	same(t, "envelope's sample", acme.Envelopes[0].Sample.Language, "json")
	same(t, "note", *tooMany.Note, Note{File: "vendors/acme/api/429.md", Text: "Count the calls of **all** workers.\n"})
	same(t, "vendor's note", acme.Note.File, "vendors/acme/notes.md")
	same(t, "body", tooMany.Samples[0].Text, `{"error": {"code": "429"}}`)
	same(t, "internal", []bool{face.Internal(), c.Code("acme/sdk/30003").Internal()}, []bool{false, true})
	same(t, "nothing", c.Code("acme/api/NOT_FOUND") == nil && c.Vendor("x") == nil && c.Concept("x") == nil && acme.Set("x") == nil, true)
	same(t, "set", acme.Set("sdk"), face.Set)
}

// A code has the facts of its class and set that it does not give itself, and every answer its final origin.
func TestDefaults(t *testing.T) {
	c := mustLoad(t, tiny(t))
	vendor, ours, silent := Basis{Origin: Vendors}, Basis{Origin: Ours}, Basis{Origin: Ours, Silent: true}
	for _, test := range []struct {
		id        string
		facts     Facts
		inherited map[string]string
	}{
		{"acme/api/not-found", Facts{
			Category: "validation", HTTP: HTTPAnswer{[]int{404}, vendor},
			Fault:    Answer[[]Fault]{[]Fault{"client"}, Basis{Origin: Vendors, Evidence: "your request is wrong"}},
			NextStep: NextAnswer{"fix-request", "", silent}, Retry: Retry{Policy: Never, Basis: silent},
			Actions: Actions{Engineer: OurItems("Read the message.")},
		}, map[string]string{"category": "set", "http": "set", "fault": "set", "next_step": "set", "retry": "set", "actions": "set"}},
		{"acme/sdk/old-face-lost", Facts{
			Category: "biometric", Fault: Answer[[]Fault]{[]Fault{"device"}, vendor},
			NextStep: NextAnswer{"ask-user", "Ask for a second scan.", ours}, Retry: Retry{Policy: NotStated},
			Actions: Actions{Engineer: OurItems("Update the SDK.")},
		}, map[string]string{"next_step": "class"}},
		{"acme/sdk/30003", Facts{
			Category: "internal", Fault: Answer[[]Fault]{[]Fault{"end-user"}, vendor},
			NextStep: NextAnswer{"ask-user", "Ask for a second scan.", ours}, Retry: Retry{Policy: RetryImmediately, Basis: ours},
			Actions: Actions{Engineer: OurItems("Restart the SDK.")},
		}, map[string]string{"next_step": "class", "fault": "class"}},
	} {
		code := c.Code(test.id)
		same(t, test.id, code.Facts, test.facts)
		same(t, test.id+" inherits", code.Inherited, test.inherited)
	}
}

// All keys of a retry answer are read, and its pace and cases have origins of their own.
func TestRetryAnswer(t *testing.T) {
	got := mustLoad(t, tiny(t)).Code("acme/api/429").Retry
	want := Retry{
		Policy: Conditional, Basis: Basis{
			Origin: Vendors, Evidence: "wait as long as the header says", Note: "The header gives seconds.",
			Source:    &Source{Title: "Limits", URL: "https://acme.example/limits"},
			Disagrees: []Disagreement{{"retry", "retry after a minute", &Source{URL: "https://acme.example/faq", Kind: "secondary"}}},
		},
		Pace: Pace{WithBackoff, Basis{Origin: Ours, Note: "Slowly.", Silent: true}},
		Cases: []Case{
			{When{"POST /pay", "too many", "retry", "true", "Visa", "EU", "03", "absent", "2026-07-25"}, AfterDelay, Basis{Origin: Observed, Date: "2026-01-02", Note: "Seen once."}},
			{When{Operation: "GET /pay"}, RetryYes, Basis{
				Origin: Vendors, Evidence: "reads may be repeated", Source: &Source{Title: "FAQ"}, Disagrees: []Disagreement{{Is: "never"}},
			}},
		},
		Key: "same", Limit: RetryLimit{20, "30d", "A fee for each"}, Header: "Retry-After", Backoff: &Backoff{1000, 1.5, 100, 5},
	}
	same(t, "retry", got, want)
}

func ids(codes []*Code) []string {
	var out []string
	for _, c := range codes {
		out = append(out, c.ID())
	}
	return out
}

func same[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	pointers := cmp.Comparer(func(a, b *Code) bool { return a == b })
	places := cmp.Comparer(func(a, b Positions) bool { return a.file == b.file })
	sets := cmp.Comparer(func(a, b *Set) bool { return a == b })
	members := cmp.Comparer(func(a, b Members) bool { return a.Words() == b.Words() })
	if d := cmp.Diff(want, got, pointers, places, sets, members); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

// TestTenMistakes makes ten different mistakes in different files: one run reports all ten.
func TestTenMistakes(t *testing.T) {
	fsys := tiny(t)
	for _, m := range [][3]string{
		{"site.yaml", "title: Codes", "titel: Codes"},
		{"concepts.yaml", "category: rate-limit", "category: rate-limits"},
		{"vendors/acme/vendor.yaml", "range: [30000, 39999]", "range: [39999, 30000]"},
		{"vendors/acme/vendor.yaml", "codes: [api/429]", "codes: [api/430]"},
		{"vendors/acme/api.yaml", "http: [429]", "http: [999]"},
		{"vendors/acme/sdk.yaml", `until: "5.0.1"`, "until: 5.0"},
		{"vendors/acme/sdk.yaml", "slug: old-face-lost", "slug: Old_Face"},
		{"vendors/acme/samples/not-found.json", `"details": ["id"]`, `"details": ["id",]`},
		{"vendors/zeta/vendor.yaml", "summary: Cards by Zeta.", "summary: Cards: by Zeta."},
		{"vendors/zeta/codes.yaml", "match: broader", "match: &x broader"},
	} {
		change(t, fsys, m[0], m[1], m[2])
	}
	got := ""
	for _, p := range loadProblems(t, fsys) {
		got += p.String() + "\n"
		checkProblem(t, fsys, p)
	}
	same(t, "problems", got, `concepts.yaml:4:13: category can't be "rate-limits" [closed-list]
site.yaml:1:1: there is no key "titel" here [unknown-key]
vendors/acme/api.yaml:38:12: http must be 100–599, got 999 [http-range]
vendors/acme/samples/not-found.json:1:95: the sample is not valid JSON from here [sample-syntax]
vendors/acme/sdk.yaml:22:11: slug can't be "Old_Face" [id-pattern]
vendors/acme/sdk.yaml:28:54: until must be text, but YAML reads 5.0 as a number [quote]
vendors/acme/vendor.yaml:25:13: there is no code "api/430" [unknown-reference]
vendors/acme/vendor.yaml:29:12: the first number of the range is larger than the last [family]
vendors/zeta/codes.yaml:11:12: match has an anchor [anchor]
vendors/zeta/vendor.yaml:2:15: a colon where YAML expects none [yaml-syntax]
`)
}

// change replaces one text of a file.
func change(t testing.TB, fsys fstest.MapFS, file, old, new string) {
	t.Helper()
	text := string(fsys[file].Data)
	if strings.Count(text, old) == 0 {
		t.Fatalf("%s does not contain %q", file, old)
	}
	fsys[file] = &fstest.MapFile{Data: []byte(strings.Replace(text, old, new, 1))}
}

// TestOneMistakeOneProblem makes mistakes on which much else depends. None of that is reported.
func TestOneMistakeOneProblem(t *testing.T) {
	for _, test := range []struct{ file, old, new, rule string }{
		{"concepts.yaml", "id: rate-limited", "id: rate-limited: x", "yaml-syntax"},
		{"concepts.yaml", "id: rate-limited", "idd: rate-limited", "unknown-key"},
		{"concepts.yaml", "id: rate-limited", "id: [rate-limited]", "wrong-kind"},
		{"vendors/acme/vendor.yaml", "name: Acme", "name: [Acme", "yaml-syntax"},
		{"vendors/acme/vendor.yaml", "sets: [api, sdk]", "set: [api, sdk]", "unknown-key"},
		{"vendors/acme/vendor.yaml", "sets: [api, sdk]", "sets: [api, sdkk]", "unknown-reference"},
		{"vendors/acme/vendor.yaml", "sets: [api, sdk]", "sets: {api: sdk}", "wrong-kind"},
		{"vendors/acme/vendor.yaml", "classes:", "clases:", "unknown-key"},
		{"vendors/acme/vendor.yaml", "fault: end-user", "fault: enduser", "closed-list"},
		{"vendors/acme/vendor.yaml", "fault: end-user", "faults: end-user", "unknown-key"},
		{"vendors/acme/vendor.yaml", "examples:", "exampels:", "unknown-key"},
		{"vendors/acme/vendor.yaml", "file: examples/handle.kt", "file: examples/handel.kt", "missing-file"},
		{"vendors/acme/vendor.yaml", "file: examples/handle.kt", "file: example/handle.kt", "file-path"},
		{"vendors/acme/api.yaml", "  - code: NOT_FOUND", "- code: NOT_FOUND", "yaml-syntax"},
		{"vendors/acme/api.yaml", "code: NOT_FOUND", "code: [NOT_FOUND]", "wrong-kind"},
		{"vendors/acme/api.yaml", `code: "429"`, "code:", "no-value"},
		{"vendors/acme/api.yaml", "defaults:", "default:", "unknown-key"},
		{"vendors/acme/api.yaml", "  fault: {is: client", "  fualt: {is: client", "unknown-key"},
		{"vendors/acme/api.yaml", "    fault: {is: [client", "    faultt: {is: [client", "unknown-key"},
		{"vendors/acme/api.yaml", "    engineer: [Read", "    enginer: [Read", "unknown-key"},
		{"vendors/acme/api.yaml", "fault: {is: client, origin: vendor", "fault: {is: client, origin: vendr", "closed-list"},
		{"vendors/acme/api.yaml", "fault: {is: client, origin: vendor, evidence: your request is wrong}", "fault: {is: client, orign: ours}", "unknown-key"},
		{"vendors/acme/api.yaml", "origins: {", "origin: {", "unknown-key"},
		{"vendors/acme/sdk.yaml", "origins: ours", "origins: our", "closed-list"},
		{"vendors/acme/vendor.yaml", "origins: {default", "origins: {defalt", "unknown-key"},
		{"vendors/acme/api.yaml", "base_ms: 1000", "base: 1000", "unknown-key"},
		{"vendors/acme/api.yaml", "base_ms: 1000", "base_ms: 1s", "wrong-kind"},
		{"vendors/acme/api.yaml", "backoff: {base_ms: 1000, factor: 1.5, jitter_ms: 100, max_attempts: 5}", "backoff: ~", "no-value"},
		{"vendors/acme/api.yaml", "concept: rate-limited", "concpet: rate-limited", "unknown-key"},
		{"vendors/acme/api.yaml", "aliases: [missing thing]", "aliases: [missing thing, ~]", "no-value"},
		{"vendors/acme/api.yaml", "body: '{\"error\": ', malformed: The page cuts it off", "body: '{\"error\": ', malformed: ''", "no-value"},
		{"vendors/acme/sdk.yaml", "class: user", "class: users", "unknown-reference"},
		{"vendors/acme/sdk.yaml", "codes:", "cods:", "unknown-key"},
		{"vendors/acme/sdk.yaml", "title: SDK", "title: \xff SDK", "encoding"},
		{"vendors/zeta/codes.yaml", "code: SLOW_DOWN", "code: \"SLOW\x01DOWN\"", "control-character"},
	} {
		fsys := tiny(t)
		change(t, fsys, test.file, test.old, test.new)
		problems := loadProblems(t, fsys)
		if len(problems) != 1 || problems[0].Rule != test.rule {
			t.Errorf("%s with %q: want one problem of the rule %s, got %d:\n%s", test.file, test.new, test.rule, len(problems), tell(problems))
		}
	}
}

// TestUnreadFilesAreNotUnused breaks what shows a sample and an image: no hint says to delete them.
func TestUnreadFilesAreNotUnused(t *testing.T) {
	const codes, note, page = "vendors/zeta/codes.yaml", "vendors/acme/api/429.md", "pages/on-call.md"
	const conflict = "<<<<<<< HEAD\n\n=======\n>>>>>>> other\n"
	for _, test := range []struct{ file, old, new, rule string }{
		{codes, "code: SLOW_DOWN", "code:", "no-value"},
		{codes, "code: SLOW_DOWN", "name: SLOW_DOWN", "required"},
		{codes, "code: SLOW_DOWN", `code: "SLOW\tDOWN"`, "tab"},
		{note, "Count", conflict, "merge-conflict"},
		{note, "Count", "\x00\x00\x00", "encoding"},
		{page, "Read", conflict, "merge-conflict"},
	} {
		fsys := tiny(t)
		fsys["images/a.gif"] = &fstest.MapFile{Data: []byte("GIF89a\x01\x00\x01\x00\x00\x00\x00")}
		fsys["vendors/zeta/samples/slow.json"] = &fstest.MapFile{Data: []byte("{}")}
		change(t, fsys, codes, "    match:", "    samples: [{title: Response, file: samples/slow.json}]\n    match:")
		shows := page
		if test.file == note {
			shows = note
		}
		fsys[shows].Data = append(fsys[shows].Data, "![A screen](images/a.gif)\n"...)
		mustLoad(t, fsys)
		change(t, fsys, test.file, test.old, test.new)
		if problems := loadProblems(t, fsys); len(problems) != 1 || problems[0].Rule != test.rule {
			t.Errorf("%s: want one problem of the rule %s, got %d:\n%s", test.file, test.rule, len(problems), tell(problems))
		}
	}
}

// TestLineBreaks loads the small catalog, and each broken one, with Windows line breaks and a byte
// order mark: the content and the positions of all problems are the same.
func TestLineBreaks(t *testing.T) {
	unix, windows := mustLoad(t, tiny(t)), mustLoad(t, crlf(tiny(t)))
	for code := range unix.All() {
		other := windows.Code(code.ID())
		same(t, code.ID(), []any{other.Description, other.Note, other.Pos("/retry/policy")}, []any{code.Description, code.Note, code.Pos("/retry/policy")})
	}
	files, err := filepath.Glob("testdata/rules/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		fsys, _ := ruleFiles(t, readArchive(t, name))
		same(t, name, tell(loadProblems(t, crlf(fsys))), tell(loadProblems(t, fsys)))
	}
}

// crlf gives all YAML files and notes Windows line breaks and a byte order mark.
func crlf(fsys fstest.MapFS) fstest.MapFS {
	for name, f := range fsys {
		if ext := path.Ext(name); ext == ".yaml" || ext == ".md" {
			data := append(bytes.Clone(byteOrderMark), bytes.ReplaceAll(f.Data, []byte("\n"), []byte("\r\n"))...)
			fsys[name] = &fstest.MapFile{Data: data, Mode: f.Mode}
		}
	}
	return fsys
}

// TestErrors checks that anything but a mistake of an author is an error, with its cause.
func TestErrors(t *testing.T) {
	_, err := Load(os.DirFS(filepath.Join(t.TempDir(), "nothing")))
	if !errors.Is(err, fs.ErrNotExist) || errors.As(err, new(Problems)) {
		t.Errorf("a directory that is not there: %v", err)
	}
	for _, name := range []string{"site.yaml", "vendors/acme/api/429.md", "vendors/acme/samples/not-found.json"} {
		var problems Problems
		_, err = Load(unreadable{tiny(t), name})
		if !errors.As(err, &problems) || len(problems) != 1 || problems[0].Rule != "missing-file" || problems[0].Pos != (position.Start(name)) {
			t.Errorf("%s can't be read: %v", name, err)
		}
	}
}

// unreadable refuses to open one file.
type unreadable struct {
	fs.FS
	name string
}

func (u unreadable) Open(name string) (fs.File, error) {
	if name == u.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return u.FS.Open(name)
}

// TestSameProblems loads broken catalogs with one and with many processors.
func TestSameProblems(t *testing.T) {
	files, err := filepath.Glob("testdata/rules/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	all := func(procs int) string {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
		var b strings.Builder
		for _, name := range files {
			fsys, _ := ruleFiles(t, readArchive(t, name))
			b.WriteString(tell(loadProblems(t, fsys)))
		}
		return b.String()
	}
	same(t, "problems", all(8), all(1))
}

func TestBaseURLEndsWithASlash(t *testing.T) {
	fsys := tiny(t)
	fsys["site.yaml"] = &fstest.MapFile{Data: []byte("title: T\nsummary: S.\nbase_url: https://example.org/codes\n")}
	if base := mustLoad(t, fsys).Site.BaseURL; base != "https://example.org/codes/" {
		t.Error(base)
	}
}

func TestOtherEndingOfSiteFile(t *testing.T) {
	files := tiny(t)
	files["site.yml"] = files["site.yaml"]
	delete(files, "site.yaml")
	var problems Problems
	if _, err := Load(files); !errors.As(err, &problems) || problems[0].Hint != "rename site.yml to site.yaml" {
		t.Error(err)
	}
}
