package find

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/errdocs/errdocs/search/resolve"
)

// codeHit is a mention that may be a code. It is decided when the words after it have been read.
type codeHit struct {
	word, line int // the word counts from the start of the text
	owners     []int
	shape      shape
	cue        cue
	key        string // the word that gave the cue
	parts      int    // words that the spelling is made of
	length     int
	number     int  // of a number
	assigned   bool // a value is assigned to it, as to a setting
	marked     bool // ":" or "=" is between it and the word in front
	mention    Mention
}

// hitAt returns the hit between two indexes of the line. Its first word is word i; if it has none, that is the next one.
func (s *scan) hitAt(i, start, end int, owners []int, look shape) codeHit {
	h := codeHit{
		word: s.first + i, line: s.lineNo, owners: owners, shape: look, length: end - start,
		mention: s.mention(start, end),
	}
	h.number, _ = strconv.Atoi(h.mention.Text)
	if i < len(s.starts) && s.starts[i] < end {
		h.cue, h.key = s.cue(i)
		h.marked = i > 0 && bytes.ContainsAny(s.gap(i-1, i), ":=")
	}
	return h
}

// settle decides about the hits in front of a word, around which everything has been read.
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
	for n < len(s.seen) && s.seen[n].word < oldest-hintReach {
		n++
	}
	s.seen = slices.Delete(s.seen, 0, n)
}

// evidence is what the hints around a hit suggest about one of its owners.
type evidence struct {
	entry  int
	score  int
	backed bool   // the owner's vendor is meant
	near   bool   // a hint on the same line shows it
	top    int    // points of the strongest hint that shows it
	hint   string // its text
}

// weighed is a hint where it counts most: one that occurs ten times counts once.
type weighed struct {
	*hintSeen
	times int
}

