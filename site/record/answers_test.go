package record

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
)

// Answers say what the entry says, and where nothing is said they say that.
func TestAnswers(t *testing.T) {
	c := tiny(t)
	want := Answers{
		Retry: Answer{
			Key: "with-backoff", Text: "Yes, with growing delays", Tone: "go",
			Detail: "The Retry-After header says how long. Start at 1 s and double it each time, at most 3 retries.",
			Note:   "Never faster than that.", Origin: content.Ours,
		},
		Side:     Answer{Key: "server", Text: "The vendor", Tone: "none", Origin: content.Ours},
		Next:     Answer{Key: "wait", Text: "Wait, then try again", Tone: "none", Origin: content.Ours},
		Customer: Answer{Key: "nothing", Text: "Nothing", Tone: "none", Detail: "It passes by itself.", Origin: content.Ours},
	}
	if diff := cmp.Diff(want, NewAnswers(c.Code("acme/api/too-many"))); diff != "" {
		t.Error(diff)
	}
	silent := NewAnswers(c.Code("acme/droid/server-error"))
	for name, a := range map[string]Answer{"retry": silent.Retry, "side": silent.Side, "next": silent.Next, "customer": silent.Customer} {
		if a.Tone != words.Unknown {
			t.Errorf("%s: %+v", name, a)
		}
	}
	if next := NewAnswers(c.Code("acme/fruit/acmeerror-server")).Next; next.Detail != "Have ready: request id, time." {
		t.Errorf("%+v", next)
	}
}

// tiny returns the small catalog of the tests of package site.
func tiny(t *testing.T) *content.Catalog {
	t.Helper()
	a, err := txtar.ParseFile("../testdata/tiny.txtar")
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for _, f := range a.Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	c, err := content.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
