package templates

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/errdocs/errdocs/internal/golden"

	"github.com/errdocs/errdocs/content/words"
)

// TestProblems puts each file of testdata/problems.txtar into the theme, renders every page type, and compares
// the problems with the file behind it.
func TestProblems(t *testing.T) {
	a := golden.Open(t, "testdata/problems.txtar")
	for i := 0; i+1 < len(a.Files); i += 2 {
		file, want := a.Files[i], &a.Files[i+1]
		t.Run(fmt.Sprint(i/2, " ", file.Name), func(t *testing.T) {
			got := tell(t, fstest.MapFS{file.Name: {Data: file.Data}})
			a.Compare(t, want, got)
			if got == "" {
				t.Error("no problem")
			}
		})
	}
}

// tell returns the problems of a theme as text. Any other error is a failure.
func tell(t *testing.T, user fs.FS) string {
	t.Helper()
	theme, err := New(user, words.Words{})
	if err == nil {
		var all []error
		for _, v := range views {
			page := reflect.New(reflect.TypeOf(v).Elem()).Interface().(View)
			all = append(all, theme.Render(new(bytes.Buffer), Page{Site: &Site{}}, page))
		}
		err = errors.Join(all...)
	}
	problems := Problems(err)
	if err != nil && len(problems) == 0 {
		t.Fatalf("an error without a problem: %v", err)
	}
	var b strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&b, "%s\n    %s\n    %s%s\n    hint: %s\n", p, p.Excerpt, strings.Repeat(" ", p.Caret), strings.Repeat("^", p.Width), p.Hint)
		if p.Hint == "" || p.Line < 1 || p.Col < 1 || p.Caret+p.Width > max(len([]rune(p.Excerpt)), p.Caret+1) {
			t.Errorf("lacks a hint, or marks what is not there: %+v", p)
		}
	}
	return b.String()
}

// The default theme holds to what it demands of others.
func TestDefaultIsClean(t *testing.T) {
	if got := tell(t, Default()); got != "" {
		t.Error(got)
	}
}

// What users rightly write is no problem.
func TestNoProblem(t *testing.T) {
	for name, text := range map[string]string{
		"brand.html":      `{{define "brand"}}<a class="brand" href="{{.Root}}"><img src="{{.Root}}{{.Site.Assets}}/logo.svg" alt=""> {{.Site.Title}}</a>{{end}}`,
		"home.html":       `{{define "main"}}{{/* <style> */}}<!-- onclick= --><p title='a > b' {{if .Text}}class="x"{{end}}>Data: image <img src="data:image/gif;base64,AA" alt=""><a href="https://example.org/" data-onclick="x">out</a></p>{{template "own" .}}{{end}}{{define "own"}}<script src="{{.Root}}{{.Site.Assets}}/own.js" type="module"></script>{{end}}`,
		"notfound.html":   `{{define "main"}}<script src="{{.Root}}{{.Site.Assets}}/own.js" type="module">` + strings.Repeat("\u023a", 60) + `</SCRIPT>{{end}}`,
		"assets/own.css":  "@import url(other.css); a { background: url(\"img/a.svg\") } /* https://example.org */",
		"assets/img/a.js": "",
		"notes.txt":       "<style>",
	} {
		if got := tell(t, fstest.MapFS{name: {Data: []byte(text)}}); got != "" {
			t.Errorf("%s:\n%s", name, got)
		}
	}
}

func TestAssets(t *testing.T) {
	theme, err := New(fstest.MapFS{
		"assets/custom.css": {Data: []byte("a { color: red }")}, "assets/img/logo.svg": {Data: []byte("<svg/>")},
		"assets/icon.svg": {Data: []byte("<svg></svg>")}, "assets/.DS_Store": {Data: []byte("x")}, "assets/.git/x": {Data: []byte("x")},
		"assets/.site.js.swp": {Data: []byte("x")}, "assets/site.js~": {Data: []byte("x")}, "assets/#a.css#": {Data: []byte("<")}, "assets/4913": {},
		".#home.html": {Mode: fs.ModeSymlink, Data: []byte("me@host.1")}, "._home.html": {Data: []byte("{{")},
	}, words.Words{})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, a := range theme.Assets() {
		got[a.Name] = string(a.Data)
	}
	defaults, err := New(nil, words.Words{})
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != len(defaults.Assets())+1 || got["img/logo.svg"] != "<svg/>" || got["icon.svg"] != "<svg></svg>" {
		t.Errorf("%d assets, want the default's and img/logo.svg: %v", len(got), got["icon.svg"])
	}
	if !strings.HasSuffix(got["style.css"], "}\na { color: red }\n") {
		t.Errorf("custom.css does not end style.css: %q", got["style.css"][len(got["style.css"])-40:])
	}
	if _, err := New(fstest.MapFS{"assets/a.js": {Mode: fs.ModeSymlink, Data: []byte("/etc/passwd")}}, words.Words{}); len(Problems(err)) != 1 {
		t.Errorf("a symbolic link: %v", err)
	}
	_, err = New(fstest.MapFS{"assets/Find.js": {}, "assets/img/a.svg": {}, "assets/img/A.svg": {}, "assets/Style.css": {}}, words.Words{})
	want := []string{
		"assets/Find.js:1:1: the search has a script of this name [theme]",
		"assets/Style.css:1:1: the name differs from style.css only in case [theme]",
		"assets/img/a.svg:1:1: the name differs from img/A.svg only in case [theme]",
	}
	for i, p := range Problems(err) {
		if i >= len(want) || p.Error() != want[i] {
			t.Errorf("problem %d: %v", i, p)
		}
	}
	if n := len(Problems(err)); n != len(want) {
		t.Errorf("%d problems, want %d", n, len(want))
	}
}
