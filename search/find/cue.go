package find

import (
	"bytes"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/letters"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/pattern"
)

// cue is what the text around a number or a word suggests that it is.
type cue uint8

const (
	cueNone    cue = iota
	cueAlone       // ", 30004," with nothing next to it
	cueProse       // "returned 503", "500 error"
	cueHint        // right behind a hint: "Keyless 30004"
	cueBracket     // "(30004)"
	cueStatus      // "status: 429"
	cueError       // "error 30004"
	cueCode        // "errorCode": 30004
	cueHTTP        // "HTTP/1.1 429", "429 Too Many Requests"
	cueGRPC        // "grpc-status: 14", "codes.NotFound"
	cuePair        // a number with its own name: "14 UNAVAILABLE"
)

// The lists of tables.txt that cues are found by.
var (
	cueWords = func() map[string]cue {
		words := map[string]cue{}
		for name, c := range map[string]cue{"prose": cueProse, "status": cueStatus, "error": cueError, "code": cueCode, "grpc": cueGRPC} {
			for w := range tables.Words("cue " + name) {
				words[w] = c
			}
		}
		return words
	}()
	scriptCues    = strings.Fields(strings.Join(tables.Lines("scripts"), " "))
	statusKeys    = tables.Words("status keys")
	cueFillers    = tables.Words("fillers")
	carriers      = tables.Words("carriers")
	carried       = tables.Words("carried")
	otherCodes    = tables.Words("other codes")
	units         = tables.Words("units")
	statusPhrases = tables.Words("phrases")
	shortPhrases  = tables.Words("short phrases")
)

const maxGap = 12 // bytes between a word and the value that it announces

// cue returns the cue for word i, and the word that gives it. Negative words are those of the lines before, see before.
func (s *scan) cue(i int) (cue, string) {
	if s.inEnumeration(i) {
		return cueGRPC, s.small(i - 1)
	}
	j, isCarried := s.key(i)
	if j < 0 && !isCarried || !s.has(j) || !joins(s.between(j), isCarried) {
		return cueNone, ""
	}
	if c, key := s.cueOf(j); c != cueNone {
		return c, key
	}
	if j >= 0 && s.hinted[j] >= 0 {
		return cueHint, ""
	}
	return cueNone, ""
}

// key returns the word in front of word i that may be the key of its value, and whether something carries the value:
// "value" in {"key": "code", "value": 5}, which may be on another line.
func (s *scan) key(i int) (j int, isCarried bool) {
	j = i - 1
	for n := 0; n < maxCarriers && s.has(j); n++ {
		w, gap := s.small(j), s.between(j)
		switch {
		case joins(gap, isCarried) && (carriers[w] || isCarried && carried[w]) && (isCarried || !onlySpaces(gap)):
			isCarried = true
		case n < 3 && onlySpaces(gap) && cueFillers[w]:
		default:
			return j, isCarried
		}
		j--
	}
	return j, isCarried
}

const maxCarriers = 6

// inEnumeration reports whether word i is a member of one of gRPC's enumerations: StatusCode.UNAVAILABLE, codes.NotFound.
func (s *scan) inEnumeration(i int) bool {
	if i == 0 || string(s.gap(i-1, i)) != "." || isDigit(s.text(i)[0]) {
		return false
	}
	return enumerations[s.small(i-1)]
}

var enumerations = lists.Words("status statuscode code codes")

// cueOf returns the cue that word j gives for the value behind it.
func (s *scan) cueOf(j int) (cue, string) {
	key := s.label(s.small(j))
	before := ""
	if s.has(j-1) && len(s.between(j-1)) <= 2 {
		before = s.small(j - 1)
	}
	c := cueWords[key]
	switch {
	case c != cueNone:
	case strings.HasSuffix(key, "error"), strings.HasSuffix(key, "exception"), strings.HasSuffix(key, "errordomain"):
		c = cueError
	case strings.HasSuffix(key, "errorcode"), strings.HasSuffix(key, "reasoncode"), strings.HasSuffix(key, "errorcase"):
		c = cueCode
	case strings.HasSuffix(key, "statuscode"):
		c = cueStatus
	}
	switch {
	case key == "code" && otherCodes[before]:
		return cueNone, ""
	case key == "code" && before == "error":
		key = "error code"
	case key == "code" && (before == "status" || before == "response" || before == "http"):
		c = cueStatus
	case (key == "code" || key == "status" || key == "statuscode") && (before == "grpc" || before == "rpc"):
		c = cueGRPC
	}
	return c, key
}

