package terms

import (
	"slices"
	"strings"
	"sync"

	"github.com/errdocs/errdocs/internal/pattern"
)

// Field is what a column, or a text after a label, goes into.
type Field string

// The fields. Summary and Alias come from lists and --map only.
const (
	Code    Field = "code"
	Number  Field = "number"
	Name    Field = "name"
	Title   Field = "title"
	Message Field = "message"
	HTTP    Field = "http"
	GRPC    Field = "grpc"
	Meaning Field = "meaning"
	Cause   Field = "cause"
	Action  Field = "recommendation"
	User    Field = "user-message"
	Retry   Field = "retry"
	Summary Field = "summary"
	Alias   Field = "alias"
	Ignore  Field = "ignore"
)

// What headers say besides; no column goes into these.
const (
	Unknown    Field = ""
	Maybe      Field = "maybe"  // "Error", "Value", "Type": the code where the cells look like it
	StatusCode Field = "status" // "Status code": HTTP where the cells are
	Note       Field = "note"
	Other      Field = "other" // something else about the same row: a version, a date, a type
	NoCodes    Field = "field" // the rows are not codes: parameters, endpoints, cards …
)

// Fields returns all fields in the order of the help text.
func Fields() []Field {
	return []Field{
		Code, Number, Name, Title, Message, HTTP, GRPC, Meaning, Cause, Action,
		User, Retry, Summary, Alias, Ignore,
	}
}

// Wording reports whether a field is the vendor's wording, not a number, a reference or a word of a closed list.
func (f Field) Wording() bool {
	return slices.Contains([]Field{Name, Title, Message, Summary, Meaning, Cause, Action, User, Retry}, f)
}

// IsCode reports whether a column with this header can be the one of the codes.
func (f Field) IsCode() bool {
	return f == Code || f == Maybe || f == StatusCode || f == HTTP
}

// Labeled returns the field of a text after a label or key of this kind, "" if it does not say.
func (f Field) Labeled() Field {
	if is, ok := labelKinds[f]; ok {
		return is
	}
	return f
}

var labelKinds = map[Field]Field{Maybe: Code, StatusCode: HTTP, Note: "", Other: "", NoCodes: ""}

var (
	camelGap = pattern.New(`([a-z0-9])([A-Z])|([A-Z]{2,})([A-Z][a-z])`)
	notWord  = pattern.New(`[^\p{L}\p{N}#]+`)
	plurals  = pattern.New(`([a-z]{2,}[^s\W])s\b`)
	// remark matches what a header says of the presence of its cells.
	remark = pattern.New(`(?i)\((?:recommended|optional|required|mandatory|suggested)\)`)

	textAndAdvice, rowNumber = Pattern("text and advice"), Pattern("row number")
)

// What headings, captions and leads are about. Below those that list codes even ambiguous names are codes.
var (
	ListsCodes   = Pattern("lists codes").MatchString
	AboutErrors  = Pattern("about errors").MatchString
	AboutCodes   = Pattern("about codes").MatchString
	AboutHTTP    = Pattern("about http").MatchString
	AboutFields  = Pattern("about fields").MatchString
	AboutReasons = pattern.New(`(?i)\breasons?\b`).MatchString
)

// Fold writes a header in lower case, its words separated by single spaces and in the singular.
func Fold(s string) string { return Singular(Parted(s)) }

// Parted separates the words of names such as ErrorCode.
func Parted(s string) string { return camelGap.ReplaceAllString(s, "$1$3 $2$4") }

// Singular is Fold without separating words at capitals: iOS is one word.
func Singular(s string) string {
	s = strings.TrimSpace(notWord.ReplaceAllString(strings.ToLower(s), " "))
	s = strings.ReplaceAll(" "+s+" ", " status ", " \x00 ")
	return strings.NewReplacer("\x00", "status", " the ", " ").Replace(strings.TrimSpace(plurals.ReplaceAllString(s, "$1")))
}

// Classify says what a column with a header is. Long texts are not headers.
func Classify(s string) Field {
	if s == "" || len(s) > 80 {
		return Unknown
	}
	words := Fold(remark.ReplaceAllString(s, ""))
	for _, h := range headerWords() {
		if h.re.MatchString(words) {
			if h.is == Action && textAndAdvice.MatchString(words) {
				return Meaning
			}
			return h.is
		}
	}
	if rowNumber.MatchString(words) {
		return Other
	}
	return Unknown
}

// NamesErrors reports whether the name of a list of codes says that they are those of errors, or no more than "code": not "PurposeCode".
func NamesErrors(name string) bool {
	words := Parted(name)
	return AboutErrors(words) || AboutReasons(words) || ListsCodes(strings.ReplaceAll(words, "_", " ")) || !strings.Contains(Fold(name), " ")
}

var labelWords, label = pattern.New(`^[A-Za-z :?.-]+$`), Pattern("label")

// IsLabel reports whether words start a part of a section. Unlike a column header, such a label is all of its heading
// or of the bold words that start a paragraph.
func IsLabel(words string) bool {
	return len(words) >= 3 && len(words) <= 48 && labelWords.MatchString(words) && label.MatchString(words)
}

// headerWord is how headers of a kind are recognized.
type headerWord struct {
	is Field
	re pattern.Regexp
}

var headerWords = sync.OnceValue(func() (all []headerWord) {
	for _, section := range sections() {
		if name := strings.Fields(section.Name); name[0] == "header" {
			all = append(all, headerWord{Field(name[1]), Pattern(section.Name)})
		}
	}
	return all
})
