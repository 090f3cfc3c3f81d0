package site

import (
	"crypto/sha256"

	"github.com/errdocs/errdocs/content"
)

// reads says whose texts a job reads. Texts are what only the pages of a code itself show: its description,
// note, causes, steps, samples and oddities. Everything else in a catalog is a fact, and a job may read all
// facts of all codes.
//
// An edit of a text makes only the files of that code again, and the few that have the texts of all codes;
// an edit of a fact makes everything again. The zero value reads all texts.
type reads struct {
	code   *content.Code
	vendor *content.Vendor
	none   bool
}

var (
	allTexts = reads{}
	noTexts  = reads{none: true}
)

func textsOf(c *content.Code) reads   { return reads{code: c} }
func textsAt(v *content.Vendor) reads { return reads{vendor: v} }

// digests are sums over what jobs read.
type digests struct {
	facts   [sha256.Size]byte // everything but the texts
	codes   map[*content.Code][sha256.Size]byte
	vendors map[*content.Vendor][sha256.Size]byte // the facts, and all texts of the vendor's codes
	all     [sha256.Size]byte                     // the facts, and all texts
}

func (d *digests) key(r reads) [sha256.Size]byte {
	switch {
	case r.none:
		return d.facts
	case r.code != nil:
		return d.codes[r.code]
	case r.vendor != nil:
		return d.vendors[r.vendor]
	}
	return d.all
}
