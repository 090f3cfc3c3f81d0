package execute

import (
	"bytes"
	"errors"
	"fmt"
	html "html/template"
	"reflect"
	"strings"
	"sync"
	"testing"
	text "text/template"
)

type (
	word  string
	tone  struct{ name string }
	base  struct{ Path string }
	entry struct {
		base
		Code, Title string
		Kind        word
		Tone        tone
		URL         string
		HTML        html.HTML
		N           int
		Ratio       float64
		On          bool
		Any         any
		Next        *entry
		List        []entry
		Words       []string
		Map         map[string]string
		Named       fmt.Stringer
		Anys        []any
	}
)

func (t tone) String() string               { return "<" + t.name + ">" }
func (b *base) String() string              { return "*" + b.Path }
func (e *entry) HasList() bool              { return len(e.List) > 0 }
func (e entry) With(s string, n int) string { return fmt.Sprint(e.Code, s, n) }
func (e *entry) Fails(s string) (string, error) {
	return s, map[bool]error{true: errors.New("no")}[s == "bad"]
}
func (e *entry) Kept(s string, n int, v reflect.Value) (string, error) {
	kept, err := e.Fails(s)
	return fmt.Sprint(e.Title, kept, n, v), err
}
func (e *entry) Panics() string { panic("no") }
func (b base) Up() string       { return "../" + b.Path }

var fast = Funcs{
	"inc": Of1(func(i int) int { return i + 1 }), "shout": Of1(strings.ToUpper), "em": Of1(func(s string) html.HTML { return html.HTML("<em>" + s + "</em>") }),
	"join": Of(func(sep string, list ...string) string { return strings.Join(list, sep) }), "kind": Of1(func(w word) int { return len(w) }),
	"show": Of1(func(v any) string { return fmt.Sprint(v) }), "of": Of2(func(s string, e *entry) string { return s + e.Code }),
	"sum": Of3(func(e *entry, n int, f entry) int { return e.N + n + f.N }), "yes": Of0(func() bool { return true }),
	"execute.entry.HasList": Of1((*entry).HasList), "execute.entry.With": Of3(entry.With), "execute.entry.Kept": Of4((*entry).Kept),
	"execute.base.Up": Of1((*entry).HasList), // of another type
}

var funcs = fast.Map()

func data() *entry {
	hostile := `<a href="x">&'+` + "\x00\xff é"
	e := &entry{
		base: base{"a/b"}, Code: hostile, Title: "A title", Kind: "vendor", Tone: tone{"x"}, URL: "https://example.com/a b?q='é'&n=1#%20%zz", HTML: "<b>bold</b>",
		N: 7, Ratio: 1.5, On: true, Any: "any <", Words: []string{"one", "two & three", ""}, Map: map[string]string{"k": "v"},
	}
	e.Named, e.Anys = &e.base, []any{1, "<", html.HTML("<b>"), &e.base, []string{"x"}}
	e.Next = &entry{Code: "next", URL: "javascript:alert(1)", Any: 3, Anys: []any{nil}}
	e.List = []entry{{Code: "1", Kind: "vendor", Any: []string{"x"}}, {Code: "2", On: true, N: -3, Next: &entry{Code: "deep"}}, *e.Next}
	return e
}

