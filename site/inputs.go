package site

import (
	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/jobs"
)

// inputs says what a job reads besides what every job may read, which is the shape of the catalog: which entries there
// are, what they are called and refer to, and all that belongs to the whole site. The zero value reads everything.
//
// A job that reads an entry is made again when the entry changes, and when one does that a link in its texts leads to.
type inputs struct {
	facts  bool   // of all entries, but no texts of codes
	some   bool   // only those of list
	list   []any  // entries (*content.Code …), textsOf a code, and strings that were made of others
	static string // path of a file of static/, which is all that is read
}

var (
	allTexts = inputs{}
	allFacts = inputs{facts: true}
)

// reading returns the inputs of a job that reads entries, some of which may be nil. Of a code these are the facts: what
// other pages show of it.
func reading(entries ...any) inputs {
	return inputs{some: true, list: filter(entries, func(e any) bool { return e != (*content.Code)(nil) && e != (*content.Concept)(nil) })}
}

// codesAnd returns the inputs of a job that reads codes and other entries.
func codesAnd(codes []*content.Code, entries ...any) inputs {
	for _, c := range codes {
		entries = append(entries, c)
	}
	return reading(entries...)
}

// textsOf stands for a code with what only its own page, .md and .json show: description, note, causes, steps, samples
// and discrepancies, and the facts of the codes that these name.
type textsOf struct{ *content.Code }

// digests are sums over what jobs read.
type digests struct {
	shape  jobs.Sum // what all jobs read
	facts  jobs.Sum // the shape, and the facts of all entries
	all    jobs.Sum // these, and all texts
	of     map[any]jobs.Sum
	static map[string]jobs.Sum
	keys   *summer // what a key is written with
}

// key returns the sum over what a job reads, and its title and description, which may depend on those of other pages.
// Without digests it returns the zero value.
func (d *digests) key(in inputs, about ...string) jobs.Sum {
	switch {
	case d == nil:
		return jobs.Sum{}
	case in.static != "":
		return d.static[in.static]
	}
	s := d.keys
	switch {
	case in.facts:
		s.add(d.facts)
	case !in.some:
		s.add(d.all)
	default:
		s.add(d.shape)
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
	}
	for _, text := range about {
		s.String(text)
	}
	return s.finish()
}
