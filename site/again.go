package site

import (
	"context"
	"crypto/sha256"
	"strings"
	"sync"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/jobs"
	"github.com/errdocs/errdocs/internal/values"
)

// Most edits change texts, such as a note, and no fact. Which files there are, what their pages are called, and what all jobs but a
// few read is as in the last build then, so the others are not planned: their files are taken over by the record. Everything is planned
// only if a file of theirs is gone, or if a text asks for more of the plan, such as whether there is a page that it links to.

// planKept is what is kept of a plan by.
const planKept = "plan"

// keptPlan is what a build keeps of its plan for the next one.
type keptPlan struct {
	key              jobs.Sum // over all that the plan follows from, but for texts
	names            jobs.Sum // of all jobs
	former           string
	texts            jobs.Sum // over the names of the jobs that may follow from texts
	pages, redirects int
	odd              map[string]string
}

// output adds an output to the plan. The names of its jobs count if texts have an effect on which there are: of codes they have none.
func (b *builder) output(o output) {
	first := len(b.jobs)
	if o.add(b); !o.texts {
		return
	}
	for i := first; i < len(b.jobs); i++ {
		if list := b.reads[i].list; len(list) > 0 {
			if _, code := list[0].(textsOf); code {
				continue
			}
		}
		b.texts = differ(b.texts, sha256.Sum256([]byte(b.jobs[i].Name)))
	}
}

// same reports whether the pages of a vendor's codes need not be planned.
func (b *builder) same(v *content.Vendor) bool { return b.plan.known && b.digests.same[v] }

// planKey sums up all that the plan follows from, but for texts.
func (b *builder) planKey() jobs.Sum {
	s := newSummer()
	s.add(b.digests.facts)
	stamp := b.ed.catalog.LockStamp()
	if s.String(stamp); stamp == "" {
		for _, a := range b.ed.catalog.Lock() {
			s.String(a.Path)
			s.String(a.Target)
		}
	}
	return s.finish()
}

// keepPlan keeps what the next build needs to know of the plan.
func (b *builder) keepPlan() {
	if len(b.plan.copies) > 0 || b.ed.options.check || b.part.N > 0 {
		return
	}
	k := keptPlan{b.planKey(), b.nameSum, string(b.former), b.texts, b.plan.pages, b.plan.redirects, b.plan.odd}
	b.digests.kept[planKept] = values.Encode(k.code)
}

func (k *keptPlan) code(c values.Coder) {
	for _, sum := range []*jobs.Sum{&k.key, &k.names, &k.texts} {
		c.Bytes(sum[:])
	}
	c.String(&k.former)
	c.Number(&k.pages)
	c.Number(&k.redirects)
	c.Map(&k.odd)
}

// again makes the site as far as it differs from that of the last build, if that is in texts only. Else it returns nil.
func (b *builder) again(ctx context.Context, sink Sink) (*Site, error) {
	var k keptPlan
	o := b.ed.options
	if o.check || !values.Decode(o.Before.Kept[planKept], k.code) || k.key != b.planKey() {
		return nil, nil
	}
	n := b.partly(&k)
	if n.texts != k.texts {
		return nil, nil
	}
	phase(o, "render")
	record, err := n.runner(sink, o.Before).Again(ctx, n.jobs, n.allJobs)
	if record == nil || err != nil {
		return nil, err
	}
	for name, text := range o.Before.Kept { // for jobs that were not planned
		if _, anew := n.digests.kept[name]; !anew && (name == planKept || strings.HasPrefix(name, rowsKept)) {
			n.digests.kept[name] = text
		}
	}
	return n.finish(ctx, record)
}

// partly returns a builder that has planned what texts have an effect on, where the rest of the plan is known.
func (b *builder) partly(k *keptPlan) *builder {
	n := b.ed.newBuilder(b.found)
	n.whole = sync.OnceValue(b.everything)
	n.plan.whole = func() *plan { return n.whole().plan }
	n.plan.known, n.plan.odd = true, k.odd
	n.digests = b.digests
	n.digests.shared = append(k.names[:], k.former...)
	for _, o := range outputs {
		if o.texts {
			n.output(o)
		}
	}
	n.staticFiles()
	n.plan.pages, n.plan.redirects = k.pages, k.redirects
	n.key()
	n.reads = nil
	if !anyMoved(b.ed.catalog.Moves()) {
		n.keyLock(k.names)
	}
	if !n.locked {
		n.lockKey = "" // the lock may say what the site has
	}
	return n
}

// everything plans everything.
func (b *builder) everything() *builder {
	digests := *b.digests
	b.digests = &digests
	b.outputs(b.ed.catalog.Lock)
	b.planned()
	b.key()
	b.reads = nil
	return b
}

// allJobs returns the jobs of the whole site.
func (b *builder) allJobs() []jobs.Job {
	if b.whole != nil {
		b = b.whole()
	}
	return b.jobs
}
