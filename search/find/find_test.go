package find

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/errdocs/errdocs/internal/family"
	"github.com/errdocs/errdocs/internal/golden"
	"github.com/errdocs/errdocs/internal/testenv"
	"github.com/errdocs/errdocs/search/resolve"
)

func TestMain(m *testing.M) {
	testenv.Cheap()
	m.Run()
}

// Shipped returns a finder of the default catalog, with the hints that it ships: see shipped_test.go.
var Shipped func() (*Finder, error)

func testFinder(t testing.TB) *Finder {
	t.Helper()
	f, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// labeled is a text of the corpus, with the codes in it: "line short[|short…]".
type labeled struct {
	name, text string
	want       []string
}

func corpus(t testing.TB) []labeled {
	t.Helper()
	names, err := filepath.Glob("testdata/corpus/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if len(names) == 0 {
		t.Fatal("no corpus")
	}
	var list []labeled
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if len(archive.Files)%2 > 0 {
			t.Fatalf("%s: a text without its .want file", name)
		}
		for i := 0; i < len(archive.Files); i += 2 {
			text, want := archive.Files[i], archive.Files[i+1]
			if want.Name != text.Name+".want" {
				t.Fatalf("%s: %s is followed by %s", name, text.Name, want.Name)
			}
			l := labeled{filepath.Base(name) + "/" + text.Name, string(text.Data), strings.Split(string(want.Data), "\n")}
			l.want = slices.DeleteFunc(l.want, func(s string) bool { return s == "" })
			list = append(list, l)
		}
	}
	return list
}

