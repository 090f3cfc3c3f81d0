package vendorpage

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/errdocs/errdocs/internal/testenv"
)

func TestMain(m *testing.M) {
	testenv.Cheap()
	m.Run()
}

// slow is the CPU time that a hostile page may take for each megabyte. Linear readers take a tenth of it; others take
// minutes.
const slow = 10 * time.Second

// hostile lists pages that break simple readers, each of about n bytes.
var hostile = map[string]func(n int) string{
	"markdown-rows": func(n int) string {
		return "# Error codes\n\n| Code | Meaning |\n|---|---|\n" + rows(n, "| E%05d | It went *wrong* in [step](https://a.example/%[1]d), `retry` & see <b>docs</b> for the rest of it all. |\n")
	},
	"html-rows": func(n int) string {
		return "<!doctype html><h1>Error codes</h1><table><tr><th>Code<th>HTTP<th>Description<th>Resolution" +
			rows(n, "<tr><td><code>ERR_%d</code><td>400<td>It went <b>wrong</b> &amp; <a href=/x>more</a> to say about it<td><ul><li>Do this<li>Do that</ul>\n")
	},
	"csv-rows": func(n int) string {
		return "Code,HTTP status,Description\n" + rows(n, "E%05d,400,\"It went \"\"wrong\"\", badly, and nobody knows why it did\"\n")
	},
	"text-rows": func(n int) string {
		return "Error codes\n\nCode    Meaning\n------  --------\n" + rows(n, "E%05d  It went wrong\n")
	},
	"spread-rows": func(n int) string {
		return "Error codes\nCode |\nMeaning |\n---|---|\n" + rows(n, "E%05d |\nIt went wrong |\n")
	},
	"stacked-rows": func(n int) string {
		return "Error codes\n\nCode\n\nMeaning\n\n" + rows(n, "E%05d\n\nIt went wrong\n\n")
	},
	"headings": func(n int) string {
		return "# Error codes\n\n" + rows(n, "## E%05d\n\nIt went wrong.\n\n**Solution:** fix it.\n\n")
	},
	"one-section":   func(n int) string { return "# ERR_ONE\n\n" + strings.Repeat("Some text about errors.\n\n", n/25) },
	"deep-headings": func(n int) string { return strings.Repeat("# A\n## B\n### C\n#### D\n##### E\n###### F\n", n/40) },
	"open-divs":     func(n int) string { return "<html>" + strings.Repeat("<div>", n/5) },
	"closed-divs":   func(n int) string { return "<html>" + strings.Repeat("<b>", n/7) + strings.Repeat("</i>", n/7) },
	"open-tables":   func(n int) string { return "<html>" + strings.Repeat("<table><tr><td>", min(n/15, maxTables)) },
	"open-cells":    func(n int) string { return "<html><table>" + strings.Repeat("<td>x", n/5) },
	"open-lists":    func(n int) string { return "<html>" + strings.Repeat("<ul><li>x", n/9) },
	"spans": func(n int) string {
		return "<html><table>" + strings.Repeat("<tr><td rowspan=1000000000 colspan=1000000000>x", n/50)
	},
	"open-marks": func(n int) string {
		var b strings.Builder
		for i := range 150 {
			fmt.Fprintf(&b, "<b id=%d><font size=%d><a href=%d>", i, i, i)
		}
		return "<html>" + b.String() + strings.Repeat("<p>x", n/4)
	},
	"open-marks-in-cells": func(n int) string {
		return "<html>" + strings.Repeat("<table><tr><td><b><i><u><a>x", 40) + strings.Repeat("<p>x", n/4)
	},
	"tabs":            func(n int) string { return "# Errors\n\n" + strings.Repeat("=== \"A\"\n\n    x\n", n/17) },
	"body-attributes": func(n int) string { return "<html>" + strings.Repeat("<body a"+strings.Repeat("b", 20)+"=1>", n/30) },
	"attributes":      func(n int) string { return "<html><p " + strings.Repeat("a=1 ", n/4) + ">x" },
	"brackets":        func(n int) string { return "# E\n\n" + strings.Repeat("[", n) },
	"links":           func(n int) string { return "# E\n\n" + strings.Repeat("[a](", n/4) },
	"stars":           func(n int) string { return "# E\n\n" + strings.Repeat("*a_b ", n/5) },
	"backticks":       func(n int) string { return "# E\n\n" + strings.Repeat("`` ` ``` ", n/9) },
	"tags":            func(n int) string { return "# E\n\n" + strings.Repeat("<a ", n/3) },
	"pipes":           func(n int) string { return "# E\n\n" + strings.Repeat("a |\n", n/4) },
	"wide-row": func(n int) string {
		return "# E\n\n|" + strings.Repeat("a|", n/4) + "\n|" + strings.Repeat("-|", n/4) + "\n"
	},
	"fences":      func(n int) string { return strings.Repeat("```\n~~~\n", n/8) },
	"quotes":      func(n int) string { return strings.Repeat("> ", n/2) + "x" },
	"bullets":     func(n int) string { return strings.Repeat("- - - * `A_B`: x\n", n/17) },
	"columns":     func(n int) string { return strings.Repeat("aa  bb  cc\n", n/11) },
	"short-lines": func(n int) string { return strings.Repeat("A1\nb c\n", n/7) },
	"comments":    func(n int) string { return strings.Repeat("<!-- ", n/5) },
	"entities":    func(n int) string { return "<html>" + strings.Repeat("&amp", n/4) },
	"quoted-csv":  func(n int) string { return "code,description\n" + strings.Repeat("\"\n", n/2) },
	"definitions": func(n int) string { return "<html><h1>Errors</h1><dl>" + strings.Repeat("<dt>A_B<dd>x", n/12) },
	"terms-only":  func(n int) string { return "<html><h1>Errors</h1><dl>" + strings.Repeat("<dt>A_B", n/7) + "<dd>x" },
	"terms-in-a-row": func(n int) string {
		return "<html><h1>Errors</h1><dl>" + strings.Repeat("<dt>A_B", n/14) + strings.Repeat("<dd>x<p>y", n/18)
	},
	"nested-definitions": func(n int) string { return "<html><h1>Errors</h1>" + strings.Repeat("<dl><dt>A_B<dd>x", n/16) },
	"many-definitions": func(n int) string {
		return "<html><h1>Error codes</h1><dl>" + rows(n, "<dt>ERR_%d<dd><p>It broke.<p>HTTP status: 404<p>Solution: fix it.\n")
	},
	"indented-terms": func(n int) string { return "Errors\n\n" + rows(n, "  ERR_%d\n    It broke.\n\n    And how.\n\n") },
	"term-far-below": func(n int) string { return "ERR_ONE\n" + strings.Repeat("  ERR TWO broke.\n", n/17) },
	"deeper-terms":   func(n int) string { return strings.Repeat("A_B\n C_D\n  E_F\n   x\n", n/20) },
	"lone-terms":     func(n int) string { return strings.Repeat(" A_B\n  x\nwords, and more words\n", n/32) },
	"bold-codes":     func(n int) string { return "# Errors\n\n" + rows(n, "**ERR_%d**\n\nIt broke.\n\nHTTP status: 404\n\n") },
	"bold-only":      func(n int) string { return "# Errors\n\n" + strings.Repeat("**A_B**\n\n", n/9) },
	"labeled-lines": func(n int) string {
		return "Errors\n\n" + rows(n, "ABC-%05d: it broke\nCause: it was old.\nAction: fix it.\n\n")
	},
	"json-rows": func(n int) string {
		return "# Errors\n\n```json\n[" + rows(n, "{\"code\": \"E_%d\", \"message\": \"It went wrong.\"},\n") + "{}]\n```\n"
	},
	"json-deep": func(n int) string { return "# Errors\n\n```json\n" + strings.Repeat("[", n) + "\n```\n" },
	"json-keys": func(n int) string {
		return "# Errors\n\n```json\n[" + strings.Repeat("{\"a\":1,\"b\":[[{}]]},", n/21) + "{}]\n```\n"
	},
	"code-in-heading": func(n int) string { return rows(n, "## Why do I get ERR_%d?\n\nIt broke.\n\n") },
	"gathering": func(n int) string {
		return "# Errors\n\n" + rows(n/3, "## TYPE_%d\n\nMany.\n\n### ERR_%[1]d\n\nIt broke.\n\n")
	},
	"aligned-numbers": func(n int) string { return "Error codes\n\n" + rows(n, "  E_%05d     1  It broke\n") },
	"same-tables": func(n int) string {
		return "# Errors\n\n" + rows(n, "| Issue | Text |\n|---|---|\n| E_%d | It broke. |\n\n")
	},
	"many-sets": func(n int) string {
		return rows(min(n, 450_000), "# Errors\n\n| Error code | Text |\n|---|---|\n| E_%d | It broke. |\n| E_1 | It broke in way %[1]d. |\n\n")
	},
	"source-rows": func(n int) string {
		return "enum ErrorCode {\n" + rows(n, "\tERR_%d = 5, // It went wrong\n") + "}\n"
	},
	"source-blocks":   func(n int) string { return strings.Repeat("enum E {\n A = 1,\n", n/18) },
	"source-brackets": func(n int) string { return "enum E {\n A,\n B,\n C,\n D,\n" + strings.Repeat("([{", n/3) },
	"source-comments": func(n int) string { return "enum E {\n A,\n B,\n C,\n D,\n" + strings.Repeat("/* x */\n// y\n", n/13) },
	"source-types":    func(n int) string { return "enum ErrorCode {\n A = x<b" + strings.Repeat(", c", n/3) + "\n}\n" },
	"source-keys":     func(n int) string { return "class Error\nCODES = {" + strings.Repeat("1 => {2: [", n/10) + "\nend\n" },
	"source-gaps":     func(n int) string { return "enum ErrorCode {\n A = 1 +" + strings.Repeat("\n", n) + "2,\n B = 3\n}\n" },
	"source-strings":  func(n int) string { return "enum E {\n A,\n B,\n C,\n D = " + strings.Repeat("\"x\" +\n", n/7) },
	"facts":           func(n int) string { return "# Error codes\n\n* `" + strings.Repeat("code: 1, ", n/9) + "`\n" },
	"no-breaks":       func(n int) string { return strings.Repeat("a", n) },
	"references":      func(n int) string { return strings.Repeat("[a]: https://x.example/\n[a][a] ", n/33) },
}

