// Package prose turns the Markdown and the samples of authors into HTML that is safe on any page.
//
// It knows neither pages nor catalogs: a Text says what to render and where its problems are, and a Site answers the few
// questions that a text can ask about its surroundings. It understands CommonMark, tables, task lists, strikethrough,
// bare addresses, footnotes, definition lists, alerts (alert.go), links to codes (codelink.go) and highlighted code
// (highlight.go). A little HTML (html.go) and images of the catalog; links pass an allow-list (links.go).
//
// The same Markdown leaves the site in files for other programs. Links finds the links in it that only errdocs
// understands, and rewrites them (portable.go).
package prose

import (
	"bytes"
	"html/template"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/errdocs/errdocs/content"
)

// Site is what a text can ask about the site that it is rendered for. A problem that it returns has no position;
// the text adds that of the link.
type Site interface {
	// Code returns the one code that a reference means: "CODE", "set/CODE" or "vendor/set/CODE".
	Code(ref string) (Code, *content.Problem)
	// Page returns nil when the site has a page or file at a path from its root.
	Page(path string) *content.Problem
	// Image returns the image at a path from the root of the content, such as "images/x.png".
	Image(path string) (Image, *content.Problem)
	// WantAnchor notes that a text links to an element of a page. Whether it exists shows when all pages are made.
	WantAnchor(path, id string, pos content.Pos)
	// Report takes a mistake of the author.
	Report(content.Problem)
}

// Code is a code as links show it.
type Code struct {
	Name  string
	Title string // of the link: whose code it is and what it means
	Path  string // of its page, from the root of the site
}

// Image is an image as pages show it.
type Image struct {
	Path          string // from the root of the site
	Width, Height int    // in pixels
}

// Text is a piece of Markdown on a page.
type Text struct {
	Markdown content.Markdown
	At       func(offset int) content.Pos // returns the position of a byte of the text
	URL      func(path string) string     // returns an address from the root of the site as one from the page
	ID       string                       // starts the ids of the piece, unique on the page
	Label    string                       // names the piece in the labels of its tables: "Notes"
	Level    int                          // of its headings: 3 under a section of the page
	Images   bool                         // it may have images
	Tight    bool                         // a single paragraph comes without its p element
}

// Renderer makes HTML. It is safe for concurrent use.
type Renderer struct {
	highlighter *highlighter
	markdown    goldmark.Markdown
	unlinked    parser.Parser // of texts without bare addresses
	links       sync.Map      // Markdown to its Links, from the tree that its HTML was made of, until somebody asks for them
}

// New returns a renderer. Labels that are not the author's are in the language of the strings; nil: English.
func New(s *content.Strings) *Renderer {
	h := &highlighter{}
	return &Renderer{highlighter: h, markdown: newMarkdown(h, s, extension.Linkify), unlinked: newMarkdown(h, s).Parser()}
}

// HTML returns the markup of a text, "" for an empty one. Mistakes of its author are reported to the site; the
// markup is of no use then.
func (r *Renderer) HTML(t Text, site Site) (template.HTML, error) {
	if t.Markdown == "" {
		return "", nil
	}
	markup, ok := plainMarkup(string(t.Markdown))
	switch {
	case !ok:
		return r.parse(t, site)
	case t.Tight:
		return template.HTML(markup), nil
	}
	return template.HTML("<p>" + markup + "</p>"), nil
}

// plainMarkup returns the markup of a paragraph that has none but code, strong words and links to other sites, as many steps and causes
// are: one line of words, which starts with a letter and has nothing else in it that Markdown or HTML gives another meaning. It is false
// for other texts.
func plainMarkup(s string) (markup string, ok bool) {
	if !letter(s[0]) || s[len(s)-1] == ' ' || strings.Contains(s, "www") {
		return "", false
	}
	var b strings.Builder
	from := 0
	for i := 0; i < len(s); {
		if isWords[s[i]] {
			i++
			continue
		}
		start, inside, end, size := element(s, i)
		if size == 0 {
			return "", false
		}
		if from == 0 {
			b.Grow(len(s) + 64)
		}
		for _, part := range [...]string{s[from:i], start, inside, end} {
			b.WriteString(part)
		}
		i += size
		from = i
	}
	if from == 0 {
		return s, true
	}
	b.WriteString(s[from:])
	return b.String(), true
}

