// Package catalogfile writes the YAML files of a catalog and changes existing ones without touching other bytes.
//
// New files are written in the plain block style that people use. Existing files are parsed to find the position of
// a change, and the change is spliced into their text: comments, quotes, indentation and line breaks stay.
package catalogfile

import (
	"fmt"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
)

// File is a file to be written. Its name is a path inside the content directory, with slashes.
type File struct {
	Name string
	Data []byte
}

// New returns a file that is not in the catalog yet. Its first line names its schema, for editors.
func New(name string, data []byte) File {
	return File{name, append([]byte(content.SchemaLine(name)), data...)}
}

// Error says why a file cannot be changed, or an entry not be added.
type Error struct {
	File    string // inside the content directory; "" for the file that was passed in
	Line    int    // 0 for the file as a whole
	Message string
	Hint    string
	Limit   bool // one of the limits was exceeded
}

func (e *Error) Error() string {
	switch {
	case e.File == "":
		return e.Message
	case e.Line == 0:
		return e.File + ": " + e.Message
	}
	return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Message)
}

// Advice returns the hint.
func (e *Error) Advice() string { return e.Hint }

// SiteYAML returns a site.yaml to start with.
func SiteYAML() []byte {
	return []byte("title: Error codes\nsummary: What the error codes of our vendors mean and what to do about them.\n")
}

// ID makes an id from words: at most 40 characters, cut at the end of a word; "" when they have no letter or digit.
func ID(words string) string {
	id := content.Slug(strings.ReplaceAll(words, "(", " "))
	for len(id) > 40 {
		i := strings.LastIndexByte(id[:41], '-')
		if i < 0 {
			return id[:40]
		}
		id = id[:i]
	}
	return id
}

// Title shortens words to the length of a title, without spaces and punctuation at their end.
func Title(words string) string {
	words = strings.TrimRight(strings.Join(strings.Fields(words), " "), " .:")
	if r := []rune(words); len(r) > content.MaxTitle {
		return strings.TrimRight(string(r[:content.MaxTitle-1]), " ") + "…"
	}
	return words
}

// words turns an id or a code such as CARD_EXPIRED into words: "Card expired".
func words(id string) string {
	s := strings.ToLower(strings.Join(strings.FieldsFunc(id, func(r rune) bool { return r == '-' || r == '_' }), " "))
	if s == "" {
		return id
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// Key makes the prefix of short links from the ids of a vendor and a set. If both together are too long, the start
// of each is kept. taken lists the keys of other sets.
func Key(vendor, set string, taken []string) string {
	v, s := keyLetters(vendor), keyLetters(set)
	if len(v)+len(s) > content.MaxKey {
		v = first(v, max(content.MaxKey-len(s), content.MaxKey/2))
		s = first(s, content.MaxKey-len(v))
	}
	k := v + s
	if k == "" || k[0] < 'A' {
		k = first("X"+k, content.MaxKey)
	}
	base := k
	for n := 2; slices.Contains(taken, k); n++ {
		digits := fmt.Sprint(n)
		k = first(base, content.MaxKey-len(digits)) + digits
	}
	return k
}

func keyLetters(id string) string {
	return strings.ToUpper(strings.ReplaceAll(content.Slug(id), "-", ""))
}

func first(s string, n int) string { return s[:min(len(s), n)] }
