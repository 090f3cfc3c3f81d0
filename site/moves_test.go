package site_test

import (
	"bytes"
	"context"
	"io/fs"
	"net/http/httptest"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/catalogfile"
	"github.com/errdocs/errdocs/site"
)

// renames are one of each kind, and some of what others have renamed before.
var renames = [][2]string{
	{"thales/android/SERVER_ERROR_EXPIRED_OTP", "thales/android/OTP_EXPIRED"}, // a spelling, which was an alias
	{"thales/android/OTP_EXPIRED", "thales/ios/OTP_EXPIRED"},                  // the set of a code
	{"mastercard-mdes/reason-codes", "reasons"},                               // a set
	{"mastercard-mdes/reasons/INVALID_PAN", "INVALID_CARD"},
	{"token-io", "token"}, // a vendor
	{"token/grpc", "token/rpc"},
	{"token/rpc/INTERNAL", "INTERNAL_ERROR"},
	{"keyless/internal", "keyless/inside"},
	{"keyless", "faces"},
	{"wrong-one-time-code", "compare/wrong-code"}, // a concept
	{"MDES", "CARDS"},                             // a key
	{"CARDS", "MCMDES"},
}

// movedCatalog is the default catalog after all renames.
var movedCatalog = sync.OnceValues(func() (*content.Catalog, error) { return renamed(content.Default()) })

// movedSite is the site of the default catalog after all renames. Its lock is the one from before.
var movedSite = sync.OnceValues(func() (*site.Site, error) {
	c, err := movedCatalog()
	if err != nil {
		return nil, err
	}
	return site.Build(context.Background(), c, site.Options{BaseURL: atRoot})
})

func renamed(fsys fs.FS) (*content.Catalog, error) {
	for _, r := range renames {
		c, err := content.Load(fsys)
		if err != nil {
			return nil, err
		}
		change, err := catalogfile.Rename(fsys, c, r[0], r[1], site.Means(c))
		if err != nil {
			return nil, err
		}
		fsys = change.FS()
	}
	return content.Load(fsys)
}

// follow returns the file that a browser ends on and how many pages it loads on the way, 0 if it finds none.
func follow(s *site.Site, address string) (file string, loads int) {
	for {
		file = address
		if file == "" || strings.HasSuffix(file, "/") {
			file += "index.html"
		}
		data := s.File(file)
		if data == nil {
			return file, 0
		}
		loads++
		_, rest, ok := bytes.Cut(data, []byte(`http-equiv=refresh content="0; url=`))
		if !ok || loads > 5 {
			return file, loads
		}
		target, _, _ := bytes.Cut(rest, []byte(`"`))
		if !bytes.Contains(data, []byte(`<a href=`+string(target)+`>`)) {
			return file, 0 // the query and the fragment are lost
		}
		address = path.Join(address, string(target)) + "/"
	}
}

// TestMovedAddresses follows every address of the default catalog's lock after everything was renamed: a page leads in two
// loads at most to the page of the same code, where its anchor is; a file is still there.
func TestMovedAddresses(t *testing.T) {
	s, err := movedSite()
	if err != nil {
		t.Fatal(err)
	}
	c, err := movedCatalog()
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	for _, a := range c.Lock() {
		file, loads := follow(s, a.Page()[1:])
		if loads == 0 || loads > 2 {
			t.Errorf("%s: %d loads, the last of %s", a.Path, loads, file)
			continue
		}
		kinds[path.Ext(file)] += loads - 1
		if id := a.Anchor(); id != "" && !bytes.Contains(s.File(file), []byte(` id=`+id+`>`)) {
			t.Errorf("%s: %s has no such anchor", a.Path, file)
		}
		code := c.Formerly(a.Target)
		switch {
		case a.Target == "":
		case code == nil:
			t.Errorf("%s: nothing was called %s", a.Path, a.Target)
		case strings.HasSuffix(file, ".html") && !strings.HasPrefix(file, "code/") && file != code.ID()+"/index.html":
			t.Errorf("%s leads to %s, want %s", a.Path, file, code.ID())
		case strings.HasPrefix(a.Path, "/"+a.Target+".") && !bytes.Contains(s.File(file), []byte(`/`+code.ID()+`/"`)):
			t.Errorf("%s is not about %s", a.Path, code.ID())
		case strings.HasPrefix(a.Path, "/"+a.Target+".") && path.Ext(file) == ".md" && file != code.ID()+".md" && !bytes.Contains(s.File(file), []byte(code.ID()+".md)")):
			t.Errorf("%s does not say where the whole is", a.Path)
		}
	}
	if kinds[".html"] < 200 {
		t.Errorf("only %d addresses were moved", kinds[".html"])
	}
}

