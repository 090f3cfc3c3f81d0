package find

import (
	"bytes"
	"slices"
	"strings"
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

// cueWords are the words in front of a value, in lower case and without "_".
var cueWords = cueTable(map[cue]string{
	cueProse: `returned returns return returning got get gets getting received receive receives responded
		responds answered gave gives threw throws throw hit hits hitting saw see sees seeing shows showing fails
		fail failing case`,
	cueStatus: `status statuscode httpcode httpstatus httpstatuscode httpresponsecode responsecode
		responsestatus http type`,
	cueError: `error err exception failure fault failed fehler erreur errore erro`,
	cueCode: `code errorcode errcode reasoncode resultcode failurecode errno reason errorreason codename
		fehlercode codigo codice returncode declinecode faultcode sqlcode sqlstate hresult`,
	cueGRPC: `grpcstatus grpccode grpcstatuscode rpccode rpcstatus`,
})

func cueTable(words map[cue]string) map[string]cue {
	table := map[string]cue{}
	for c, list := range words {
		for w := range wordSet(list) {
			table[w] = c
		}
	}
	return table
}

var (
	// Words between such a word and the value.
	cueFillers = wordSet("a an as by is no nr number of the to value was with")
	// Words in front of "code" that make it something else than the code of an error.
	otherCodes = wordSet(`access activation area bank bar card color colour confirmation country currency
		discount exit geo hash invite key language line mcc merchant one otp pass passcode phone pin post postal
		process product promo qr referral region security sms sort source time verification version voucher zip`)
	// Words behind a number that is an amount.
	units = wordSet(`b bytes chars days eur gb gbp hours hrs items kb mb milliseconds min mins minutes ms
		ns of percent px records requests retries rows s sec secs seconds times transactions usd users`)
	// The first words of the phrases that go with an HTTP status.
	statusPhrases = wordSet(`badgateway badrequest conflict forbidden gatewaytime gatewaytimeout internalserver
		methodnot notfound notimplemented ok paymentrequired requesttime requesttimeout servicetemporarily
		serviceunavailable toomany unauthorized unprocessable unprocessableentity`)
	shortPhrases = wordSet("conflict forbidden ok unauthorized")
)

const maxGap = 12 // bytes between a word and the value that it announces

// cue returns the cue for word i, and the word that gives it.
func (s *scan) cue(i int) (cue, string) {
	if s.inEnumeration(i) {
		return cueGRPC, s.small(i - 1)
	}
	j := i - 1
	for skipped := 0; j >= 0 && skipped < 3 && onlySpaces(s.gap(j, j+1)) && cueFillers[s.small(j)]; skipped++ {
		j--
	}
	if j < 0 || !joins(s.gap(j, j+1)) {
		return cueNone, ""
	}
	if c, key := s.cueOf(j); c != cueNone {
		return c, key
	}
	if s.hinted[j] >= 0 {
		return cueHint, ""
	}
	return cueNone, ""
}

// inEnumeration reports whether word i is a member of one of gRPC's enumerations: StatusCode.UNAVAILABLE, codes.NotFound.
func (s *scan) inEnumeration(i int) bool {
	if i == 0 || string(s.gap(i-1, i)) != "." || isDigit(s.text(i)[0]) {
		return false
	}
	switch s.small(i - 1) {
	case "status", "statuscode", "code", "codes":
		return true
	}
	return false
}

// cueOf returns the cue that word j gives for the value behind it.
func (s *scan) cueOf(j int) (cue, string) {
	key := s.small(j)
	before := ""
	if j > 0 && len(s.gap(j-1, j)) <= 2 {
		before = s.small(j - 1)
	}
	c := cueWords[key]
	switch {
	case c != cueNone:
	case strings.HasSuffix(key, "error"), strings.HasSuffix(key, "exception"), strings.HasSuffix(key, "errordomain"):
		c = cueError
	case strings.HasSuffix(key, "errorcode"), strings.HasSuffix(key, "reasoncode"):
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
	case (key == "code" || key == "status") && (before == "grpc" || before == "rpc"):
		c = cueGRPC
	}
	return c, key
}

// small returns word i in lower case and without "_", "" for a long one.
func (s *scan) small(i int) string {
	word := s.text(i)
	if len(word) > 24 {
		return ""
	}
	return string(s.fold(word))
}

func onlySpaces(gap []byte) bool { return len(bytes.Trim(gap, " \t")) == 0 }

// joins reports whether a gap can be between a key and its value.
func joins(gap []byte) bool {
	if len(gap) == 0 || len(gap) > maxGap || string(gap) == "-" {
		return false
	}
	for _, c := range gap {
		if bytes.IndexByte([]byte(" \t\"'`\\:=>([{#~*|-"), c) < 0 {
			return false
		}
	}
	return true
}

// number notes word i, a number that is the name of an entry, if it may be a code where it is.
func (s *scan) number(i int, owners []int) {
	if s.isAmount(i) {
		return
	}
	h := s.hitAt(i, s.starts[i], s.ends[i], owners, shapeNumber)
	h.cue = s.numberCue(i, owners, h.cue)
	if h.cue != cueNone {
		s.pending = append(s.pending, h)
	}
}

// numberCue refines c, the cue for any word, by what only applies to numbers.
func (s *scan) numberCue(i int, owners []int, c cue) cue {
	before, after := s.byteAt(s.starts[i]-1), s.byteAt(s.ends[i])
	switch {
	case s.hasName(i+1, owners) && string(s.gap(i, i+1)) == " ", s.afterName(i, owners):
		return cuePair
	case s.afterHTTP(i):
		return cueHTTP
	case len(s.text(i)) == 3 && s.beforePhrase(i):
		if first := s.text(i + 1)[0]; isCapital(first) {
			return cueHTTP
		}
		return max(c, pick(before == ' ', cueProse, cueNone))
	case c > cueHint:
	case i+1 < len(s.starts) && string(s.gap(i, i+1)) == " " && (s.small(i+1) == "error" || s.small(i+1) == "response"):
		return cueProse
	case c == cueNone && (before == '(' && after == ')' || before == '[' && after == ']' || before == '#'):
		return cueBracket
	case c == cueNone && s.isAlone(i):
		return cueAlone
	}
	return c
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
	for _, name := range s.f.names[string(s.text(i))] {
		for _, e := range name.entries {
			if slices.Contains(entries, e) && s.nameAt(i, &name) > 0 {
				return true
			}
		}
	}
	return false
}

// afterName reports whether word i is the number in "unavailable (14)".
func (s *scan) afterName(i int, entries []int) bool {
	if i == 0 {
		return false
	}
	switch string(s.gap(i-1, i)) {
	case "(", " (":
		for _, e := range s.f.folds[string(s.fold(s.text(i-1)))].entries {
			if slices.Contains(entries, e) {
				return true
			}
		}
	}
	return false
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
	return i+1 < len(s.starts) && len(s.gap(i, i+1)) <= 1 && units[s.small(i+1)]
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
