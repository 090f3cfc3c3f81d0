package terms

import (
	"os"
	"strings"
	"testing"
)

// TestClassify reads lines such as "Error code => code".
func TestClassify(t *testing.T) {
	file, err := os.ReadFile("testdata/headers.txt")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(file)) {
		in, want, ok := strings.Cut(line, "=>")
		if in, want = strings.TrimSpace(in), strings.TrimSpace(want); !ok || strings.HasPrefix(line, "# ") && !strings.HasPrefix(line, "# =>") {
			continue
		}
		n++
		if got := string(Classify(in)); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
	if n < 50 {
		t.Errorf("only %d headers", n)
	}
}
