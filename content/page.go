package content

import (
	"path"
	"slices"
	"strings"
)

// MaxPages is how many pages pages/ may have.
const MaxPages = 1_000

// Page is a Markdown file of pages/, such as a run-book. Its front matter has the keys; the text follows.
type Page struct {
	Title      string     `yaml:"title" is:"required title"`
	Summary    string     `yaml:"summary" is:"summary"`
	Visibility Visibility `yaml:"visibility"`

	Positions `yaml:"-"`
	ID        string `yaml:"-"` // the path inside pages/ without .md: "on-call", "payments/refunds"
	Note      *Note  `yaml:"-"` // the text
}

// Path returns the address of the page, from the root of the site.
func (p *Page) Path() string { return pagesDir + "/" + p.ID + "/" }

// File returns the path inside the content directory.
func (p *Page) File() string { return path.Join(pagesDir, p.ID+".md") }

// Internal reports whether the page must stay out of a public build.
func (p *Page) Internal() bool { return p.Visibility == VisibilityInternal }

// readPages lists a folder of pages/ with all folders below it.
func (t *tree) readPages(dir string) {
	for _, e := range t.list(dir) {
		file := path.Join(dir, e.Name())
		base, isPage := strings.CutSuffix(e.Name(), ".md")
		switch {
		case e.IsDir():
			t.checkName(file, "page", e.Name())
			t.readPages(file)
		case !isPage:
			t.report(file, "unknown-file", "other files belong into static/", "only pages (<name>.md) belong here")
		case len(t.pages) == MaxPages:
			t.report(file, "limit", "keep other documents elsewhere, and link to them", "there are more than %d pages", MaxPages)
			return
		default:
			t.checkName(file, "page", base)
			t.pages = append(t.pages, strings.TrimPrefix(path.Join(dir, base), pagesDir+"/"))
		}
	}
}

// readPages reads the pages that the tree lists.
func (l *loader) readPages() error {
	report := func(p Problem) { l.problems = append(l.problems, p) }
	for _, id := range l.tree.pages {
		p, n := &Page{ID: id}, len(l.problems)
		src, err := l.readText(p.File(), "a page", MaxNote, report)
		if err != nil {
			return err
		}
		for _, name := range ImagesIn(src.Bytes) {
			l.shown[name] = true
		}
		if len(l.problems) > n {
			continue
		}
		p.Note = l.markdown(src, p, report)
		l.cat.Pages = append(l.cat.Pages, p)
	}
	return nil
}

// linkPages checks the navigation of site.yaml.
func (l *loader) linkPages() {
	nav := l.cat.Site.Nav
	for i, id := range nav {
		switch pos := l.cat.Site.Pos(item("/nav", i)); {
		case id == "":
		case !slices.Contains(l.tree.pages, id):
			l.unknown(pos, "page", id, func() []string { return l.tree.pages })
		case slices.Contains(nav[:i], id):
			l.report(pos, "duplicate-id", "delete one of the two", "%s is listed twice", quote(id))
		}
	}
}