// TestMovedCatalogIsTheSame compares the catalogs: but for the ids nothing differs, and every code is known as moved.
func TestMovedCatalogIsTheSame(t *testing.T) {
	c, err := movedCatalog()
	if err != nil {
		t.Fatal(err)
	}
	free := []string{"code", "slug", "moved_from", "aliases", "related", "lifecycle.replaced_by", "concept"}
	for _, d := range content.Diff(site.DefaultCatalog(t), c) {
		if d.Old == nil || d.New == nil {
			t.Errorf("%s was %s", d.Code().ID(), d.Kind)
		}
		for _, f := range d.Fields {
			if old, now := f.Clip(); !slices.Contains(free, f.Field) && !strings.Contains(f.Old, "[[") && !strings.Contains(f.Old, "code:") {
				t.Errorf("%s %s: %s -> %s", d.Code().ID(), f.Field, old, now)
			}
		}
	}
}

// TestFormerNamesResolve asks for codes by what they, their sets, vendors and keys were called.
func TestFormerNamesResolve(t *testing.T) {
	c, err := movedCatalog()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"thales/android/SERVER_ERROR_EXPIRED_OTP": "thales/ios/otp-expired", "OTP_EXPIRED": "thales/ios/otp-expired",
		"token-io/http/429": "token/http/429", "keyless/user/30004": "faces/user/30004", "keyless/internal/507": "faces/inside/507",
		"mastercard-mdes/reason-codes/PAN_INELIGIBLE": "mastercard-mdes/reasons/pan-ineligible", "MDES-PAN-INELIGIBLE": "mastercard-mdes/reasons/pan-ineligible",
		"mdes-invalid-pan": "mastercard-mdes/reasons/invalid-card", "/mastercard-mdes/reason-codes/invalid-pan/": "mastercard-mdes/reasons/invalid-card",
		"token-io/grpc/internal": "token/rpc/internal-error", "https://x.example/e/cards-invalid-json/": "mastercard-mdes/reasons/invalid-json",
	} {
		if found := c.Lookup(name, ""); len(found) != 1 || found[0].ID() != want {
			t.Errorf("%s: got %v, want %s", name, found, want)
		}
	}
	if found := c.Lookup("507", "keyless"); len(found) != 1 || found[0].ID() != "faces/inside/507" {
		t.Errorf("507 of a former vendor: %v", found)
	}
}

// TestMovedAddressesInBrowser opens an address of each kind, with a query and a fragment.
func TestMovedAddressesInBrowser(t *testing.T) {
	t.Parallel()
	s, err := movedSite()
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s.Handler("/"))
	t.Cleanup(server.Close)
	p, none := open(t, server.URL+"/", look{}), open(t, server.URL+"/", look{NoScripts: true})
	for from, to := range map[string]string{
		"thales/android/server-error-expired-otp/":  "thales/ios/otp-expired/",
		"code/invalid-pan/":                         "mastercard-mdes/reasons/invalid-card/",
		"mastercard-mdes/reason-codes/":             "mastercard-mdes/reasons/",
		"mastercard-mdes/reason-codes/invalid-pan/": "mastercard-mdes/reasons/invalid-card/",
		"token-io/":                    "token/",
		"token-io/grpc/":               "token/rpc/",
		"token-io/grpc/internal/":      "token/rpc/internal-error/",
		"keyless/internal/507/":        "faces/inside/507/",
		"compare/wrong-one-time-code/": "compare/wrong-code/",
		"e/mdes-invalid-json/":         "mastercard-mdes/reasons/invalid-json/",
	} {
		const more = "?from=a%20mail&q=%2F%3F#sources"
		p.visit(from + more)
		p.At(to + more)
		none.visit(from)
		none.At(to)
	}
}