func (s *scan) around(h *codeHit) []weighed {
	var best []weighed
	for i := range s.seen {
		e := &s.seen[i]
		far := max(e.word-h.word, h.word-e.word)
		if far > hintReach || e.hint < 0 && far == 0 {
			continue
		}
		times := 1
		switch same := e.line == h.line; {
		case same && far <= hintClose:
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

// evidence returns what the hints around a hit suggest about its owners, and whether another vendor is much more likely
// meant.
func (s *scan) evidence(h *codeHit) (owners []evidence, foreign bool) {
	for _, entry := range h.owners {
		owners = append(owners, evidence{entry: entry})
	}
	others, most, best := map[string]int{}, 0, 0
	for _, w := range s.around(h) {
		meant := w.vendor == ""
		for i := range owners {
			o := &owners[i]
			entry := &s.f.entries[o.entry]
			if w.vendor == "" && entry.Space != resolve.SpaceGRPC || w.vendor != "" && w.vendor != entry.Vendor {
				continue
			}
			meant = true
			o.add(w, w.weight*w.times/pick(w.set != "" && w.set != entry.Set, 2, 1), s.f)
			best = max(best, o.score)
		}
		if !meant && w.weight >= minSupport {
			others[w.vendor] += w.weight * w.times
			most = max(most, others[w.vendor])
		}
	}
	return owners, most > 2*best
}

// add adds the points of a hint.
func (o *evidence) add(w weighed, points int, f *Finder) {
	o.score += points
	if w.weight < minSupport {
		return
	}
	o.backed = true
	o.near = o.near || w.times > 2
	if points > o.top && w.hint >= 0 {
		o.top, o.hint = points, f.hints[w.hint].text
	}
}

// decide adds a hit to its group if it is taken for a code.
func (s *scan) decide(h *codeHit) {
	owners, foreign := s.evidence(h)
	var candidates []evidence
	certain := 0
	for _, o := range owners {
		if c := h.certainty(s.f.entries[o.entry].Space, o.backed, o.near, foreign); c > 0 {
			candidates = append(candidates, o)
			certain = max(certain, c)
		}
	}
	if len(candidates) == 0 {
		return
	}
	s.f.sortLikeliest(candidates)
	decided := len(candidates) == 1 || candidates[0].score > 2*candidates[1].score || s.f.succeeds(candidates)
	if !decided {
		certain = min(certain, 2)
	}
	s.add(h, candidates, decided, certain)
}

// succeeds reports whether the first candidate is the only active one, and all are of one vendor.
func (f *Finder) succeeds(candidates []evidence) bool {
	first := f.entries[candidates[0].entry]
	return !first.Retired && !slices.ContainsFunc(candidates[1:], func(c evidence) bool {
		return f.entries[c.entry].Vendor != first.Vendor || !f.entries[c.entry].Retired
	})
}

// sortLikeliest sorts by score, active entries before retired ones.
func (f *Finder) sortLikeliest(list []evidence) {
	retired := func(s evidence) int { return pick(f.entries[s.entry].Retired, 1, 0) }
	slices.SortStableFunc(list, func(a, b evidence) int {
		return cmp.Or(b.score-a.score, retired(a)-retired(b), a.entry-b.entry)
	})
}

// certainty returns whether a hit is taken for a code of an entry: 0 for no, 1 to 3 for low to high confidence. Backed
// means that hints of the entry's vendor are around, near that they are on the same line, foreign that those of others
// are.
func (h *codeHit) certainty(space string, backed, near, foreign bool) int {
	announced := h.cue >= cueStatus
	switch h.shape {
	case shapeStrong:
		return pick(h.assigned && !backed, 0, 3)
	case shapeWeak:
		return pick(announced, pick(backed, 3, 2), pick(backed, 2, 0))
	case shapeUpper:
		byCode := h.cue >= cueCode && h.cue != cueHTTP
		if byCode && (backed || h.length >= minPlain) {
			return pick(backed, 3, 2)
		}
		mixed := strings.ContainsAny(h.mention.Text, "0123456789")
		return pick(announced && backed, 3, pick(byCode && mixed || near && h.length >= minAlone, 1, 0))
	case shapePlain:
		return pick(announced && backed, 2, 0)
	case shapeDigits:
		return pick(announced, pick(backed, 3, 2), pick(backed, 2, pick(h.parts > 2, 1, 0)))
	case shapePhrase:
		return pick(announced && backed || near, 2, 0)
	case shapeOther:
		return h.certaintyOther(backed, near)
	}
	switch space {
	case resolve.SpaceHTTP:
		return h.certaintyHTTP(backed, foreign)
	case resolve.SpaceGRPC:
		byKey := backed && h.marked && (h.key == "code" || h.key == "status")
		return pick(h.cue >= cueGRPC, pick(backed, 3, 2), pick(byKey, 3, 0))
	}
	return h.certaintyNumber(backed, near, foreign)
}

const (
	minPlain = 6 // letters of a word in capitals that is a code where a code is announced
	minAlone = 8 // letters of one that may be a code next to its vendor's name
)

// mustBeCode reports whether the word in front can only be followed by a code.
func (h *codeHit) mustBeCode() bool {
	return h.cue == cueCode || h.cue == cueGRPC || h.cue == cueStatus && h.key == "statuscode"
}

func (h *codeHit) certaintyOther(backed, near bool) int {
	switch {
	case h.cue >= cueGRPC:
		return pick(backed, 3, 2)
	case h.parts < 2:
		return pick(backed && h.mustBeCode(), 2, 0)
	case h.cue >= cueStatus:
		return pick(backed, 2, 1)
	case h.parts > 2:
		return pick(backed, 2, 1)
	}
	return pick(near, 1, 0)
}

func (h *codeHit) certaintyHTTP(backed, foreign bool) int {
	announced := h.cue >= cueStatus && h.cue != cueGRPC
	switch {
	case foreign:
		return 0
	case h.number < 400:
		return pick(announced && h.cue != cueError && backed, 3, 0)
	case announced:
		return pick(backed, 3, 2)
	}
	return pick(backed && (h.cue == cueProse || h.cue == cueHint), 2, 0)
}

// certaintyNumber is for a vendor's own numbers: the shorter, the more evidence they need.
func (h *codeHit) certaintyNumber(backed, near, foreign bool) int {
	announced := h.cue == cueCode || h.cue == cueError
	switch {
	case h.cue == cuePair, h.length > 4 && announced:
		return pick(backed, 3, 2)
	case backed && h.cue == cueAlone:
		return pick(near && h.length > 4, 1, 0)
	case backed && (h.length > 2 && announced || h.cue == cueCode):
		return 3
	case backed && h.length > 3 && h.cue <= cueStatus:
		return 2
	}
	known := h.cue == cueCode || h.cue == cueHTTP || h.cue == cueError && h.length > 3 || h.cue == cueStatus && (backed || h.length != 3)
	return pick(known && !foreign, 1, 0)
}

func pick[T any](cond bool, yes, no T) T {
	if cond {
		return yes
	}
	return no
}

// reason returns for people why a hit was taken for a code.
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
	candidates []evidence
	mentions   []Mention
}

func (s *scan) add(h *codeHit, candidates []evidence, decided bool, certain int) {
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
		at := slices.IndexFunc(g.candidates, func(other evidence) bool { return other.entry == c.entry })
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

// findings decides about the remaining hits and returns everything found.
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
	s.f.sortLikeliest(g.candidates)
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
