package site

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/jobs"
	"github.com/errdocs/errdocs/search"
)

// Preview is a site for a server: a file is made when it is asked for, and dropped some time later. So an edit shows as soon as the site is
// planned, and memory does not grow with the site. Its methods are safe for use by several goroutines.
type Preview struct {
	Counts Counts // once it is checked, without the search index

	b       *builder
	copied  map[string]string // path of a copy to that of its file
	key     func() error      // gives each job its key
	tables  *tables
	version int64 // which of the previews in a row it is

	before *Record // of the last one without a problem, until this one is found to be without
	record *Record // then
	known  *Record // what checks have made since before, although none came to a good end; nil: nothing

	mu    sync.Mutex
	asked map[string][]byte // the last files that were asked for
	size  int               // of these
}

// maxAsked is how many bytes of files are kept for the next who asks.
const maxAsked = 8 << 20

// ErrProblems means that a file shows texts with problems. Check returns them.
var ErrProblems = errors.New("the catalog has problems")

// NewPreview plans the site of a catalog after an earlier one, nil for none. Sets that both catalogs have are not planned again, and what
// came out in a check without a problem, to its end or not, is not checked again. The search index is changed from that of the last preview,
// of the first one from o.Index.
func NewPreview(last *Preview, c *content.Catalog, o Options) (*Preview, error) {
	p := &Preview{copied: map[string]string{}, tables: &tables{of: map[string]*table{indexJob: {}, resolverJob: {}}, index: o.Index}, before: new(Record)}
	if last != nil {
		p.tables, p.before, p.known = last.tables, cmp.Or(last.record, last.before), last.known
		if last.b.ed.options.Internal == o.Internal {
			o.prepared = last.b.ed.prepared
		}
	}
	p.version = p.tables.previews.Add(1)
	o.Before = p.before
	var err error
	if p.b, err = newBuilder(c, o); err != nil {
		return nil, err
	}
	p.b.index = &p.tables.index
	p.b.outputs(c.Lock)
	p.key = sync.OnceValue(func() error {
		if err := p.b.digest(); err != nil {
			return fmt.Errorf("sum up the catalog: %w", err)
		}
		p.b.planned()
		p.b.key()
		return nil
	})
	for file, all := range p.b.plan.copies {
		for _, at := range all {
			p.copied[at] = file
		}
	}
	return p, nil
}

// File returns the file at a path of the site, nil when there is none. The error is ErrProblems where it shows problems.
func (p *Preview) File(name string) ([]byte, error) {
	name = cmp.Or(p.copied[name], name)
	p.mu.Lock()
	data := p.asked[name]
	p.mu.Unlock()
	if data != nil {
		return data, nil
	}
	j := p.maker(name)
	if j == nil {
		dir, _, _ := strings.Cut(name, "/")
		if tableOf[dir] == "" {
			return nil, nil
		}
		t, err := p.table(context.Background(), tableOf[dir])
		return t.files[name], err
	}
	sink := newMemory(nil)
	_, err := p.b.runner(sink, nil).Run(context.Background(), []jobs.Job{{Name: j.Name, Make: j.Make}}) // the key may be made meanwhile
	if err == nil && p.b.found.any() {
		err = ErrProblems
	}
	if err == nil {
		p.keep(sink.files)
	}
	return sink.files[name], err
}

// keep keeps files for the next who asks, instead of all earlier ones if these are too many.
func (p *Preview) keep(files map[string][]byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.asked == nil || p.size > maxAsked {
		p.asked, p.size = map[string][]byte{}, 0
	}
	for name, data := range files {
		p.size += len(data) - len(p.asked[name])
		p.asked[name] = data
	}
}

// maker returns the job that makes a file with a known name, nil if there is none. The page of a code is made with its representations.
func (p *Preview) maker(name string) *jobs.Job {
	if !p.b.plan.paths[name] {
		return nil
	}
	if j := p.job(name); j != nil {
		return j
	}
	return p.job(strings.TrimSuffix(strings.TrimSuffix(name, path.Ext(name)), ".problem") + "/index.html")
}

func (p *Preview) job(name string) *jobs.Job {
	if i := slices.IndexFunc(p.b.jobs, func(j jobs.Job) bool { return j.Name == name }); i >= 0 {
		return &p.b.jobs[i]
	}
	return nil
}

// Check makes every file once and returns the pages that are not as before, none for a first preview. Mistakes in the catalog come back as
// content.Problems.
func (p *Preview) Check(ctx context.Context) (pages []string, err error) {
	if err := p.keyUnless(ctx); err != nil {
		return nil, err
	}
	apart := func(j jobs.Job) bool { return j.Name == indexJob || j.Name == resolverJob }
	check := p.b.runner(jobs.Discard, p.before)
	check.Since = p.known
	record, err := check.Run(ctx, slices.DeleteFunc(slices.Clone(p.b.jobs), apart))
	if !p.b.found.any() {
		p.known = record
	}
	if err != nil {
		return nil, err
	}
	lookups, err := p.table(ctx, resolverJob)
	if err != nil {
		return nil, err
	}
	s, err := p.b.finish(ctx, jobs.Joined([]*Record{record, lookups.record}))
	if err != nil {
		return nil, err
	}
	pages = s.record.Different(p.before, ".html")
	p.Counts, p.record, p.before, p.known = s.Counts, s.record, nil, nil
	return pages, nil
}

// keyUnless gives each job its key, or goes on with that when the context has ended.
func (p *Preview) keyUnless(ctx context.Context) error {
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() { _ = recover() }() // the call below panics again
		_ = p.key()
	}()
	select {
	case <-done:
		return p.key()
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Warm makes the search index, so that nobody has to wait for it.
func (p *Preview) Warm(ctx context.Context) error {
	_, err := p.table(ctx, indexJob)
	return err
}

// tableOf are the jobs whose files are made together for many requests and kept, by the folder of the files.
var tableOf = map[string]string{"search": indexJob, "api": resolverJob}

// tables are the files that are kept, of the preview that was last asked for them.
type tables struct {
	previews atomic.Int64      // so far
	of       map[string]*table // by the name of the job
	index    *search.Cache     // that the next one is changed from, for its job
}

// table has what a job has made. Only what asks for its files waits while it is made: other files show an edit meanwhile.
type table struct {
	mu sync.Mutex
	made
}

type made struct {
	version int64 // of the preview
	files   map[string][]byte
	record  *Record
}

// table returns what a job makes, which takes over what it made for another preview. What is begun is made, since the next takes over from it.
func (p *Preview) table(ctx context.Context, name string) (made, error) {
	t := p.tables.of[name]
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.version == p.version || ctx.Err() != nil {
		return t.made, ctx.Err()
	}
	if err := p.key(); err != nil {
		return made{}, err
	}
	sink := newMemory(t.files)
	record, err := p.b.runner(sink, t.record).Run(context.WithoutCancel(ctx), []jobs.Job{*p.job(name)})
	if err != nil {
		return made{}, err
	}
	t.made = made{p.version, sink.files, record}
	return t.made, nil
}
