// Package templates is the theme: the HTML templates, the styles and the scripts of the site.
//
// Every page type has a struct (see CodePage and the others: they are the theme API) and a template
// file of the same name. The defaults are compiled in. A user's own templates folder overrides them
// file by file: a file of the same name takes the place of the default, everything else stays.
//
//	layout.html       the frame: head, header, footer
//	parts.html        what several pages share: badges, code tables, samples
//	code.html …       the main part of each page type
//	assets/           style.css and the scripts
//
// Templates hold no action inside script or style elements, and pages have neither inline scripts nor
// inline styles: data reaches scripts through data- attributes and JSON files.
package templates

import (
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

//go:embed *.html assets
var files embed.FS

// Default returns the theme's own files, for copying them out.
func Default() fs.FS { return files }

// View is one page: a pointer to a struct of the theme API.
type View interface {
	file() string
	page() *Page
}

func (p *Page) page() *Page { return p }

func (*HomePage) file() string     { return "home.html" }
func (*VendorPage) file() string   { return "vendor.html" }
func (*SetPage) file() string      { return "set.html" }
func (*CodePage) file() string     { return "code.html" }
func (*ListPage) file() string     { return "list.html" }
func (*RedirectPage) file() string { return "redirect.html" }
func (*CodesPage) file() string    { return "codes.html" }
func (*ComparePage) file() string  { return "compare.html" }
func (*MatrixPage) file() string   { return "matrix.html" }
func (*ConceptPage) file() string  { return "concept.html" }
func (*SearchPage) file() string   { return "search.html" }
func (*FindPage) file() string     { return "find.html" }
func (*GoPage) file() string       { return "go.html" }
func (*HelpPage) file() string     { return "help.html" }
func (*NotFoundPage) file() string { return "notfound.html" }
func (*CoveragePage) file() string { return "coverage.html" }
func (*ChangesPage) file() string  { return "changes.html" }

// views is one of each page type.
var views = []View{
	&HomePage{}, &VendorPage{}, &SetPage{}, &CodePage{}, &ListPage{}, &RedirectPage{}, &CodesPage{}, &ComparePage{},
	&MatrixPage{}, &ConceptPage{}, &SearchPage{}, &FindPage{}, &GoPage{}, &HelpPage{}, &NotFoundPage{}, &CoveragePage{}, &ChangesPage{},
}

// Theme is a parsed set of templates with its assets. It is safe for concurrent use.
type Theme struct {
	pages  map[string]*template.Template // by file name
	assets []Asset
}

// Asset is a file of the theme's assets folder.
type Asset struct {
	Name string // "style.css"
	Data []byte
}

// New parses the theme, with the files of user in place of the defaults of the same name. A nil user
// gives the default theme. An error of a template names its file and line.
func New(user fs.FS) (*Theme, error) {
	over := overlay{user: user}
	shared, err := parse(over, template.New("").Funcs(funcs), "layout.html", "parts.html")
	if err != nil {
		return nil, err
	}
	t := &Theme{pages: map[string]*template.Template{}}
	for _, v := range views {
		clone, err := shared.Clone()
		if err != nil {
			return nil, fmt.Errorf("copy the layout: %w", err)
		}
		if t.pages[v.file()], err = parse(over, clone, v.file()); err != nil {
			return nil, err
		}
	}
	if t.assets, err = over.assets(); err != nil {
		return nil, err
	}
	return t, nil
}

// Render writes the page that a struct of the theme API describes.
func (t *Theme) Render(w io.Writer, v View) error {
	name := "layout"
	if _, bare := v.(*RedirectPage); bare {
		name = "redirect"
	}
	if err := t.pages[v.file()].ExecuteTemplate(w, name, v); err != nil {
		return fmt.Errorf("render %s: %w", v.file(), err)
	}
	return nil
}

// Assets returns the theme's styles and scripts, sorted by name.
func (t *Theme) Assets() []Asset { return t.assets }

func parse(over overlay, t *template.Template, names ...string) (*template.Template, error) {
	for _, name := range names {
		text, err := over.read(name)
		if err != nil {
			return nil, fmt.Errorf("read template: %w", err)
		}
		if _, err := t.New(name).Parse(string(text)); err != nil {
			return nil, fmt.Errorf("parse template: %w", err)
		}
	}
	return t, nil
}

// overlay reads a file from the user's folder, or else from the defaults.
type overlay struct{ user fs.FS }

func (o overlay) read(name string) ([]byte, error) {
	if o.user != nil {
		text, err := fs.ReadFile(o.user, name)
		if err == nil || !errors.Is(err, fs.ErrNotExist) {
			return text, err
		}
	}
	return fs.ReadFile(files, name)
}

// assets lists the default assets and those that only the user has.
func (o overlay) assets() ([]Asset, error) {
	names, err := fs.Glob(files, "assets/*")
	if err != nil {
		return nil, fmt.Errorf("list assets: %w", err)
	}
	if o.user != nil {
		own, err := fs.Glob(o.user, "assets/*")
		if err != nil {
			return nil, fmt.Errorf("list assets: %w", err)
		}
		names = append(names, own...)
	}
	return o.readAll(names)
}

func (o overlay) readAll(names []string) ([]Asset, error) {
	seen := map[string]bool{}
	var assets []Asset
	for _, name := range names {
		if seen[name] {
			continue
		}
		seen[name] = true
		data, err := o.read(name)
		if err != nil {
			return nil, fmt.Errorf("read asset: %w", err)
		}
		assets = append(assets, Asset{Name: path.Base(name), Data: data})
	}
	slices.SortFunc(assets, func(a, b Asset) int { return strings.Compare(a.Name, b.Name) })
	return assets, nil
}