// places returns the findings in the form of the corpus.
func places(f *Finder, found Findings) []string {
	var list []string
	for _, one := range found.Found {
		for _, m := range one.Mentions {
			list = append(list, fmt.Sprint(m.Line, " ", label(f, one)))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func findIn(t testing.TB, f *Finder, text string) Findings {
	t.Helper()
	found, err := f.Find(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestCorpus checks that all codes of the corpus are found, and hardly anything else.
func TestCorpus(t *testing.T) {
	f := testFinder(t)
	texts := corpus(t)
	wanted, found, wrong := 0, 0, 0
	for _, l := range texts {
		for i, w := range l.want {
			line, names, _ := strings.Cut(w, " ")
			l.want[i] = line + " " + sortedLabel(names)
		}
		got := places(f, findIn(t, f, l.text))
		wanted += len(l.want)
		for _, w := range l.want {
			if slices.Contains(got, w) {
				found++
			} else {
				t.Errorf("%s: not found: %s", l.name, w)
			}
		}
		for _, g := range got {
			if !slices.Contains(l.want, g) {
				wrong++
				t.Logf("%s: found and not wanted: %s", l.name, g)
			}
		}
	}
	if len(texts) < 200 || wanted < 250 {
		t.Errorf("only %d texts with %d codes", len(texts), wanted)
	}
	if wrong*100 > 2*(found+wrong) {
		t.Errorf("%d of %d findings are wrong: precision under 98 %%", wrong, found+wrong)
	}
	t.Logf("%d texts, %d codes: %d found, %d wrong", len(texts), wanted, found, wrong)
}

// logLines returns about n bytes of a log that is made of the corpus's texts.
func logLines(t testing.TB, n int) string {
	var b strings.Builder
	texts := corpus(t)
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, "2025-11-20T10:04:%02d.%03dZ level=info service=checkout trace=%08x msg=\"step done\" items=%d\n", i%60, i%1000, int64(i)*2654435761, i%50)
		if i%8 == 0 {
			b.WriteString(texts[i/8%len(texts)].text)
		}
	}
	return b.String()
}

// BenchmarkFind reads 100 MB of a log, and reports the most memory that was in use: "go test -bench Find ./search/find".
func BenchmarkFind(b *testing.B) {
	f := testFinder(b)
	text := logLines(b, 1<<20)
	const size = 100 << 20
	b.SetBytes(size)
	for b.Loop() {
		var most uint64
		r := &repeated{text: text, left: size, each: func() {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapInuse)
		}}
		if _, err := f.Find(r); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(most)/(1<<20), "MB-heap")
	}
}

// TestLongLines checks that a code on a line of any length is found, wherever the line is cut and whatever the reader
// returns at a time.
func TestLongLines(t *testing.T) {
	f := testFinder(t)
	for _, filler := range []string{"x", "x ", "12 34,", "é", "{\"a\":1},", "\t", "4"} {
		for _, n := range []int{maxLine - 40, maxLine - 1, maxLine, maxLine + 1, 2*maxLine - 7} {
			text := strings.Repeat(filler, n/len(filler)) + " INVALID_PAN " + strings.Repeat(filler, 100)
			for _, r := range []io.Reader{strings.NewReader(text), iotest.OneByteReader(strings.NewReader(text)), iotest.DataErrReader(strings.NewReader(text))} {
				found, err := f.Find(r)
				if err != nil || len(found.Found) != 1 || found.Found[0].Mentions[0].Column != utf8.RuneCountInString(text[:strings.Index(text, "INVALID")])+1 {
					t.Errorf("%d times %q: %v %+v", n/len(filler), filler, err, found.Found)
				}
			}
		}
	}
}

// TestMemoryIsBounded checks that six times the text takes no more memory.
func TestMemoryIsBounded(t *testing.T) {
	f := testFinder(t)
	peak := func(size int) uint64 {
		line := logLines(t, 1<<19)
		var most uint64
		r := &repeated{text: line, left: size, each: func() {
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
		}}
		if _, err := f.Find(r); err != nil {
			t.Fatal(err)
		}
		return most
	}
	size := testenv.Times(1<<19, 2<<20)
	small, large := peak(size), peak(6*size)
	if large > small+uint64(size/2) {
		t.Errorf("%d bytes take %d bytes, six times as many %d", size, small, large)
	}
	one := strings.Repeat("keyless code=30004 4111111111111111,", 1<<15) // without a line end
	if found := findIn(t, f, one); found.Found[0].Count != 1<<15 {
		t.Errorf("found %d times, want %d", found.Found[0].Count, 1<<15)
	}
}

// repeated returns a text again and again, and calls each after each time.
type repeated struct {
	text string
	left int
	at   int
	each func()
}

func (r *repeated) Read(p []byte) (int, error) {
	if r.left <= 0 {
		return 0, io.EOF
	}
	n := copy(p, r.text[r.at:])
	if r.at += n; r.at == len(r.text) {
		r.at = 0
		r.each()
	}
	r.left -= n
	return n, nil
}

// TestReaderError checks that the error of a reader comes with what was found before.
func TestReaderError(t *testing.T) {
	f := testFinder(t)
	broken := errors.New("broken pipe")
	found, err := f.Find(io.MultiReader(strings.NewReader("mdes INVALID_PAN\nmdes PAN_INELI"), iotest.ErrReader(broken)))
	if !errors.Is(err, broken) || len(found.Found) != 1 {
		t.Errorf("got %v, %+v", err, found)
	}
}

func TestMaskCards(t *testing.T) {
	for text, want := range map[string]string{
		"4111111111111111":                  "411111******1111",
		"4111 1111 1111 1111":               "4111 11** **** 1111",
		"4111-1111-1111-1111 exp":           "4111-11**-****-1111 exp",
		"x5555555555554444x":                "x555555******4444x",
		"378282246310005":                   "378282*****0005",
		"3782 822463 10005":                 "3782 82**** *0005",
		"6304000000000000 4111111111111111": "630400******0000 411111******1111",
		"1234 4111111111111111":             "1234 411111******1111",
		"4111111111111112":                  "4111111111111112",
		"12345678901":                       "12345678901",
		"4111  1111  1111  1111":            "4111  1111  1111  1111",
		"2025-11-20 10:00":                  "2025-11-20 10:00",
		"":                                  "",
	} {
		if got, _ := maskCards([]byte(text)); string(got) != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// TestSnippetsAreShortAndMasked checks that no snippet shows a card number, wherever it is cut.
func TestSnippetsAreShortAndMasked(t *testing.T) {
	f := testFinder(t)
	var texts []string
	for n := range 120 {
		pad := strings.Repeat("é", n)
		texts = append(texts, "4111 1111 1111 1111 "+pad+" INVALID_PAN "+pad+" 5555-5555-5555-4444 6011111111111117")
	}
	for _, text := range texts {
		for _, one := range findIn(t, f, text).Found {
			for _, m := range one.Mentions {
				if utf8.RuneCountInString(m.Snippet) > maxSnippet || !strings.Contains(m.Snippet, "INVALID_PAN") {
					t.Errorf("%q", m.Snippet)
				}
				for _, secret := range []string{"1 1111 1111", "5-5555-5555", "1111111111"} {
					if strings.Contains(m.Snippet, secret) {
						t.Errorf("%q shows %q", m.Snippet, secret)
					}
				}
			}
		}
	}
	sameInBrowser(t, f, texts)
}

// TestEveryNameIsFound writes each code in colors, in JSON and after escapes.
func TestEveryNameIsFound(t *testing.T) {
	f := testFinder(t)
	for _, e := range f.entries[:f.known] {
		key := map[string]string{"": "error code", "http": "HTTP status", "grpc": "grpc-status"}[e.Space]
		for _, form := range []string{"%s %s: %s", "%s %s \x1b[31m%s\x1b[0m", "%s {\"%s\":\"%s\"}", "%s {\\\"%s\\\":\\\"%s\\\"}", "%s\\n%s=%s;", "%s %s is %s."} {
			text := fmt.Sprintf(form, e.VendorName, key, e.Name)
			found := findIn(t, f, text)
			if !slices.ContainsFunc(found.Found, func(one Found) bool { return one.Candidates[0].ID == e.ID }) {
				t.Errorf("%s is not found in %q: %+v", e.ID, text, found.Found)
			}
		}
	}
}

func TestSummary(t *testing.T) {
	f := testFinder(t)
	text := "the log says NOT_FOUND" + strings.Repeat(" and so on", hintReach) + "\n" +
		strings.Repeat("mdes INVALID_PAN 4111111111111111\n", 7) + "uctp FOO_BAR rateLimitExceeded\ntmgError.serverRetriable or serverRetryable?\nautherror.auth_error\n"
	golden.File(t, "testdata/summary.txt", Summary(findIn(t, f, text), root))
	sameInBrowser(t, f, []string{text})
}

// TestAnnouncedCodes finds a code where nothing but its form and the words in front show that it is one: the vendor is
// not named, and there is no other code.
func TestAnnouncedCodes(t *testing.T) {
	for _, row := range [][2]string{
		{"-32700", `{"code":-32700}`}, {"4001", `{"code": 4001}`}, {"1020", "Error 1020:"}, {"05", "response code: 05"}, {"R01", `return_code: "R01"`},
		{"23505", "SQLSTATE 23505"}, {"23505", "ERROR: duplicate key, SQLSTATE[23505]"}, {"429", "HTTP/1.1 429"}, {"-1009", "NSURLErrorDomain -1009"},
		{"%SYS-5-CONFIG_I", "*Mar 1 18:46:11: %SYS-5-CONFIG_I: Configured from console"}, {"#N/A", "=VLOOKUP() gives #N/A"}, {"-1", "errno=-1"},
		{"5.7.1", "550 5.7.1 Relaying denied"}, {"1045", "ERROR 1045 (28000): Access denied"}, {"550 5.7.1", "550 5.7.1 Relaying denied"},
	} {
		f := New(resolve.New([]resolve.Entry{{ID: "v/s/x", Name: row[0], Vendor: "v", VendorName: "V", Set: "s"}}), nil)
		if found := findIn(t, f, row[1]).Found; len(found) != 1 || found[0].Code != row[0] {
			t.Errorf("%s in %q: %v", row[0], row[1], found)
		}
	}
	f := New(resolve.New([]resolve.Entry{{ID: "v/s/x", Name: "1009", Vendor: "v", VendorName: "V", Set: "s"}}), nil)
	for _, text := range []string{`{"code":-1009}`, "10:09 took 1009 ms", "page 1009", "2026-1009"} {
		if found := findIn(t, f, text).Found; len(found) > 0 {
			t.Errorf("%q: %v", text, found)
		}
	}
}

// FuzzFind checks that any bytes are read without a panic, and that every position that is reported exists.
func FuzzFind(f *testing.F) {
	finder := testFinder(f)
	for _, l := range corpus(f) {
		f.Add(l.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		found, err := finder.Find(strings.NewReader(text))
		if err != nil && !errors.Is(err, ErrUnreadable) {
			t.Fatal(err)
		}
		for _, one := range found.Found {
			for _, m := range one.Mentions {
				if m.Line < 1 || m.Line > found.Lines || m.Column < 1 || utf8.RuneCountInString(m.Snippet) > maxSnippet+len(m.Text) {
					t.Errorf("%q: %+v of %d lines", text, m, found.Lines)
				}
			}
		}
	})
}

// TestFamilies finds codes that have no entry and belong to a family.
func TestFamilies(t *testing.T) {
	r := resolve.New([]resolve.Entry{
		{ID: "oracle/ora/ora-00600", Name: "ORA-00600", Title: "Internal error", Vendor: "oracle", VendorName: "Oracle", Set: "ora"},
		{ID: "keyless/user/30005", Name: "30005", Title: "Too far", Vendor: "keyless", VendorName: "Keyless", Set: "user"},
	})
	add := func(id, name string, set string, f *family.Family, err error) {
		if err != nil {
			t.Fatal(err)
		}
		vendor, _, _ := strings.Cut(id, "/")
		r.AddFamily(resolve.Entry{ID: id, Name: name, Title: name, Vendor: vendor, VendorName: vendor, Set: set}, f)
	}
	ora, err := family.Range("ORA-00600", "ORA-00620")
	add("oracle/ora/ora-00600-00620", "ORA-00600..00620", "ora", ora, err)
	sqlstate, err := family.Prefix("08")
	add("postgrest/sqlstate/08", "08*", "sqlstate", sqlstate, err)
	user, err := family.Range("30000", "")
	add("keyless/classes/user", "30000 and above", "", user, err)
	hresult, err := family.Prefix("0x8007")
	add("windows/classes/win32", "0x8007…", "", hresult, err)
	f := New(r, []Hint{{Vendor: "keyless", Text: "KeylessError", Weight: 4}})
	text := "ORA-00607: kernel\nSQLSTATE 08006, not 08f3a2bc-0811 of order 31007\nerrorCode: 31005\nKeylessError 31006 and 0x80070057, 0x80080057\nORA-00600 ORA-00621 took 31005 ms\ncode=30005\n"
	found, err := f.Find(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, u := range found.Unknown {
		for _, e := range u.Families {
			got = append(got, u.Text+" "+e.ID)
		}
	}
	want := []string{
		"ORA-00607 oracle/ora/ora-00600-00620", "08006 postgrest/sqlstate/08", "31005 keyless/classes/user",
		"31006 keyless/classes/user", "0x80070057 windows/classes/win32",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	sameInBrowser(t, f, []string{text, "code: 31005", "x-08006 ORA-00610-3 (08006) error 08006:1 0x8007", strings.Repeat("SQLSTATE 08", 200)})
}
