package find

import (
	"strings"
	"testing"
	"time"

	"github.com/errdocs/errdocs/internal/testenv"
)

// TestMessy finds what people write by hand: a code in several words, a number that a vendor does not have, a key and its value. What
// may be something else is not taken for a code.
func TestMessy(t *testing.T) {
	f := testFinder(t)
	var all []string
	for text, want := range map[string]string{
		"MDES says SERVER_ERROR 101":                           "medium mastercard-mdes/gateway/server-error-101",
		"SERVER_ERROR-101 from MDES":                           "medium mastercard-mdes/gateway/server-error-101",
		"SERVER ERROR 101, says MDES":                          "medium mastercard-mdes/gateway/server-error-101",
		"mdes: server error 101 since 10:00":                   "medium mastercard-mdes/gateway/server-error-101",
		"MDES says INVALID PAN today":                          "low mastercard-mdes/reason-codes/invalid-pan",
		"MDES error: INVALID-PAN":                              "medium mastercard-mdes/reason-codes/invalid-pan",
		"3OOO4 is what Keyless shows":                          "low keyless/user/30004",
		"Keyless error 3OOO4":                                  "high keyless/user/30004",
		"status=UNAVAILABLE":                                   "low token-io/grpc/unavailable",
		"error: UNAVAILABLE\n":                                 "low token-io/grpc/unavailable",
		"Thales says SERVER_ERROR 101":                         "high thales/android/server-error",
		"MDES says SERVER_ERROR 101 times, Thales none":        "high thales/android/server-error",
		"We got a 429 from Visa":                               "429 of Visa Acceptance Solutions",
		"Visa returned HTTP 429":                               "429 of Visa Acceptance Solutions",
		"mdes: Fehlercode 101":                                 "101 of Mastercard MDES",
		"error code 418 from Thales":                           "418 of Thales",
		"the error 101 of MDES and Thales":                     "",
		"We got 429 cards from Visa":                           "",
		"Visa charges 429 EUR":                                 "",
		"Visa: line 429, port 503, page 404":                   "",
		"Visa 4.2.9, build 429":                                "",
		"Stripe got a 429 for a Visa card":                     "",
		"HTTP/1.1 429 Too Many Requests from Visa":             "429 of Visa Acceptance Solutions",
		"path=/visa/cards status=418 ms=12":                    "",
		"error code 101 path=/visa/x":                          "",
		"visa: error code 101 path=/visa/x":                    "101 of Visa Acceptance Solutions",
		"GET https://shop.example/visa 418":                    "",
		`{"status":418,"path":"/visa"}`:                        "",
		"error 101":                                            "",
		"3OOO4 of 50000 rows":                                  "",
		"Keyless took 3OOO4 ms":                                "",
		"order 17 status=UNAVAILABLE":                          "",
		"{\n  \"id\": 17,\n  \"status\": \"UNAVAILABLE\"\n}\n": "",
		"status=unavailable":                                   "",
		"the customer of MDES typed an invalid pan twice":      "",
		"SERVER ERROR 101":                                     "",
		"PayPal says SERVER ERROR 101":                         "",
	} {
		all = append(all, text)
		found := findIn(t, f, text)
		var got []string
		for _, one := range found.Found {
			got = append(got, string(one.Confidence)+" "+one.Candidates[0].ID)
		}
		for _, u := range found.Unknown {
			got = append(got, u.Text+" of "+u.Of)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: got %q, want %q", text, strings.Join(got, " "), want)
		}
	}
	sameInBrowser(t, f, all)
}

// A line may name a vendor many times, next to numbers that it does not have.
func TestVendorOfManyNumbers(t *testing.T) {
	line, f := strings.Repeat("visa error 429, ", 1<<14), testFinder(t)
	before := testenv.CPUTime()
	if found := findIn(t, f, line); len(found.Found) > 0 || len(found.Unknown) != 1 || found.Unknown[0].Count != 1<<14 {
		t.Errorf("%+v", found)
	}
	if took := testenv.CPUTime() - before; took > time.Second { // looking at each mention for each number takes seven
		t.Errorf("%v of CPU", took)
	}
	sameInBrowser(t, f, []string{line[:1<<14]})
}
