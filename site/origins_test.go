package site

import (
	"cmp"
	"encoding/json"
	"html/template"
	"path"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/site/record"
)

// claims are sentences that the program once added to the answers of an entry, although nobody had stated them.
var claims = []string{
	"The same request fails again", "The same request can succeed", "If you try, once, and not where money moves",
	"Our request, keys, set-up or pace has to change", "The vendor has to act", "our request can stay as it is",
	"Neither we nor the vendor decide about it", "Something between the device or our server and the vendor",
	"The phone or computer that the customer uses", "The customer has to do something, or did", "This is not a fault",
	"Find out which part was refused", "Nothing has to change", "only time has to pass", "Support can help with the steps below",
	"Start again from the step that proves who is calling", "switches or onboarding, not the single request", "A newer version of the app or its SDK is needed",
	"The steps below are our advice", "Say that something went wrong, without details", "Do not show this to the customer",
	"Only older versions return it", "It is still returned and expected to go away", ">The vendor does not say<", "**The vendor does not say", "The vendor gives no limit",
	"Not recorded yet", "Say this", "Whose side",
}

// No page, representation or ticket has a sentence that the program adds.
func TestNoClaimsOfTheProgram(t *testing.T) {
	texts := map[string]string{}
	for file, data := range defaultSite(t).All() {
		if slices.Contains([]string{".html", ".md", ".json", ".txt", ".csv"}, path.Ext(file)) {
			texts[file] = string(data)
		}
	}
	c := defaultCatalog(t)
	of, err := Records(c, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for code := range c.All() {
		texts["ticket of "+code.ID()] = of(code).Ticket()
	}
	for file, text := range texts {
		text = strings.ToLower(text)
		for _, claim := range claims {
			if strings.Contains(text, strings.ToLower(claim)) {
				t.Errorf("%s: %s", file, claim)
			}
		}
	}
}

// Every judged value of the default catalog has an origin, and every error has all four answers.
func TestEveryAnswerHasAnOrigin(t *testing.T) {
	counts := map[content.Origin]int{}
	s := defaultSite(t)
	for code := range defaultCatalog(t).All() {
		var r struct {
			Answers struct {
				Outcome                *record.Answer
				Retry, Fault, Customer record.Answer
				Next                   record.Answer `json:"next_step"`
			}
		}
		if err := json.Unmarshal(s.File(jsonPath(code)), &r); err != nil {
			t.Fatal(err)
		}
		a := r.Answers
		all := map[string]*record.Answer{"retry": &a.Retry, "fault": &a.Fault, "next_step": &a.Next, "customer": &a.Customer}
		if a.Outcome != nil {
			all["outcome"] = a.Outcome
		}
		for name, answer := range all {
			missing := answer.Key == "" || answer.Key == content.NotStated
			if missing && code.Set.Kind != content.KindValue {
				t.Errorf("%s: no answer to %s", code.ID(), name)
			}
			if !missing && answer.Origin == "" {
				t.Errorf("%s: %s %s has no origin", code.ID(), name, answer.Key)
			}
			counts[answer.Origin]++
		}
	}
	t.Logf("answers by origin: %v", counts)
	if counts[content.Vendors] == 0 || counts[content.Ours] == 0 {
		t.Errorf("%v", counts)
	}
}

// A page says who states what is true after the error.
func TestStateAfterHasAnOrigin(t *testing.T) {
	s := defaultSite(t)
	for code := range defaultCatalog(t).All() {
		if code.StateAfter.Is == "" {
			continue
		}
		want := template.HTMLEscapeString(code.StateAfter.Is) + ` <i class="o ` + string(code.StateAfter.Origin) + `">`
		if !strings.Contains(string(s.File(codePath(code)+"index.html")), want) {
			t.Errorf("%s: nobody states %q", code.ID(), code.StateAfter.Is)
		}
	}
}

// The tables of a set and of a concept mark each next step, and who fixes it, that the vendor states; and no other.
func TestTablesMarkTheVendor(t *testing.T) {
	s, marked := defaultSite(t), 0
	check := func(row, cell string, by content.Origin) {
		t.Helper()
		_, rest, found := strings.Cut(row, cell)
		if has := strings.HasPrefix(rest, "<i class=vendor>"); !found || has != (by == content.Vendors) {
			t.Errorf("%s is stated by %s: %.300s", cell, by, row)
		}
		if by == content.Vendors {
			marked++
		}
	}
	for code := range defaultCatalog(t).All() {
		next := template.HTMLEscapeString(cmp.Or(code.NextStep.Do, words.Of(code).Next(code.NextStep.Is).Text))
		check(rowOf(t, s, setPath(code.Set), code), "<td class=next>"+next, code.NextStep.Origin)
		if code.Concept == nil {
			continue
		}
		row := rowOf(t, s, conceptPath(code.Concept), code)
		check(row, "<td class=next>"+next, code.NextStep.Origin)
		check(row, "<td class=fix>"+template.HTMLEscapeString(words.Of(code).Faults(code.Fault.Is).Text), code.Fault.Origin)
	}
	if marked == 0 {
		t.Error("no mark was looked for")
	}
}

// rowOf returns the row of a code in the table of a page, and the start of the tag after it.
func rowOf(t *testing.T, s *Site, page string, code *content.Code) string {
	t.Helper()
	for row := range strings.SplitAfterSeq(string(s.File(page+"index.html")), "<tr") {
		if strings.Contains(row, "<th><a href=../../"+code.ID()+"/") || strings.Contains(row, "<th><a href=./"+code.Slug+"/") {
			return row
		}
	}
	t.Fatalf("%s has no row of %s", page, code.ID())
	return ""
}

// The front matter of every .md is YAML and has the answers of the .json with their origins. The vendor's words are in the
// list below it.
func TestFrontMatter(t *testing.T) {
	type fact struct{ Is, Origin string }
	s := defaultSite(t)
	for code := range defaultCatalog(t).All() {
		_, text, _ := strings.Cut(string(s.File(markdownPath(code))), "---\n")
		text, body, _ := strings.Cut(text, "\n---\n")
		body = strings.ReplaceAll(body, `\`, "")
		var have struct {
			ID, Verdict           string
			Outcome, Retry, Fault fact
			Next                  fact `yaml:"next_step"`
			Customer              fact
		}
		if err := yaml.Unmarshal([]byte(text), &have); err != nil {
			t.Fatalf("%s: %v\n%s", code.ID(), err, text)
		}
		for name, answer := range map[string]struct {
			have, want fact
			evidence   string
		}{
			"outcome":   {have.Outcome, fact{string(code.Outcome.Is), string(code.Outcome.Origin)}, code.Outcome.Evidence},
			"retry":     {have.Retry, fact{string(code.Retry.Policy), string(code.Retry.Origin)}, code.Retry.Evidence},
			"fault":     {have.Fault, fact{content.FaultKey(code.Fault.Is), string(code.Fault.Origin)}, code.Fault.Evidence},
			"next_step": {have.Next, fact{string(code.NextStep.Is), string(code.NextStep.Origin)}, code.NextStep.Evidence},
		} {
			if answer.have != answer.want {
				t.Errorf("%s: %s is %+v, want %+v", code.ID(), name, answer.have, answer.want)
			}
			if quoted := "“" + answer.evidence + "”"; answer.evidence != "" && code.Judged() && !strings.Contains(body, quoted) {
				t.Errorf("%s: %s lacks %s", code.ID(), name, quoted)
			}
		}
		if have.ID != code.ID() || string(code.UserMessage.Origin) != have.Customer.Origin {
			t.Errorf("%s: %+v", code.ID(), have)
		}
		if (have.Verdict == "check") != (code.Outcome.Is == content.OutcomeUnknown && code.Set.Kind != content.KindValue) {
			t.Errorf("%s: verdict %q, outcome %q", code.ID(), have.Verdict, code.Outcome.Is)
		}
	}
}
