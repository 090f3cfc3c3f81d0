package content

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"
)

// A made-up card number, and the parts of it that nothing may show.
const (
	madeUp  = "4000123456789017"
	middle  = "345678"
	notMine = "5100123456789013"
)

// withText puts a text over a file of the small catalog.
func withText(t *testing.T, name, text string) fstest.MapFS {
	fsys := tiny(t)
	fsys[name] = &fstest.MapFile{Data: []byte(text)}
	return fsys
}

// TestSecretsEverywhere puts a card number into each file of the small catalog: at its end as a comment or
// as text, and into a name. It is reported once, with its position, and shown nowhere.
func TestSecretsEverywhere(t *testing.T) {
	for name, file := range tiny(t) {
		text := strings.TrimRight(string(file.Data), "\n") + "\n# " + madeUp + "\n"
		fsys := withText(t, name, text)
		told := 0
		for _, p := range loadProblems(t, fsys) {
			checkProblem(t, fsys, p)
			checkHidden(t, p)
			if p.Rule == "card-number" {
				told++
				if p.Line != strings.Count(text, "\n") || p.Col != 3 || p.Width != len(madeUp) || p.File != name {
					t.Errorf("%s: %d wide, want the last line", p, p.Width)
				}
			}
		}
		if told != 1 {
			t.Errorf("%s: told %d times", name, told)
		}
	}
}

// checkHidden wants nothing of a problem to show the middle of the made-up number.
func checkHidden(t *testing.T, p Problem) {
	t.Helper()
	for _, text := range []string{p.String(), p.Hint, p.Excerpt, p.File} {
		if strings.Contains(text, middle) || strings.Contains(text, "3456 78") {
			t.Errorf("shows the number: %q", text)
		}
	}
}

// TestSecretsNotShown has values that break other rules too, each of which quotes the value.
func TestSecretsNotShown(t *testing.T) {
	const set = "vendors/zeta/codes.yaml"
	base := string(tiny(t)[set].Data)
	for _, fsys := range []fstest.MapFS{
		withText(t, set, base+"    "+madeUp+": x\n"),
		withText(t, set, strings.Replace(base, "SLOW_DOWN", madeUp, 1)),
		withText(t, set, strings.Replace(base, "rate-limit", madeUp, 1)),
		withText(t, set, base+"    http: ["+madeUp+"]\n"),
		withText(t, set, base+"    related: [\""+strings.Repeat("x", 36)+" "+madeUp+"\"]\n"), // cut within it
		withText(t, set, base+"    aliases: [&a "+madeUp+", \""+madeUp+"\t\"]\n"),
		withText(t, set, base+"    \""+madeUp+"\n"),
		withText(t, set, base+"    tags: [\"4000 1234\n      5678 9017\", \"5678 9017 x\"]\n"),
		withText(t, "vendors/zeta/samples/"+madeUp+".json", "{}"),
		withText(t, "vendors/zeta/codes/"+madeUp+".md", "A note."),
		withText(t, "vendors/zeta/"+madeUp+".yaml", base),
		withText(t, "vendors/"+madeUp+"/vendor.yaml", base),
		withText(t, "urls.lock", "/acme/"+madeUp+"/x y\n"),
		withText(t, "vendors/zeta/vendor.yaml", "name: Zeta\nsummary: S.\nsets: [codes, \"4000-1234-5678-9017\"]\n"),
	} {
		problems := loadProblems(t, fsys)
		found := false
		for _, p := range problems {
			checkProblem(t, fsys, p)
			checkHidden(t, p)
			found = found || p.Rule == "card-number"
		}
		if !found {
			t.Errorf("no card number among: %v", problems)
		}
	}
}

