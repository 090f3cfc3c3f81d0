package vendorpage

import (
	"regexp"
	"strings"
)

// headerKind is what a column's header, or the label before a text, says about it.
type headerKind string

// The kinds are the sections of words.txt.
const (
	headerUnknown headerKind = ""
	headerCode    headerKind = "code"   // "Error code": nothing else
	headerMaybe   headerKind = "maybe"  // "Error", "Value", "Type": the code where the cells look like it
	headerStatus  headerKind = "status" // "Status code": HTTP where the cells are
	headerHTTP    headerKind = "http"
	headerGRPC    headerKind = "grpc"
	headerNumber  headerKind = "number"
	headerName    headerKind = "name"
	headerTitle   headerKind = "title"
	headerMessage headerKind = "message" // the text that comes with the error
	headerMeaning headerKind = "meaning"
	headerCause   headerKind = "cause"
	headerAction  headerKind = "action"
	headerUser    headerKind = "user"
	headerRetry   headerKind = "retry"
	headerNote    headerKind = "note"
	headerOther   headerKind = "other" // something else about the same row: a version, a date, a type
	headerField   headerKind = "field" // the rows are not codes: parameters, endpoints, cards …
)

// code reports whether the column can be the one of the codes.
func (h headerKind) code() bool {
	return h == headerCode || h == headerMaybe || h == headerStatus || h == headerHTTP
}

var (
	camelGap = regexp.MustCompile(`([a-z0-9])([A-Z])`)
	notWord  = regexp.MustCompile(`[^\p{L}\p{N}#]+`)
	plurals  = regexp.MustCompile(`([a-z]{2,}[^s\W])s\b`)
)

// fold writes a header in lower case, its words separated by single spaces and in the singular.
func fold(s string) string { return singular(parted(s)) }

// parted separates the words of names such as ErrorCode.
func parted(s string) string { return camelGap.ReplaceAllString(s, "$1 $2") }

// singular is fold without separating words at capitals: iOS is one word.
func singular(s string) string {
	s = strings.ToLower(s)
	s = strings.TrimSpace(notWord.ReplaceAllString(s, " "))
	s = strings.ReplaceAll(" "+s+" ", " status ", " \x00 ")
	s = strings.TrimSpace(plurals.ReplaceAllString(s, "$1"))
	return strings.NewReplacer("\x00", "status", " the ", " ").Replace(s)
}

// classify reads a header. Long texts are not headers.
func classify(s string) headerKind {
	if s == "" || len(s) > 80 {
		return headerUnknown
	}
	return classified.get(s, readHeader)
}

var classified memo[headerKind]

// remark matches what a header says of the presence of its cells.
var remark = regexp.MustCompile(`(?i)\((?:recommended|optional|required|mandatory|suggested)\)`)

func readHeader(s string) headerKind {
	words := fold(remark.ReplaceAllString(s, ""))
	for _, h := range headerWords {
		if h.re.MatchString(words) {
			if h.is == headerAction && textAndAdvice.MatchString(words) {
				return headerMeaning
			}
			return h.is
		}
	}
	if rowNumber.MatchString(words) {
		return headerOther
	}
	return headerUnknown
}

var textAndAdvice = pattern("text and advice")

var rowNumber = pattern("row number")

// listsCodes matches headings and leads below which even ambiguous names are codes.
var listsCodes = pattern("lists codes")

// aboutErrors matches words about errors in a heading, caption or lead, aboutCodes words about codes in general.
var (
	aboutErrors = pattern("about errors")
	aboutCodes  = pattern("about codes")
	aboutHTTP   = pattern("about http")
	aboutFields = pattern("about fields")
)
