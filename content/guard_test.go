package content

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/internal/golden"
)

// The kinds of statement that nobody has measured, and the words that are unclear about whose page they mean.
var unmeasured = regexp.MustCompile(`(?i)\b(?:the page|nearly always|almost always|most cases|most of the time|half of|usually|typically|` +
	`in practice|rarely|as a rule|the majority of)\b`)

// measured are the lines that may say so, by file and the start of the line, with the reason. One that is gone must go
// here, too.
var measured = map[string]string{
	"vendors/keyless/integration.yaml: summary: Keyless.configure failed, typically": "Keyless says so",
	"vendors/keyless/internal.yaml: typically a matter for Keyless support":          "Keyless says so: typically internal errors require investigation",
	"vendors/mastercard-mdes/gateway.yaml: summary: Errors that the gateway":         "Mastercard says so: typically occur when OAUTH authentication fails",
	"vendors/mastercard-mdes/gateway.yaml: - Only one half of the key":               "a part, not a quantity",
	"vendors/mastercard-mdes/vendor.yaml: returned_when: The gateway reports":        "Mastercard says so",
	"vendors/mastercard-mdes/vendor.yaml: returned_when: MDES itself reports":        "Mastercard says so",
	"vendors/token-io/grpc.yaml: summary: The call was stopped":                      "the gRPC docs say so: typically by the caller",
	"vendors/token-io/grpc.yaml: - Ask the customer whether they closed the page":    "the page of a bank",
	"vendors/token-io/grpc.yaml: summary: The caller may not do this; typically":     "Token.io says so: typically this means the access token has expired",
	"vendors/token-io/grpc.yaml: summary: The operation was aborted, typically":      "the gRPC docs say so",
	"vendors/token-io/grpc.yaml: summary: The service is unavailable":                "Token.io says so: usually corrected with a retry",
	"vendors/token-io/http.yaml: summary: The member may not do this; typically":     "Token.io says so: typically this means the access token has expired",
	"vendors/token-io/http.yaml: summary: The service is unavailable":                "Token.io says so: usually corrected with a retry",
}

// Texts of the default catalog say nothing that nobody has measured.
func TestDefaultClaimsNoQuantities(t *testing.T) {
	used := map[string]bool{}
	err := fs.WalkDir(Default(), vendorsDir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || path.Ext(name) != ".yaml" && path.Ext(name) != ".md" {
			return err
		}
		text, err := fs.ReadFile(Default(), name)
		lines := strings.Split(string(text), "\n")
		for i, line := range lines {
			found := unmeasured.FindString(line)
			if found == "" || strings.Contains(line, "evidence:") {
				continue
			}
			said := name + ": " + strings.TrimSpace(line)
			exempt := false
			for key := range measured {
				if strings.HasPrefix(said, key) {
					exempt, used[key] = true, true
				}
			}
			if !exempt {
				t.Errorf("%s:%d: %q: %s", name, i+1, found, strings.TrimSpace(line))
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for key := range measured {
		if !used[key] {
			t.Errorf("exempt, but not there: %s", key)
		}
	}
}

// An error or a status of the default catalog has all four answers, and what the vendor states has evidence.
func TestDefaultAnswers(t *testing.T) {
	c := mustLoad(t, Default())
	for code := range c.All() {
		for _, key := range answerKeys {
			a := code.answer(key)
			b := a.basis()
			if b.Origin == Vendors && key.key != "http" && b.Evidence == "" {
				t.Errorf("%s: %s is the vendor's without evidence", code.ID(), key.key)
			}
			if code.Set.Kind != KindValue && slices.Contains([]string{"retry", "fault", "next_step", "user_message"}, key.key) && !stated(a) {
				t.Errorf("%s: %s is missing or not stated", code.ID(), key.key)
			}
		}
	}
}

// Notes of codes are short.
func TestDefaultNotesAreShort(t *testing.T) {
	var counts []int
	for code := range mustLoad(t, Default()).All() {
		if code.Note == nil {
			continue
		}
		n := len(strings.Fields(string(code.Note.Text)))
		if counts = append(counts, n); n > 300 {
			t.Errorf("%s: the note has %d words, the limit is 300", code.ID(), n)
		}
	}
	slices.Sort(counts)
	if median := counts[len(counts)/2]; median > 120 {
		t.Errorf("the median note has %d words, the limit is 120", median)
	}
}

// Codes that match a concept exactly, but whose fault or next step is another one than that of its other exact codes,
// are listed for review; -update rewrites the list.
func TestExactMatchesThatDiffer(t *testing.T) {
	var b strings.Builder
	cat := mustLoad(t, Default())
	for _, concept := range cat.Concepts {
		exact := slices.DeleteFunc(slices.Collect(cat.All()), func(c *Code) bool { return c.Concept != concept || c.Match != "exact" })
		answers := func(c *Code) string { return FaultKey(c.Fault.Is) + ", " + string(c.NextStep.Is) }
		if len(exact) == 0 || !slices.ContainsFunc(exact, func(c *Code) bool { return answers(c) != answers(exact[0]) }) {
			continue
		}
		fmt.Fprintf(&b, "%s\n", concept.ID)
		for _, c := range exact {
			fmt.Fprintf(&b, "  %s: %s\n", c.ID(), answers(c))
		}
	}
	golden.File(t, "testdata/exact.txt", b.String())
}