// compiled are templates that have to run compiled.
var compiled = []string{
	``, `text`, `{{.Code}}`, `{{.Title}} {{.N}} {{.Ratio}} {{.On}} {{.Kind}} {{.Tone}} {{.HTML}}`, `<p title="{{.Code}}" id='{{.N}}'>`, `<title>{{.Code}}</title>`,
	`<a href="{{.URL}}">`, `<a href="{{.Next.URL}}">`, `<a href="x/{{.URL}}">`, `<a href="?q={{.URL}}">`, `<a href="#{{.Code}}">`, `<meta http-equiv="refresh" content="0; url={{.URL}} {{.Next.URL}}">`, `<a href="{{.Title}}{{.Code}}">`,
	`{{.Path}} {{.Up}} {{.Path | show | shout}}`, `{{.HasList}} {{.Next.HasList}} {{.With "x" 3}} {{.Next.With .Title .N}}`,
	`{{if .On}}yes{{else}}no{{end}}{{if .Next.On}}yes{{else if .Next.Code}}else{{end}}{{with .Next}}{{.Code}}{{else}}none{{end}}{{with .Next.Next}}x{{else}}{{.N}}{{end}}`,
	`{{range .List}}{{.Code}},{{.HasList}},{{with .Next}}{{.Code}}{{end}};{{else}}none{{end}}{{range .Next.List}}x{{else}}none{{end}}`,
	`{{range $i, $e := .List}}{{if $i}}, {{end}}{{inc $i}} {{$e.Code}} {{$.Title}}{{end}}`, `{{range .Words}}<li>{{.}}{{end}}`,
	`{{$x := "a"}}{{if .On}}{{$x = .Code}}{{end}}{{$x}}{{$y := .Next}}{{$y.Code}}{{with $z := .Title}}{{$z}}{{.}}{{end}}`,
	`{{and .On .Code .N}} {{or .Next.On "" 0 .Title}} {{not .On}} {{eq .Kind "vendor"}} {{eq .N 1 7}} {{ne .Code .Title}} {{gt .N 3}}`,
	`{{len .List}} {{len .Code}} {{(index .List 1).Code}} {{index .Words 1}} {{print .N .Title "x"}} {{printf "%s-%d" .Code .N}}`,
	`{{shout .Title}} {{em .Code}} {{.Title | em}} {{.Title | printf "%s%d" .Code | shout}} {{inc .N}} {{kind .Kind}} {{show .Any}} {{show .Next.Any}} {{join "-" "a" .Title}}`,
	`{{define "x"}}[{{.Code}}{{$.Code}}{{with .Next}}{{template "x" .}}{{end}}]{{end}}{{template "x" .}}{{template "y" .Title}}{{define "y"}}{{.}}{{template "z"}}{{end}}{{define "z"}}z{{end}}`,
	`{{range .List}}{{range $j, $w := $.Words}}{{$j}}{{$w}}{{end}}{{template "v" .}}{{end}}{{define "v"}}{{$a := .Code}}{{range $a2, $b := .List}}{{end}}{{$a}}{{end}}`,
	`{{of "x" .}} {{range .List}}{{of .Code . | len}}{{$ | of "y"}}{{sum . (inc .N) .}}{{end}} {{sum .Next (sum . 1 .) .}}`, `{{.Any}} {{.Next.Any}}`, `{{.Named}}`, `{{range $.Anys}}{{.}},{{end}}{{range $a := .Anys}}{{$a}},{{end}}`,
	`{{range $i, $e := .Next.List}}{{else}}{{$i}}{{$e}}{{end}}{{$x := ""}}{{range $x = .Next.List}}{{end}}{{$x}}{{range $x = .Words}}{{$x}}{{end}}{{$x}}`,
	`{{/* nothing */}}{{- "x" -}} {{true}} {{3}} {{yes}}`, `{{.Fails "good"}}`, `{{.Kept "good" .N .Next}}{{range .List}}{{.Kept "" 1 .Kind}}{{.With .Code .N}}{{end}}`,
}

// others are left to the packages: some are mistakes, some are rare.
var others = []string{
	`{{of "x" 1}}`, `{{of "x"}}`, `{{sum . 1 2}}`, `{{of .Next.Next .}}`, `{{inc}}`, `{{yes 1}}`, `{{.Nothing}}`, `{{.Next.Next.Code}}`, `{{.Fails "bad"}}`, `{{.Kept "bad" 1 2}}`, `{{.Kept "good" 1}}`, `{{.Kept "good" .Next.Any nil}}`, `{{.Named.Up}}`, `{{.Panics}}`, `{{inc .Code}}`, `{{eq .Code 1}}`, `{{index .Words 9}}`, `{{range .Map}}{{.}}{{end}}`, `{{.Map.k}}`,
	`{{index .Map "k"}}`, `<p title="{{.HTML}}">`, `<p title={{.Title}}>`, `<style>a{color:{{.Title}}}</style>`, `{{len .N}}`, `{{html .Code}}`, `{{slice .Title 1 3}}`, `{{.Title | len | printf "%d" 1 2}}`,
	`{{range $i, $e := 3}}{{$i}}{{end}}`, `{{.With "x"}}`, `{{join}}`, `{{.Next.Next}}`, `{{3.5}}`, `{{le 1 2}}`, `{{eq .Next nil}}`, `{{eq .On true}}`,
	`{{.Next.Named}}`, `{{range .Next.Anys}}{{.}}{{end}}`, `{{range .Title}}{{.}}{{end}}`, `{{eq .Title}}`, `{{eq .N 7 .Next.Next.N}}`, `{{gt true true}}`, `{{lt .N 3}}`, `{{range .List}}{{if .On}}{{continue}}{{end}}{{.Code}}{{end}}`, `{{range .List}}{{.Code}}{{break}}{{end}}`, `{{len .List .Title}}`, `{{index .Words}}`,
}

