package scaffold

import (
	"os"
	"regexp"
	"slices"
	"testing"
)

// The workflow of a new portal uses the same actions as our own, at the same commits.
func TestActions(t *testing.T) {
	uses := func(name string) []string {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		found := regexp.MustCompile(`uses: \S+@[0-9a-f]{40} # v[0-9.]+\n`).FindAllString(string(text), -1)
		if all := regexp.MustCompile(`uses:`).FindAllString(string(text), -1); len(all) != len(found) || len(all) == 0 {
			t.Errorf("%s: %d of %d actions are pinned", name, len(found), len(all))
		}
		slices.Sort(found)
		return slices.Compact(found)
	}
	ours, theirs := uses("../../.github/workflows/pages.yml"), uses("portal/.github/workflows/pages.yml")
	if !slices.Equal(ours, theirs) {
		t.Errorf("actions differ\nours:   %q\ntheirs: %q", ours, theirs)
	}
}
