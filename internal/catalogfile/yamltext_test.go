package catalogfile

import (
	"strings"
	"testing"
	"unicode"

	"go.yaml.in/yaml/v4"
	"pgregory.net/rapid"

	"github.com/errdocs/errdocs/content"
)

// YAML reads every text back as it was, as a string.
func TestScalarRoundTrip(t *testing.T) {
	alphabet := rapid.SampledFrom([]rune("aZ09 \n:#-'\"\\[]{}&*!|>%@`~?,.=_/é世😀\t"))
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(
			rapid.StringOf(alphabet), rapid.String(),
			rapid.StringMatching(`(yes|NO|on|null|~|1e5|0x1F|1_000|12:30|2001-01-01|\.inf|=|<<|---|\.\.\.)( .*)?`),
			rapid.Map(rapid.SliceOfN(rapid.StringMatching(`[a-z:#]{1,30}`), 1, 60), func(words []string) string {
				s := ""
				for _, w := range words {
					s += w + " "
				}
				return s
			}),
		).Draw(t, "text")
		s = strings.Map(printable, s)
		for _, s := range []string{strings.Join(strings.Fields(s), " "), trimLines(s)} {
			if s == "" {
				continue
			}
			for _, indent := range []int{2, 6} {
				doc := "list:\n"
				if indent == 6 {
					doc += "    - "
				} else {
					doc = "key: "
				}
				doc += scalar(s, indent, indent) + "\nnext: 1\n"
				var v struct {
					Key  yaml.Node
					List []yaml.Node
				}
				if err := yaml.Load([]byte(doc), &v); err != nil {
					t.Fatalf("%q: %v\n%s", s, err, doc)
				}
				n := v.Key
				if indent == 6 {
					n = v.List[0]
				}
				if n.Value != s || n.Tag != "!!str" && n.Tag != "!!timestamp" {
					t.Fatalf("%q comes back as %s %q\n%s", s, n.Tag, n.Value, doc)
				}
			}
		}
	})
}

// printable drops what YAML does not allow and content refuses.
func printable(r rune) rune {
	if r == '\n' || r == '\t' || unicode.IsGraphic(r) && r != unicode.ReplacementChar && r != '\ufeff' {
		return r
	}
	return -1
}

// trimLines makes a text like the Markdown of drafts: lines without spaces at their ends, one blank line between
// paragraphs and none around them.
func trimLines(s string) string {
	var lines []string
	for line := range strings.Lines(s) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n\n")
}

// IDs and keys made from any words follow the rules.
func TestNames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.String().Draw(t, "words")
		if id := ID(words); id != "" && id != content.Slug(id) {
			t.Fatalf("id %q", id)
		}
		k := Key(rapid.StringMatching(`[a-z0-9-]{0,60}`).Draw(t, "vendor"), rapid.StringMatching(`[a-z0-9-]{0,60}`).Draw(t, "set"), []string{"X", "ACME"})
		if len(k) == 0 || len(k) > content.MaxKey || k[0] < 'A' || k[0] > 'Z' || k == "X" || k == "ACME" {
			t.Fatalf("key %q", k)
		}
	})
}
