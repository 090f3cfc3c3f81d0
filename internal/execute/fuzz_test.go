package execute

import (
	"bytes"
	"errors"
	html "html/template"
	"testing"
	text "text/template"
)

// What is compiled makes what the package makes, or is left to it. A program may be compiled long before it meets a mistake.
func FuzzCompiled(f *testing.F) {
	for _, source := range append(compiled, others...) {
		f.Add(source)
	}
	f.Fuzz(func(t *testing.T, source string) {
		if len(source) > 400 {
			t.Skip()
		}
		h, err := html.New("").Funcs(funcs).Parse(source)
		if err != nil {
			t.Skip()
		}
		x := text.Must(text.New("").Funcs(funcs).Parse(source))
		want := made(func(out *bytes.Buffer, data any) error { return h.Execute(out, data) }, new(bytes.Buffer))
		if failed := (*html.Error)(nil); !errors.As(h.Execute(new(bytes.Buffer), data()), &failed) {
			p, err := HTML(h, "", fast).Compile()
			agree(t, "html", want, p, err)
		}
		want = made(func(out *bytes.Buffer, data any) error { return x.Execute(out, data) }, new(bytes.Buffer))
		p, err := Text(x, "", fast).Compile()
		agree(t, "text", want, p, err)
	})
}

func agree(t *testing.T, kind string, want execution, p *Program, err error) {
	t.Helper()
	if err != nil {
		return
	}
	if got := made(p.Execute, new(bytes.Buffer)); got.err == "" && got != want {
		t.Errorf("%s: compiled %q\n want %q, %s", kind, got.text, want.text, want.err)
	}
}