// execution is what a template makes, and its mistake.
type execution struct{ text, err string }

func made(execute func(*bytes.Buffer, any) error, out *bytes.Buffer) execution {
	if err := execute(out, data()); err != nil {
		return execution{err: err.Error()}
	}
	return execution{text: out.String()}
}

// both calls f for a template of html/template and one of text/template, with what the package itself makes.
func both(t *testing.T, source string, f func(t *testing.T, want execution, one *Template)) {
	t.Helper()
	h := html.Must(html.New("").Funcs(funcs).Parse(source))
	x := text.Must(text.New("").Funcs(funcs).Parse(source))
	for kind, one := range map[string]*Template{
		"html": HTML(h, "", fast),
		"text": Text(x, "", fast),
	} {
		want := made(func(out *bytes.Buffer, data any) error { return one.set.ExecuteTemplate(out, "", data) }, new(bytes.Buffer))
		t.Run(kind+" "+source, func(t *testing.T) { f(t, want, one) })
	}
}

func TestCompiledMakesTheSame(t *testing.T) {
	for _, source := range compiled {
		both(t, source, func(t *testing.T, want execution, one *Template) {
			p, err := one.Compile()
			if err != nil || want.err != "" {
				t.Fatalf("compile: %v; the package: %s", err, want.err)
			}
			if got := made(p.Execute, new(bytes.Buffer)); got != want {
				t.Errorf("compiled %q, %s\n    want %q", got.text, got.err, want.text)
			}
		})
	}
}

// What is not compiled comes from the package, mistakes too, also after it has been compiled in vain.
func TestOthersAreLeftToThePackage(t *testing.T) {
	for _, source := range others {
		both(t, source, func(t *testing.T, want execution, one *Template) {
			for range 6 {
				one.compiled = sync.Once{}
				out := bytes.NewBufferString("before ")
				if got := made(one.Execute, out); got.err != want.err || want.err == "" && got.text != "before "+want.text {
					t.Errorf("made %q, %s\n want %q, %s", got.text, got.err, want.text, want.err)
				}
			}
		})
	}
}

func TestManyAtOnce(t *testing.T) {
	source := strings.Join(compiled, "\n")
	both(t, strings.NewReplacer(`<p title="{{.Code}}" id='{{.N}}'>`, "").Replace(source), func(t *testing.T, want execution, one *Template) {
		var group sync.WaitGroup
		for range 8 {
			group.Go(func() {
				for range 12 {
					if got := made(one.Execute, new(bytes.Buffer)); got != want {
						t.Errorf("made %q, %s, want %q, %s", got.text, got.err, want.text, want.err)
					}
				}
			})
		}
		group.Wait()
	})
}

// A stack that is full ends the process, whoever is there to rescue it.
func TestEndlessTemplateIsLeftToThePackage(t *testing.T) {
	x := text.Must(text.New("").Parse(`{{define "x"}}{{if .On}}{{template "x" .}}{{end}}{{end}}{{template "x" .}}`))
	p, err := Text(x, "", nil).Compile()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Execute(new(bytes.Buffer), &entry{}); err != nil {
		t.Error(err)
	}
	if err := p.Execute(new(bytes.Buffer), &entry{On: true}); !errors.Is(err, ErrOther) {
		t.Error(err)
	}
}
