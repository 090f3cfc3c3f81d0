package vendorpage

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/pattern"
)

// parseHTML returns the tree of a page. What html.Parse does with a hostile page is not bounded: it opens unclosed
// formatting elements again in every block, which makes 700 MB of 84 kB, and compares the attributes of every <body>
// with those before. So the tags are filtered first: only known attributes are kept, formatting elements have none
// and are not nested, and <html> and <body> are left to the parser. Block elements get the line in which they start.
func (p *Page) parseHTML(src string) (*html.Node, error) {
	f := &tagFilter{page: p, z: html.NewTokenizer(strings.NewReader(src)), line: 1, open: map[string]int{}}
	f.out.Grow(len(src) + len(src)/4)
	for kind := f.z.Next(); kind != html.ErrorToken; kind = f.z.Next() { // the only error is the end
		if f.token(kind); f.count > maxElements {
			return nil, limit("split the page", "the page has more than %d elements", maxElements)
		}
	}
	tree, err := html.Parse(&f.out)
	if err != nil {
		return nil, limit("save the page as the browser shows it", "the page nests more than 512 elements")
	}
	return tree, nil
}

// tagFilter writes the tags of a page again.
type tagFilter struct {
	count int // start tags
	page  *Page
	z     *html.Tokenizer
	out   bytes.Buffer
	line  int
	open  map[string]int // formatting elements; only the outermost of each kind is written
}

// keptAttributes are the attributes that the walker reads.
var keptAttributes = lists.Words("id name path href class role rowspan colspan style hidden aria-hidden aria-level label title rel property content " + lineAttribute)

// lineAttribute is the line in which an element starts.
const lineAttribute = "data-line"

// lined elements get their line.
var lined = lists.Words("h1 h2 h3 h4 h5 h6 p div li dt dd pre table tr td th summary span section article tabitem tab component")

// formatting elements are opened again in every block (https://html.spec.whatwg.org/#formatting).
var formatting = lists.Words("b big code em font i nobr s small strike strong tt u")

// elements are those of HTML that can be in Markdown, as inline elements or blocks.
var elements = lists.Words(`a abbr address article aside audio b big blockquote br button canvas caption center cite code col colgroup dd del details
	dfn dialog div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr i iframe img input ins kbd label li
	link main mark math menu meta nav nobr noscript object ol option p path picture pre q s samp script section select small source span
	strike strong style sub summary sup svg tab table tabitem tabs tbody td template textarea tfoot th thead time tr tt u ul var video wbr`)

// foreign elements change how the parser reads what is in them.
var foreign = lists.Words("svg math template select frameset plaintext noscript")

func (f *tagFilter) token(kind html.TokenType) {
	raw := f.z.Raw()
	lines := bytes.Count(raw, []byte("\n"))
	switch kind {
	case html.StartTagToken, html.SelfClosingTagToken:
		upper := len(raw) > 1 && raw[1] >= 'A' && raw[1] <= 'Z'
		name, more := f.z.TagName()
		f.start(string(name), more, upper, kind == html.SelfClosingTagToken)
	case html.EndTagToken:
		name, _ := f.z.TagName()
		f.end(string(name), len(raw) > 2 && raw[2] >= 'A' && raw[2] <= 'Z')
	case html.CommentToken:
		f.comment(string(f.z.Text()))
	case html.TextToken:
		f.out.Write(raw)
	}
	f.line += lines
}

// name returns the tag that is written for one; "" for none. In Markdown, an unknown tag is a placeholder: "replace <id>".
func (f *tagFilter) name(tag string, upper bool, nested int) string {
	placeholder := f.page.Kind != HTML && !elements[tag] && !strings.Contains(tag, "-")
	switch {
	case tag == "html" || tag == "body":
		return ""
	case placeholder && upper:
		return "component" // of MDX
	case placeholder:
		if nested > 0 {
			f.out.WriteString("&lt;" + tag + "&gt;")
		}
		return ""
	case foreign[tag]:
		return "canvas"
	case formatting[tag]:
		was := f.open[tag]
		if f.open[tag] = max(was+nested, 0); max(was, f.open[tag]) != 1 {
			return ""
		}
	}
	return tag
}

// start writes a start tag.
func (f *tagFilter) start(tag string, more, upper, closed bool) {
	f.count++
	written := f.name(tag, upper, 1)
	if written == "" {
		return
	}
	f.out.WriteString("<" + written)
	for n := 0; more && n < maxAttributes; n++ {
		var key, value []byte
		if key, value, more = f.z.TagAttr(); string(key) == lineAttribute {
			f.line = atLine(string(value), f.line)
		} else if keptAttributes[string(key)] && !formatting[tag] {
			f.attribute(string(key), string(value))
		}
	}
	if lined[written] {
		f.attribute(lineAttribute, itoa(f.line))
	}
	f.out.WriteString(">")
	if closed && (upper || written == "canvas") {
		f.out.WriteString("</" + written + ">")
	}
}

func (f *tagFilter) attribute(key, value string) {
	f.out.WriteString(" " + key + `="` + html.EscapeString(value[:min(len(value), maxText)]) + `"`)
}

func (f *tagFilter) end(tag string, upper bool) {
	if tag = f.name(tag, upper, -1); tag != "" {
		f.out.WriteString("</" + tag + ">")
	}
}

// maxAttributes is the maximum number of attributes of a tag.
const maxAttributes = 64

var savedFrom = pattern.New(`saved from url=\(\d+\)(https?://\S+)`)

// comment reads the URL that browsers note when they save a page, and the notes of the reader of Markdown.
func (f *tagFilter) comment(s string) {
	if m := savedFrom.FindStringSubmatch(s); m != nil && f.page.URL == "" {
		f.page.URL = absolute(m[1])
	}
	if n, ok := strings.CutPrefix(s, "line "); ok {
		f.line = atLine(n, f.line)
	}
}

func atLine(s string, line int) int {
	if n, err := strconv.Atoi(s); err == nil && n >= 0 {
		return n
	}
	return line
}

// attr returns an attribute of an element, "" if it has none of that name.
func attr(n *html.Node, key string) string {
	if i := attrIndex(n, key); i >= 0 {
		return n.Attr[i].Val
	}
	return ""
}

func attrIndex(n *html.Node, key string) int {
	return slices.IndexFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}
