package record

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/internal/testenv"
)

func TestMain(m *testing.M) {
	testenv.Cheap()
	m.Run()
}

// Answers say what the entry says and who states it, and where nothing is said they say that.
func TestAnswers(t *testing.T) {
	c := tiny(t)
	want := Answers{
		Retry: Answer{
			Key: "with-backoff", Text: "Yes, with growing delays", Tone: "go", Note: "Never faster than that.", Origin: content.Ours,
			How: &How{Header: "Retry-After", Backoff: &content.Backoff{Base: 1000, Factor: 2, Jitter: 1000, MaxAttempts: 3}},
		},
		Fault:    Answer{Key: "server", Text: "The vendor", Tone: "none", Origin: content.Ours, Inherited: "set"},
		Next:     Answer{Key: "wait", Text: "Wait, then try again", Tone: "none", Origin: content.Ours},
		Customer: Answer{Key: "nothing", Text: "Nothing", Tone: "none", Note: "It passes by itself.", Origin: content.Ours},
		Verdict:  &Verdict{Key: "retry", Label: "Retry", Tone: "go", Origin: content.Ours},
	}
	got := NewAnswers(c.Code("acme/api/too-many"))
	for _, q := range got.Questions() {
		if diff := cmp.Diff([]content.Origin{content.Ours}, q.Marks()); diff != "" {
			t.Error(q.ID, diff)
		}
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Answer{}, Verdict{})); diff != "" {
		t.Error(diff)
	}
	silent := NewAnswers(c.Code("acme/droid/server-error"))
	for name, a := range map[string]Answer{"retry": silent.Retry, "fault": silent.Fault, "next": silent.Next, "customer": silent.Customer} {
		if a.Tone != words.Unknown || a.Origin != "" {
			t.Errorf("%s: %+v", name, a)
		}
	}
}

// Where nobody knows whether the operation happened, the check comes before the retry, and it is ours.
func TestCheckComesBeforeRetry(t *testing.T) {
	c, err := content.Load(content.Default())
	if err != nil {
		t.Fatal(err)
	}
	a := NewAnswers(c.Code("token-io/http/503"))
	if a.Retry.Text != "After the check, with growing delays" || a.Retry.Key != "retry" || a.Retry.How.Pace.Key != "with-backoff" {
		t.Errorf("%+v", a.Retry)
	}
	if diff := cmp.Diff([]content.Origin{content.Vendors, content.Ours}, a.Retry.Marks()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(&Verdict{Key: "check", Label: "Check first", Tone: words.Check, Origin: content.Ours}, a.Verdict, cmpopts.IgnoreUnexported(Verdict{})); diff != "" {
		t.Error(diff)
	}
	if a := NewAnswers(c.Code("token-io/http/401")).Customer; a.Key != "generic" || a.Text != c.Site.Apology || !a.Quote {
		t.Errorf("%+v", a)
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
