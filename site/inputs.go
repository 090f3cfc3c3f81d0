package site

import (
	"crypto/sha256"
	"maps"
	"slices"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/jobs"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/parallel"
)

// inputs says what a job reads besides what every job may read, which is the shape of the catalog: which entries there
// are, what they are called and refer to, and all that belongs to the whole site. The zero value reads everything.
//
// A job that reads an entry is made again when the entry changes, and when one does that a link in its texts leads to.
type inputs struct {
	all    extent // of all entries
	list   []any  // entries (*content.Code …), textsOf a code, and strings that were made of others
	static string // path of a file of static/, which is all that is read
}

// extent is what a job reads of all entries besides their shape.
type extent int

const (
	wholeEntries extent = iota
	theirFacts          // no texts of codes
	theirAnswers        // of codes: the facts but title and summary
	onlyShape
)

var (
	allTexts = inputs{}
	allFacts = inputs{all: theirFacts}
)

// answering returns the inputs of a page that shows the answers of any code in its cells, and other entries. A user's own theme may show more of
// the codes there.
func (ed *edition) answering(entries ...any) inputs {
	if ed.theme.Own() {
		return allFacts
	}
	return inputs{all: theirAnswers, list: entries}
}

// reading returns the inputs of a job that reads entries, some of which may be nil, and keeps the list. Of a code these are the facts: what
// other pages show of it.
func reading(entries ...any) inputs {
	return inputs{all: onlyShape, list: slices.DeleteFunc(entries, func(e any) bool { return e == (*content.Code)(nil) || e == (*content.Concept)(nil) })}
}

// codesAnd returns the inputs of a job that reads codes and other entries.
func codesAnd(codes []*content.Code, entries ...any) inputs {
	return reading(slices.Concat(entries, anyOf(codes))...)
}

// anyOf returns a list as one of what inputs may be.
func anyOf[T any](list []T) []any {
	return lists.Each(list, func(x T) any { return x })
}

// textsOf stands for a code with what only its own page, .md and .json show: description, note, causes, steps, samples
// and discrepancies, and the facts of the codes that these name.
type textsOf struct{ *content.Code }

// digests are sums over what jobs read.
type digests struct {
	shape   jobs.Sum // what all jobs read
	answers jobs.Sum // the shape, and the answers of all codes
	facts   jobs.Sum // these, and the facts of all entries
	all     jobs.Sum // these, and all texts
	of      map[any]jobs.Sum
	whole   map[*content.Code]jobs.Sum // all that is in the entry of a code
	static  map[string]jobs.Sum
	shared  []byte // which jobs there are, and what else is in the key of each

	kept map[string]string // for the next build

	same map[*content.Vendor]bool // whose files, and what their codes show of others, are those of the last build
}

// reads is what a job reads, with the title and the description of its page, which may depend on those of other pages.
type reads struct {
	inputs
	title, description string
}

// digest sums up what the jobs read.
func (b *builder) digest() (err error) {
	b.digests, err = b.ed.digest()
	return err
}

// names returns a sum over the names of the jobs so far, whose order does not count.
func (b *builder) names() jobs.Sum {
	for _, j := range b.jobs[b.named:] {
		b.nameSum = differ(b.nameSum, sha256.Sum256([]byte(j.Name)))
	}
	b.named = len(b.jobs)
	return b.nameSum
}

// differ returns a sum over one and not, or no more, over the other.
func differ(a, b jobs.Sum) jobs.Sum {
	for i := range a {
		a[i] ^= b[i]
	}
	return a
}

// planned notes which jobs there are: texts may link to any page. The lock is no part of the catalog's shape.
func (b *builder) planned() {
	names := b.names()
	b.digests.shared = append(names[:], b.former...)
}

// key gives each job its key, the sum over what it reads: without keys there is no record.
func (b *builder) key() {
	const share = 1000
	parallel.Each((len(b.jobs)+share-1)/share, func(n int) {
		s := newSummer()
		for i := n * share; i < min(len(b.jobs), (n+1)*share); i++ {
			b.jobs[i].Key = b.digests.key(s, b.reads[i], b.digests.shared)
		}
	})
}

// site is a sum over what all jobs read, from which their keys follow.
func (d *digests) site() jobs.Sum {
	s := newSummer()
	s.Bytes = append(s.Bytes, d.shared...)
	s.add(d.all)
	for _, path := range slices.Sorted(maps.Keys(d.static)) {
		s.add(d.static[path])
	}
	return s.finish()
}

// key returns the key of a job. Every one but that of a file of static/ has in it what all jobs read.
func (d *digests) key(s *summer, in reads, all []byte) jobs.Sum {
	if in.static != "" {
		return d.static[in.static]
	}
	s.Bytes = append(s.Bytes, all...)
	s.add([...]jobs.Sum{d.all, d.facts, d.answers, d.shape}[in.all])
	for _, entry := range in.list {
		if text, ok := entry.(string); ok {
			s.String(text)
			continue
		}
		sum, ok := d.of[entry]
		if !ok {
			panic("site: a job reads what has no sum")
		}
		s.add(sum)
	}
	s.String(in.title)
	s.String(in.description)
	return s.finish()
}
