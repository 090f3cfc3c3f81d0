package prose

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/golden"
	"github.com/errdocs/errdocs/internal/testenv"
)

func TestEveryLanguageHasALexer(t *testing.T) {
	for _, id := range content.LanguageIDs() {
		if _, ok := patientLexers[id]; !ok && id != "text" {
			t.Errorf("the language %q has no lexer", id)
		}
	}
}

// The lexers that are compiled in are chroma's own.
func TestLexersAreThoseOfChroma(t *testing.T) {
	for _, id := range content.LanguageIDs() {
		if id == "text" || id == "http" {
			continue
		}
		name := id
		if id == "html" {
			name = "xml" // chroma's own gives scripts and styles to lexers that do not wait
		}
		theirs, ok := lexers.Get(name).(*chroma.RegexLexer)
		if !ok {
			t.Fatalf("the lexer of %s has no rules", id)
		}
		rules := theirs.MustRules()
		if id == "go" {
			for i, r := range rules["root"] {
				if strings.HasPrefix(r.Pattern, "(`)") { // chroma's own gives raw strings to the lexer of templates
					rules["root"][i].Type = chroma.LiteralString
				}
			}
		}
		ours, err := chroma.NewLexer(theirs.Config(), func() chroma.Rules { return rules })
		if err != nil {
			t.Fatal(err)
		}
		text, err := chroma.Marshal(ours)
		if err != nil {
			t.Fatalf("%s: %v", id, err)
		}
		const state, end = "\n    <state ", "\n  </rules>\n</lexer>"
		states := strings.Split(strings.TrimSuffix(string(text), end), state)
		slices.Sort(states[1:]) // chroma's order is that of a map
		golden.File(t, "lexers/"+id+".xml", strings.Join(states, state)+end+"\n")
	}
}

// No lexer takes exponential time for what it does not understand: that would show in 48 bytes. The long run has longer
// texts, whose time may grow with the square.
func TestLexersAreNotExponential(t *testing.T) {
	parts := strings.Fields(`"\ '\ \\ " ' ${ #{ /"\ /\ /* // <<A <a </ a<b, a( [[ {{ r#" @" $" '' """ %q{ &a; 0x1. a::b. -- =>`)
	parts = append(parts, "\n", " \n", "a ", "a b(", "#if\n", "\\\n", "\r\n")
	for _, language := range content.LanguageIDs() {
		lex(language, "a") // compiles it
		for _, part := range parts {
			for _, start := range []string{"", "a ", `"`, "/"} {
				text := start + strings.Repeat(part, testenv.Times(48, highlightLimit(language))/len(part))
				before := testenv.CPUTime()
				lex(language, text)
				if took := testenv.CPUTime() - before; took > 2*time.Second {
					t.Fatalf("%s: %d bytes of %q after %q take %v", language, len(text), part, start, took)
				}
			}
		}
	}
}

// Every lexer compiles, and none of its rules has chroma's time-out left.
func TestLexersArePatient(t *testing.T) {
	for language, makeLexer := range patientLexers {
		l, seen := makeLexer(), 0
		for state, rules := range l.rules {
			for _, r := range rules {
				seen++
				if r.Regexp.MatchTimeout != time.Minute {
					t.Errorf("%s: a rule of %s gives up after %v", language, state, r.Regexp.MatchTimeout)
				}
			}
		}
		if seen == 0 {
			t.Errorf("%s: no rule was looked at", language)
		}
	}
}

// The loop of a lexer gives the tokens of chroma's own.
func TestLexersAgreeWithChroma(t *testing.T) {
	texts := []string{"", "\n", "é = \"ü\"\r\n", "<a b='c'>&amp;</a>\n#if x\n\t// y", "\x00\xff x"}
	for _, pattern := range []string{"*.go", "*_test.go", "lexers/x*.xml", "../../templates/*.html", "../../templates/assets/*.[cj]s*", "../../.github/workflows/*.yml", "../../content/errdocs/vendors/*/*/*.*"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files[:min(len(files), testenv.Times(2, 4))] {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, string(text[:min(len(text), 400)]))
		}
	}
	for language := range patientLexers {
		l := patientLexers[language]()
		for _, text := range texts {
			it, err := chroma.Coalesce(l.chroma).Tokenise(&chroma.TokeniseOptions{State: "root"}, text)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := l.tokens(text), it.Tokens(); !slices.Equal(got, want) {
				t.Errorf("%s: tokens of %q are\n%v, chroma's\n%v", language, text, got, want)
			}
		}
	}
}

// Where a rule is known to match or not to, by its runs, the engine finds as much.
func TestRunsAgreeWithTheEngine(t *testing.T) {
	text := []rune("val x_1 = \"a\\n$b\" // é\u00a0ü\r\n\n  0x1F..2.5e-3 <a b-c='d'>&amp;\t</ a >{[(:=>;,)]}`@?#!%^*+|~/\\\x00\ufffd日本\n[x]\n<?y?> end")
	matches, misses, lines := 0, 0, 0
	for language, makeLexer := range patientLexers {
		for _, rules := range makeLexer().rules {
			for _, r := range rules {
				for at := range text {
					got := r.runs.length(text[at:])
					switch {
					case r.line && at > 0 && text[at-1] != '\n':
						got = -1
						lines++
					case got < 0 && r.needed:
						misses++
					case got >= 0 && r.enough:
						matches++
					default:
						continue
					}
					want := -1
					if m, err := r.Regexp.FindRunesMatchStartingAt(text, at); err != nil {
						t.Fatal(err)
					} else if m != nil {
						want = m.RuneLength
					}
					if got != want {
						t.Errorf("%s: %s matches %d characters of %q, the engine %d", language, r.Regexp, got, string(text[at:]), want)
					}
				}
			}
		}
	}
	if matches < 1000 || misses < 10000 || lines < 1000 {
		t.Errorf("%d matches, %d misses and %d that would have to start a line", matches, misses, lines)
	}
}
