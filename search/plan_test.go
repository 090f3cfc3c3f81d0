package search

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/internal/golden"
)

// fewDocs are documents that a reader of the tests can remember.
var fewDocs = []Document{
	{ID: "t/a/server-error", Names: []string{"SERVER_ERROR"}, Label: "Thales · Android", Title: "Server error", Summary: "Any other error of the backend.", Body: "Show the message to the customer."},
	{ID: "t/a/server-error-wrong-otp", Names: []string{"SERVER_ERROR_WRONG_OTP"}, Label: "Thales · Android", Title: "One-time code is wrong", Summary: "The user typed a wrong code; the session lives on.", Tags: []string{"issuer"}},
	{ID: "t/a/server-error-expired-otp", Names: []string{"SERVER_ERROR_EXPIRED_OTP"}, Label: "Thales · Android", Title: "One-time code came too late", Summary: "The code had expired.", Body: "The sessions remain active."},
	{ID: "t/i/servererror", Names: []string{"TMGError.serverError", "serverError"}, Label: "Thales · iOS", Title: "Server error", Summary: "Any other error of the backend."},
	{ID: "k/u/30004", Names: []string{"30004", "FaceNotMatching"}, Label: "Keyless", Title: "Face does not match", Summary: "The face is not the enrolled one.", Tags: []string{"biometric"}},
	{ID: "k/u/30005", Names: []string{"30005", "NoNetworkConnection"}, Label: "Keyless", Title: "No network connection", Summary: "The device seems to be offline."},
	{ID: "k/i/20005", Names: []string{"20005"}, Label: "Keyless", Title: "SDK set-up failed", Summary: "The former number of 20010.", Retired: true},
	{ID: "k/i/20010", Names: []string{"20010"}, Label: "Keyless", Title: "SDK set-up failed", Summary: "Keyless.configure failed."},
	{ID: "m/r/invalid-pan", Names: []string{"INVALID_PAN"}, Label: "Mastercard MDES", Title: "Card number rejected", Summary: "The card number has the wrong form.", Body: "Expiring cards are not the cause."},
	{ID: "m/r/invalid-json", Names: []string{"INVALID_JSON"}, Label: "Mastercard MDES", Title: "Body is not valid JSON", Summary: "The request could not be parsed."},
	{ID: "o/h/429", Names: []string{"429", "Too Many Requests"}, Label: "Token.io · HTTP", Title: "Too many requests", Summary: "Wait before the next request.", Tags: []string{"HTTP 429", "rate limit"}},
}

// planQuery is a text of testdata/plan.txt; one that ends in … is still being typed.
type planQuery struct {
	Text   string `json:"text"`
	Typing bool   `json:"typing"`
}

// TestPlan compares the plans of queries with testdata/plan.txt, here and in the browser.
func TestPlan(t *testing.T) {
	const name = "testdata/plan.txt"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	head, blocks, _ := strings.Cut(string(data), "\n> ")
	ix := mustBuild(t, nil, slices.Clone(fewDocs))
	v := ix.vocab()
	var queries []planQuery
	var got strings.Builder
	got.WriteString(head)
	for _, block := range strings.Split(blocks, "\n> ") {
		line, _, _ := strings.Cut(block, "\n")
		text, typing := strings.CutSuffix(line, "…")
		queries = append(queries, planQuery{text, typing})
		got.WriteString("\n> " + line + "\n" + strings.Join(planLines(v, text, typing), "\n") + "\n")
	}
	golden.File(t, name, got.String())
	var browser [][]string
	runNode(t, queries, &browser, "plan.mjs", writeSources(t), writeExport(t, ix))
	for i, q := range queries {
		if diff := diff(planLines(v, q.Text, q.Typing), browser[i]); diff != "" {
			t.Errorf("%s (here -, browser +):\n%s", q.Text, diff)
		}
	}
}

// planLines writes a plan as text.
func planLines(v *vocabulary, text string, typing bool) []string {
	p := compile(v, text, Options{Typing: typing}, true)
	var lines []string
	for r, name := range []string{"narrow", "wide", "widest"} {
		tree := "nothing"
		if n := p.tree(reach(r)); n != nil {
			tree = notation(n)
		}
		lines = append(lines, name+": "+tree)
	}
	then := "then:"
	for found := range enough + 1 {
		then += fmt.Sprintf(" %d→%d", found, p.after(found))
	}
	lines = append(lines, then)
	if len(p.filter) > 0 {
		var list []string
		for _, n := range p.filter {
			list = append(list, notation(n))
		}
		lines = append(lines, "filter: "+strings.Join(list, " "))
	}
	if len(p.starts) > 0 {
		lines = append(lines, "starts: "+strings.Join(p.starts, " "))
	}
	for _, w := range sortedKeys(p.better) {
		lines = append(lines, "better: "+w+" "+p.better[w])
	}
	return lines
}

// notation writes a tree as text: (and parts:wrong^3 (or …)).
func notation(n *node) string {
	if n.op == "" {
		name := map[field]string{
			fieldCode: "code", fieldParts: "parts", fieldTitle: "title", fieldTag: "tag", fieldBody: "body", fieldWord: "word",
		}[n.field]
		return fmt.Sprintf("%s:%s^%g", name, n.term, boost[n.field])
	}
	var b strings.Builder
	b.WriteString("(" + n.op)
	for _, k := range n.kids {
		b.WriteString(" " + notation(k))
	}
	return b.String() + ")"
}
