package vendorpage

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// digestLen is how many hexadecimal digits of the hash are kept: enough to notice a change.
const digestLen = 12

// digest returns the first digits of a hash of the vendor's words. Marks, punctuation and case do not count, so it
// is the same for a page saved as Markdown or HTML.
func digest(texts []string) string {
	h := sha256.New()
	for _, t := range texts {
		for _, w := range strings.FieldsFunc(strings.ToLower(t), func(r rune) bool { return !isWord(r) }) {
			h.Write([]byte(w))
			h.Write([]byte{' '})
		}
	}
	return hex.EncodeToString(h.Sum(nil))[:digestLen]
}
