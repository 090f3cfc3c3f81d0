package find

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/search/resolve"
)

// codeHit is a mention that may be a code. It is decided when the words after it have been read.
type codeHit struct {
	word, line int // the word counts from the start of the text
	record     int
	entry      int
	owners     []int
	shape      shape
	cue        cue
	key        string // the word that gave the cue
	parts      int    // words that the spelling is made of
	length     int
	number     int      // of a number; how many words a name has that is written apart
	assigned   bool     // a value is assigned to it, as to a setting
	hasClass   bool     // the name starts with that of a class of the vendor
	marked     bool     // ":" or "=" is between it and the word in front
	isRPC      bool     // it is in an object that has a gRPC status
	vendor     string   // the only one that the line names
	filled     []string // of a message
	mention    Mention
}

// hitAt returns the hit between two indexes of the line. Its first word is word i; if it has none, that is the next one.
func (s *scan) hitAt(i, start, end int, owners []int, look shape) codeHit {
	h := codeHit{
		word: s.first + i, line: s.lineNo, record: s.record, entry: s.entry, owners: owners, shape: look, length: end - start,
		mention: s.mention(start, end), vendor: s.vendor,
	}
	h.number, _ = strconv.Atoi(h.mention.Text)
	if i < len(s.starts) && s.starts[i] < end {
		h.cue, h.key = s.cue(i)
		if c, inTable := s.column(i); inTable && h.cue == cueNone {
			h.cue = c
		}
		h.marked = i > 0 && bytes.ContainsAny(s.gap(i-1, i), ":=")
	}
	return h
}

