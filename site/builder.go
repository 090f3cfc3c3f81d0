package site

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"strings"
	"sync"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/jobs"
	"github.com/errdocs/errdocs/search"
	"github.com/errdocs/errdocs/search/resolve"
	"github.com/errdocs/errdocs/site/record"
)

// builder collects the jobs of a build. The outputs add them one after the other; a job reads the edition, and the plan
// once that is complete.
type builder struct {
	ed      *edition
	plan    *plan
	found   *findings
	jobs    []jobs.Job
	reads   []reads        // what each of them does
	digests *digests       // of what the jobs read
	nameSum jobs.Sum       // over the names of jobs
	named   int            // how many jobs that has
	former  []byte         // a sum over where former addresses lead
	texts   jobs.Sum       // over the names of the jobs that texts may have an effect on, apart from those of codes
	lockKey string         // a sum over the lock and the planned addresses; empty: nothing is kept of them
	locked  bool           // they are those of the last build, which found all of both in the other
	part    PartRecord     // that is being made
	index   **search.Cache // of a preview: what the one before has made, then what this one has; else nil

	resolver func() *resolve.Resolver // for jobs
	parts    sync.Map                 // path of a file that has rows of the last build to where it has others
	keeping  sync.Mutex               // held by jobs that change digests.kept
	whole    func() *builder          // of the same site, which has planned everything; nil: this has
}

func newBuilder(c *content.Catalog, o Options) (*builder, error) {
	ed, err := newEdition(c, o)
	if err != nil {
		return nil, err
	}
	return ed.newBuilder(&findings{anchors: map[string][]anchor{}}), nil
}

func (ed *edition) newBuilder(found *findings) *builder {
	b := &builder{
		ed: ed, found: found,
		plan: &plan{paths: map[string]bool{}, titles: map[string]bool{}, leads: map[string][]string{}, heads: map[string]head{},
			sends: map[string]string{}, copies: map[string][]string{}, static: map[string]bool{}, odd: map[string]string{}},
	}
	b.resolver = sync.OnceValue(b.newResolver)
	return b
}

// reserve makes room for what is planned for all codes.
func (b *builder) reserve() {
	n := len(b.ed.codes)
	b.jobs, b.reads = make([]jobs.Job, 0, 4*n), make([]reads, 0, 4*n)
	b.plan.paths, b.plan.titles = make(map[string]bool, 8*n), make(map[string]bool, 2*n)
	b.plan.leads, b.plan.sends = make(map[string][]string, 4*n), make(map[string]string, 4*n)
}

// add adds a job.
func (b *builder) add(name string, from inputs, make func(*jobs.Output) error) {
	b.jobs = append(b.jobs, jobs.Job{Name: name, Make: make})
	b.reads = append(b.reads, reads{inputs: from})
}

// addPage adds the job of a page. Its title depends on those of other pages, since no two have the same.
func (b *builder) addPage(name string, h head, title string, make func(*jobs.Output) error) {
	b.jobs = append(b.jobs, jobs.Job{Name: name, Make: make})
	b.reads = append(b.reads, reads{h.inputs, title, h.description})
}

// file adds a file that is not a page.
func (b *builder) file(path string, from inputs, make func() ([]byte, error)) {
	b.add(path, from, func(o *jobs.Output) error {
		data, err := make()
		if err != nil {
			return fmt.Errorf("make %s: %w", path, err)
		}
		o.File(path, data)
		return nil
	})
	b.plan.paths[path] = true
}

// text adds a file that is written into a buffer.
func (b *builder) text(path string, from inputs, write func(to *bytes.Buffer)) {
	b.add(path, from, func(o *jobs.Output) error {
		writeFile(o, path, write)
		return nil
	})
	b.plan.paths[path] = true
}

// writeFile makes a file of what is written to an empty buffer.
func writeFile(o *jobs.Output, path string, write func(to *bytes.Buffer)) {
	to := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(to)
	to.Reset()
	write(to)
	o.File(path, to.Bytes())
}

// copy publishes a file at another address, too. In place of a representation of a code come its answers, and where the
// whole is.
func (b *builder) copy(at, file string) {
	b.plan.paths[at], b.plan.sends[at] = true, file
	ext := ending(file)
	c := b.ed.catalog.Code(strings.TrimSuffix(file, ext))
	if c == nil {
		b.plan.copies[file] = append(b.plan.copies[file], at)
		return
	}
	b.text(at, reading(c), func(to *bytes.Buffer) {
		url := b.ed.from(path.Dir(at) + "/")
		r := record.Brief(c, url)
		switch r.Whole = url(file); ext {
		case ".json":
			b.ed.named(to, []*content.Code{c}, path.Dir(at)+"/")
		case problemExt:
			r.WriteProblem(to)
		default:
			r.WriteMarkdown(to)
		}
	})
}

// finish checks what only shows when everything is made.
func (b *builder) finish(ctx context.Context, r *Record) (*Site, error) {
	s := &Site{plan: b.plan, record: r, part: b.part, Counts: Counts{
		Vendors: len(b.ed.vendors), Sets: len(b.ed.bySet), Codes: len(b.ed.codes), Internal: len(b.ed.hidden),
		Pages: b.plan.pages, Redirects: b.plan.redirects,
	}}
	for f := range r.All() {
		s.Counts.Files++
		s.Counts.Bytes += f.Size
		if strings.HasPrefix(f.Path, "search/") && strings.HasSuffix(f.Path, ".json") {
			s.Counts.SearchBytes += f.Size
			s.Counts.SearchFiles++
		}
	}
	if b.part.N == 0 { // else it shows in the whole
		if b.digests != nil {
			r.Kept = b.digests.kept
		}
		s.lock, s.same = b.ed.catalog.Lock, b.locked && r.SameAddresses(b.ed.options.Before, public)
		if err := b.checkAnchors(ctx, r); err != nil {
			return nil, err
		}
		if !s.same {
			checkLock(b.ed.catalog, s, b.found.problem)
		}
		if b.lockKey != "" && s.addressesLocked() {
			r.Kept[lockKept] = b.lockKey
		}
	}
	if len(b.found.problems) > 0 {
		return nil, b.found.sorted(b.ed.catalog)
	}
	return s, nil
}

// inspect looks for card numbers and credentials in a finished file, and notes the anchors of a page. What the author
// wrote is checked already, with its position; here shows what several texts make together. The search index is left
// out: it consists of single words, and of long rows of numbers that mean something else.
func (b *builder) inspect(path string, data []byte) (note string) {
	file := "/" + path
	if b.plan.static[path] {
		file = content.Static{Path: path}.File()
	}
	if !isText(data) {
		return ""
	}
	if !strings.HasPrefix(path, "search/") || !strings.HasSuffix(path, ".json") {
		for _, p := range b.leaksIn(path, file, data) {
			b.found.problem(p)
		}
	}
	if strings.HasSuffix(path, ".html") {
		return anchorsOf(data)
	}
	return ""
}
