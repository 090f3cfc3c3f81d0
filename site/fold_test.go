package site

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/search"
)

// Package search knows nothing of package content, so both have a Fold. Addresses are made with one and
// looked up with the other: they must be equal for every text.
func TestFoldsAgree(t *testing.T) {
	check := func(t rapid.TB, s string) {
		if got, want := search.Fold(s), content.Fold(s); got != want {
			t.Fatalf("%q folds to %q in search, to %q in content", s, got, want)
		}
	}
	c, err := defaultCatalog()
	if err != nil {
		t.Fatal(err)
	}
	for code := range c.All() {
		for _, s := range append(spellings(code), code.Title, code.Summary, code.ID(), code.ShortID(), code.Signature) {
			check(t, s)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		check(t, rapid.OneOf(
			rapid.String(),
			rapid.StringMatching(`[A-Za-z0-9_.:/#( )-]{0,20}`),
			rapid.StringOf(rapid.SampledFrom([]rune("aZ09_-(K\u212aſİıÄ€\ufffd\x00 "))),        // signs that other foldings map to ASCII
			rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }), // not even UTF-8
		).Draw(t, "text"))
	})
}