// element returns an element that starts at an offset, with what is inside it, and how many bytes of the text it takes. The size is 0
// where that would be another thing, or may be.
func element(s string, at int) (start, inside, end string, size int) {
	before, rest := s[at-1], s[at:]
	switch {
	case rest[0] == '`' && before != '`':
		inside, rest, ok := strings.Cut(rest[1:], "`")
		if ok && consists(inside, &isCode) && !strings.HasPrefix(rest, "`") {
			return "<code>", inside, "</code>", len(inside) + 2
		}
	case strings.HasPrefix(rest, "**") && before == ' ':
		inside, rest, ok := strings.Cut(rest[2:], "**")
		if ok && consists(inside, &isName) && (rest == "" || strings.IndexByte(" ,.;", rest[0]) >= 0) {
			return "<strong>", inside, "</strong>", len(inside) + 4
		}
	case rest[0] == '[':
		inside, rest, _ := strings.Cut(rest[1:], "](https://")
		host, _, ok := strings.Cut(rest, ")")
		if ok && consists(inside, &isName) && consists(host, &isAddress) && letter(host[0]) {
			return `<a href="https://` + host + `">`, inside, "</a>", len("[](https://)") + len(inside) + len(host)
		}
	}
	return "", "", "", 0
}

// isWords are the bytes of words in plain text, isCode in code, isName in strong words and the text of a link, isAddress in its address.
var isWords, isCode, isName, isAddress = bytesOf(" ,.;()'-/?%"), bytesOf(" ,.;()'-/?%_"), bytesOf(" "), bytesOf("./-")

func bytesOf(more string) (t [256]bool) {
	for c := range 256 {
		t[c] = letter(byte(c)) || c >= '0' && c <= '9' || strings.IndexByte(more, byte(c)) >= 0
	}
	return t
}

// consists reports whether a text has only such bytes, at least one, and no space at its ends.
func consists(s string, of *[256]bool) bool {
	for i := range len(s) {
		if !of[s[i]] {
			return false
		}
	}
	return s != "" && s[0] != ' ' && s[len(s)-1] != ' '
}

func letter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func (r *Renderer) parse(t Text, site Site) (template.HTML, error) {
	source := []byte(t.Markdown)
	doc := r.parser(t.Markdown).Parse(text.NewReader(source))
	if strings.Contains(string(t.Markdown), "[^") {
		doc.OwnerDocument().AddMeta("prefix", t.ID)
	}
	b := outputs.Get().(*output)
	defer outputs.Put(b)
	b.Reset()
	b.nodes = nodesOf(doc, b.nodes[:0])
	if mayLink(t.Markdown) {
		r.links.Store(t.Markdown, linksIn(b.nodes, source))
	}
	(&tree{Text: t, site: site, source: source, doc: doc}).settle(b.nodes)
	clear(b.nodes)
	err := r.markdown.Renderer().Render(b, source, doc)
	return template.HTML(bytes.TrimSpace(b.Bytes())), err
}

// parser returns what parses a text. Looking for a bare address at each space makes twice as many nodes, and most texts have none.
func (r *Renderer) parser(m content.Markdown) parser.Parser {
	if mayHaveBareAddress(string(m)) {
		return r.markdown.Parser()
	}
	return r.unlinked
}

// mayHaveBareAddress reports whether a text may have an address that becomes a link by itself. It is true, too, where space at the end of
// a line would be shortened otherwise.
func mayHaveBareAddress(s string) bool {
	if strings.ContainsAny(s, "@\r\v\f") || strings.Contains(s, "www.") || strings.Contains(s, " \n") || strings.Contains(s, "\t\n") {
		return true
	}
	for at := 0; ; {
		next := strings.Index(s[at:], "://")
		if next < 0 {
			return false
		}
		at += next + len("://")
		start := max(1, strings.LastIndexByte(s[:at], '['))
		if _, text, _, size := element(s, start); start+size < at || s[start-1] == '\\' || len(text) < 2 { // [x] may be a check box
			return true
		}
	}
}

// output is a util.BufWriter, which spares goldmark another buffer for each text, and room for the nodes of one.
type output struct {
	bytes.Buffer
	nodes []ast.Node
}

func (*output) Buffered() int { return 0 }
func (*output) Flush() error  { return nil }

var outputs = sync.Pool{New: func() any { return new(output) }}

// Sample returns a pre element whose text content is exactly a sample. The line that m describes has the class "hl".
// A language that is not one of content.Languages is not highlighted.
func (r *Renderer) Sample(language, sample string, m Mark) template.HTML {
	return r.highlighter.pre(language, sample, m)
}
