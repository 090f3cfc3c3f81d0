package find

import (
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/letters"
	"github.com/errdocs/errdocs/search/resolve"
)

// reach is how near to a hit the evidence of a vendor is.
type reach uint8

const (
	reachNone   reach = iota
	reachText         // within hintReach words, in another record
	reachRecord       // in the same record, see beginLine
	reachLine         // on the same line
)

// evidence is what the hints around a hit suggest about one of its owners.
type evidence struct {
	entry  int
	score  int    // of the hints in its record
	near   reach  // of the evidence of the owner's vendor
	backed bool   // there is some, or the protocol of its numbers is named
	top    int    // points of the strongest hint that shows it
	hint   string // its text
}

// weighed is a hint where it counts most: one that occurs ten times counts once.
type weighed struct {
	*hintSeen
	times  int
	near   reach
	before bool // shortly before the hit
}

func (s *scan) around(h *codeHit) []weighed {
	var best []weighed
	code := letters.Lower(h.mention.Text)
	for i := range s.seen {
		e := &s.seen[i]
		far := max(e.word-h.word, h.word-e.word)
		if far > hintReach || e.hint < 0 && far == 0 || e.code == code { // a code shows nothing of itself
			continue
		}
		times, near := 0, reachText
		switch {
		case e.line == h.line:
			times, near = pick(far <= hintClose, 16, 8), reachLine
		case e.record == h.record:
			times, near = pick(far <= hintNear, 2, 1), reachRecord
		}
		at := slices.IndexFunc(best, func(w weighed) bool {
			return w.hint == e.hint && w.vendor == e.vendor && w.set == e.set
		})
		if at < 0 {
			best = append(best, weighed{hintSeen: e})
			at = len(best) - 1
		}
		b := &best[at]
		b.times, b.near, b.before = max(b.times, times), max(b.near, near), b.before || e.word < h.word && far <= hintNear
	}
	return best
}

// evidence returns what the hints around a hit suggest about its owners. Other is the vendor that is meant instead, if
// there is one: its evidence is nearer than that of any owner. That of another line says nothing about a bare code, nor
// about one next to the name of a vendor, unless the catalog does not have that vendor.
func (s *scan) evidence(h *codeHit) (owners []evidence, other string) {
	for _, entry := range h.owners {
		if s.f.vendor == "" || s.f.vendor == s.f.entries[entry].Vendor {
			owners = append(owners, evidence{entry: entry, backed: s.f.vendor != "", near: pick(s.f.vendor != "", reachLine, reachNone)})
		}
	}
	best, most := pick(s.f.vendor != "", reachLine, reachNone), reachText
	around := s.around(h)
	for _, w := range around {
		for i := range owners {
			o := &owners[i]
			entry := &s.f.entries[o.entry]
			if w.vendor == "" && entry.Space != resolve.SpaceGRPC || w.vendor != "" && w.vendor != entry.Vendor {
				continue
			}
			o.add(w, w.weight*w.times/pick(w.set != "" && w.set != entry.Set, 2, 1), s.f)
			best = max(best, o.near)
		}
	}
	for _, w := range around {
		isOwner := func(o evidence) bool { return s.f.entries[o.entry].Vendor == w.vendor }
		if (h.cue <= cueAlone || h.vendor != "") && w.near < reachLine && !strings.HasPrefix(w.vendor, foreignID) {
			continue
		}
		if w.weight >= weightForeign && w.near > max(best, most) && !slices.ContainsFunc(owners, isOwner) {
			other, most = w.vendor, w.near
		}
	}
	return owners, other
}

// add adds the points of a hint.
func (o *evidence) add(w weighed, points int, f *Finder) {
	o.score += points
	if w.weight < minSupport {
		return
	}
	o.backed = true
	if w.vendor != "" {
		o.near = max(o.near, w.near)
	}
	if points > o.top && w.hint >= 0 {
		o.top, o.hint = points, f.hints[w.hint].text
	}
}
