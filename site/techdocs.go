package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html/template"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/jsonfile"
	"github.com/errdocs/errdocs/site/prose"
	"github.com/errdocs/errdocs/site/record"
)

// What TechDocs wants of a folder was read in its sources (backstage/backstage, plugins/techdocs and
// plugins/techdocs-node): pages at directories, in the markup of mkdocs-material, whose styles it brings
// along; techdocs_metadata.json; the search index of MkDocs. It takes out every script, and every style
// sheet that is not named like that of mkdocs-material.

var techdocsPage = template.Must(template.ParseFS(exportFiles, "export/techdocs.html.tmpl"))

const techdocsCSS = "export/techdocs.css"

// docPage is a page of the folder.
type docPage struct {
	Path, Root, Title, Site, CSS string
	Nav                          []docLink
	Body                         template.HTML // of a code
	Summary                      string
	Groups                       []docGroup // of a list
}

type docLink struct {
	Text, URL string
	Here      bool
	Inner     []docLink
}

// docGroup is a list of vendors' sets or of a set's codes.
type docGroup struct {
	Title, URL, Summary string
	Rows                []docRow
}

type docRow struct{ Code, URL, Title, Note string }

// docs makes the folder.
type docs struct {
	ed    *edition
	css   string
	files []File
}

func techdocs(b *builder) ([]File, error) {
	css, err := exportFiles.ReadFile(techdocsCSS)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(css)
	d := &docs{
		ed: b.ed, css: "assets/stylesheets/main." + hex.EncodeToString(sum[:4]) + ".min.css",
	}
	d.files = append(d.files, File{d.css, css})
	if err := d.pages(); err != nil {
		return nil, err
	}
	d.searchIndex()
	d.metadata()
	return d.files, nil
}

func (d *docs) pages() error {
	home := docPage{Title: d.ed.site.Title, Summary: d.ed.site.Summary}
	for _, v := range d.ed.vendors {
		all := docGroup{Title: v.Name, URL: vendorPath(v), Summary: v.Summary}
		vendor := docPage{Path: vendorPath(v), Title: v.Name, Summary: v.Summary}
		for _, s := range d.ed.sets[v] {
			codes := docGroup{Title: s.Title, URL: setPath(s), Summary: s.Summary}
			for _, c := range d.ed.bySet[s] {
				codes.Rows = append(codes.Rows, docRow{c.Code, codePath(c), c.Title, record.NewVerdict(c).String()})
				if err := d.code(c); err != nil {
					return err
				}
			}
			if err := d.add(docPage{Path: setPath(s), Title: v.Name + ": " + s.Title, Groups: []docGroup{codes}}, v, s); err != nil {
				return err
			}
			vendor.Groups = append(vendor.Groups, codes)
			all.Rows = append(all.Rows, docRow{"", setPath(s), s.Title, d.ed.words.Count("count.codes", len(d.ed.bySet[s]))})
		}
		if err := d.add(vendor, v, nil); err != nil {
			return err
		}
		home.Groups = append(home.Groups, all)
	}
	return d.add(home, nil, nil)
}

// add renders a page with the way to its neighbors.
func (d *docs) add(p docPage, vendor *content.Vendor, set *content.Set) error {
	p.Root, p.Site, p.CSS = upward(p.Path), d.ed.site.Title, d.css
	for _, v := range d.ed.vendors {
		link := docLink{Text: v.Name, URL: vendorPath(v), Here: v == vendor}
		if v == vendor {
			for _, s := range d.ed.sets[v] {
				link.Inner = append(link.Inner, docLink{Text: s.Title, URL: setPath(s), Here: s == set})
			}
		}
		p.Nav = append(p.Nav, link)
	}
	var b bytes.Buffer
	if err := techdocsPage.Execute(&b, p); err != nil {
		return err
	}
	d.files = append(d.files, File{p.Path + "index.html", b.Bytes()})
	return nil
}

// code adds the page of a code: its Markdown, with the links to other codes made to lead to
// their pages in the folder.
func (d *docs) code(c *content.Code) error {
	body, err := prose.Document(d.ed.record(c).Body(), func(address string) string { return d.inside(c, address) })
	if err != nil {
		return err
	}
	p := docPage{Path: codePath(c), Title: c.Code + " · " + c.Set.Vendor.Name, Body: body}
	return d.add(p, c.Set.Vendor, c.Set)
}

// inside returns the address in the folder of a code whose Markdown is linked to; other links stay.
func (d *docs) inside(from *content.Code, destination string) string {
	file, ok := strings.CutPrefix(destination, d.ed.options.BaseURL)
	if id, md := strings.CutSuffix(file, ".md"); ok && md && d.ed.catalog.Code(id) != nil {
		return upward(codePath(from)) + id + "/"
	}
	return destination
}

// searchIndex adds the index of MkDocs, which lunr reads.
func (d *docs) searchIndex() {
	type document struct {
		Location string `json:"location"`
		Title    string `json:"title"`
		Text     string `json:"text"`
	}
	type config struct {
		Language  []string `json:"lang"`
		Separator string   `json:"separator"`
		MinLength int      `json:"min_search_length"`
		Pipeline  []string `json:"pipeline"`
	}
	index := struct {
		Config config     `json:"config"`
		Docs   []document `json:"docs"`
	}{Config: config{[]string{"en"}, `[\s\-_.]+`, 2, []string{"stopWordFilter"}}}
	index.Docs = append(index.Docs, document{"", d.ed.site.Title, d.ed.site.Summary})
	_, list := Documents(d.ed.catalog, d.ed.options.Internal)
	for _, doc := range list {
		if len(doc.Names) == 0 {
			continue // no code
		}
		index.Docs = append(index.Docs, document{
			doc.URL, fmt.Sprintf("%s: %s", doc.Names[0], doc.Title), strings.Join(append(doc.Names[1:], doc.Label, doc.Summary, doc.Body), "\n"),
		})
	}
	d.files = append(d.files, File{"search/search_index.json", jsonfile.Indent(index)})
}

// metadata adds techdocs_metadata.json. Its etag is a sum over all other files. There is no
// build_timestamp, since a build reads no clock.
func (d *docs) metadata() {
	hash := sha256.New()
	names := []string{"techdocs_metadata.json"}
	for _, f := range d.files {
		fmt.Fprintf(hash, "%s %d\n", f.Path, len(f.Data))
		hash.Write(f.Data)
		names = append(names, f.Path)
	}
	data := jsonfile.Indent(struct {
		Name        string   `json:"site_name"`
		Description string   `json:"site_description"`
		Etag        string   `json:"etag"`
		Files       []string `json:"files"`
	}{d.ed.site.Title, d.ed.site.Summary, hex.EncodeToString(hash.Sum(nil)), names})
	d.files = append(d.files, File{"techdocs_metadata.json", data})
}
