// Package templates is the theme: the HTML templates, the styles and the scripts of the site.
//
// Every page type has a struct (see CodePage and the others: they are the theme API) and a template
// file of the same name. The defaults are compiled in. A user's own templates folder overrides them
// file by file: a file of the same name takes the place of the default, everything else stays.
//
//	layout.html       the frame: head, header, footer
//	brand.html        the name or logo in the header
//	parts.html        what several pages share: badges, code tables, samples
//	code.html …       the main part of each page type
//	assets/           the scripts, and style.css, to which tables.css, search.css and custom.css, your own, are added
//
// A text has a key in content/words/en.yaml, or in strings.yaml of a site, and is written {{t "code.use" code=.Code}}, with
// values for its placeholders. What a theme uses and this version lacks is a problem with a position.
//
// Templates have no action inside script or style elements, and pages have neither inline scripts nor
// inline styles: data reaches scripts through data- attributes and JSON files.
package templates

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/internal/execute"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/internal/script"
)

//go:embed *.html assets
var files embed.FS

// Default returns the theme's own files, for copying them out.
func Default() fs.FS { return files }

// View is one page: a pointer to a struct of the theme API.
type View interface{ page() *Page }

func (p *Page) page() *Page { return p }

// fileOf returns the name of the template of a page type: "home.html" of HomePage.
func fileOf(v View) string {
	return strings.ToLower(strings.TrimSuffix(reflect.TypeOf(v).Elem().Name(), "Page")) + ".html"
}

// views is one of each page type.
var views = []View{
	&HomePage{}, &VendorPage{}, &SetPage{}, &ClassPage{}, &CodePage{}, &ListPage{}, &RedirectPage{}, &CodesPage{}, &ComparePage{},
	&MatrixPage{}, &ConceptPage{}, &SearchPage{}, &FindPage{}, &GoPage{}, &HelpPage{}, &NotFoundPage{}, &CoveragePage{}, &ChangesPage{},
	&GuidePage{}, &GuidesPage{}, &OperationsPage{}, &RunbookPage{},
}

// Theme is a parsed set of templates with its assets. It is safe for concurrent use.
type Theme struct {
	pages  map[string]func() (*execute.Template, error) // by file name; each is parsed when it is first needed
	assets []Asset
	words  words.Words
	own    map[string]string  // texts of the user's templates, by file name
	parts  *template.Template // of the files that page types share, for Page.Once
	made   *sync.Map          // what Page.Once has made
}

// Asset is a file of the theme's assets folder.
type Asset struct {
	Name string // path inside the assets folder: "style.css"
	Data []byte
}

// shared are the templates that every page type has next to its own.
var shared = []string{"layout.html", "brand.html", "parts.html"}

// bare is the page type that has no layout.
const bare = "redirect.html"

// moreCSS are the style sheets that are added to style.css, the last one a user's own.
var moreCSS = []string{"tables.css", "search.css", "custom.css"}

// New parses the theme, with the files of user in place of the defaults of the same name. A nil user
// gives the default theme. Its texts are the words of a site. Mistakes of the user's files come back as Problems of the error.
func New(user fs.FS, w words.Words) (*Theme, error) {
	if user != nil {
		return parse(user, w)
	}
	if !w.Plain() {
		return parse(embed.FS{}, w)
	}
	t, err := english()
	if err != nil {
		return nil, err
	}
	again := *t
	again.made = new(sync.Map)
	return &again, nil
}

// english is the default theme, which one process may need for many sites.
var english = sync.OnceValues(func() (*Theme, error) { return parse(embed.FS{}, words.Words{}) })

func parse(user fs.FS, w words.Words) (*Theme, error) {
	t := &Theme{pages: map[string]func() (*execute.Template, error){}, words: w, made: new(sync.Map)}
	var err error
	if t.own, err = ownTemplates(user); err != nil {
		return nil, err
	}
	if err := check(t.own); err != nil {
		return nil, err
	}
	common, err := t.parse(template.New("").Funcs(functions(w).Map()), shared...)
	if err != nil {
		return nil, err
	}
	t.parts = template.Must(common.Clone()) // one that has been executed cannot be cloned
	var broken []error
	for _, v := range views {
		file := fileOf(v)
		t.pages[file] = sync.OnceValues(func() (*execute.Template, error) { return t.page(common, file) })
		if len(t.own) > 0 { // its mistakes are to be found, whatever pages there are
			_, err := t.pages[file]()
			broken = append(broken, err)
		}
	}
	if err := errors.Join(broken...); err != nil {
		return nil, err
	}
	if t.assets, err = readAssets(user); err != nil {
		return nil, err
	}
	for i, a := range t.assets {
		switch path.Ext(a.Name) {
		case ".js":
			t.assets[i].Data = w.Script([]byte(script.Bare(string(a.Data))))
		case ".css":
			t.assets[i].Data = w.Style(a.Data)
		}
	}
	return t, nil
}