// rows repeats a line with a running number until there are n bytes or 10,000 rows.
func rows(n int, line string) string {
	var b strings.Builder
	for i := 0; b.Len() < n && i < 10_000; i++ {
		fmt.Fprintf(&b, line, i)
	}
	return b.String()
}

// TestHostile reads a page of each kind: 8 kB, with ERRDOCS_LONG=1 two megabytes. A page gives a draft that loads, or
// an error with a hint, in bounded CPU time. No row of a table of errors is lost.
func TestHostile(t *testing.T) {
	n := testenv.Times(1<<12, 2<<20)
	hangs := 0
	for name, page := range hostile {
		t.Run(name, func(t *testing.T) {
			src := page(n)
			start := testenv.CPUTime()
			d, err := draftOf(src)
			var refused *Error
			if err != nil && !errors.As(err, &refused) {
				t.Errorf("not an error for the user: %v", err)
			}
			used := testenv.CPUTime() - start
			t.Logf("%d bytes: %v of CPU time", len(src), used)
			if used > time.Second+slow*time.Duration(n>>20) {
				hangs++
				t.Errorf("used %v of CPU time", used)
			}
			if d == nil {
				return
			}
			codes := 0
			for _, s := range d.Sets {
				codes += len(s.Entries)
			}
			if want := strings.Count(src, "It went"); strings.HasSuffix(name, "-rows") && codes != want {
				t.Errorf("%d codes, want %d", codes, want)
			}
			checkRules(t, d, Options{Vendor: "acme"})
		})
	}
	t.Logf("long: hostile vendor pages runs=%d hangs=%d bytes=%d", len(hostile), hangs, n)
}

