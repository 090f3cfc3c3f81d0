package record

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/content"
)

func defaultRecord(t *testing.T, id string) *Code {
	t.Helper()
	c, err := content.Load(content.Default())
	if err != nil {
		t.Fatal(err)
	}
	return New(c.Code(id), Site{URL: func(path string) string { return c.Site.BaseURL + path }})
}

// A ticket has the answers in the order in which they are acted on, and says whose they are.
func TestTicket(t *testing.T) {
	want := `Token.io, HTTP status codes, 503: Service temporarily unavailable
Did it happen? Unknown: check first (our advice)
Retry? After the check, with growing delays (Token.io; pace and check: our advice)
Who fixes it? The vendor (our advice)
Next step: Read the payment's state. Repeat it only if it does not exist. (our advice)
For the customer: "The service is not available right now. If you were paying, please do not pay again until you hear from us." (our wording)
https://errdocs.github.io/errdocs/e/tokenhttp-503/
`
	if got := defaultRecord(t, "token-io/http/503").Ticket(); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestProblem(t *testing.T) {
	const want = `{"type":"https://errdocs.github.io/errdocs/token-io/http/503/","title":"Service temporarily unavailable","status":503,` +
		`"detail":"The service is unavailable, likely for a short time; Token.io's docs say that a retry usually corrects it.",` +
		`"code":"503","vendor":"Token.io","retryable":"after-check","retry_after":"Retry-After","pace":"with-backoff",` +
		`"backoff":{"base_ms":1000,"factor":2,"jitter_ms":1000,"max_attempts":3},"owner":"server",` +
		`"next_step":"Read the payment's state. Repeat it only if it does not exist.",` +
		`"customer":"The service is not available right now. If you were paying, please do not pay again until you hear from us.",` +
		`"outcome":"unknown","origins":{"retry":"vendor","pace":"ours","fault":"ours","next_step":"ours","customer":"ours","outcome":"ours"},` +
		`"link":"https://errdocs.github.io/errdocs/e/tokenhttp-503/"}` + "\n"
	var got bytes.Buffer
	if defaultRecord(t, "token-io/http/503").WriteProblem(&got); got.String() != want {
		t.Errorf("got %s\nwant %s", &got, want)
	}
	for id, want := range map[string]string{
		"token-io/http/429": "yes", "keyless/internal/523": "after-delay", "token-io/grpc/already-exists": "no", "token-io/http/504": "after-check",
		"thales/ios/tmgerror-servererrorcryptoerror": "after-check", "token-io/http/401": "after-fix", "keyless/user/30009": "after-user-action",
		"token-io/grpc/failed-precondition": "conditional", "mastercard-mdes/http/200": "not-applicable",
	} {
		if got := defaultRecord(t, id).Problem().Retryable; got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
}

// What does not fit into a problem is left out: first the sentence, then the text for the customer.
func TestProblemIsShort(t *testing.T) {
	var data bytes.Buffer
	c := defaultRecord(t, "token-io/http/503")
	for _, test := range []struct {
		detail, customer int
		has              string
	}{
		{100, 100, "detail customer"}, {600, 100, "customer"}, {600, 700, ""},
	} {
		c.Summary, c.Answers.Customer.Text = strings.Repeat("s", test.detail), strings.Repeat("ü", test.customer/2)
		c.WriteProblem(&data)
		var v map[string]any
		if err := json.Unmarshal(data.Bytes(), &v); err != nil || data.Len() > MaxProblem {
			t.Errorf("%v: %d bytes, %v", test, data.Len(), err)
		}
		for _, name := range []string{"detail", "customer"} {
			if _, ok := v[name]; ok != strings.Contains(test.has, name) {
				t.Errorf("%v: %s: %t", test, name, ok)
			}
		}
	}
}
