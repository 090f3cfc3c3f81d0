package content

import (
	"fmt"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/internal/position"
)

// format is a form that a single text or number must have. A struct field names its formats in the
// tag `is:"…"`.
type format struct {
	rule  string
	check func(string) (message, hint string) // message "" means that the text has the form
}

var formats = map[string]*format{
	"id":        {"id-pattern", checkID},
	"key":       {"key-pattern", checkKey},
	"code":      {"limit", atMost(MaxCode, "write the name only; signature: takes its parameters")},
	"title":     {"title-length", atMost(MaxTitle, "say it in a few words; the summary takes the sentence")},
	"keyword":   {"keyword", atMost(MaxTitle, "write what people type")},
	"summary":   {"summary", atMost(MaxSummary, "keep one sentence; description: takes the rest")},
	"sentence":  {"summary", nil}, // checkSentence: depends on the language
	"url":       {"url", checkURL},
	"base-url":  {"base-url", unless(func(s string) bool { return !strings.ContainsAny(s, "?#") }, "must not contain ? or #", "write the address of the site's folder")},
	"edit-url":  {"url", func(s string) (string, string) { return checkTemplateURL(s, "file", "line") }},
	"issue-url": {"url", func(s string) (string, string) { return checkTemplateURL(s, "title", "body") }},
	"accent":    {"accent", unless(hexColour.MatchString, "must be a color, not %s", `six hexadecimal digits in quotes, such as "#0f6b62"`)},
	"date":      {"date", unless(isDate, "must be a date, not %s", "write it as YYYY-MM-DD, such as 2025-11-20")},
	"pointer":   {"json-pointer", checkPointer},
	"file":      {"file-path", checkFile},
	"language":  {"language", checkLanguage},
	"locale":    {"language-tag", checkLocale},
	"http":      {"http-range", checkHTTP},
	"do":        {"answer-length", atMost(MaxDo, "keep the one thing to do; actions: takes the steps")},
	"note":      {"answer-length", atMost(MaxAnswerNote, "keep one plain sentence; the note of the code takes the rest")},
	"base":      {"backoff", between(1, hour, "milliseconds before the first repeat")},
	"factor":    {"backoff", between(1, 100, "the delay is multiplied by it each time")},
	"jitter":    {"backoff", between(0, hour, "milliseconds at most that chance adds")},
	"attempts":  {"backoff", between(0, 1000, "leave it out if the vendor gives no limit")},
}

// The formats that texts have besides those of their field: every text, and those that are one line.
var (
	everyText = []*format{
		{"control-character", checkForbidden},
		{"look-alike", checkLookAlike},
		{"limit", checkLength},
		{"no-value", unless(func(s string) bool { return strings.TrimSpace(s) != "" }, "has no value", "give it a value, or delete the key")},
	}
	oneLine = []*format{
		{"one-line", unless(func(s string) bool { return !strings.Contains(strings.TrimSpace(s), "\n") }, "must be one line", "shorten it; >- folds several lines of the file into one")},
		{"one-line", unless(func(s string) bool { return !strings.HasSuffix(s, "\n") }, "ends with a line break", "write >- instead of > or |")},
		{"tab", unless(func(s string) bool { return !strings.Contains(s, "\t") }, "contains a tab", "write a space")},
		{"space", unless(func(s string) bool { return strings.TrimSpace(s) == s }, "starts or ends with a space", "delete the spaces")},
	}
)

// ordinary reports whether a text has all these formats at first sight, as most have: it is one line of ASCII.
func ordinary(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return s != "" && len(s) <= MaxString && s[0] != ' ' && s[len(s)-1] != ' '
}

// unless returns the check that a text has a form. A %s in the message is the text.
func unless(has func(string) bool, message, hint string) func(string) (string, string) {
	return func(s string) (string, string) {
		if has(s) {
			return "", ""
		}
		return strings.Replace(message, "%s", quote(s), 1), hint
	}
}