// A table with as many rows as the limit allows is read, one with a row more is refused.
func TestRowLimit(t *testing.T) {
	for name, page := range map[string]struct{ head, row string }{
		"csv": {"Code,Meaning\n", "E%05d,Broken\n"}, "markdown": {"| Code | Meaning |\n| --- | --- |\n", "| E%05d | Broken |\n"},
		"headings": {"<h1>Errors</h1>", "<h2>E_%05d</h2><p>Broken</p>\n"},
	} {
		for _, n := range []int{MaxRows, MaxRows + 1, MaxRows + 2} {
			if (n < MaxRows+2) != (name == "csv") {
				continue
			}
			var b strings.Builder
			b.WriteString(page.head)
			for i := range n {
				fmt.Fprintf(&b, page.row, i)
			}
			d, err := draftOf(b.String())
			var refused *Error
			switch {
			case n > MaxRows && (!errors.As(err, &refused) || !refused.Limit):
				t.Errorf("%s: %d rows give %v", name, n, err)
			case n == MaxRows && (err != nil || len(d.Sets[0].Entries) != n):
				t.Errorf("%s: %d rows: %v", name, n, err)
			}
		}
	}
}

// TestManyResponses reads samples of an OpenAPI description for a table that is full, which refuses the page, and a status that is
// described in more ways than an entry has items: nothing is lost without a word.
func TestManyResponses(t *testing.T) {
	sample, err := parseJSON(`{"code": "ERR_LAST", "message": "It broke."}`, 1)
	if err != nil {
		t.Fatal(err)
	}
	full := &table{rows: make([]row, MaxRows)}
	if sample.samples(full, "400", map[string]bool{}); len(full.rows) != MaxRows+1 {
		t.Errorf("%d rows", len(full.rows))
	}
	many := rows(6<<10, `"/p%d": {"get": {"responses": {"404": {"description": "Number %[1]d was lost"}}}},`+"\n")
	d, err := draftOf(`{"openapi": "3.0.0", "paths": {` + many + `"/": {}}}`)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Count(many, "was lost")
	if got := strings.Count(string(d.Sets[0].Entries[0].Description), "was lost"); got != want || want <= maxItems {
		t.Errorf("%d of %d descriptions are in the draft, and left out are %v", got, want, d.Left)
	}
}

func draftOf(src string) (*Draft, error) {
	p, err := Read([]byte(src), "", "")
	if err != nil {
		return nil, err
	}
	return p.Draft(Options{Vendor: "acme", Sets: []string{"errors"}})
}
