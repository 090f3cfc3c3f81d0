package words

import (
	"testing"

	"github.com/errdocs/errdocs/content"
)

// Every member of a closed list has words, and nothing else has.
func TestWordsAreComplete(t *testing.T) {
	complete(t, "retry", retry, content.Values[content.RetryPolicy]())
	complete(t, "fault", fault, content.Values[content.Fault]())
	complete(t, "outcome", outcome, content.Values[content.Outcome]())
	complete(t, "origin", origin, content.Values[content.Origin]())
	complete(t, "next step", next, content.Values[content.NextStep]())
	complete(t, "category", category, content.Values[content.Category]())
	complete(t, "platform", platform, content.Values[content.Platform]())
	complete(t, "status", status, content.Values[content.Status]())
	complete(t, "release status", release, content.Values[content.ReleaseStatus]())
	complete(t, "kind", kind, content.Values[content.Kind]())
	complete(t, "kind of announcement", announcements, content.Values[content.AnnouncementKind]())
	for k := range retryDetails {
		known(t, "retry detail", retry, k)
	}
	for k := range faultDetails {
		known(t, "fault detail", fault, k)
	}
	for k := range customerDetails {
		known(t, "customer detail", customer, k)
	}
	for k := range nextDetails {
		known(t, "next detail", next, k)
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
