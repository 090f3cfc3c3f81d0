package words

import (
	"slices"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/content"
)

// Every member of a closed list has words, and nothing else has.
func TestWordsAreComplete(t *testing.T) {
	complete(t, "retry", content.Values[content.RetryPolicy](), unanswered)
	complete(t, "fault", content.Values[content.Fault](), unanswered)
	complete(t, "side", content.Values[content.Fault]())
	complete(t, "outcome", content.Values[content.Outcome](), unanswered)
	complete(t, "origin", content.Values[content.Origin]())
	complete(t, "next", content.Values[content.NextStep](), unanswered)
	complete(t, "category", content.Values[content.Category]())
	complete(t, "platform", content.Values[content.Platform]())
	complete(t, "status", content.Values[content.Status](), "draft")
	complete(t, "kind", content.Values[content.Kind]())
	complete(t, "match", content.Values[content.Match]())
	complete(t, "presence", content.Values[content.Presence]())
	complete(t, "announcement", content.Values[content.AnnouncementKind]())
}

func complete(t *testing.T, list string, members []string, besides ...string) {
	t.Helper()
	members = append(members, besides...)
	for _, m := range members {
		if (Words{}).name(list, m) == "" {
			t.Errorf("%s: no words for %q", list, m)
		}
	}
	for _, key := range content.StringKeys() {
		if m, ok := strings.CutPrefix(key, list+"."); ok && !slices.Contains(members, m) {
			t.Errorf("%s: words for %q, which is no member", list, m)
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
		answer, verdict := Words{}.MayRetry(r, test.outcome), Words{}.Verdict(r, test.outcome)
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
		if got := (Words{}).Faults(list).Text; got != want {
			t.Errorf("%v: %q, want %q", list, got, want)
		}
	}
}
