package site

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"text/template"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/internal/jobs"
	"github.com/errdocs/errdocs/internal/jsonfile"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/site/record"
)

// ErrNoBaseURL means that an export consists of links to the site, whose address is not known.
var ErrNoBaseURL = errors.New("the address of the site is not known")

// ExportFormat is a form in which other programs take the catalog.
type ExportFormat struct {
	ID      string
	Summary string // a few words
	Folder  bool   // it is a folder of files, not one file

	links bool // it needs the site's address
	make  func(*builder) ([]File, error)
}

// ExportFormats returns what Export can make.
func ExportFormats() []ExportFormat {
	return []ExportFormat{
		{ID: "json", Summary: "all codes in short, as the site's /api/codes.json", make: same(api, "api/codes.json")},
		{ID: "csv", Summary: "a table of all codes, as the site's /codes.csv", make: same(csvFiles, "codes.csv")},
		{ID: "problem-types", Summary: "problem types (RFC 9457) with the short links", links: true, make: problemTypes},
		{ID: "openapi", Summary: "x-error-types and a schema for an OpenAPI document", links: true, make: written("openapi.yaml")},
		{ID: "autolinks", Summary: "gh commands that make GitHub link short ids", links: true, make: autolinkCommands},
		{ID: "autolinks-json", Summary: "the same as requests of GitHub's API", links: true, make: autolinkRequests},
		{ID: "techdocs", Summary: "mkdocs.yml, docs/ and catalog-info.yaml for Backstage TechDocs", Folder: true, links: true, make: techdocs},
		{ID: "go", Summary: "constants and a lookup function in Go", make: written("codes.go")},
		{ID: "typescript", Summary: "the same in TypeScript", make: written("codes.ts")},
		{ID: "java", Summary: "in Java", make: written("ErrorCodes.java")},
		{ID: "kotlin", Summary: "in Kotlin", make: written("ErrorCodes.kt")},
		{ID: "swift", Summary: "in Swift", make: written("ErrorCodes.swift")},
		{ID: "python", Summary: "in Python", make: written("error_codes.py")},
		{ID: "csharp", Summary: "in C#", make: written("ErrorCodes.cs")},
		{ID: "php", Summary: "in PHP", make: written("ErrorCodes.php")},
		{ID: "ruby", Summary: "in Ruby", make: written("error_codes.rb")},
		{ID: "rust", Summary: "in Rust", make: written("error_codes.rs")},
	}
}

// Export returns the public entries of a catalog in one of ExportFormats: one file, or those of a
// folder. Options other than BaseURL and Internal have no meaning here.
func Export(ctx context.Context, c *content.Catalog, o Options, format string) ([]File, error) {
	formats := ExportFormats()
	i := slices.IndexFunc(formats, func(f ExportFormat) bool { return f.ID == format })
	if i < 0 {
		return nil, fmt.Errorf("unknown export format %q", format)
	}
	b, err := newBuilder(c, o)
	if err != nil {
		return nil, err
	}
	if formats[i].links && b.ed.options.BaseURL == "" {
		return nil, ErrNoBaseURL
	}
	files, err := formats[i].make(b)
	if err != nil {
		return nil, fmt.Errorf("export %s: %w", format, err)
	}
	return files, ctx.Err()
}

// same takes a file that the site has, too.
func same(output func(*builder), path string) func(*builder) ([]File, error) {
	return func(b *builder) ([]File, error) {
		output(b)
		sink := newMemory(nil)
		runner := jobs.Runner{Sink: sink}
		_, err := runner.Run(context.Background(), lists.Filter(b.jobs, func(j jobs.Job) bool { return j.Name == path }))
		return sink.sorted(), err
	}
}

//go:embed export
var exportFiles embed.FS

var exportTemplates = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("").Funcs(template.FuncMap{
		"quote":   quoteJSON,                                             // a string of JSON is one of YAML and of most programming languages
		"comment": strings.NewReplacer("*/", "* /", `\u`, `\ u`).Replace, // Java decodes \u in comments, too
		"list":    listOf,
		"strings": func(s ...string) []string { return s },
	}).ParseFS(exportFiles, "export/*.tmpl"))
})

func quoteJSON(v any) (string, error) {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return strings.TrimSuffix(b.String(), "\n"), err
}

// listOf returns strings as literals with commas between them: "json", "dollar" where $ has a meaning in
// strings, or "single" in single quotes, in which only these and the backslash are escaped.
func listOf(kind string, items []string) string {
	return strings.Join(lists.Each(items, func(s string) string {
		quoted, _ := quoteJSON(s) // a string
		switch kind {
		case "dollar":
			return strings.ReplaceAll(quoted, "$", `\$`)
		case "single":
			return "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(s) + "'"
		}
		return quoted
	}), ", ")
}