var numberedField = pattern.New(`^c(?:s|n|fp)[1-9]$`)

// label returns the name of a field that CEF numbers, "cs1Label=errorCode cs1=30004", and other keys as they are.
func (s *scan) label(key string) string {
	if numberedField.MatchString(key) {
		if _, after, ok := bytes.Cut(s.line, []byte(key+"Label=")); ok {
			return string(s.fold(after[:min(endOfWord(after, 0), maxLabel)]))
		}
	}
	return key
}

const maxLabel = 24

// small returns word i in lower case and without "_", "" for a long one.
func (s *scan) small(i int) string {
	word := []byte(nil)
	if i < 0 {
		at := s.lastWords()[len(s.earlier)+i]
		word = s.joined[at[0]:at[1]]
	} else {
		word = s.text(i)
	}
	if len(word) > 24 {
		return ""
	}
	return string(s.fold(word))
}

// has reports whether there is a word i; a negative one is in a line before.
func (s *scan) has(i int) bool { return i >= 0 || i >= -len(s.lastWords()) }

// between returns what is between word i and the next.
func (s *scan) between(i int) []byte {
	if i >= 0 {
		return s.gap(i, i+1)
	}
	words := s.lastWords()
	n := len(words) + i
	if i < -1 {
		return s.joined[words[n][1]:words[n+1][0]]
	}
	end := len(s.line)
	if len(s.starts) > 0 {
		end = s.starts[0]
	}
	return append(slices.Clip(s.joined[words[n][1]:]), s.line[:end]...)
}

// remember keeps the end of the line, for values whose key is on a line before. An empty line separates them.
func (s *scan) remember() {
	oldest := s.tails[0][:0]
	copy(s.tails[:], s.tails[1:])
	from, n := 0, len(s.starts)
	if n > maxCarriers {
		from = s.starts[n-maxCarriers]
	}
	if n == 0 {
		for i := range s.tails {
			s.tails[i] = s.tails[i][:0]
		}
	}
	s.tails[len(s.tails)-1] = append(append(oldest, s.line[from:]...), '\n')
	s.earlier = nil
}

// lastWords returns where the last words of the lines before are in s.joined.
func (s *scan) lastWords() [][2]int {
	if s.earlier == nil {
		s.joined = bytes.Join(s.tails[:], nil)
		s.earlier = [][2]int{}
		for i := 0; i < len(s.joined); i++ {
			if start := i; isWordByte(s.joined[i]) {
				for i < len(s.joined) && isWordByte(s.joined[i]) {
					i++
				}
				s.earlier = append(s.earlier, [2]int{start, i})
			}
		}
		s.earlier = s.earlier[max(0, len(s.earlier)-maxCarriers):]
	}
	return s.earlier
}

func onlySpaces(gap []byte) bool { return len(bytes.Trim(gap, " \t")) == 0 }

// joins reports whether a gap can be between a key and its value, or its carrier.
func joins(gap []byte, isCarried bool) bool {
	marks := " \t\"'`\\:=>([{#~*|-"
	if isCarried {
		gap, marks = bytes.ReplaceAll(gap, []byte(" "), nil), marks+"</,}]\r\n"
	}
	if len(gap) == 0 || len(gap) > maxGap || string(gap) == "-" {
		return isCarried && len(gap) == 0
	}
	return bytes.IndexFunc(gap, func(c rune) bool { return !strings.ContainsRune(marks, c) }) < 0
}

// number notes word i, a number that is the name of an entry, if it may be a code where it is.
func (s *scan) number(i int, owners []int) {
	column, inTable := s.column(i)
	if column == cueNone && s.isAmount(i) && !s.atStatus(i) || s.isProcess(i) {
		return
	}
	c, _ := s.cue(i)
	if c = s.numberCue(i, owners, c); inTable && c < cueStatus {
		c = column
	}
	if c != cueNone && !s.unlisted(i, c, owners) {
		h := s.hitAt(i, s.starts[i], s.ends[i], owners, shapeNumber)
		h.cue, h.isRPC = c, c == cueCode && h.number <= maxRPC && s.isAt(i, "rpc")
		s.pending = append(s.pending, h)
	}
}

const maxRPC = 16 // the largest number of a gRPC status

