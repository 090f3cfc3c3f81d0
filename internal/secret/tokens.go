package secret

import (
	"bytes"
	"encoding/base64"
	"slices"
	"strings"
	"unicode"
)

// marked are credentials that say by their first characters what they are. The scan stops at the byte
// trigger of each and looks whether the mark is around it.
var marked = []struct {
	mark    string
	trigger int             // index of the byte in the mark at which the scan stops
	least   int             // characters that follow the mark
	in      func(byte) bool // what these are
	what    string
}{
	{"sk_live_", 7, 16, alnum, "a live Stripe key"},
	{"rk_live_", 7, 16, alnum, "a live Stripe key"},
	{"whsec_", 5, 24, alnum, "the secret of a Stripe webhook"},
	{"ghp_", 3, 30, alnum, "a GitHub token"},
	{"gho_", 3, 30, alnum, "a GitHub token"},
	{"ghu_", 3, 30, alnum, "a GitHub token"},
	{"ghs_", 3, 30, alnum, "a GitHub token"},
	{"ghr_", 3, 30, alnum, "a GitHub token"},
	{"github_pat_", 10, 30, tokenByte, "a GitHub token"},
	{"glpat-", 5, 20, tokenByte, "a GitLab token"},
	{"npm_", 3, 30, alnum, "an npm token"},
	{"pypi-", 4, 50, tokenByte, "a PyPI token"},
	{"dop_v1_", 6, 40, alnum, "a DigitalOcean token"},
	{"shpat_", 5, 30, alnum, "a Shopify token"},
	{"shpss_", 5, 30, alnum, "a Shopify secret"},
	{"xoxb-", 4, 20, tokenByte, "a Slack token"},
	{"xoxp-", 4, 20, tokenByte, "a Slack token"},
	{"xoxa-", 4, 20, tokenByte, "a Slack token"},
	{"xoxr-", 4, 20, tokenByte, "a Slack token"},
	{"xoxs-", 4, 20, tokenByte, "a Slack token"},
	{"xapp-", 4, 20, tokenByte, "a Slack token"},
	{"sq0atp-", 6, 20, tokenByte, "a Square token"},
	{"sq0csp-", 6, 40, tokenByte, "a Square secret"},
	{"sk-ant-", 6, 40, tokenByte, "an Anthropic key"},
	{"sk-proj-", 7, 40, tokenByte, "an OpenAI key"},
	{"AIza", 2, 30, tokenByte, "a Google API key"},
	{"AKIA", 1, 16, alnum, "an AWS access key"},
	{"ASIA", 1, 16, alnum, "an AWS access key"},
}

// markedAt lists the marks by the byte at which the scan stops.
var markedAt = func() (t [256][]int) {
	for i, m := range marked {
		c := m.mark[m.trigger]
		t[c] = append(t[c], i)
	}
	return t
}()

// token looks for a credential around the byte where the scan stopped. Where there is one it moves on
// behind it and returns true.
func (s *scanner) token() bool {
	switch s.text[s.at] {
	case 'J':
		return s.jwt()
	case 'B', 'b':
		return s.header()
	case '-':
		if s.privateKey() {
			return true
		}
	}
	for _, i := range markedAt[s.text[s.at]] {
		m := &marked[i]
		start := s.at - m.trigger
		if start < 0 || !hasPrefix(s.text[start:], m.mark) || start > 0 && alnum(s.text[start-1]) {
			continue
		}
		from := start + len(m.mark)
		near := s.text[from:min(len(s.text), from+maxMarked)]
		if n := runOf(near, m.in); n < m.least || !random(near[:n]) {
			continue
		}
		end := from + runOf(s.text[from:], m.in)
		s.add(Finding{Kind: Credential, Start: start, End: end, Shown: m.mark + "…", What: m.what}, s.text[start:end])
		s.at = end
		return true
	}
	return false
}

func hasPrefix(b []byte, prefix string) bool {
	return string(b[:min(len(b), len(prefix))]) == prefix
}

// maxMarked is how many bytes behind a mark decide whether it is a credential. It is small because marks can
// follow one another closely, and the same bytes are looked at for each.
const maxMarked = 128

// maxToken is how many bytes of a token are looked at; the rest of a longer one is stepped over as text.
const maxToken = 16 << 10

func runOf(b []byte, in func(byte) bool) int {
	n := 0
	for n < len(b) && n < maxToken && in(b[n]) {
		n++
	}
	return n
}

// standIns are parts of the values that people write instead of a secret.
var standIns = []string{"example", "xxxx", "your", "placeholder", "redacted", "changeme", "123456789", "abcdef", "aaaa", "0000000"}

// random reports whether characters look drawn by chance and not written by a person: many different ones,
// and none of the words that replace a secret.
func random(b []byte) bool {
	var seen [256]bool
	different := 0
	for _, c := range b {
		if !seen[c] {
			seen[c] = true
			different++
		}
	}
	if different < 8 {
		return false
	}
	low := bytes.ToLower(b[:min(len(b), 256)])
	for _, word := range standIns {
		if bytes.Contains(low, []byte(word)) {
			return false
		}
	}
	return true
}

// published are tokens and passwords that standards and well-known documentation print.
var published = []string{
	"SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c", // jwt.io
	"dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", // RFC 7519, section 3.1
	"Aladdin:open sesame",                         // RFC 7617
	"user:pass", "user:password", "username:password", "user:passwd", "test:123£",
}