func isDate(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

func checkForbidden(s string) (message, hint string) {
	for _, r := range s {
		if name := position.Forbidden(r); name != "" {
			return fmt.Sprintf("contains %s (U+%04X)", name, r), "delete the escape"
		}
	}
	return "", ""
}

func checkLookAlike(s string) (message, hint string) {
	if r, kind := lookAlike(s); kind != "" {
		return fmt.Sprintf("contains %s (U+%04X) in a word of Latin letters", kind, r), "retype the word"
	}
	return "", ""
}

func checkLength(s string) (message, hint string) {
	if len(s) > MaxString {
		return fmt.Sprintf("has %d bytes, the limit is %d", len(s), MaxString), "shorten it, or move it to a note or a sample file"
	}
	return "", ""
}

var (
	idText    = pattern.New(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	keyText   = pattern.New(`^[A-Z][A-Z0-9]*$`)
	hexColour = pattern.New(`^#[0-9a-fA-F]{6}$`)
)

func checkID(s string) (message, hint string) {
	if !idText.MatchString(s) {
		hint = "lower-case letters, digits and single hyphens"
		if fixed := Slug(s); fixed != "" {
			hint += `, such as "` + brief(fixed) + `"`
		}
		return "can't be " + quote(s), hint
	}
	return atMost(MaxID, "shorten it")(s)
}

func checkKey(s string) (message, hint string) {
	if !keyText.MatchString(s) {
		return "can't be " + quote(s), "upper-case letters and digits, a letter first, such as MDES"
	}
	return atMost(MaxKey, "shorten it")(s)
}

// atMost returns the check of a number of characters.
func atMost(limit int, hint string) func(string) (string, string) {
	return func(s string) (string, string) {
		if n := runes(s); n > limit {
			return fmt.Sprintf("has %d characters, the limit is %d", n, limit), hint
		}
		return "", ""
	}
}

const hour = 3_600_000 // milliseconds

// between returns the check of a number's bounds.
func between(least, most float64, hint string) func(string) (string, string) {
	return func(s string) (string, string) {
		if n, err := strconv.ParseFloat(s, 64); err != nil || n < least || n > most {
			return fmt.Sprintf("must be %.0f to %.0f, got %s", least, most, s), hint
		}
		return "", ""
	}
}

func checkURL(s string) (message, hint string) {
	u, err := url.Parse(s)
	switch {
	case err != nil || strings.ContainsAny(s, " \\\"<>^`{|}"):
		return "is not an address: " + quote(s), "percent-encode special characters"
	case u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.Opaque != "":
		return "must be an absolute http or https address, not " + quote(s), "start it with https://"
	case u.User != nil:
		return "contains a user name", "delete the part before the @"
	}
	return "", ""
}

var placeholderText = pattern.New(`\{[^{}]*\}`)

func checkTemplateURL(s string, names ...string) (message, hint string) {
	hint = "it may contain {" + strings.Join(names, "} and {") + "}"
	for _, p := range placeholderText().FindAllString(s, -1) {
		if p != "{"+names[0]+"}" && p != "{"+names[1]+"}" {
			return "contains the unknown placeholder " + quote(p), hint
		}
	}
	if !strings.Contains(s, "{"+names[0]+"}") {
		return "lacks {" + names[0] + "}", hint
	}
	return checkURL(placeholderText.ReplaceAllString(s, "x"))
}

func checkPointer(s string) (message, hint string) {
	hint = "a JSON Pointer starts each segment with a slash and writes ~0 for ~ and ~1 for /"
	if !strings.HasPrefix(s, "/") {
		return "must be a JSON Pointer, not " + quote(s), hint
	}
	if strings.Contains(strings.NewReplacer("~0", "", "~1", "").Replace(s), "~") {
		return "contains a ~ that is neither ~0 nor ~1", hint
	}
	return "", ""
}

func checkFile(s string) (message, hint string) {
	dir, _, _ := strings.Cut(s, "/")
	switch {
	case path.Clean(s) != s || strings.HasPrefix(s, "/") || strings.Contains(s, "\\") || dir == "..":
		return "is not a plain path inside the vendor's folder: " + quote(s), "such as samples/not-found.json"
	case dir != "samples" && dir != "examples":
		return "must be in samples/ or examples/, not " + quote(s), "such as samples/not-found.json"
	case LanguageOf(s) == "":
		return "has an unknown extension: " + quote(path.Base(s)), "end it in .txt, or in the usual extension of its language, such as .json, .sql or .py"
	}
	return "", ""
}

func checkLanguage(s string) (message, hint string) {
	if LanguageName(s) != "" {
		return "", ""
	}
	return "can't be " + quote(s), memberHint(s, LanguageIDs())
}

func checkHTTP(s string) (message, hint string) {
	if n, err := strconv.Atoi(s); err != nil || n < 100 || n > 599 {
		return "must be 100–599, got " + s, "leave out http for codes that an SDK delivers by callback"
	}
	return "", ""
}
