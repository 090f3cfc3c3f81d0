package site

import (
	"strings"
	"testing"

	"github.com/errdocs/errdocs/content"
)

// The answer box says who states each answer and on what grounds; what nobody answers is a fact, not a tile.
func TestAnswerBox(t *testing.T) {
	cat := catalogOf(t, "tiny.txtar")
	c := cat.Code("acme/api/too-many")
	c.Outcome = content.Answer[content.Outcome]{Is: content.OutcomeUnknown, Basis: content.Basis{Origin: content.Ours, Silent: true}}
	c.Retry = content.Retry{
		Policy: "retry", Backoff: c.Retry.Backoff, Pace: content.Pace{Policy: "with-backoff", Basis: content.Basis{Origin: content.Ours, Silent: true}},
		Basis: content.Basis{Origin: content.Vendors, Evidence: "may be repeated", Disagrees: []content.Disagreement{
			{Is: "never", Evidence: "must not", Source: &content.Source{Title: "Guide", URL: "https://acme.example/guide"}},
		}},
	}
	c.Fault = content.Answer[[]content.Fault]{Is: []content.Fault{content.NotStated}}
	c.NextStep.Basis = content.Basis{Origin: content.Observed, Date: "2026-07-01"}
	c.UserMessage = content.UserMessage{Say: "Please wait.", Words: "Please wait.", Basis: content.Basis{Origin: content.Ours}}
	page := string(build(t, cat, Options{}).File(codePath(c) + "index.html"))
	for _, want := range []string{
		`<dl class=some>`,
		`<strong class="tone check">Unknown: check first</strong>`,
		`<strong class="tone check">After the check, with growing delays</strong>`,
		`<i class="o vendor">Vendor</i> <i class="o ours">Our advice</i>`,
		`<p><b>Acme:</b> “may be repeated” <a href=`,
		`<p><b>Our advice:</b> the check and the growing delays. Acme does not say how fast.`,
		`<p><b>Another source of Acme says:</b> No “must not” <a href=https://acme.example/guide>Guide</a>`,
		`<i class="o observed">Seen 2026-07-01</i>`, `<p>We saw it on 2026-07-01.`, `<i class="o observed">Seen: we saw it</i>`,
		`<blockquote id=say>Please wait.</blockquote>`, `<i class="o ours">Our wording</i>`,
		`<dt>Acme does not say<dd>Who fixes it.`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if strings.Contains(page, `<dt>Who fixes it?`) {
		t.Error("a tile without an answer")
	}
}