// jwt looks for a JSON Web Token: two parts that start with {" in base64url, and a signature.
func (s *scanner) jwt() bool {
	start := s.at - 2
	if start < 0 || !hasPrefix(s.text[start:], "eyJ") || start > 0 && tokenByte(s.text[start-1]) {
		return false
	}
	head := start + runOf(s.text[start:], tokenByte)
	if head-start < 12 || !hasPrefix(s.text[head:], ".eyJ") {
		return false
	}
	body := head + 1 + runOf(s.text[head+1:], tokenByte)
	if body == len(s.text) || s.text[body] != '.' {
		return false
	}
	end := body + 1 + runOf(s.text[body+1:], tokenByte)
	signature := s.text[body+1 : end]
	if len(signature) < 20 || !random(signature) || slices.Contains(published, string(signature)) {
		return false
	}
	s.add(Finding{Kind: Credential, Start: start, End: end, Shown: "eyJ…", What: "a JSON Web Token"}, s.text[start:end])
	s.at = end
	return true
}

// header looks for the credentials of an Authorization header: Bearer and Basic.
func (s *scanner) header() bool {
	rest := s.text[s.at:]
	name := 0
	switch {
	case strings.EqualFold(string(rest[:min(len(rest), 6)]), "bearer"):
		name = 6
	case strings.EqualFold(string(rest[:min(len(rest), 5)]), "basic"):
		name = 5
	default:
		return false
	}
	if s.at > 0 && alnum(s.text[s.at-1]) {
		return false
	}
	space := spaces(rest[name:])
	if space == 0 {
		return false
	}
	from := s.at + name + space
	var value [512]byte
	n, size := tokenValue(value[:0], s.text[from:])
	if name == 6 {
		return s.bearer(from, size, value[:n])
	}
	return s.basic(from, size, value[:n])
}

// spaces returns the size of the space between a scheme and its value.
func spaces(b []byte) int {
	for _, space := range []string{" ", "%20", "\\u0020"} {
		if hasPrefix(b, space) {
			return len(space)
		}
	}
	return 0
}

// tokenValue reads a token of RFC 9110 into value, the references resolved that HTML writes for + and =. It
// returns how much of value is filled and how many bytes of the text that took.
func tokenValue(value []byte, b []byte) (n, size int) {
	for size < len(b) {
		c, step := b[size], 1
		if c == '&' {
			r, k := reference(b[size:])
			if r != '+' && r != '=' && r != '/' {
				break
			}
			c, step = byte(r), k
		}
		if !base64Byte(c) && c != '.' && c != '~' && c != '=' {
			break
		}
		if len(value) < cap(value) {
			value = append(value, c)
		}
		size += step
		if size >= maxToken {
			break
		}
	}
	return len(value), size
}

func (s *scanner) bearer(from, size int, value []byte) bool {
	if hasPrefix(value, "eyJ") {
		return false // what follows is looked at as a JSON Web Token when the scan is there
	}
	if len(value) < 20 || !random(value) || !mixed(value) {
		return false
	}
	s.add(Finding{Kind: Credential, Start: from, End: from + size, Shown: "Bearer …", What: "a bearer token"}, value)
	s.at = from + size
	return true
}

// mixed reports whether a value has both letters and digits, as words have not.
func mixed(b []byte) bool {
	letters, numbers := 0, 0
	for _, c := range b {
		if decimal(c) {
			numbers++
		} else if letter(c) {
			letters++
		}
	}
	return letters > 2 && numbers > 2
}

func (s *scanner) basic(from, size int, value []byte) bool {
	if len(value) < 8 {
		return false
	}
	var plain [512]byte
	n, err := base64.RawStdEncoding.Decode(plain[:], bytes.TrimRight(value, "="))
	if err != nil || bytes.IndexByte(plain[:n], ':') < 1 || bytes.ContainsFunc(plain[:n], unicode.IsControl) || slices.Contains(published, string(plain[:n])) {
		return false
	}
	s.add(Finding{Kind: Credential, Start: from, End: from + size, Shown: "Basic …", What: "a user name with its password"}, value)
	s.at = from + size
	return true
}

// maxKey is how many bytes of a private key are taken for it.
const maxKey = 16 << 10

// privateKey looks for a private key in PEM (RFC 7468): its first line and some of the key.
func (s *scanner) privateKey() bool {
	const begin = "-----BEGIN "
	rest := s.text[s.at:]
	if !hasPrefix(rest, begin) {
		return false
	}
	rest = rest[:min(len(rest), maxKey)]
	head := rest[len(begin):min(len(rest), len(begin)+40)]
	i := bytes.Index(head, []byte("PRIVATE KEY"))
	if i < 0 {
		return false
	}
	body := rest[len(begin)+i+len("PRIVATE KEY"):]
	start, n := keyStart(body)
	if n < len(start) {
		return false
	}
	key, _, closed := bytes.Cut(body, []byte("-----END "))
	if !closed {
		key = body[:min(len(body), 4<<10)]
	}
	end := len(rest) - len(body) + len(key)
	s.add(Finding{Kind: Credential, Start: s.at, End: s.at + end, Shown: "-----BEGIN … PRIVATE KEY-----", What: "a private key"}, start[:])
	s.at += end
	return true
}

// keyStart returns the first characters of base64 that follow the first line of a key, and how many there
// are. Line breaks, as such or escaped, white space, and the header lines of an encrypted key are stepped
// over.
func keyStart(b []byte) (start [40]byte, n int) {
	b = bytes.TrimLeft(b[:min(len(b), 512)], "- ")
	b = bytes.TrimPrefix(b, []byte("BLOCK-----"))
	for i := 0; i < len(b) && n < len(start); i++ {
		switch c := b[i]; {
		case c == '\\':
			i++
		case c == '-', c == '.', c == '<':
			return start, 0
		case alnum(c) || c == '+' || c == '/':
			start[n] = c
			n++
		}
	}
	return start, n
}