// page parses the template of a page type.
func (t *Theme) page(common *template.Template, file string) (*execute.Template, error) {
	set, err := t.parse(template.Must(common.Clone()), file)
	if err == nil && len(t.own) > 0 {
		err = t.complete(set, file)
	}
	_, name := frameOf(file)
	return execute.HTML(set, name, functions(t.words)), err
}

// Render writes the page that a struct of the theme API describes, once it has filled its Page: with what the page has in
// common with the others, and its kind.
func (t *Theme) Render(out *bytes.Buffer, common Page, v View) error {
	file := fileOf(v)
	*v.page() = common
	v.page().theme = t
	v.page().Kind = strings.TrimSuffix(file, ".html")
	page, err := t.pages[file]()
	start := out.Len()
	if err == nil {
		err = page.Execute(out, v)
	}
	if err != nil {
		return fmt.Errorf("render %s: %w", file, t.problem(err))
	}
	if t.own[file]+t.own["layout.html"]+t.own["parts.html"] == "" { // others may show white space between items, or have no doctype
		out.Truncate(start + len(slim(out.Bytes()[start:])))
	}
	return nil
}

// frameOf returns the file and the name of the template that a page type starts from.
func frameOf(page string) (file, name string) {
	if page == bare {
		return bare, "redirect"
	}
	return "layout.html", "layout"
}

// Own reports whether the user's templates may show what the default ones do not, as one of the site's name does not.
func (t *Theme) Own() bool {
	for name, text := range t.own {
		if name != "brand.html" || strings.Contains(text, "Rows") {
			return true
		}
	}
	return false
}

// Assets returns the theme's styles and scripts, sorted by name.
func (t *Theme) Assets() []Asset { return t.assets }

// text returns a template's text, the user's own or the default.
func (t *Theme) text(name string) string {
	if text, ok := t.own[name]; ok {
		return text
	}
	text, _ := files.ReadFile(name) // each page type has a template
	return string(text)
}

// escaper returns how texts are escaped in a template: single quotes only in a user's own with attributes in them.
func (t *Theme) escaper(name string) func(string) string {
	if strings.Contains(t.own[name], "='") {
		return template.HTMLEscapeString
	}
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;").Replace
}

func (t *Theme) parse(set *template.Template, names ...string) (*template.Template, error) {
	for _, name := range names {
		text := t.text(name)
		parsed, err := t.words.Template(text, t.escaper(name))
		if key := words.NoText(""); errors.As(err, &key) {
			before, _, _ := strings.Cut(text, `t "`+string(key)+`"`)
			err = t.problem(fmt.Errorf("template: %s:%d: %w", name, 1+strings.Count(before, "\n"), err))
		}
		if err != nil {
			return nil, fmt.Errorf("parse template: %w", err)
		}
		if _, err := set.New(name).Parse(parsed); err != nil {
			return nil, fmt.Errorf("parse template: %w", t.problem(err))
		}
	}
	return set, nil
}

var (
	uses    = pattern.New(`\{\{-?\s*(?:template|block|\$?\.Once)\s+"([^"]+)"`)
	defines = pattern.New(`\{\{-?\s*(?:define|block)\s+"([^"]+)"`)
)

// complete makes sure that every template that a page type uses is defined. One that is missing is a problem of
// the user's file that uses it, or else of the one that took the place of a default with it.
func (t *Theme) complete(set *template.Template, page string) error {
	var all []error
	names := append([]string{page}, shared...)
	for _, name := range names {
		text := t.text(name)
		for _, at := range uses().FindAllStringSubmatchIndex(text, -1) {
			used := text[at[2]:at[3]]
			if set.Lookup(used) != nil || page == bare && used == "main" {
				continue
			}
			replaced := lists.Filter(names, func(file string) bool { return t.own[file] != "" && defaultDefines(file, used) })
			if t.own[name] != "" && replaced == nil {
				all = append(all, problemAt(name, text, at[2]-1, len(used)+2, fmt.Sprintf("there is no template %q", used), "a template is made by {{define}}, in the same file or in parts.html"))
			}
			for _, own := range replaced {
				all = append(all, problemAt(own, t.own[own], 0, 1, fmt.Sprintf("the file lacks the template %q, which %s uses", used, name), `write {{define "`+used+`"}} … {{end}}`))
			}
		}
	}
	if file, name := frameOf(page); set.Lookup(name) == nil {
		all = append(all, problemAt(file, t.own[file], 0, 1, fmt.Sprintf("the file lacks the template %q", name), `write {{define "`+name+`"}} … {{end}}`))
	}
	return errors.Join(all...)
}

