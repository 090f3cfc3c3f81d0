package main

import (
	"go/scanner"
	"go/token"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// unwanted are words of a glossary with what to say instead: one word for one thing, in plain American English.
// The longer list is in CONTRIBUTING, How the code is written.
var unwanted = []struct{ pattern, say string }{
	{`mend(s|ed|ing)?`, "fix"},
	{`anew`, "again, rewrite"},
	{`beside`, "next to, with, compared with"},
	{`thrice`, "three times"},
	{`mistakes? in errdocs`, "bug in errdocs"},
	{`(is|are|was|were) no (\w+ ){0,2}(language|format|number|address|page|file|code|name|field|place|link|folder|set|vendor)s?`, "is not a …, no such …"},
	{`stand(s)? (in|for itself|beside|below|above|on|at|there)`, "is, is listed in"},
	{`hold(s|ing)? (the|a|an|no|all|its|what|nothing|that|this)`, "contain, enforce, keep"},
	{`(is|are|was|were|be|been) told`, "is reported, is shown"},
	{`tells? (of|what|that|which|whether|where)`, "report, show, say"},
	{`twins?`, "representation, or other spelling"},
	{`oddit(y|ies)|odd in the source`, "inconsistencies, discrepancies"},
	{`nobody has said|give yourself`, "plain English"},
	{`colour(s|ed|ing|less)?`, "color"},
	{`licence(s|d)?`, "license"},
	{`cancelled|cancelling`, "canceled"},
	{`(recogni|organi|normali|initiali|seriali|minimi|optimi|summari|categori|capitali)s(e|es|ed|ing|ation)`, "-ize"},
	{`behaviour(s|al)?|favour\w*|honour(s|ed|ing)?|neighbour(s|ing)?|labelled|labelling|centre(s|d)?|catalogue(s|d)?|analyse(s|d)?|grey|travell\w+|modell\w+|programme(s)?|whilst|towards|amongst`, "American spelling"},
}

// exempt are lines that keep such a word: files whose path begins with path and ends with end, and of them the lines that
// contain text. A line that fits no word is an error.
var exempt = []struct{ path, end, text, why string }{
	{"internal/bench/site/hugo/", ".html", "", "the labels of the pages of errdocs, for comparison"},
	{"internal/bench/catalog/words.go", "", "synchronise", "a list of words of which texts are made; benchmarks compare their bytes"},
	{"search/synthetic_test.go", "", "synchronise", "a list of words of which texts are made"},
	{"content/lists.txt", "", "CANCELLED", "gRPC spells it so"},
	{"content/errdocs/pages/guide/reference/", "", "CANCELLED", "gRPC spells it so"},
	{"content/words_test.go", "", "colour", "an edit distance"},
	{"site/record/code.go", "", "odd in the source", "the label of the page is revised on its own"},
}

// fine is what looks like an unwanted word and is not.
var fine = regexp.MustCompile(`there (is|are|was|were) no`)

var prose = []string{".go", ".js", ".mjs", ".html", ".md", ".css", ".tmpl"}

// TestWords looks for the unwanted words in comments and strings of Go, and in all text of other files.
func TestWords(t *testing.T) {
	root := "../.."
	out, err := exec.Command("git", "-C", root, "ls-files").Output()
	if err != nil {
		t.Skip("not a clone: ", err)
	}
	pattern := func(text string) *regexp.Regexp { return regexp.MustCompile(`\b(` + text + `)\b`) }
	var patterns []*regexp.Regexp
	var all []string
	for _, u := range unwanted {
		patterns = append(patterns, pattern(u.pattern))
		all = append(all, u.pattern)
	}
	any := pattern(strings.Join(all, "|"))
	used := make([]bool, len(exempt))
	counts := map[string]int{}
	for path := range strings.Lines(string(out)) {
		path = strings.TrimSpace(path)
		ours := path == "content/lists.txt" || strings.HasPrefix(path, "content/errdocs/") || strings.HasPrefix(path, "content/words/")
		if !ours && !slices.Contains(prose, filepath.Ext(path)) || strings.Contains(path, "testdata/") || path == "cmd/errdocs/words_test.go" {
			continue
		}
		data, err := os.ReadFile(filepath.Join(root, path))
		if err != nil {
			continue // deleted, and not committed yet
		}
		for n, line := range said(path, data) {
			text := fine.ReplaceAllString(strings.ToLower(line), "")
			if !any.MatchString(text) {
				continue
			}
			for i, p := range patterns {
				found := p.FindString(text)
				if found == "" {
					continue
				}
				if e := exemption(path, line); e >= 0 {
					used[e] = true
					continue
				}
				counts[filepath.Dir(path)]++
				t.Errorf("%s:%d: %q: say %s: %s", path, n, found, unwanted[i].say, strings.TrimSpace(line))
			}
		}
	}
	for i, e := range exempt {
		if !used[i] {
			t.Errorf("the exemption of %q in %s fits nothing: remove it", e.text, e.path)
		}
	}
	for _, dir := range slices.Sorted(maps.Keys(counts)) {
		t.Logf("%4d in %s", counts[dir], dir)
	}
}

func exemption(path, line string) int {
	for i, e := range exempt {
		if strings.HasPrefix(path, e.path) && strings.HasSuffix(path, e.end) && strings.Contains(line, e.text) {
			return i
		}
	}
	return -1
}

// said returns the lines of a file that a reader may read, by number: of Go its comments and strings.
func said(path string, data []byte) map[int]string {
	lines := map[int]string{}
	add := func(first int, text string) {
		for i, line := range strings.Split(text, "\n") {
			lines[first+i] += line + " "
		}
	}
	if filepath.Ext(path) != ".go" {
		add(1, string(data))
		return lines
	}
	files := token.NewFileSet()
	file := files.AddFile(path, -1, len(data))
	var s scanner.Scanner
	s.Init(file, data, nil, scanner.ScanComments)
	for {
		pos, tok, text := s.Scan()
		switch tok {
		case token.EOF:
			return lines
		case token.COMMENT, token.STRING:
			add(file.Line(pos), text)
		}
	}
}
