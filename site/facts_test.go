package site

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/templates"
)

// A page lists few equivalents, however many there are: at least one of each vendor, the best fit first.
func TestFairest(t *testing.T) {
	var codes []*content.Code
	for v := range 3 {
		set := &content.Set{ID: "s", Vendor: &content.Vendor{ID: fmt.Sprint("v", v)}}
		for i := range 10 {
			match := content.Match("narrower")
			if i == 7 {
				match = "exact"
			}
			codes = append(codes, &content.Code{Code: fmt.Sprint(i), Slug: fmt.Sprint(i), Match: match, Set: set})
		}
	}
	got := ids(fairest(codes, 5))
	want := []string{"v0/s/0", "v0/s/7", "v1/s/0", "v1/s/7", "v2/s/7"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if n := len(fairest(codes, 30)); n != 30 {
		t.Errorf("%d codes", n)
	}
}

// Answers say what the entry says, and where nothing is said they say that.
func TestAnswers(t *testing.T) {
	c := catalogOf(t, "tiny.txtar")
	a := Answers(c.Code("acme/api/too-many"))
	want := templates.Answer{
		Retry: templates.AnswerItem{
			Value:  words.Value{Key: "with-backoff", Text: "Yes, wait longer each time", Tone: "go"},
			Detail: "The Retry-After header says how long. Start at 1 s and double it each time, at most 3 retries.",
			Note:   "Never faster than that.",
		},
		Side:     templates.AnswerItem{Value: words.Value{Key: "server", Text: "The vendor's", Tone: "none"}, Detail: words.FaultDetail("server")},
		Next:     templates.AnswerItem{Value: words.Value{Key: "wait", Text: "Wait, then try again", Tone: "none"}, Detail: words.NextDetail("wait")},
		Customer: templates.AnswerItem{Value: words.Value{Key: "nothing", Text: "Nothing", Tone: "none"}, Detail: "It passes by itself."},
	}
	if diff := cmp.Diff(want, a); diff != "" {
		t.Error(diff)
	}
	silent := Answers(c.Code("acme/droid/server-error"))
	for name, item := range map[string]templates.AnswerItem{"retry": silent.Retry, "side": silent.Side, "next": silent.Next, "customer": silent.Customer} {
		if item.Text != "The vendor does not say" || item.Tone != words.Unknown {
			t.Errorf("%s: %+v", name, item)
		}
	}
	if next := Answers(c.Code("acme/fruit/acmeerror-server")).Next; next.Detail != "Have ready: request id, time." {
		t.Errorf("%+v", next)
	}
}

func TestEveryMatchHasARank(t *testing.T) {
	for _, m := range content.Values[content.Match]() {
		if _, ok := matchRank[content.Match(m)]; !ok {
			t.Errorf("the match %q has no rank", m)
		}
	}
}
