package search

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// codeHit is a place that may be a code. It is settled when the words after it have been seen.
type codeHit struct {
	word, line int // the word counts from the start of the text
	owners     []int
	shape      shape
	cue        cue
	key        string // the word that gave the context
	parts      int    // words that the spelling is made of
	length     int
	number     int  // of a number
	assigned   bool // a value is assigned to it: the name of a setting
	marked     bool // ":" or "=" is between it and the word in front
	mention    Mention
}

// hitAt returns the hit that the words from up to to make.
func (s *scan) hitAt(from, to int, owners []int, look shape) codeHit {
	start, end := s.starts[from], s.ends[to-1]
	h := codeHit{
		word: s.first + from, line: s.lineNo, owners: owners, shape: look, length: end - start,
		mention: s.mention(start, end),
	}
	h.number, _ = strconv.Atoi(h.mention.Text)
	h.cue, h.key = s.cue(from)
	h.marked = from > 0 && bytes.ContainsAny(s.gap(from-1, from), ":=")
	return h
}

// settle decides about the hits in front of a word: what is around them has been seen.
func (s *scan) settle(before int) {
	n := 0
	for n < len(s.pending) && s.pending[n].word < before {
		s.decide(&s.pending[n])
		n++
	}
	s.pending = slices.Delete(s.pending, 0, n)
	oldest := before
	if len(s.pending) > 0 {
		oldest = min(oldest, s.pending[0].word)
	}
	n = 0
	for n < len(s.hints) && s.hints[n].word < oldest-hintReach {
		n++
	}
	s.hints = slices.Delete(s.hints, 0, n)
}

// evidence is what the hints around a hit say, by owner.
type evidence struct {
	scores  []int
	backed  []bool   // the owner's vendor is meant
	near    []bool   // a hint on the same line says so
	texts   []string // the strongest of the hints that do
	foreign bool     // another vendor is meant much rather than the owners'
}

// weighed is a hint at its best place: one that is met ten times counts once.
type weighed struct {
	*hintSeen
	times int
}

func (s *scan) around(h *codeHit) []weighed {
	var best []weighed
	for i := range s.hints {
		e := &s.hints[i]
		far := max(e.word-h.word, h.word-e.word)
		if far > hintReach || e.hint < 0 && far == 0 {
			continue
		}
		times := 1
		switch same := e.line == h.line; {
		case same && far <= hintBeside:
			times = 16
		case same:
			times = 8
		case far <= hintNear:
			times = 2
		}
		at := slices.IndexFunc(best, func(w weighed) bool {
			return w.hint == e.hint && w.vendor == e.vendor && w.set == e.set
		})
		if at < 0 {
			best = append(best, weighed{e, times})
		} else if times > best[at].times {
			best[at].times = times
		}
	}
	return best
}

func (s *scan) evidence(h *codeHit) evidence {
	n := len(h.owners)
	ev := evidence{make([]int, n), make([]bool, n), make([]bool, n), make([]string, n), false}
	strongest := make([]int, n) // points of the hint in texts
	others, most := map[string]int{}, 0
	for _, w := range s.around(h) {
		meant := w.vendor == ""
		for i, owner := range h.owners {
			entry := &s.f.entries[owner]
			if w.vendor == "" && entry.Space != SpaceGRPC || w.vendor != "" && w.vendor != entry.Vendor {
				continue
			}
			points := w.weight * w.times
			if w.set != "" && w.set != entry.Set {
				points /= 2
			}
			meant = true
			ev.scores[i] += points
			if w.weight < minSupport {
				continue
			}
			ev.backed[i] = true
			ev.near[i] = ev.near[i] || w.times > 2
			if points > strongest[i] && w.hint >= 0 {
				strongest[i], ev.texts[i] = points, s.f.hints[w.hint].text
			}
		}
		if !meant && w.weight >= minSupport {
			others[w.vendor] += w.weight * w.times
			most = max(most, others[w.vendor])
		}
	}
	ev.foreign = most > 2*slices.Max(ev.scores)
	return ev
}

