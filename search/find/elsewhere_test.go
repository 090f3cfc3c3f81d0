package find

import (
	"slices"
	"testing"
)

// TestCodesOfOtherVendors checks what is said of a code that the vendor on its line does not have: it is not in that vendor's list,
// or it is listed as unlikely, with that vendor.
func TestCodesOfOtherVendors(t *testing.T) {
	f := testFinder(t)
	var texts []string
	for _, test := range []struct {
		text           string
		found, unknown []string // "code confidence without", "text of"
	}{
		{"Thales says SERVER_EROR", nil, []string{"SERVER_EROR Thales"}},
		{"Thales says INVALID_PAN", nil, []string{"INVALID_PAN Thales"}},
		{"TMGError.serverEror at Thales", nil, []string{"TMGError.serverEror Thales"}},
		{"Keyless error code 123456", nil, []string{"123456 "}}, // it belongs to a class
		{"Thales error code 123456", nil, []string{"123456 Thales"}},
		{"Thales and Visa say SERVER_EROR", nil, []string{"SERVER_EROR "}},
		{"GET /thales/x SERVER_EROR", nil, []string{"SERVER_EROR "}},
		{"PayPal, not Thales, says SERVER_EROR", nil, []string{"SERVER_EROR "}},
		{"Visa error 30004", []string{"30004 low Visa Acceptance Solutions"}, nil},
		{"Visa error 30004\nVisa error 30004", []string{"30004 low Visa Acceptance Solutions"}, nil},
		{"Visa says INVALID_PAN\n\nMDES says INVALID_PAN", []string{"INVALID_PAN high "}, nil},
		{"Keyless log\nVisa card, error 30004", []string{"30004 high "}, nil},
		{"POST https://api.token.io/v2/transfers 403 in 231ms trace=4bf92f3577b34da6", []string{"403 high "}, nil},
		{"POST https://api.token.io/v2/transfers 403 in=231ms", []string{"403 high "}, nil},
		{"Keyless zeigt 3ooo6 an", []string{"30006 medium "}, nil},
		{"Keyless muestra 30006", []string{"30006 medium "}, nil},
		{"Keyless order #30004 was shipped, room no. #507", nil, nil},
		{"INVALID_PAN", []string{"INVALID_PAN medium "}, nil}, // a second mention shows nobody
		{"INVALID_PAN and INVALID_PAN", []string{"INVALID_PAN medium "}, nil},
		{"INVALID_PAN\ninvalid_pan", []string{"INVALID_PAN medium "}, nil},
		{"INVALID_PAN and INVALID_TASK_ID", []string{"INVALID_PAN high ", "INVALID_TASK_ID high "}, nil},
		{"Keyless #30004, order lost", []string{"30004 medium "}, nil},
		{"Visa error 30004\nThales says nothing", []string{"30004 low Visa Acceptance Solutions"}, nil},
	} {
		var found, unknown []string
		got := findIn(t, f, test.text)
		for _, one := range got.Found {
			found = append(found, one.Code+" "+string(one.Confidence)+" "+one.Without)
		}
		for _, u := range got.Unknown {
			unknown = append(unknown, u.Text+" "+u.Of)
		}
		if !slices.Equal(found, test.found) || !slices.Equal(unknown, test.unknown) {
			t.Errorf("%q: found %q, unknown %q; want %q, %q", test.text, found, unknown, test.found, test.unknown)
		}
		texts = append(texts, test.text)
	}
	sameInBrowser(t, f, texts)
	of := f.Of("thales")
	for text, want := range map[string]string{"INVALID_PAN": "INVALID_PAN Thales", "error code 30004": "30004 Thales", "HTTP/1.1 404": "", "Some words": ""} {
		got, unknown := findIn(t, of, text), ""
		for _, u := range got.Unknown {
			unknown = u.Text + " " + u.Of
		}
		if unknown != want || len(got.Found) > 0 {
			t.Errorf("%q of Thales: unknown %q, want %q; found %v", text, unknown, want, got.Found)
		}
	}
}