// exported is what the templates of exports are given.
type exported struct {
	Title, URL string
	Sets       []exportedSet
}

type exportedSet struct {
	ID, Key, Vendor, Title string
	Codes                  []exportedCode
}

type exportedCode struct {
	record.Short
	Word       string // the slug as a part of a name in code: "InvalidPan"
	Plain      bool   // Word is a name by itself: it does not start with a digit
	Upper      string // the slug as a part of a constant's name: "INVALID_PAN"
	Deprecated string // why not to use it, "" where that is not known
}

// Facts returns what the lookup functions of exports know of a code.
func (c exportedCode) Facts() []string {
	return []string{
		c.Vendor + "/" + c.Set, c.Code, c.Title, c.Link,
		string(c.Retry), string(c.Origins.Retry), c.Fault, string(c.Origins.Fault),
	}
}

// Parts returns the codes in parts of 300, for languages that limit the size of a function.
func (e exported) Parts() [][]exportedCode {
	all := lists.Joined(e.Sets, func(s exportedSet) []exportedCode { return s.Codes })
	return slices.Collect(slices.Chunk(all, 300))
}

// written fills a template with all codes.
func written(name string) func(*builder) ([]File, error) {
	return func(b *builder) ([]File, error) {
		var text strings.Builder
		if err := exportTemplates().ExecuteTemplate(&text, name+".tmpl", b.ed.exported()); err != nil {
			return nil, err
		}
		return []File{{name, []byte(text.String())}}, nil
	}
}

func (ed *edition) exported() exported {
	all := exported{Title: ed.site.Title, URL: ed.options.BaseURL}
	for _, s := range ed.allSets() {
		set := exportedSet{ID: s.Vendor.ID + "/" + s.ID, Key: s.Key, Vendor: s.Vendor.Name, Title: s.Title}
		for _, c := range ed.bySet[s] {
			code := exportedCode{Short: record.Brief(c, ed.from("")).InShort(), Word: camel(c.Slug)}
			code.Plain = code.Word[0] > '9'
			code.Upper = strings.ToUpper(strings.ReplaceAll(c.Slug, "-", "_"))
			if all.URL == "" {
				code.Link = ""
			}
			if c.Lifecycle.Status == content.StatusDeprecated || c.Lifecycle.Retired() {
				code.Deprecated = words.Of(c).Lifecycle(c.Lifecycle)
				if s := c.Successor; s != nil && ed.shows(s) {
					code.Deprecated = words.Sentences(code.Deprecated, "Use "+s.Code+".")
				}
			}
			set.Codes = append(set.Codes, code)
		}
		all.Sets = append(all.Sets, set)
	}
	return all
}

// camel returns a slug as a word of a name. Two slugs never give the same: a hyphen becomes a capital
// letter, or, before a digit, which has none, an underscore.
func camel(slug string) string {
	var b strings.Builder
	for i, word := range strings.Split(slug, "-") {
		if i > 0 && word[0] <= '9' {
			b.WriteByte('_')
		}
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}

// problemType is what RFC 9457 calls a problem type, with extension members that say more. The status
// of an answer is that of the service that gives it, so there is none here.
type problemType struct {
	Type    string              `json:"type"`
	Title   string              `json:"title"`
	ID      string              `json:"id"`
	Code    string              `json:"code"`
	Vendor  string              `json:"vendor"`
	HTTP    []int               `json:"vendor_http,omitempty"` // what the vendor answers with
	Retry   content.RetryPolicy `json:"retry,omitempty"`
	Fault   string              `json:"fault,omitempty"`
	Next    content.NextStep    `json:"next_step,omitempty"`
	Outcome content.Outcome     `json:"outcome,omitempty"`
	Origins record.Origins      `json:"origins"` // who states these answers
	Status  content.Status      `json:"lifecycle,omitempty"`
}

func problemTypes(b *builder) ([]File, error) {
	list := []problemType{}
	for _, s := range b.ed.exported().Sets {
		for _, c := range s.Codes {
			list = append(list, problemType{c.Link, c.Title, c.ID, c.Code, s.Vendor, c.HTTP, c.Retry, c.Fault, c.Next, c.Outcome, c.Origins, c.Status})
		}
	}
	return []File{{"problem-types.json", jsonfile.Indent(list)}}, nil
}
