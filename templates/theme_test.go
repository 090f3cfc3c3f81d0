package templates

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/internal/testenv"
)

func TestMain(m *testing.M) {
	testenv.Cheap()
	m.Run()
}

// Every page type renders from its zero value: no template insists on a field that may be absent. And none has anything
// that is not compiled, which would make large sites slow.
func TestRenderZero(t *testing.T) {
	theme, err := New(nil, words.Words{})
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range views {
		if err := theme.Render(new(bytes.Buffer), Page{Site: &Site{}}, v); err != nil {
			t.Error(err)
		}
		page, err := theme.pages[fileOf(v)]()
		if err != nil {
			t.Fatal(err)
		}
		p, err := page.Compile()
		if err == nil {
			err = p.Execute(new(bytes.Buffer), v)
		}
		if err != nil {
			t.Errorf("%s: %v", fileOf(v), err)
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

// Items may be in one line, where white space between them is seen, and a tag may be data.
func TestOwnMarkupStays(t *testing.T) {
	const page = `<ul><li>a</li> <li>b</li> </ul><p data-x="</li> <li>">x</p><table></table><script type="application/json">"</p> <p>"</script>`
	theme, err := New(fstest.MapFS{"layout.html": {Data: []byte(`{{define "layout"}}` + page + `{{end}}`)}}, words.Words{})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := theme.Render(&out, Page{Site: &Site{}}, views[0]); err != nil || !strings.Contains(out.String(), page) {
		t.Errorf("%q, %v", out.String(), err)
	}
}
