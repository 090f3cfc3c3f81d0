package site

import (
	"context"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/errdocs/errdocs/content"
)

func staticFile(path, data string) txtar.File {
	return txtar.File{Name: "static/" + path, Data: []byte(data)}
}

func TestStaticFilesAreAtTheRoot(t *testing.T) {
	files := map[string]string{
		"CNAME": "errors.example.com\n", "favicon.ico": "\x00\x00\x01\x00\xff", ".well-known/security.txt": "Contact: mailto:a@example.com\n",
		"files/acme/guide.pdf": "%PDF-1.4\xff", "google1234.html": "google-site-verification: google1234.html", "robots.txt": "User-agent: *\n", "empty": "",
		"pages.txt": "x", "acme/api/table.csv": "a,b\n",
	}
	var added []txtar.File
	for path, data := range files {
		added = append(added, staticFile(path, data))
	}
	c := catalogOf(t, "tiny.txtar", added...)
	s, err := Build(context.Background(), c, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for path, data := range files {
		if got := s.File(path); got == nil || string(got) != data {
			t.Errorf("%s is %q, want %q", path, got, data)
		}
	}
	if !strings.Contains(string(s.File("acme/index.html")), `<link rel=icon href=../favicon.ico>`) {
		t.Error("pages do not link the favicon")
	}
	var locked []string
	for _, a := range s.Addresses() {
		if _, is := files[strings.TrimPrefix(a.Path, "/")]; is {
			locked = append(locked, a.Path)
		}
	}
	if want := []string{"/acme/api/table.csv", "/empty", "/favicon.ico", "/files/acme/guide.pdf", "/google1234.html", "/pages.txt", "/robots.txt"}; !slices.Equal(locked, want) {
		t.Errorf("permanent addresses: %q, want %q", locked, want)
	}
}

func TestStaticClash(t *testing.T) {
	for _, path := range []string{
		"index.html", "acme/index.html", "Acme/x.txt", "acme", "HELP", "help/index.html/x", "sitemap.xml", "Sitemap.xml", ".nojekyll",
		"assets/x.css", "search/x.json", "e/ACME-x", "acme/api/server-error.json", "acme/api/server-error.md/x", "api/codes.json",
	} {
		c, err := content.Load(archiveFS(t, "tiny.txtar", staticFile(path, "x")))
		if path == ".nojekyll" {
			if err == nil || !strings.Contains(err.Error(), "[unknown-file]") {
				t.Errorf("%s: %v", path, err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		_, err = Build(context.Background(), c, Options{})
		if path == "e/ACME-x" {
			if err != nil {
				t.Errorf("%s: %v", path, err)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), "static/"+path+":1:1: ") || !strings.Contains(err.Error(), "[static-clash]") {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestSecretsInStaticFiles(t *testing.T) {
	const key = "-----BEGIN RSA PRIVATE KEY-----\n" + "MIIEowIBAAKCAQEA0a9sQv7wZ3n5Kq8Lr2TtY6uHf4JbXcVdEeGgPpNnMmSsWw1q" + "\n-----END RSA PRIVATE KEY-----\n"
	c := catalogOf(t, "tiny.txtar", staticFile("keys/old.txt", "\n"+key))
	_, err := Build(context.Background(), c, Options{})
	if err == nil || !strings.Contains(err.Error(), "static/keys/old.txt:2:1: ") {
		t.Errorf("a key in a static file: %v", err)
	}
}

// An edit of a static file makes that file again, and nothing else.
func TestRebuildStatic(t *testing.T) {
	build := func(old *Site, files ...txtar.File) *Site {
		s, err := Rebuild(context.Background(), old, catalogOf(t, "tiny.txtar", files...), Options{})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	first := build(nil, staticFile("a.txt", "one"), staticFile("b.txt", "b"))
	second := build(first, staticFile("a.txt", "two"), staticFile("b.txt", "b"))
	if got := string(second.File("a.txt")); got != "two" {
		t.Errorf("a.txt is %q", got)
	}
	if kept := takenOver(first, second); kept != len(second.Files)-2 { // .nojekyll is empty
		t.Errorf("%d of %d files were taken over", kept, len(second.Files))
	}
	third := build(second, staticFile("b.txt", "b"))
	if third.File("a.txt") != nil {
		t.Error("a removed file is still there")
	}
}

// A file that grows while a site is built, and one that goes away, are problems.
func TestStaticFileChanges(t *testing.T) {
	files := readAll(t, archiveFS(t, "tiny.txtar", staticFile("a.bin", "x")))
	fsys := mapFS(files).(fstest.MapFS)
	c, err := content.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	for data, want := range map[string]string{strings.Repeat("x", content.MaxStaticFile+1): "[limit]", "": "[missing-file]"} {
		fsys["static/a.bin"] = &fstest.MapFile{Data: []byte(data), Mode: map[bool]fs.FileMode{true: fs.ModeDir}[data == ""]}
		if data == "" {
			delete(fsys, "static/a.bin")
		}
		if _, err := Build(context.Background(), c, Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestNoIndexForTheWholeSite(t *testing.T) {
	site := txtar.File{Name: "site.yaml", Data: []byte("title: Tiny\nsummary: Small.\nbase_url: https://e.example/\nrobots: noindex\n")}
	s, err := Build(context.Background(), catalogOf(t, "tiny.txtar", site), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range s.Files {
		if strings.HasSuffix(f.Path, ".html") && !strings.Contains(string(f.Data), `<meta name=robots content=noindex>`) {
			t.Errorf("%s may be listed", f.Path)
		}
	}
	if got := string(s.File("robots.txt")); got != "User-agent: *\nAllow: /\n" {
		t.Errorf("robots.txt: %q", got)
	}
	if strings.Contains(string(s.File("sitemap.xml")), "<loc>") {
		t.Error("the site map lists pages")
	}
}