// TestAllow permits a number in each way, and shows how far each comment reaches.
func TestAllow(t *testing.T) {
	const set, note, sample = "vendors/zeta/codes.yaml", "vendors/zeta/notes.md", "vendors/zeta/samples/a.txt"
	const because = "errdocs:allow card-number It is made up."
	base := string(tiny(t)[set].Data)
	for _, test := range []struct {
		what  string
		files map[string]string
		left  string // the rules that remain broken
	}{
		{"on its line", map[string]string{set: base + "    state_after: Card " + madeUp + ". # " + because + "\n"}, ""},
		{"on another line", map[string]string{set: base + "    state_after: Card " + madeUp + ".\n    tags: [a] # " + because + "\n"}, "allow card-number"},
		{"above a block text", map[string]string{set: base + "    # " + because + "\n    description: |\n      First.\n\n      Card " + madeUp + ".\n"}, ""},
		{"above an entry", map[string]string{set: strings.Replace(base, "  - code:", "  # "+because+"\n  - code:", 1) + "    state_after: Card " + madeUp + ".\n"}, ""},
		{"above the entry before", map[string]string{set: base + "    # " + because + "\n    name: x\n    state_after: Card " + madeUp + ".\n"}, "allow card-number"},
		{"of another rule", map[string]string{set: base + "    state_after: Card " + madeUp + ". # errdocs:allow secret It is made up.\n"}, "allow card-number"},
		{"without a reason", map[string]string{set: base + "    state_after: Card " + madeUp + ". # errdocs:allow card-number\n"}, "allow card-number"},
		{"inside a block text", map[string]string{set: base + "    description: |\n      Card " + madeUp + ". # " + because + "\n"}, "card-number"},
		{"as documentation", map[string]string{set: base + "    description: |\n      Write # errdocs:allow RULE REASON.\n"}, ""},
		{"above a paragraph", map[string]string{note: "One.\n\n<!-- " + because + " -->\nCard " + madeUp + "\nand more.\n\nTwo.\n"}, ""},
		{"above a code block", map[string]string{note: "<!-- " + because + " -->\n\n```\n{}\n\n" + madeUp + "\n```\n"}, ""},
		{"above another paragraph", map[string]string{note: "<!-- " + because + " -->\nOne.\n\nCard " + madeUp + ".\n"}, "allow card-number"},
		{"in a code block", map[string]string{note: "```\n<!-- " + because + " -->\n" + madeUp + "\n```\n"}, "card-number"},
		{"where a sample is named", map[string]string{sample: "card " + madeUp, set: base + "    samples:\n      - {file: samples/a.txt} # " + because + "\n"}, ""},
		{"in a sample", map[string]string{sample: "card " + madeUp + " # " + because, set: base + "    samples: [{file: samples/a.txt}]\n"}, "card-number"},
	} {
		t.Run(test.what, func(t *testing.T) {
			fsys := tiny(t)
			for name, text := range test.files {
				fsys[name] = &fstest.MapFile{Data: []byte(text)}
			}
			c, err := Load(fsys)
			var problems Problems
			if err != nil && !errors.As(err, &problems) {
				t.Fatal(err)
			}
			rules := map[string]bool{}
			for _, p := range problems {
				checkProblem(t, fsys, p)
				rules[p.Rule] = true
			}
			for _, rule := range strings.Fields("allow card-number secret") {
				if rules[rule] != strings.Contains(test.left, rule) {
					t.Errorf("%s: %v, problems: %v", rule, rules[rule], problems)
				}
			}
			if err != nil || test.what == "as documentation" {
				return
			}
			for _, text := range []string{"x " + madeUp, "x 4000 1234 5678 9017"} {
				if leaks := c.Leaks("a/index.html", []byte(text)); len(leaks) > 0 {
					t.Errorf("what is permitted leaks: %v", leaks)
				}
			}
			if leaks := c.Leaks("a/index.html", []byte(notMine)); len(leaks) != 1 {
				t.Errorf("another number does not leak: %v", leaks)
			}
			if n := c.Vendor("zeta").Note; n != nil && strings.Contains(string(n.Text), "errdocs:allow") {
				t.Errorf("the note shows its comment: %s", n.Text)
			}
		})
	}
}

func TestMaxAllows(t *testing.T) {
	for _, n := range []int{MaxAllows, MaxAllows + 1} {
		text := strings.Repeat("# errdocs:allow card-number Why not.\n", n)
		if got := len(yamlAllows(newText("x.yaml", []byte(text)))); got != MaxAllows {
			t.Errorf("%d comments: %d are read", n, got)
		}
	}
}

