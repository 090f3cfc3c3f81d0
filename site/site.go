// Package site turns a catalog into a website.
//
// Write makes every page, redirect, representation and index and hands each to a Sink; Build keeps them in memory. All
// mistakes of the author come back as content.Problems, so that a check is a build whose result is dropped.
//
// A build goes one way:
//
//	content.Catalog ──> edition ──┬──────────────> outputs ──> plan, jobs ──> jobs.Runner ──> Sink
//	                   (what is   │               (which files               (what changed)     │
//	                    shown)    └─> record.Code  there are)                     ▲             ▼
//	                                  (all about                                  └────────── Record
//	                                   a code)                                           of the last build
//
// An edition (edition.go) is the catalog as one build shows it, with everything that pages read; it is prepared once and
// does not change. The outputs, such as codePages, list what the site consists of: each adds pages to the plan (plan.go)
// and jobs to the builder. A page type has a file of its own (code.go, set.go …), in which a page fills a struct of
// package templates; the record of a code (site/record) has what its page and all its other representations say, and
// site/prose renders the Markdown.
//
// A job makes one file, or a few of the same texts. Jobs run at the same time and know nothing of each other, so that a
// build gives the same bytes in any order. Each declares its inputs (inputs.go): the entries whose facts or texts it
// shows. A sum over them, and over what the whole site shares (digest.go), is the key of the job, and a job whose key is
// that of the last build is taken over from there: see internal/jobs. After an edit of texts only, most jobs are not even
// planned (again.go). What jobs find out, such as problems and links to anchors of other pages, are findings, which are
// checked when everything is made.
//
// Every address inside the site is relative to the page that has it, so that the same files work at a domain's root,
// below a path, and from a folder. Only 404.html, which answers at any depth, has absolute paths.
package site

import (
	"context"
	"fmt"
	"io/fs"
	"iter"
	"net/url"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/jobs"
	"github.com/errdocs/errdocs/search"
)

// Options say how a site is built. The zero value builds the public site of the catalog.
type Options struct {
	BaseURL   string             // where the site will be published; empty: what site.yaml says
	Templates fs.FS              // a user's own theme files, nil for none
	Version   string             // of errdocs, shown in the footer
	Internal  bool               // show the entries that are internal
	Phase     func(phase string) // called when a phase begins: "prepare", "render"; nil for no calls

	// Expect is called with the paths of most files before any is made; nil for no call. They must not be changed.
	Expect func(paths map[string]bool) error

	// Before is what an earlier build made; what would come out the same is not made again. Nil: make
	// everything, and keep no record. Index is what its search index can be changed from, nil for nothing. Tool has to
	// differ between programs that may make different pages of the same catalog; it counts only for these.
	Before *Record
	Index  *search.Cache
	Tool   string

	// KeepIndex is called with what a later build can change its search index from, if one is made. It is called while other files are made,
	// so that the index takes no memory until they are done. Nil for no call.
	KeepIndex func(*search.Cache)

	// Part makes a part of the site, which then is not checked as a whole. Parts has all parts of a site: what they made
	// is taken over from the Sink, as after an earlier build. Tool counts for both. Sums is what a part
	// that was made from the same files had summed up: nil for nothing.
	Part  Part
	Parts []*PartRecord
	Sums  *Record

	check    bool
	prepared map[*content.Set]func() *preparedSet // by an earlier preview
}

// Site is a built site.
type Site struct {
	Files  []File // sorted by path; none where they went into a Sink
	Counts Counts

	plan   *plan
	record *Record
	part   PartRecord
	all    addresses                // once somebody has asked
	lock   func() []content.Address // of the catalog
	locked int                      // lines of it that are addresses of the site
	same   bool                     // the lock lacks no address of the site
}

// Record returns what a later build needs so as not to make everything again.
func (s *Site) Record() *Record { return s.record }

// File is one file of a site.
type File struct {
	Path string // relative, with slashes: "thales/android/server-error/index.html"
	Data []byte
}

// Counts are the sizes of a site.
type Counts struct {
	Vendors, Sets, Codes int
	Internal             int // entries left out because they are internal
	Pages                int // HTML pages without the redirects
	Redirects            int
	Files                int
	Bytes                int // of all files
	SearchBytes          int // of the search index
	SearchFiles          int
}

// All yields the path and the bytes of each file, in the order of paths.
func (s *Site) All() iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for _, f := range s.Files {
			if !yield(f.Path, f.Data) {
				return
			}
		}
	}
}