// decide takes a hit for a code, or not, and adds it to its group.
func (s *scan) decide(h *codeHit) {
	ev := s.evidence(h)
	var candidates []scored
	certain := 0
	for i, owner := range h.owners {
		c := h.certainty(s.f.entries[owner].Space, ev.backed[i], ev.near[i], ev.foreign)
		if c > 0 {
			candidates = append(candidates, scored{owner, ev.scores[i], ev.texts[i]})
			certain = max(certain, c)
		}
	}
	if len(candidates) == 0 {
		return
	}
	slices.SortStableFunc(candidates, func(a, b scored) int {
		return cmp.Or(b.score-a.score, s.f.retired(a.entry)-s.f.retired(b.entry), a.entry-b.entry)
	})
	decided := len(candidates) == 1 || candidates[0].score > 2*candidates[1].score || s.f.succeeds(candidates)
	if !decided {
		certain = min(certain, 2)
	}
	s.add(h, candidates, decided, certain)
}

// succeeds reports whether the first candidate is the only one of a vendor's that is still in use.
func (f *Finder) succeeds(candidates []scored) bool {
	first := f.entries[candidates[0].entry]
	return !first.Retired && !slices.ContainsFunc(candidates[1:], func(c scored) bool {
		return f.entries[c.entry].Vendor != first.Vendor || !f.entries[c.entry].Retired
	})
}

type scored struct {
	entry, score int
	hint         string
}

func (f *Finder) retired(i int) int {
	if f.entries[i].Retired {
		return 1
	}
	return 0
}

// certainty says whether a hit is taken for a code of an entry: 0 for no, else 1 to 3 for low to high
// confidence. Backed says that the entry's vendor is named around, near that it is on the same line,
// foreign that only others are.
func (h *codeHit) certainty(space string, backed, near, foreign bool) int {
	told := h.cue >= cueStatus
	switch h.shape {
	case shapeStrong:
		return pick(h.assigned && !backed, 0, 3)
	case shapeWeak:
		return pick(told, pick(backed, 3, 2), pick(backed, 2, 0))
	case shapeUpper:
		byCode := h.cue >= cueCode && h.cue != cueHTTP
		if byCode && (backed || h.length >= minPlain) {
			return pick(backed, 3, 2)
		}
		return pick(told && backed, 3, pick(near && h.length >= minAlone, 1, 0))
	case shapePlain:
		return pick(told && backed, 2, 0)
	case shapePhrase:
		return pick(told && backed || near, 2, 0)
	case shapeOther:
		return h.certaintyOther(backed, near)
	}
	switch space {
	case SpaceHTTP:
		return h.certaintyHTTP(backed, foreign)
	case SpaceGRPC:
		byKey := backed && h.marked && (h.key == "code" || h.key == "status")
		return pick(h.cue >= cueGRPC, pick(backed, 3, 2), pick(byKey, 3, 0))
	}
	return h.certaintyNumber(backed, near)
}

const (
	minPlain = 6 // letters of a word in capitals that is a code where a code is announced
	minAlone = 8 // letters of one that may be, beside its vendor's name
)

// announced reports whether the word in front can have nothing but a code behind it.
func (h *codeHit) announced() bool {
	return h.cue == cueCode || h.cue == cueGRPC || h.cue == cueStatus && h.key == "statuscode"
}

func (h *codeHit) certaintyOther(backed, near bool) int {
	switch {
	case h.cue >= cueGRPC:
		return pick(backed, 3, 2)
	case h.parts < 2:
		return pick(backed && h.announced(), 2, 0)
	case h.cue >= cueStatus:
		return pick(backed, 2, 1)
	case h.parts > 2:
		return pick(backed, 2, 1)
	}
	return pick(near, 1, 0)
}

func (h *codeHit) certaintyHTTP(backed, foreign bool) int {
	told := h.cue >= cueStatus && h.cue != cueGRPC
	switch {
	case foreign:
		return 0
	case h.number < 400:
		return pick(told && h.cue != cueError && backed, 3, 0)
	case told:
		return pick(backed, 3, 2)
	}
	return pick(backed && (h.cue == cueProse || h.cue == cueHint), 2, 0)
}

