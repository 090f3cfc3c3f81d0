package site

import (
	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/jobs"
)

// inputs says whose texts a job reads. Texts are what only the pages of a code itself show: its description, note,
// causes, steps, samples and discrepancies. Everything else in a catalog is a fact, and a job may read all facts of all
// codes.
//
// An edit of a text makes only the files of that code again, and the few that have the texts of all codes;
// an edit of a fact makes everything again. The zero value reads all texts.
type inputs struct {
	code   *content.Code
	none   bool
	page   *content.Page
	static string // path of a file of static/, which is all that is read
}

var (
	allTexts = inputs{}
	noTexts  = inputs{none: true}
)

func textsOf(c *content.Code) inputs { return inputs{code: c} }

// digests are sums over what jobs read.
type digests struct {
	facts  jobs.Sum // everything but the texts
	codes  map[*content.Code]jobs.Sum
	all    jobs.Sum // the facts, and all texts
	pages  map[*content.Page]jobs.Sum
	static map[string]jobs.Sum
}

// key returns the sum over what a job reads, the zero value where there are no digests.
func (d *digests) key(in inputs) jobs.Sum {
	switch {
	case d == nil:
		return jobs.Sum{}
	case in.static != "":
		return d.static[in.static]
	case in.page != nil:
		return d.pages[in.page]
	case in.none:
		return d.facts
	case in.code != nil:
		return d.codes[in.code]
	}
	return d.all
}
