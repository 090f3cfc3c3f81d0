package site

import (
	"context"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/errdocs/errdocs/content"
)

var buildPortal = sync.OnceValues(func() (*Site, error) {
	a, err := txtar.ParseFile("../content/testdata/families.txtar")
	if err != nil {
		return nil, err
	}
	fsys := fstest.MapFS{}
	for _, f := range a.Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data, Mode: fs.FileMode(0o644)}
	}
	c, err := content.Load(fsys)
	if err != nil {
		return nil, err
	}
	return Build(context.Background(), c, Options{BaseURL: "https://portal.example/errdocs/", Version: "test"})
})

// Portal is the site of the catalog with families.
func Portal(t testing.TB) *Site {
	t.Helper()
	return orFatal(t, buildPortal)
}

func TestFamilyPages(t *testing.T) {
	s := Portal(t)
	for page, want := range map[string]string{
		"oracle/ora/ora-00600-00620/index.html": `<a href=../ora-00600/>`,
		"keyless/classes/user/index.html":       `<a href=../../user/30005/>`,
		"keyless/user/30005/index.html":         `href=../../classes/user/>`,
		"keyless/user/index.html":               `href=../classes/user/>`,
		"postgrest/sqlstate/ptxyz/index.html":   `PT[1-5][0-9]{2}`,
	} {
		if !strings.Contains(string(s.File(page)), want) {
			t.Errorf("%s lacks %s", page, want)
		}
	}
	for page, want := range map[string]bool{"keyless/classes/user/index.html": true, "postgrest/classes/client/index.html": true, "windows/classes/facility-win32/index.html": false} {
		if got := strings.Contains(string(s.File(page)), "have the answers on this page"); s.File(page) == nil || got != want {
			t.Errorf("%s: has answers for codes without an entry = %v, want %v", page, got, want)
		}
	}
	if strings.Contains(string(s.File("postgrest/sqlstate/any/index.html")), `id=members`) {
		t.Error("* is a code, not a family")
	}
}