// certaintyNumber is for a vendor's own numbers: the shorter, the more has to be said around them.
func (h *codeHit) certaintyNumber(backed, near bool) int {
	told := h.cue == cueCode || h.cue == cueError
	switch {
	case h.cue == cuePair, h.length > 4 && told:
		return pick(backed, 3, 2)
	case !backed:
		return 0
	case h.cue == cueAlone:
		return pick(near && h.length > 4, 1, 0)
	case h.length > 2 && told, h.cue == cueCode:
		return 3
	case h.length > 3 && h.cue <= cueStatus:
		return 2
	}
	return 0
}

func pick(cond bool, yes, no int) int {
	if cond {
		return yes
	}
	return no
}

// reason says for people why a hit was taken for a code.
func (h *codeHit) reason(hint string) string {
	why := "Exact spelling"
	switch {
	case h.shape == shapeOther:
		why = "Other spelling"
	case h.shape != shapeNumber:
	case h.cue == cueHTTP:
		why = "HTTP status"
	case h.cue == cueGRPC:
		why = "gRPC status"
	case h.cue == cuePair:
		why = "Number with its name"
	case h.cue >= cueStatus:
		why = "Number after “" + h.key + "”"
	default:
		why = "Number in a sentence"
	}
	if hint != "" {
		why += ", near “" + hint + "”"
	}
	return why + "."
}

// codeGroup is a code that was found, as it grows.
type codeGroup struct {
	certain    int
	reason     string
	decided    bool
	count      int
	candidates []scored
	mentions   []Mention
}

func (s *scan) add(h *codeHit, candidates []scored, decided bool, certain int) {
	key := s.f.entries[candidates[0].entry].ID
	if !decided {
		ids := make([]string, len(candidates))
		for i, c := range candidates {
			ids[i] = s.f.entries[c.entry].ID
		}
		slices.Sort(ids)
		key = strings.Join(ids, " ")
	}
	g := s.groups[key]
	if g == nil {
		g = &codeGroup{decided: decided}
		s.groups[key] = g
		s.order = append(s.order, g)
	}
	if certain > g.certain {
		g.certain, g.reason = certain, h.reason(candidates[0].hint)
	}
	for _, c := range candidates {
		at := slices.IndexFunc(g.candidates, func(other scored) bool { return other.entry == c.entry })
		if at < 0 {
			g.candidates = append(g.candidates, c)
		} else {
			g.candidates[at].score += c.score
		}
	}
	g.count++
	if len(g.mentions) < maxMentions {
		g.mentions = append(g.mentions, h.mention)
	}
}

// findings settles what is left and returns everything found.
func (s *scan) findings() Findings {
	s.settle(s.first + 1)
	result := Findings{Lines: s.lineNo - 1, Found: []Found{}, Unknown: s.unknown}
	if result.Unknown == nil {
		result.Unknown = []Unknown{}
	}
	slices.SortStableFunc(s.order, func(a, b *codeGroup) int { return b.certain - a.certain })
	for _, g := range s.order {
		result.Found = append(result.Found, s.found(g))
		for _, m := range g.mentions {
			result.Masked += m.masked
		}
	}
	for _, u := range s.unknown {
		result.Masked += u.masked
	}
	return result
}

func (s *scan) found(g *codeGroup) Found {
	slices.SortStableFunc(g.candidates, func(a, b scored) int {
		return cmp.Or(b.score-a.score, s.f.retired(a.entry)-s.f.retired(b.entry), a.entry-b.entry)
	})
	f := Found{
		Confidence: [...]Confidence{"", Low, Medium, High}[g.certain], Reason: g.reason, Decided: g.decided,
		Count: g.count, Mentions: g.mentions,
	}
	for _, c := range g.candidates {
		e := &s.f.entries[c.entry]
		f.Candidates = append(f.Candidates, Candidate{e.ID, e.Name, e.Title, e.URL, e.VendorName, e.SetTitle, c.score})
	}
	f.Code = f.Candidates[0].Code
	return f
}
