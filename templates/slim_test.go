package templates

import "testing"

// What is left of a page means the same to a browser.
func TestSlim(t *testing.T) {
	for page, want := range map[string]string{
		`<a class="x y" id="z" href="../" data-a="">b</a>`:              `<a class="x y" id=z href=../ data-a>b</a>`,
		`<a title='"' alt='x' data-b="a=b" data-c="1>2">b</a>`:          `<a title='"' alt=x data-b="a=b" data-c="1>2">b</a>`,
		"<ul>\n<li>a</li>\n<li>b <b>c</b> \n</li></ul>\n<p>d</p>\ne":    "<ul><li>a<li>b <b>c</b> \n</ul><p>d</p>e",
		"<p>a\n<i>b</i>\n<i>c</i></p>\n<p>d</p> <i>e</i>":               "<p>a\n<i>b</i>\n<i>c</i><p>d</p> <i>e</i>",
		"<pre>\n\n<b>\n\n</b>\n</pre>\n<p><textarea>\n</textarea></p>a": "<pre>\n\n<b>\n\n</b>\n</pre><p><textarea>\n</textarea></p>a",
		"<table>\n<tr><td>1</td>\n<td>2</td></tr>\n</table>":            "<table><tr><td>1<td>2</table>",
		`<img src="a"alt="b"/> < 1 <> <a href="b`:                       `<img src="a"alt="b"/> < 1 <> <a href="b`,
		`<script type="a">"</p> <p a="b">"</script>`:                    `<script type=a>"</p> <p a="b">"</script>`,
		`<br><`:                              `<br><`,
		"":                                   "",
		"<ul><li>a</li> <li>b</li>\n</ul></": "<ul><li>a<li>b</ul></",
		"<dl><div><dt>a</dt><dd>b</dd> </div></dl>":                 "<dl><div><dt>a<dd>b</div></dl>",
		"<td><p>a</p></td></tr><tr ><td>b</td>x</tr></table>":       "<td><p>a<tr ><td>b</td>x</table>",
		"<a><p>a</p></a><p>b</p>c<li>d</li><link><p>e</p><picture>": "<a><p>a</p></a><p>b</p>c<li>d</li><link><p>e</p><picture>",
	} {
		if got := string(slim([]byte(page))); got != want {
			t.Errorf("%q becomes %q, want %q", page, got, want)
		}
	}
}