// numberCue refines c, the cue for any word, by what only applies to numbers.
func (s *scan) numberCue(i int, owners []int, c cue) cue {
	before, after := s.byteAt(s.starts[i]-1), s.byteAt(s.ends[i])
	switch {
	case s.hasName(i+1, owners) && string(s.gap(i, i+1)) == " ", s.afterName(i, owners):
		return cuePair
	case s.afterHTTP(i), before == '(' && after == ')' && len(s.text(i)) == 3 && s.afterPhrase(i):
		return cueHTTP
	case len(s.text(i)) == 3 && s.beforePhrase(i):
		if first := s.text(i + 1)[0]; isCapital(first) {
			return cueHTTP
		}
		return max(c, pick(before == ' ', cueProse, cueNone))
	case c > cueHint:
		if s.isSpanStatus(i, c) {
			return cueNone
		}
	case s.isStatusField(i), s.atStatus(i):
		return cueStatus
	case s.afterScript(i):
		return cueError
	case i+1 < len(s.starts) && string(s.gap(i, i+1)) == " " && (s.small(i+1) == "error" || s.small(i+1) == "response"):
		return cueProse
	case c == cueNone && (before == '(' && after == ')' || before == '[' && after == ']' || before == '#' && !s.isCounted(i)):
		return cueBracket
	case c == cueNone && s.isAlone(i):
		return cueAlone
	}
	return c
}

// isStatusField reports whether the key of word i names a status, such as upstream_status.
func (s *scan) isStatusField(i int) bool {
	j, isCarried := s.key(i)
	if !s.has(j) || !joins(s.between(j), isCarried) || onlySpaces(s.between(j)) {
		return false
	}
	key := s.small(j)
	return statusKeys[key] || strings.HasSuffix(key, "status")
}

// isSpanStatus reports whether word i is the code of a span in OpenTelemetry, 0 to 2: "status": {"code": 2}.
func (s *scan) isSpanStatus(i int, c cue) bool {
	j, _ := s.key(i)
	return c == cueCode && len(s.text(i)) == 1 && s.text(i)[0] <= '2' && s.has(j-1) && s.small(j) == "code" && s.small(j-1) == "status" &&
		bytes.IndexByte(s.between(j-1), '{') >= 0
}

// afterScript reports whether a word of another script is in front of word i that announces codes.
func (s *scan) afterScript(i int) bool {
	from := 0
	if i > 0 {
		from = s.ends[i-1]
	}
	gap := s.line[from:s.starts[i]]
	return slices.ContainsFunc(scriptCues, func(w string) bool {
		at := bytes.LastIndex(gap, []byte(w))
		return at >= 0 && len(gap)-at-len(w) <= maxGap
	})
}

// linePatterns match lines with numbers at a position.
var linePatterns = map[string][]pattern.Regexp{"access": patternsOf("access"), "rpc": patternsOf("rpc"), "processes": patternsOf("processes")}

func patternsOf(name string) []pattern.Regexp {
	return lists.Each(tables.Lines(name), pattern.New)
}

// atStatus reports whether word i is where a kind of access log has a status.
func (s *scan) atStatus(i int) bool {
	return len(s.text(i)) == 3 && strings.IndexByte(" /\t", s.byteAt(s.starts[i]-1)) >= 0 && s.isAt(i, "access")
}

// isProcess reports whether word i is the number of a process in brackets.
func (s *scan) isProcess(i int) bool {
	return strings.IndexByte("])", s.byteAt(s.ends[i])) >= 0 && s.byteAt(s.ends[i]+1) == ':' && s.isAt(i, "processes")
}

// isAt reports whether word i is where a kind of line has a number.
func (s *scan) isAt(i int, kind string) bool {
	return slices.Contains(s.once(kind, func() (starts []int) {
		for _, p := range linePatterns[kind] {
			for n, at := range p().FindSubmatchIndex(s.line) {
				if n > 1 && n%2 == 0 {
					starts = append(starts, at)
				}
			}
		}
		return starts
	}), s.starts[i])
}

// isCounted reports whether word i numbers what is not a code: "order #30004".
func (s *scan) isCounted(i int) bool {
	return slices.Contains(s.once("counted", func() []int {
		return lists.Each(s.f.resolver.Numbers(s.line), func(at [2]int) int { return at[1] })
	}), s.ends[i])
}

