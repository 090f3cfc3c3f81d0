package site

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/errdocs/errdocs/content"
)

// pngOf returns a picture of a width, which makes its bytes differ from those of others.
func pngOf(t *testing.T, width int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, 2))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// An image reaches the site under a name of its bytes, wherever its text goes; one that only an internal entry shows
// reaches no public site.
func TestImages(t *testing.T) {
	c := catalogOf(t, "tiny.txtar",
		txtar.File{Name: "images/a.png", Data: pngOf(t, 3)}, txtar.File{Name: "images/acme/b.png", Data: pngOf(t, 4)},
		txtar.File{Name: "images/secret.png", Data: pngOf(t, 5)}, txtar.File{Name: "images/p.png", Data: pngOf(t, 9)},
		txtar.File{Name: "vendors/acme/api/server-error.md", Data: []byte("A ![picture](images/a.png).\n")},
		txtar.File{Name: "vendors/acme/notes.md", Data: []byte("![B][b] <!-- wombat -->\n\n[b]: images/acme/b.png\n")},
		txtar.File{Name: "vendors/acme/api/quokka-mode.md", Data: []byte("![A quokka](images/secret.png)\n")},
		txtar.File{Name: "pages/on-call.md", Data: []byte("---\ntitle: On call\n---\n![P](images/p.png)\n")},
	)
	s, err := Build(context.Background(), c, Options{})
	if err != nil {
		t.Fatal(err)
	}
	a, b, p := imagePath(c.Image("images/a.png")), imagePath(c.Image("images/acme/b.png")), imagePath(c.Image("images/p.png"))
	if !bytes.Equal(s.File(a), pngOf(t, 3)) || s.File(b) == nil || s.File(p) == nil {
		t.Error("an image is not in the site")
	}
	for file, want := range map[string]string{
		"acme/api/server-error/index.html": `<img src=../../../` + a + ` alt=picture width=3 height=2 loading=lazy>`,
		"acme/api/server-error.md":         "A ![picture](https://errors.example.com/tiny/" + a + ").",
		"acme/api/server-error.json":       "https://errors.example.com/tiny/" + a,
		"acme/index.html":                  `<img src=../` + b + ` alt=B width=4 height=2 loading=lazy>`,
		"pages/on-call/index.html":         `<img src=../../` + p + ` alt=P width=9 height=2 loading=lazy>`,
		"pages/on-call.md":                 "![P](https://errors.example.com/tiny/" + p + ")",
	} {
		if !strings.Contains(string(s.File(file)), want) {
			t.Errorf("%s lacks %s", file, want)
		}
	}
	for _, f := range s.Files {
		if strings.Contains(f.Path, "secret") || bytes.Contains(f.Data, []byte("images/secret")) || bytes.Contains(f.Data, []byte("wombat")) {
			t.Errorf("%s has what is not public", f.Path)
		}
	}
	if s, err = Build(context.Background(), c, Options{Internal: true}); err != nil || s.File(imagePath(c.Image("images/secret.png"))) == nil {
		t.Errorf("an internal site lacks an image: %v", err)
	}
}

// An image that changes while a site is made is a problem, not another picture under the name of the first.
func TestImageChanges(t *testing.T) {
	files := []txtar.File{{Name: "images/a.png", Data: pngOf(t, 3)}, {Name: "vendors/acme/notes.md", Data: []byte("![a](images/a.png)\n")}}
	fsys := archiveFS(t, "tiny.txtar", files...)
	c, err := content.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	m := *c.Image("images/a.png")
	m.Sum = "000000000000"
	i := slices.Index(c.Images, c.Image("images/a.png"))
	c.Images[i] = &m
	if _, err := Build(context.Background(), c, Options{}); err == nil || !strings.Contains(err.Error(), "changed during the build") {
		t.Errorf("got %v", err)
	}
}
