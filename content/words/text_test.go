package words

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/errdocs/errdocs/content"
)

func TestDelays(t *testing.T) {
	for _, test := range []struct {
		backoff content.Backoff
		want    Delays
	}{{
		content.Backoff{Base: 1000, Factor: 2, Jitter: 1000, MaxAttempts: 3},
		Delays{
			Formula: "1000 ms × 2ⁿ + random 0–1000 ms, n = 0, 1, 2 …", Limit: "Give up after 3 retries.",
			Rows: []Delay{{Attempt: 1, Delay: "1–2 s", Total: "1–2 s"}, {Attempt: 2, Delay: "2–3 s", Total: "3–5 s"}, {Attempt: 3, Delay: "4–5 s", Total: "7–10 s"}},
		},
	}, {
		content.Backoff{Base: 100, Factor: 1.5, MaxAttempts: 1},
		Delays{
			Formula: "100 ms × 1.5ⁿ, n = 0, 1, 2 …", Limit: "Give up after 1 retry.",
			Rows: []Delay{{Attempt: 1, Delay: "100 ms", Total: "100 ms"}},
		},
	}, {
		content.Backoff{Base: 60_000, Factor: 1, Jitter: 30_000},
		Delays{
			Formula: "60000 ms × 1ⁿ + random 0–30000 ms, n = 0, 1, 2 …", Limit: "No limit of attempts is stated; these are the first 5.",
			Rows: []Delay{
				{Attempt: 1, Delay: "60–90 s", Total: "60–90 s"}, {Attempt: 2, Delay: "60–90 s", Total: "2–3 min"}, {Attempt: 3, Delay: "60–90 s", Total: "3–4.5 min"},
				{Attempt: 4, Delay: "60–90 s", Total: "4–6 min"}, {Attempt: 5, Delay: "60–90 s", Total: "5–7.5 min"},
			},
		},
	}} {
		if diff := cmp.Diff(&test.want, Words{}.NewDelays(&test.backoff)); diff != "" {
			t.Error(diff)
		}
	}
	if n := len(Words{}.NewDelays(&content.Backoff{Base: 1, Factor: 2, MaxAttempts: 50}).Rows); n != maxRows {
		t.Errorf("%d rows", n)
	}
}

func TestLifecycleSentence(t *testing.T) {
	for _, test := range []struct {
		life content.Lifecycle
		want string
	}{
		{content.Lifecycle{Status: "deprecated"}, "Deprecated."},
		{content.Lifecycle{Status: "deprecated", Since: "3.1"}, "Deprecated since 3.1."},
		{content.Lifecycle{Status: "legacy"}, "Legacy."},
		{content.Lifecycle{Status: "legacy", Since: "5.0", Until: "4.9"}, "Legacy since 5.0. The last version that returns it is 4.9."},
		{content.Lifecycle{Status: "removed", Since: "2024-05-01"}, "Removed: no longer returned since 2024-05-01."},
		{content.Lifecycle{Status: "reserved"}, "Reserved."},
		{content.Lifecycle{Status: "active", Since: "2.0"}, "In use since 2.0."},
	} {
		if got := (Words{}).Lifecycle(test.life); got != test.want {
			t.Errorf("%+v: got %q, want %q", test.life, got, test.want)
		}
	}
}

func TestShort(t *testing.T) {
	for _, test := range []struct {
		text string
		n    int
		want string
	}{
		{"short enough", 12, "short enough"},
		{"cut at a space", 10, "cut at a…"},
		{"nospaceanywhere", 8, "nospace…"},
		{"ends, with a comma", 6, "ends…"},
		{"äöü äöü äöü", 8, "äöü äöü…"},
	} {
		if got := Short(test.text, test.n); got != test.want {
			t.Errorf("Short(%q, %d) = %q, want %q", test.text, test.n, got, test.want)
		}
	}
}
