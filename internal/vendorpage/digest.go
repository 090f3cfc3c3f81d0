package vendorpage

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// digestLen is how many hexadecimal digits of the hash are kept: enough to notice a change.
const digestLen = 12

// digest returns the first digits of a hash of the vendor's words.
func digest(texts []string) string {
	h := sha256.Sum256([]byte(plainWords(texts)))
	return hex.EncodeToString(h[:])[:digestLen]
}

// plainWords returns the words of texts, each with a space after it. Marks, punctuation and case do not count, so it is
// the same for a page saved as Markdown or HTML.
func plainWords(texts []string) string {
	var b strings.Builder
	for _, t := range texts {
		for _, w := range strings.FieldsFunc(strings.ToLower(t), func(r rune) bool { return !isWord(r) }) {
			b.WriteString(w + " ")
		}
	}
	return b.String()
}
