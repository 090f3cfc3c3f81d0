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

func TestRetryHeadlines(t *testing.T) {
	for _, test := range []struct {
		policy, pace    content.RetryPolicy
		outcome         content.Outcome
		answer, verdict string
	}{
		{"retry", "", "", "Yes", "Retry"},
		{"retry", "with-backoff", "", "Yes, with growing delays", "Retry"},
		{"retry", "after-delay", "", "After a delay", "Wait, then retry"},
		{"retry", "with-backoff", "unknown", "After the check, with growing delays", "Check first"},
		{"retry", "", "unknown", "After the check", "Check first"},
		{"with-backoff", "", "not-done", "Yes, with growing delays", "Retry"},
		{"immediately", "", "done", "Yes, immediately", "Retry"},
		{"after-delay", "with-backoff", "", "After a delay", "Wait, then retry"},
		{"after-delay", "", "unknown", "After the check and a delay", "Check first"},
		{"conditional", "", "", "In some cases", "In some cases"},
		{"conditional", "with-backoff", "", "In some cases, with growing delays", "In some cases"},
		{"conditional", "", "unknown", "Only after the check", "Check first"},
		{"after-fix", "", "", "After a fix", "After a fix"},
		{"after-fix", "", "unknown", "After the check and a fix", "Check first"},
		{"after-user-action", "", "", "After the customer acts", "After the customer acts"},
		{"never", "", "unknown", "No", "Check first"},
		{"not-applicable", "", "", "Does not apply", ""},
		{"not-stated", "", "", "Not stated", "Not stated"},
		{"", "", "", "No answer yet", "No answer yet"},
	} {
		r := content.Retry{Policy: test.policy, Pace: content.Pace{Policy: test.pace}}
		answer, verdict := MayRetry(r, test.outcome), Verdict(r, test.outcome)
		if answer.Text != test.answer || verdict.Text != test.verdict {
			t.Errorf("%+v: %q, %q", test, answer.Text, verdict.Text)
		}
		if len(answer.Text) > 60 || len(verdict.Text) > 24 {
			t.Errorf("%+v: too long", test)
		}
	}
}

func TestFaultsInList(t *testing.T) {
	for want, list := range map[string][]content.Fault{
		"No answer yet":                      nil,
		"We do":                              {"client"},
		"Behind the vendor (bank or issuer)": {"upstream"},
		"The vendor or the bank":             {"server", "upstream"},
		"We or the customer":                 {"client", "end-user"},
		"We, the network or the device":      {"client", "network", "device"},
	} {
		if got := Faults(list).Text; got != want {
			t.Errorf("%v: %q, want %q", list, got, want)
		}
	}
}
