package site

import (
	"testing"

	"github.com/errdocs/errdocs/content"
)

// Every member of a closed list has words, and nothing else has.
func TestWordsAreComplete(t *testing.T) {
	complete(t, "retry", retryWords, content.Values[content.RetryPolicy]())
	complete(t, "fault", faultWords, content.Values[content.Fault]())
	complete(t, "next step", nextWords, content.Values[content.NextStep]())
	complete(t, "category", categoryWords, content.Values[content.Category]())
	complete(t, "platform", platformWords, content.Values[content.Platform]())
	complete(t, "status", statusWords, content.Values[content.Status]())
	complete(t, "release status", releaseWords, content.Values[content.ReleaseStatus]())
	complete(t, "kind", kindWords, content.Values[content.Kind]())
	complete(t, "match", matchRank, content.Values[content.Match]())
	for k := range retryDetails {
		known(t, "retry detail", retryWords, k)
	}
	for k := range faultDetails {
		known(t, "fault detail", faultWords, k)
	}
	for k := range nextDetails {
		known(t, "next detail", nextWords, k)
	}
	for _, l := range content.Languages() {
		if _, ok := lexerNames[l.ID]; !ok && l.ID != "text" && l.ID != "http" {
			t.Errorf("the language %q has no lexer", l.ID)
		}
	}
}

func complete[K ~string, V any](t *testing.T, list string, words map[K]V, members []string) {
	t.Helper()
	have := map[K]bool{"": true}
	for _, m := range members {
		have[K(m)] = true
		if _, ok := words[K(m)]; !ok {
			t.Errorf("%s: no words for %q", list, m)
		}
	}
	for k := range words {
		if !have[k] {
			t.Errorf("%s: words for %q, which is no member", list, k)
		}
	}
}

func known[K ~string, V any](t *testing.T, list string, words map[K]V, key K) {
	t.Helper()
	if _, ok := words[key]; !ok {
		t.Errorf("%s: %q is no member", list, key)
	}
}
