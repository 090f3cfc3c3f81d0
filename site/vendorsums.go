package site

import (
	"crypto/sha256"
	"reflect"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/jobs"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/values"
)

// vendorSums are sums over the codes of a vendor. They are kept in the record of a build, so that a later one need not go through the
// codes of a vendor whose files have not changed.
type vendorSums struct {
	codes []*content.Code // in catalog order

	key        jobs.Sum // over the stamps of the files; zero: these are not known, and nothing is kept
	shape      jobs.Sum // over what every job may read of any code
	answers    jobs.Sum // over this and the answers of all codes
	own, whole []jobs.Sum
	links      string // names of codes that the texts of each code may link to, folded, each with what ends it and those of the code

	texts []jobs.Sum // over what the own pages of each code read
	facts jobs.Sum   // the facts of the catalog that this is true with

	encoded string // all of these, as the last build has kept them
}

// unkept returns the sums of a vendor, of which there are none yet.
func unkept(v *content.Vendor) *vendorSums {
	return &vendorSums{codes: lists.Joined(v.Sets, func(s *content.Set) []*content.Code { return s.Codes })}
}

// kept returns what the last build has kept of a vendor.
func (ed *edition) kept(v *content.Vendor) *vendorSums {
	of, stamp := unkept(v), ed.catalog.Stamp(v)
	if stamp == "" {
		return of
	}
	s := newSummer()
	s.sum([]string{ed.options.Tool, v.ID, stamp})
	of.key = s.finish()
	before := &vendorSums{codes: of.codes, encoded: ed.options.kept("vendor " + v.ID)}
	if values.Decode(before.encoded, before.code) && before.key == of.key {
		return before
	}
	return of
}

// digest goes through every code once.
func (of *vendorSums) digest() {
	shape, answers, s := sha256.New(), sha256.New(), newSummer()
	var links strings.Builder
	for _, c := range of.codes {
		v := reflect.ValueOf(c).Elem()
		s.String(c.ID())
		s.fields(v, codeFields().shape)
		shape.Write(s.Bytes)
		s.fields(v, codeFields().answers)
		answers.Write(s.Bytes)
		s.fields(v, codeFields().words)
		of.own = append(of.own, sha256.Sum256(s.Bytes))
		s.fields(v, codeFields().texts)
		for _, name := range namesIn(s.refs) {
			links.WriteString(name)
			links.WriteString(endName)
		}
		links.WriteString(endNames)
		of.whole = append(of.whole, s.finish())
	}
	of.links = links.String()
	shape.Sum(of.shape[:0])
	answers.Sum(of.answers[:0])
}

// What ends a name and those of a code.
const endName, endNames = " ", "\n"

func (of *vendorSums) code(c values.Coder) {
	for _, sum := range []*jobs.Sum{&of.key, &of.shape, &of.answers, &of.facts} {
		c.Bytes(sum[:])
	}
	for _, list := range []*[]jobs.Sum{&of.own, &of.whole, &of.texts} {
		values.Each(c, list, func(sum *jobs.Sum) { c.Bytes(sum[:]) })
	}
	c.String(&of.links)
}