// settle decides about the hits in front of a word, around which everything has been read.
func (s *scan) settle(before int) {
	n := 0
	for n < len(s.pending) && s.pending[n].word < before {
		if s.pending[n].shape != shapeFailure {
			s.decide(&s.pending[n])
		}
		n++
	}
	for i := range s.pending[:n] {
		if s.pending[i].shape == shapeFailure {
			s.failed(&s.pending[i])
		}
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

// decide adds a hit to its group if it is taken for a code. One that another vendor's name is nearer to is listed as
// not known, unless its name is specific.
func (s *scan) decide(h *codeHit) {
	if h.word < s.taken && h.shape != shapeParted {
		return // a part of a name
	}
	owners, other := s.evidence(h)
	if len(owners) == 0 && s.f.certainty(h, evidence{entry: h.owners[0]}) > 0 && s.f.entries[h.owners[0]].Space == "" {
		s.note(Unknown{Mention: h.mention, Of: s.f.vendorName(s.f.vendor)}) // a code of another vendor than is asked for
		return
	}
	var candidates []evidence
	certain := 0
	for _, o := range owners {
		if c := s.f.certainty(h, o); c > 0 {
			candidates = append(candidates, o)
			certain = max(certain, c)
		}
	}
	if len(candidates) == 0 && h.shape == shapeUpper && h.cue >= cueStatus && h.length >= minPlain && h.word == 1 && s.first == 2 {
		candidates, certain = owners, 1 // a key and its value are all that the text has
	}
	if len(candidates) == 0 || h.isVague() && s.hasFailure(h.line) {
		return
	}
	if other != "" && !h.isSpecific() {
		if s.f.entries[h.owners[0]].Space != resolve.SpaceHTTP { // which every vendor has
			s.note(Unknown{Mention: h.mention, Of: s.f.vendorName(other), Foreign: strings.HasPrefix(other, foreignID)})
		}
		return
	}
	s.f.sortLikeliest(candidates)
	if h.vendor = s.without(h, candidates); h.vendor != "" {
		certain = 1
	}
	decided := len(candidates) == 1 || candidates[0].score > 2*candidates[1].score || s.f.succeeds(candidates)
	if !decided && h.shape != shapeOwn {
		certain = min(certain, 2)
	}
	if s.add(h, candidates, decided, certain); h.shape == shapeParted {
		s.taken = h.word + h.number
	}
}

// without returns the vendor that the line names if none of the candidates is its, and nothing shows their vendors. It may be named as
// something else: "Visa" is a brand of cards, too.
func (s *scan) without(h *codeHit, candidates []evidence) string {
	isShown := func(c evidence) bool { return c.near >= reachRecord || s.f.entries[c.entry].Vendor == h.vendor }
	return pick(h.shape == shapeOwn || slices.ContainsFunc(candidates, isShown), "", h.vendor)
}

// isVague reports whether a name is a word like any other.
func (h *codeHit) isVague() bool {
	return h.cue < cueCode && (h.shape == shapePlain || h.shape == shapePhrase || h.shape == shapeOther && h.parts < 2)
}

// hasFailure reports whether a line has the words of a failed connection, of which "timeout" is one.
func (s *scan) hasFailure(line int) bool {
	return slices.ContainsFunc(s.pending, func(h codeHit) bool { return h.shape == shapeFailure && h.line == line })
}

// isSpecific reports whether nobody else has the name: it has a number in it, or many words.
func (h *codeHit) isSpecific() bool {
	return h.shape == shapeOwn || h.shape == shapeStrong && (h.parts > 3 || strings.ContainsAny(h.mention.Text, "0123456789.:/#"))
}

// vendorName returns the name of a vendor by its id.
func (f *Finder) vendorName(id string) string {
	if i := slices.IndexFunc(f.entries, func(e resolve.Entry) bool { return e.Vendor == id }); i >= 0 {
		return f.entries[i].VendorName
	}
	return strings.TrimPrefix(id, foreignID)
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

// certainty returns whether a hit is taken for a code of an owner: 0 for no, 1 to 3 for low to high confidence. High
// needs the vendor in the record; names of common words and statuses are uncertain where nothing shows the vendor.
func (f *Finder) certainty(h *codeHit, o evidence) int {
	switch h.shape {
	case shapeOwn:
		return 3
	case shapeFailure, shapeMessage:
		return pick(o.near >= reachRecord, 3, 2)
	}
	space := f.entries[o.entry].Space
	certain := h.shapeCertainty(space, o.backed, o.near == reachLine, len(f.vendors) == 1)
	if h.shape == shapePlain && o.near == reachNone {
		return 0
	}
	if o.near >= reachRecord || h.shape == shapeStrong && h.hasClass {
		return certain
	}
	isCommon := isCommon(h.mention.Text, f.common)
	if h.shape == shapeNumber {
		isCommon = space != "" || h.cue != cuePair && len(f.vendors) > 1
	}
	return min(certain, pick(isCommon && o.near == reachNone, 1, 2))
}

// isCommon reports whether a name is made of the words of many vendors.
func isCommon(name string, common map[string]bool) bool {
	return !slices.ContainsFunc(namePieces(name), func(w string) bool { return !common[w] })
}

// shapeCertainty is certainty by the shape of the name and by what announces it.
func (h *codeHit) shapeCertainty(space string, backed, near, alone bool) int {
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
	case shapeParted:
		return pick(near, pick(announced || h.parts > 2, 2, 1), 0)
	}
	switch space {
	case resolve.SpaceHTTP:
		return h.certaintyHTTP(backed)
	case resolve.SpaceGRPC:
		byKey := backed && h.marked && (h.key == "code" || h.key == "status")
		return pick(h.cue >= cueGRPC || h.isRPC, pick(backed, 3, 2), pick(byKey, 3, 0))
	}
	return h.certaintyNumber(backed, near, alone)
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
	case h.cue >= cueStatus || h.parts > 2:
		return pick(backed, 2, 1)
	}
	return pick(near, 1, 0)
}

func (h *codeHit) certaintyHTTP(backed bool) int {
	announced := h.cue >= cueStatus && h.cue != cueGRPC
	switch {
	case h.number < 400:
		return pick(announced && h.cue != cueError && backed, 3, 0)
	case announced:
		return pick(backed, 3, 2)
	}
	return pick(backed && (h.cue == cueProse || h.cue == cueHint), 2, 0)
}

// certaintyNumber is for a vendor's own numbers: the shorter, the more evidence they need. Alone means that the catalog
// has only one vendor: "Error 1020" is then likely its.
func (h *codeHit) certaintyNumber(backed, near, alone bool) int {
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
	known := h.cue == cueCode || h.cue == cueHTTP || h.cue == cueError && h.length > 3 && (h.length > 4 || alone) || h.cue == cueStatus && (backed || h.length != 3)
	return pick(known, 1, 0)
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
	case h.shape == shapeOwn:
		why = "ID or address of this catalog"
	case h.shape == shapeFailure:
		why = "No answer"
	case h.shape == shapeMessage:
		why = "Message of the vendor"
	case h.shape == shapeOther, h.shape == shapeParted:
		why = "Other spelling"
	case h.shape != shapeNumber:
	case h.cue == cueHTTP, h.cue == cueStatus && h.key == "": // where the line has one
		why = "HTTP status"
	case h.cue == cueGRPC:
		why = "gRPC status"
	case h.cue == cuePair:
		why = "Number with its name"
	case h.cue >= cueStatus && h.key != "":
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
	without    string // the vendor that the line of each mention names
	candidates []evidence
	mentions   []Mention
	records    []int // of the mentions
	filled     []string
}

func (s *scan) add(h *codeHit, candidates []evidence, decided bool, certain int) {
	key := s.f.entries[candidates[0].entry].ID
	if !decided {
		ids := lists.Each(candidates, func(c evidence) string { return s.f.entries[c.entry].ID })
		slices.Sort(ids)
		key = strings.Join(ids, " ")
	}
	g := s.groups[key]
	if g == nil {
		g = &codeGroup{decided: decided, without: h.vendor}
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
	g.without = pick(g.without == h.vendor, h.vendor, "")
	g.count++
	if len(g.mentions) < maxMentions {
		g.mentions, g.records = append(g.mentions, h.mention), append(g.records, h.record)
	}
	if g.filled == nil {
		g.filled = h.filled
	}
	if s.coded = append(s.coded, h.entry); len(s.coded) > maxCoded {
		s.coded = slices.Delete(s.coded, 0, 1)
	}
}

const maxCoded = 64 // entries with a code that are kept

// endText decides about the remaining hits of a text, and returns how many lines it has.
func (s *scan) endText() int {
	s.release()
	s.settle(s.first + 1)
	lines := s.lineNo - 1
	next := newScan(s.f)
	next.groups, next.order, next.unknown, next.said, next.record = s.groups, s.order, s.unknown, s.said, s.record+1
	*s = *next
	return lines
}

// findings returns everything found.
func (s *scan) findings(lines int) Findings {
	result := Findings{Lines: lines, Found: []Found{}, Unknown: append([]Unknown{}, s.unknown...)}
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
	result.Said = s.leftSaid()
	return result
}

// leftSaid returns what responses say of themselves in which no code was found. One key alone may be anything.
func (s *scan) leftSaid() []Said {
	records := map[int]int{}
	for _, said := range s.said {
		records[said.record]++
	}
	for _, g := range s.order {
		for _, r := range g.records {
			delete(records, r)
		}
	}
	return lists.Filter(s.said, func(said Said) bool { return records[said.record] > 1 })
}

func (s *scan) found(g *codeGroup) Found {
	s.f.sortLikeliest(g.candidates)
	f := Found{
		Confidence: [...]Confidence{"", Low, Medium, High}[g.certain], Reason: g.reason, Decided: g.decided,
		Count: g.count, Mentions: g.mentions, Filled: g.filled, Without: s.f.vendorName(g.without),
		Said: lists.Filter(s.said, func(said Said) bool { return slices.Contains(g.records, said.record) }),
	}
	if g.candidates[0].entry >= s.f.known {
		f.Headline = Headline
	}
	for _, c := range g.candidates {
		e := &s.f.entries[c.entry]
		f.Candidates = append(f.Candidates, Candidate{e.ID, e.Name, e.Title, e.URL, e.VendorName, e.SetTitle, c.score})
	}
	f.Code = f.Candidates[0].Code
	return f
}
