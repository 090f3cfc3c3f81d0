package templates

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/errdocs/errdocs/content/words"
)

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
		if _, err := page.Compile(); err != nil {
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

func TestSlim(t *testing.T) {
	for page, want := range map[string]string{
		"":                                   "",
		"<ul><li>a</li> <li>b</li>\n</ul></": "<ul><li>a<li>b</ul></",
		"<dl><div><dt>a</dt><dd>b</dd> </div></dl>":                 "<dl><div><dt>a<dd>b</div></dl>",
		"<td><p>a</p></td></tr><tr ><td>b</td>x</tr></table>":       "<td><p>a<tr ><td>b</td>x</table>",
		"<a><p>a</p></a><p>b</p>c<li>d</li><link><p>e</p><picture>": "<a><p>a</p></a><p>b</p>c<li>d</li><link><p>e</p><picture>",
	} {
		if got := string(slim([]byte(page))); got != want {
			t.Errorf("%q: got %q, want %q", page, got, want)
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
