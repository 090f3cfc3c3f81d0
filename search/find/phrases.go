package find

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/letters"
	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/search/resolve"
)

// Message is the text of an error as its vendor writes it, with placeholders such as {name}, <name>, %s and "…".
type Message struct{ ID, Text string }

// Said is what a response says of itself: that it is retryable, who has to act, where it is documented.
type Said struct {
	Key   string `json:"key"`
	Value string `json:"value"`
	Line  int    `json:"line"`

	record int
}

// phrase is a sequence of words in small letters that is looked for; "*" is any word. With "$" it ends its line. It starts a message of the
// catalog, says that a connection failed, or is the key of what a response says of itself.
type phrase struct {
	words   []string
	atEnd   bool
	failure int // index in failures, -1: none
	message *message
}

// message is a Message as it is looked for.
type message struct {
	text    string // words of it that are next to each other
	pattern pattern.Regexp
	names   []string // of its placeholders
	entries []int
}

// failure is a kind of failed connections: its name, what it is called, and what is said of it.
type failure struct {
	name, title string
	lines       []string
}

// failures are those of the tables.
var failures = func() (list []failure) {
	for _, t := range tables {
		if kind, ok := strings.CutPrefix(t.Name, "failure "); ok {
			name, title, _ := strings.Cut(kind, ": ")
			list = append(list, failure{name, title, t.Lines})
		}
	}
	return list
}()

const (
	transport = "transport" // the set that failures are shown in
	// Headline is what to do about a failed connection.
	Headline = "Unknown whether it happened: check the state first"

	minWords = 3 // words of a message that is looked for
)

// indexFailures adds the failures as entries of each vendor, behind those of the catalog.
func (f *Finder) indexFailures() {
	f.entries = slices.Clone(f.entries)
	for _, e := range f.entries[:f.known] {
		if _, ok := f.vendors[e.Vendor]; ok {
			continue
		}
		f.vendors[e.Vendor] = len(f.entries)
		for _, kind := range failures {
			f.entries = append(f.entries, resolve.Entry{
				ID: e.Vendor + "/" + transport + "/" + kind.name, Name: kind.name, Title: kind.title, URL: e.Vendor + "/",
				Vendor: e.Vendor, VendorName: e.VendorName, Set: transport, SetTitle: "Transport",
			})
		}
	}
	for i, kind := range failures {
		for _, line := range kind.lines {
			f.addPhrase(line, phrase{failure: i})
		}
	}
	for _, line := range tables.Lines("verdicts") {
		f.addPhrase(line, phrase{failure: -1})
	}
}

func (f *Finder) addPhrase(text string, p phrase) {
	text, p.atEnd = strings.CutSuffix(letters.Lower(text), "$")
	p.words = strings.Fields(text)
	last := p.words[len(p.words)-1]
	f.phrases[last] = append(f.phrases[last], p)
}

var holes = pattern.New(`\$?\{([^{}]*)\}|<([A-Za-z][^<>]*)>|%(?:[0-9]\$|\([a-z_]+\))?[-+#0-9.]*[a-z]|\.\.\.|…`)

// indexMessages adds the messages of the catalog that have enough words of their own.
func (f *Finder) indexMessages(list []Message) {
	at, known := map[string]int{}, map[string]*message{}
	for i, e := range f.entries {
		at[e.ID] = i
	}
	for _, m := range list {
		entry, ok := at[m.ID]
		if have := known[m.Text]; have != nil && ok {
			have.entries = appendNew(have.entries, entry)
		}
		if !ok || known[m.Text] != nil {
			continue
		}
		one := newMessage(m.Text)
		if one == nil {
			continue
		}
		one.entries = []int{entry}
		known[m.Text] = one
		f.messages = append(f.messages, one)
		f.addPhrase(one.text, phrase{failure: -1, message: one})
	}
}

// newMessage returns a message, nil if it has too few words of its own.
func newMessage(text string) *message {
	one := &message{names: []string{}}
	expression, from, words := "", 0, 0
	literal := func(part string) {
		pieces := strings.FieldsFunc(part, isBreak)
		words += len(pieces)
		if pieces = pieces[:min(len(pieces), maxHintWords)]; len(pieces) > len(strings.Fields(one.text)) {
			one.text = strings.Join(pieces, " ")
		}
		for i, run := range strings.Fields(part) {
			expression += pick(i > 0 || strings.HasPrefix(part, " ") && expression != "", "[ \t]+", "") + regexp.QuoteMeta(run)
		}
		expression += pick(strings.HasSuffix(part, " ") && strings.TrimSpace(part) != "", "[ \t]+", "")
	}
	for _, m := range holes().FindAllStringSubmatchIndex(text, -1) {
		literal(text[from:m[0]])
		name := ""
		for g := 2; g < len(m); g += 2 {
			if m[g] >= 0 {
				name = text[m[g]:m[g+1]]
			}
		}
		one.names = append(one.names, name)
		expression += pick(m[1] == len(text), `([^ \t\n"',;}]{1,80})`, `([^\n]{1,80}?)`)
		from = m[1]
	}
	literal(text[from:])
	if words < minWords {
		return nil
	}
	one.pattern = pattern.New(expression)
	return one
}

