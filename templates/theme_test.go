package templates

import (
	"io"
	"testing"

	"github.com/errdocs/errdocs/content/words"
)

// Every page type renders from its zero value: no template insists on a field that may be absent.
func TestRenderZero(t *testing.T) {
	theme, err := New(nil, words.Words{})
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range views {
		if err := theme.Render(io.Discard, Page{Site: &Site{}}, v); err != nil {
			t.Error(err)
		}
	}
}

func TestBreaks(t *testing.T) {
	for code, want := range map[string]HTML{
		"": "", "A_b": "A_<wbr>b", "otpExpired": "otp<wbr>Expired", "a.B/": "a.<wbr>B/<wbr>", "aBcD": "a<wbr>Bc<wbr>D", "__": "_<wbr>_<wbr>", "HTTPError": "HTTPError",
		"éÉ<&": "é<wbr>É&lt;&amp;",
	} {
		if got := breaks(code); got != want {
			t.Errorf("%q: got %q, want %q", code, got, want)
		}
	}
}