// isAlone reports whether only punctuation is next to word i.
func (s *scan) isAlone(i int) bool {
	if i == 0 {
		return true
	}
	gap := s.gap(i-1, i)
	return !bytes.ContainsAny(gap, ":=") && (bytes.ContainsAny(gap, `,;"'{}>|`) || bytes.Contains(gap, []byte(". ")))
}

// hasName reports whether a name of one of the entries is at word i.
func (s *scan) hasName(i int, entries []int) bool {
	if i >= len(s.starts) {
		return false
	}
	return slices.ContainsFunc(s.f.names[string(s.text(i))], func(n name) bool { return haveCommon(n.entries, entries) && s.nameAt(i, &n) > 0 })
}

func haveCommon(a, b []int) bool {
	return slices.ContainsFunc(a, func(n int) bool { return slices.Contains(b, n) })
}

// afterName reports whether word i is the number in "unavailable (14)".
func (s *scan) afterName(i int, entries []int) bool {
	if i == 0 || string(s.gap(i-1, i)) != "(" && string(s.gap(i-1, i)) != " (" {
		return false
	}
	return haveCommon(s.f.folds[string(s.fold(s.text(i-1)))].entries, entries)
}

// isAmount reports whether the number at word i is part of a longer one, or counts something.
func (s *scan) isAmount(i int) bool {
	start, end := s.starts[i], s.ends[i]
	before, after := s.byteAt(start-1), s.byteAt(end)
	switch {
	case (before == '.' || before == ':' || before == ',') && isDigit(s.byteAt(start-2)),
		(after == '.' || after == ':' || after == ',') && isDigit(s.byteAt(end+1)),
		before == '$' || before == '@' || before == '/' || before == '+' || after == '%',
		after == '/' && isDigit(s.byteAt(end+1)):
		return true
	case before == '-' && !isWordByte(s.byteAt(start-2)),
		after == '-' && isWordByte(s.byteAt(end+1)):
		return true
	}
	return i+1 < len(s.starts) && len(s.gap(i, i+1)) <= 1 && units[s.small(i+1)] || s.inUnits(i)
}

// inUnits reports whether the key of the value at word i ends with a unit: duration_ms.
func (s *scan) inUnits(i int) bool {
	j, isCarried := s.key(i)
	if j < 0 || !joins(s.between(j), isCarried) {
		return false
	}
	word := s.text(j)
	return units[letters.Lower(string(word[bytes.LastIndexByte(word, '_')+1:]))] && bytes.IndexByte(word, '_') > 0
}

// afterHTTP reports whether "HTTP/1.1", "HTTP/2", "HTTP" or okhttp's "<--" is in front of word i.
func (s *scan) afterHTTP(i int) bool {
	if bytes.HasSuffix(s.line[:s.starts[i]], []byte("<-- ")) {
		return true
	}
	j := i - 1
	if j < 0 || len(s.gap(j, i)) > 3 || len(bytes.Trim(s.gap(j, i), "\" :=")) > 0 {
		return false
	}
	if j > 0 && len(s.text(j)) == 1 && string(s.gap(j-1, j)) == "." && len(s.text(j-1)) == 1 {
		j--
	}
	if j > 0 && isDigit(s.text(j)[0]) && string(s.gap(j-1, j)) == "/" {
		j--
	} else if j != i-1 {
		return false
	}
	return s.small(j) == "http"
}

// beforePhrase reports whether the phrase of an HTTP status follows word i.
func (s *scan) beforePhrase(i int) bool {
	if i+1 >= len(s.starts) || string(s.gap(i, i+1)) != " " && string(s.gap(i, i+1)) != " (" {
		return false
	}
	one := s.small(i + 1)
	if shortPhrases[one] {
		return true
	}
	return i+2 < len(s.starts) && len(s.gap(i+1, i+2)) == 1 && statusPhrases[one+s.small(i+2)]
}

// afterPhrase reports whether the phrase of an HTTP status is in front of word i: "too many requests (429)".
func (s *scan) afterPhrase(i int) bool {
	if i == 0 || string(s.gap(i-1, i)) != " (" {
		return false
	}
	for j := max(0, i-3); j < i-1; j++ {
		if string(s.gap(j, j+1)) == " " && statusPhrases[s.small(j)+s.small(j+1)] {
			return true
		}
	}
	return shortPhrases[s.small(i-1)]
}
