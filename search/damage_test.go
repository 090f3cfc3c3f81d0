package search

import (
	"fmt"
	"strings"
	"testing"
)

// TestDamagedIndex lets the client read an index in which one file is missing, cut, foreign or hostile.
// Whatever happens is one error, "search is unavailable"; where the damage is of no matter to the query,
// the client may answer.
func TestDamagedIndex(t *testing.T) {
	const unavailable = "search is unavailable"
	docs := synthDocs(200)
	ix := mustBuild(t, synthFacets, docs)
	for _, as := range kinds {
		t.Run(fmt.Sprint("as of ", as), func(t *testing.T) {
			var got map[string]string
			in := map[string]any{"texts": []string{docs[0].Names[0], "token", `"token"`, "tokn card"}}
			runNode(t, in, &got, "damage.mjs", writeScripts(t), writeExport(t, sized(ix, as)))
			want := map[string]string{
				"whole": "answer", "renewed": "answer", "up": "answer", "polluted": "undefined",
				"throws": unavailable, "rejects": unavailable, "answers nothing": unavailable, "down": unavailable,
			}
			for how, result := range got {
				switch {
				case want[how] != "":
					if result != want[how] {
						t.Errorf("%s: %s, want %s", how, result, want[how])
					}
				case strings.HasPrefix(how, "root a"), strings.HasSuffix(how, " missing"), strings.HasSuffix(how, " truncated"),
					strings.HasSuffix(how, " a page"), strings.HasSuffix(how, " another kind"):
					if result != unavailable {
						t.Errorf("%s: %s, want %s", how, result, unavailable)
					}
				default:
					for r := range strings.SplitSeq(result, ", ") {
						if r != unavailable && r != "answer" && r != "nothing" {
							t.Errorf("%s: %s", how, result)
						}
					}
				}
			}
			if len(got) < 100 {
				t.Errorf("only %d kinds of damage", len(got))
			}
		})
	}
}