func TestLeaks(t *testing.T) {
	c := mustLoad(t, tiny(t))
	leaks := c.Leaks("acme/index.html", []byte("<p>\n  Card "+madeUp+", CVV 123</p>"))
	if len(leaks) != 2 || leaks[0].String() != "acme/index.html:2:8: the finished file would show a card number: 400012…9017 [card-number]" {
		t.Errorf("%v", leaks)
	}
	for _, p := range leaks {
		checkHidden(t, p)
		if p.Hint == "" || p.Width < 1 {
			t.Errorf("%+v", p)
		}
	}
	if leaks := c.Leaks("x", []byte("4111 1111 1111 1111")); leaks != nil {
		t.Errorf("%v", leaks)
	}
}

// TestSecretHints wants a hint that works in each sort of file.
func TestSecretHints(t *testing.T) {
	for file, want := range map[string]string{
		"vendors/zeta/codes.yaml":    "; if it must stay: # errdocs:allow card-number REASON",
		"vendors/zeta/notes.md":      "; if it must stay: <!-- errdocs:allow card-number REASON -->",
		"vendors/zeta/samples/a.txt": "; if it must stay: # errdocs:allow card-number REASON, where an entry names this file",
	} {
		found := false
		for _, p := range loadProblems(t, withText(t, file, "# "+madeUp)) {
			found = found || p.Rule == "card-number" && strings.HasSuffix(p.Hint, want)
		}
		if !found {
			t.Errorf("%s: no hint that ends in %q", file, want)
		}
	}
}

// FuzzSecrets puts any text next to a card number into a note and a set. It must be reported, and no problem may
// show it.
func FuzzSecrets(f *testing.F) {
	for _, text := range []string{"", "code: ", "\"", "- [", "# errdocs:allow card-number", "<!-- ", "\n```\n", "é\u202e", "0"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 || !utf8.ValidString(text) || strings.Contains(text, allowWord) || strings.Contains(text, middle) {
			return
		}
		fsys := tiny(t)
		fsys["vendors/zeta/codes.yaml"] = &fstest.MapFile{Data: []byte(text + "\n\n" + madeUp + "\n\n" + text)}
		fsys["vendors/zeta/notes.md"] = &fstest.MapFile{Data: []byte(text + "\n\n" + madeUp + "\n\n" + text)}
		for _, p := range loadProblems(t, fsys) {
			checkProblem(t, fsys, p)
			checkHidden(t, p)
		}
	})
}

// TestFileNames asks of names what every system can keep.
func TestFileNames(t *testing.T) {
	for name, good := range map[string]bool{
		"not-found.json": true, "Not_Found.2.json": true, "console.txt": true, "com10.txt": true,
		"CON": false, "con.json": false, "Nul.tar.gz": false, "COM1.txt": false, "lpt9": false, "a.": false, "a..": false,
		"a b": false, "a\x00b": false, "a\tb": false, "a:b": false, "a*b": false, `a\b`: false, "a|b": false, "a?": false, "a<b": false,
		"caf\u00e9": false, "cafe\u0301": false, "\u0430cme": false, "a\u200bb": false, "a\u202eb": false, "\xff": false, "ａ": false,
	} {
		if message, hint := checkFileName(name); (message == "") != good || !good && hint == "" {
			t.Errorf("%q: %q, %q", name, message, hint)
		}
	}
}

func TestLookAlike(t *testing.T) {
	for text, bad := range map[string]bool{
		"SERVER_ERROR": false, "SERVER_ERR\u041eR": true, "\u0405ERVER": true, "pa\u0443pal": true, "Москва ERROR": false, "ERROR_\u041e": false,
		"CODE\u03a1": true, "Δt": false, "5 µs": false, "λ-calculus": false, "\u0391cme": true, "ERR\u13a2R": true, "Ａcme": true, "\U0001d400b": true,
		"café": false, "cafe\u0301": true, "Zürich Øre ŁÓDŹ": false, "e\u0301": true, "中文 code": false, "": false,
	} {
		if _, kind := lookAlike(text); (kind != "") != bad {
			t.Errorf("%q: %q", text, kind)
		}
	}
}