// phrasesAt handles the phrases that end at word i.
func (s *scan) phrasesAt(i int) {
	word := s.text(i)
	if len(word) > maxPhraseWord {
		return
	}
	s.folded = s.folded[:0]
	for _, c := range word {
		s.folded = append(s.folded, lowerByte(c))
	}
	for _, p := range s.f.phrases[string(s.folded)] {
		if !s.hasPhrase(p.words) || p.atEnd && !s.endsLine(i-len(p.words)+1, i) {
			continue
		}
		switch {
		case p.message != nil:
			s.messageAt(i, p.message)
		case p.failure >= 0:
			h := s.hitAt(i, s.starts[i], s.ends[i], nil, shapeFailure)
			h.number = p.failure
			s.pending = append(s.pending, h)
		default:
			s.saidAt(i, len(p.words))
		}
	}
}

// endsLine reports whether the words from first to i are all that follows a colon: "Post …: EOF".
func (s *scan) endsLine(first, i int) bool {
	return first >= 0 && bytes.HasSuffix(s.line[:s.starts[first]], []byte(": ")) && len(bytes.Trim(s.line[s.ends[i]:], "\"') \r")) == 0
}

const maxPhraseWord = 40

// hasPhrase reports whether the words before the last one are in front of the word that is read.
func (s *scan) hasPhrase(words []string) bool {
	n := len(words) - 1
	for i, want := range words[:n] {
		if have := s.recent[maxRecent-n+i]; want != "*" && !sameWord(have, want, false) {
			return false
		}
	}
	return true
}

// messageAt notes a message of the catalog on the line, with what its placeholders are filled with.
func (s *scan) messageAt(i int, m *message) {
	at := s.once(m, func() []int { return m.pattern().FindSubmatchIndex(s.line) })
	if at == nil || s.starts[i] < at[0] || s.starts[i] >= at[1] {
		return
	}
	h := s.hitAt(i, at[0], at[1], m.entries, shapeMessage)
	for n, name := range m.names {
		value, _ := maskCards(s.line[at[2*n+2]:at[2*n+3]])
		h.filled = append(h.filled, cmp.Or(name, "…")+" = "+string(value))
	}
	s.pending = append(s.pending, h)
}

var saidValue = pattern.New(`^["'\\ ]{0,4}[:=][ "'\\]{0,4}(true|false|yes|no|[0-9]{1,10}|https?://[^"'\\,;} \t\r\n<]{1,200}|urn:[^"'\\,;} \t\r\n<]{1,200})(?:["'\\,;}\] \t\r\n<]|$)`)

const maxSaid = 20

// saidAt notes what a response says of itself, with a key of n words that ends with word i. Where its type is the
// address of somebody else, that is evidence against the vendors of the catalog.
func (s *scan) saidAt(i, n int) {
	m := saidValue.FindSubmatch(s.line[s.ends[i]:])
	if m == nil || i < n-1 {
		return
	}
	key, value := string(s.line[s.starts[i-n+1]:s.ends[i]]), string(m[1])
	_, address, isURL := strings.Cut(value, "://")
	if letters.Lower(key) == "type" && !isURL && !strings.HasPrefix(value, "urn:") {
		return
	}
	if host, _, _ := strings.Cut(address, "/"); isURL {
		s.seen = append(s.seen, hintSeen{s.first + i, s.lineNo, s.record, -1, foreignID + host, "", weightForeign, ""})
	}
	if len(s.said) < maxSaid {
		s.said = append(s.said, Said{key, value, s.lineNo, s.record})
	}
}

// namedHost matches a line that says which host did not answer. An IP address may be that of a vendor's host.
var namedHost = pattern.New(`://|\b[A-Za-z][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)*:[0-9]{2,5}\b`)

// failed decides about a failed connection: it is listed where a vendor is near and no code tells more.
func (s *scan) failed(h *codeHit) {
	best := reachNone
	if first, ok := s.f.vendors[s.f.vendor]; ok {
		h.owners, best = []int{first + h.number}, reachLine
	}
	hasHost := namedHost.MatchString(h.mention.Snippet)
	for _, w := range s.around(h) {
		first, ok := s.f.vendors[w.vendor]
		isNear := w.near == reachLine || !hasHost && (w.near == reachRecord || w.before)
		if !ok || !isNear || w.weight < minSupport || w.hint < 0 || w.near < best {
			continue
		}
		if w.near > best {
			h.owners, best = nil, w.near
		}
		h.owners = appendNew(h.owners, first+h.number)
	}
	if len(h.owners) == 0 || slices.Contains(s.coded, h.entry) || s.lastFailed == h.entry && s.lastKind != h.number {
		return
	}
	s.lastFailed, s.lastKind = h.entry, h.number
	s.decide(h)
}
