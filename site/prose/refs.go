package prose

import "strings"

// maxRef is the longest reference to a code: a vendor, a set and a code.
const maxRef = 300

// AppendRefs appends what may be a reference to a code in a text, as [[CODE]] or code:CODE. It finds all references that a
// parser does, and others: it is for those who must miss none and cannot parse everything.
func AppendRefs(refs []string, text string) []string {
	for rest := text; ; {
		i := strings.Index(rest, "[[")
		if i < 0 {
			break
		}
		rest = rest[i+1:]
		if end := strings.Index(rest, "]]"); end > 0 && end <= maxRef {
			refs = append(refs, strings.TrimSpace(rest[1:end]))
		}
	}
	if !strings.Contains(text, "[") || !strings.Contains(text, "](") && !strings.Contains(text, "]:") {
		return refs
	}
	for rest := plain([]byte(text)); ; {
		i := strings.Index(rest, "code:")
		if i < 0 {
			return refs
		}
		rest = rest[i+len("code:"):]
		line, _, _ := strings.Cut(rest[:min(len(rest), maxRef)], "\n")
		for end := 1; end <= len(line); end++ { // what ends it depends on what is before it
			if end == len(line) || !inName(line[end]) {
				refs = append(refs, line[:end])
			}
		}
	}
}

// inName reports whether a reference that a character continues cannot end before it.
func inName(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("_-./:", c) >= 0
}