// defaultDefines reports whether a file of the default theme has a template.
func defaultDefines(file, name string) bool {
	text, _ := files.ReadFile(file) // each of these files is in it
	return slices.ContainsFunc(defines().FindAllStringSubmatch(string(text), -1), func(m []string) bool { return m[1] == name })
}

// ownTemplates reads the user's templates.
func ownTemplates(user fs.FS) (map[string]string, error) {
	own := map[string]string{}
	for _, name := range templatesIn(user) {
		if passing(name) {
			continue
		}
		text, err := fs.ReadFile(user, name)
		if err != nil {
			return nil, fmt.Errorf("read template: %w", err)
		}
		if standard, err := files.ReadFile(name); err == nil && bytes.Equal(text, standard) {
			continue // a copy that nobody has changed
		}
		own[name] = string(text)
	}
	return own, nil
}

// check looks for what is wrong in the user's templates before any is parsed.
func check(own map[string]string) error {
	var all []error
	for name, text := range own {
		_, err := fs.Stat(files, name)
		switch {
		case err != nil:
			hint := content.DidYouMean(name, templatesIn(files), "the theme's are "+strings.Join(templatesIn(files), ", "))
			all = append(all, problemAt(name, text, 0, 1, "no template has this name", hint))
		case strings.TrimSpace(text) == "":
			all = append(all, problemAt(name, text, 0, 1, "the template is empty", "delete it, and the default is used"))
		default:
			all = append(all, checkMarkup(name, text)...)
		}
	}
	return errors.Join(all...)
}

// templatesIn returns the names of the templates in a folder.
func templatesIn(folder fs.FS) []string {
	names, _ := fs.Glob(folder, "*.html") // the pattern is well formed
	return names
}

var defaultAssets = sync.OnceValue(func() map[string][]byte {
	all := map[string][]byte{}
	if err := addAssets(all, files); err != nil {
		panic(err) // a test makes the default theme
	}
	return all
})

// readAssets reads the default assets with the user's over them, sorted by name.
func readAssets(user fs.FS) ([]Asset, error) {
	all := maps.Clone(defaultAssets())
	if err := addAssets(all, user); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, name := range moreCSS {
		if more, ok := all[name]; ok {
			all["style.css"] = slices.Concat(all["style.css"], bytes.TrimSpace(more), []byte("\n"))
			delete(all, name)
		}
	}
	return lists.Each(slices.Sorted(maps.Keys(all)), func(name string) Asset { return Asset{Name: name, Data: all[name]} }), nil
}

// passing reports whether a file is none of the theme: it is hidden, or an editor's for the moment of saving.
func passing(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || strings.HasPrefix(name, "#") || name == "4913"
}

// searchScripts are in the assets folder next to the theme's. A file of the theme cannot replace them, because the
// search would break without a message.
var searchScripts = []string{
	"ask.js", "client.js", "find.js", "find_clean.js", "find_cue.js", "find_names.js", "find_phrases.js", "find_rank.js", "find_scan.js", "find_text.js", "letters.js",
	"resolve.js",
}

// checkName says why a file cannot be an asset of that name: addresses must differ in more than case, because some
// file systems ignore it.
func checkName(all map[string][]byte, asset string) error {
	name := path.Join("assets", asset)
	if slices.Contains(searchScripts, strings.ToLower(asset)) {
		return problemAt(name, "", 0, 1, "the search has a script of this name", "give yours another name, and change the pages that use it")
	}
	if _, ok := all[asset]; ok {
		return nil
	}
	for other := range all {
		if strings.EqualFold(other, asset) {
			return problemAt(name, "", 0, 1, fmt.Sprintf("the name differs from %s only in case", other), "write it alike to take its place, or choose another")
		}
	}
	return nil
}

// addAssets reads the files of an assets folder and of the folders in it.
func addAssets(all map[string][]byte, fsys fs.FS) error {
	var problems []error
	err := fs.WalkDir(fsys, "assets", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case passing(d.Name()) && d.IsDir():
			return fs.SkipDir
		case passing(d.Name()) || d.IsDir():
			return nil
		case !d.Type().IsRegular():
			problems = append(problems, problemAt(name, "", 0, 1, "symbolic links and special files are not read", "put the file itself here"))
			return nil
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		if path.Ext(name) == ".css" {
			problems = append(problems, checkStyles(name, string(data))...)
		}
		asset := strings.TrimPrefix(name, "assets/")
		problems = append(problems, checkName(all, asset))
		all[asset] = data
		return nil
	})
	if err != nil {
		return fmt.Errorf("read assets: %w", err)
	}
	return errors.Join(problems...)
}
