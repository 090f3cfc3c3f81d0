package plaintext

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Whatever the form of a table, it becomes a pipe table whose lines know the line of the text with the same code.
func TestTablesKeepTheirLines(t *testing.T) {
	for name, src := range map[string]string{
		"box":      "+-----+------+\n| Code | Text |\n+=====+======+\n| E1 | One |\n+-----+------+\n| E2 | Two |\n+-----+------+\n",
		"database": "+-----+------+\n| Code | Text |\n+-----+------+\n| E1 | One |\n| E2 | Two |\n+-----+------+\n",
		"parted":   "| Code | Text |\n|---|---|\n| E1 | One |\n\n\n| E2 | Two |\n",
		"rules":    "====  =====\nCode  Text\n====  =====\nE1    One\nE2    Two\n====  =====\n",
		"gaps":     "Code    Text\nE1      One is lost\nE2      Two is lost\n",
		"asciidoc": "|===\n|Code |Text\n\n|E1\n|One\n\n|E2\n|Two\n|===\n",
		"spread":   "Code |\nText |\n---|---\nE1 |\nOne |\nE2 |\nTwo |\n",
		"dokuwiki": "^ Code ^ Text ^\n| E1 | One |\n| E2 | Two |\n",
	} {
		p := Read("Some words first.\n\n" + src)
		at := 0
		for _, code := range []string{"E1", "E2"} {
			k := strings.Index(p.Markdown, "| "+code+" |")
			if k < at {
				t.Errorf("%s: no row of %s in\n%s", name, code, p.Markdown)
				continue
			}
			lines := strings.Split("Some words first.\n\n"+src, "\n")
			if line := p.Line(k); line < 1 || !strings.Contains(lines[line-1], code) {
				t.Errorf("%s: %s is said to be in line %d", name, code, line)
			}
			at = k
		}
	}
}

// Each line of the Markdown comes from a line of the text, and the front matter is taken out of it.
func TestEveryLineHasASource(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		parts := rapid.SliceOfN(rapid.SampledFrom([]string{"# Errors", "E1 | One |", "|---|---|", "- **E2**: Two", "E3    Three", "====  ====", "+--+--+", "", "```", "Title\n=====", "<table>", "a {b}", ">", "+==+==+", "| a | b |"}), 0, 30).Draw(rt, "lines")
		src := strings.Join(parts, "\n")
		p := Read("---\ntitle: Errors\nurl: https://a.example/\n---\n" + src)
		if p.Title != "Errors" || len(p.URLs) != 1 {
			rt.Fatalf("front matter: %q %q", p.Title, p.URLs)
		}
		most := 4 + strings.Count(src, "\n") + 1
		for k := range p.Markdown {
			if line := p.Line(k); line < 5 || line > most {
				rt.Fatalf("offset %d comes from line %d of %d:\n%s", k, line, most, p.Markdown)
			}
		}
	})
}

// A few bytes can ask for many cells, or for one in many rows: what is written stays in proportion.
func TestAsciidocRepeatsAreBounded(t *testing.T) {
	for name, src := range map[string]string{
		"cells": "[cols=\"999999*\"]\n|===\n" + strings.Repeat("999*|b\n", 3000) + "|===\n",
		"rows":  "[cols=\"3*\"]\n|===\n" + strings.Repeat("2.999+|"+strings.Repeat("x", 3900)+"\n"+strings.Repeat("|b\n", 999), 20) + "|===\n",
	} {
		if n := len(Read(src).Markdown); n < len(src) || n > maxRepeated+16*MaxRows+2*len(src) {
			t.Errorf("%s: %d bytes became %d", name, len(src), n)
		}
	}
}