// File returns the bytes of the file at a path, nil when there is none.
func (s *Site) File(path string) []byte {
	i, found := slices.BinarySearchFunc(s.Files, path, func(f File, path string) int { return strings.Compare(f.Path, path) })
	if !found {
		return nil
	}
	return s.Files[i].Data
}

// output is a part of what a site consists of.
type output struct {
	add   func(*builder)
	texts bool // what jobs there are, or what one reads, follows from texts of codes and pages: see again.go
}

// outputs are what a site consists of, in no order that matters to the result.
var outputs = []output{
	{searchIndex, true}, {lookups, false}, {codePages, true}, {setPages, false}, {classPages, false}, {vendorPages, false},
	{operationPages, false}, {runbooks, false}, {homePage, false}, {comparePages, false}, {listPages, false}, {codesPages, false},
	{scriptPages, false}, {helpPage, false}, {guidePages, true}, {images, true}, {coveragePage, true}, {changesPages, false},
	{shortLinks, false}, {robots, false}, {assetFiles, false}, {representations, false}, {api, false}, {csvFiles, false},
	{llms, true}, {opensearch, false}, {schemas, false},
}

// outputs plans the site: what it consists of, and the former addresses of that.
func (b *builder) outputs(lock func() []content.Address) {
	b.reserve()
	b.ed.prepareAll()
	for _, o := range outputs {
		b.output(o)
	}
	b.keepMoved(lock)
	b.staticFiles()
}

// Build makes the site of a catalog in memory. Mistakes in the catalog that only show on pages, such as a
// link to a code that is not there, come back as content.Problems; any other error is not the author's.
func Build(ctx context.Context, c *content.Catalog, o Options) (*Site, error) {
	sink := newMemory(nil)
	s, err := Write(ctx, c, o, sink)
	if err != nil {
		return nil, err
	}
	s.Files = sink.sorted()
	return s, nil
}

// Check is Build without the files: what passes it, builds. It makes no search index, in which nothing is checked.
func Check(ctx context.Context, c *content.Catalog, o Options) (*Site, error) {
	o.check = true
	return Write(ctx, c, o, jobs.Discard)
}

// Write is Build, but hands each file to a sink as soon as it is made, so that memory does not grow with the
// site. After an error the sink has some of the files.
func Write(ctx context.Context, c *content.Catalog, o Options, sink Sink) (*Site, error) {
	b, err := newBuilder(c, o)
	if err != nil {
		return nil, err
	}
	phase(o, "prepare")
	keyed := o.Before != nil || o.Part.N > 0 || len(o.Parts) > 0
	if keyed {
		if err := b.digest(); err != nil {
			return nil, err
		}
	}
	if o.Before != nil && o.Part.N == 0 && len(o.Parts) == 0 {
		if s, err := b.again(ctx, sink); s != nil || err != nil {
			return s, err
		}
	}
	b.outputs(c.Lock)
	if keyed {
		b.planned()
		if err := b.share(&o); err != nil {
			return nil, err
		}
		b.key()
		b.keepPlan()
	}
	b.reads = nil // as large as the rest of the plan, and of no more use
	b.ed.forgetPlanned()
	phase(o, "render")
	if o.Expect != nil {
		if err := o.Expect(b.plan.paths); err != nil {
			return nil, err
		}
	}
	runner := b.runner(sink, o.Before)
	record, err := runner.Run(ctx, b.jobs)
	if err != nil {
		return nil, err
	}
	return b.finish(ctx, record)
}

func (b *builder) runner(sink Sink, before *Record) *jobs.Runner {
	return &jobs.Runner{Sink: sink, Before: before, Inspect: b.inspect, Copies: b.plan.copies}
}

func phase(o Options, name string) {
	if o.Phase != nil {
		o.Phase(name)
	}
}

// maxBaseURL is the limit of a site's address, which is in every .problem.json and has to leave room in its kilobyte.
const maxBaseURL = 300

// baseURL checks an address that a site is published at. It ends in a slash; empty stays empty.
func baseURL(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return "", fmt.Errorf("base address %q: want something like https://example.com/errors/", s)
	}
	if len(s) > maxBaseURL {
		return "", fmt.Errorf("base address: at most %d characters, got %d", maxBaseURL, len(s))
	}
	return strings.TrimSuffix(s, "/") + "/", nil
}
