package secret

import (
	"bytes"
	"encoding/base64"
	"slices"
	"strings"
	"unicode"
)

func hasPrefix(b []byte, prefix string) bool {
	return string(b[:min(len(b), len(prefix))]) == prefix
}

// maxToken is how many bytes of a token are looked at; the rest of a longer one is stepped over as text.
const maxToken = 16 << 10

func runOf(b []byte, in func(byte) bool) int {
	n := 0
	for n < len(b) && n < maxToken && in(b[n]) {
		n++
	}
	return n
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
	start := s.at
	if start > 0 && (s.text[start-1] == '-' || s.text[start-1] == '_') {
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
	return s.pass(Finding{Kind: Credential, Start: start, End: end, Shown: "eyJ…", What: "a JSON Web Token"}, s.text[start:end])
}

// header looks for the credentials of an Authorization header behind the name of a scheme: Bearer and Basic.
func (s *scanner) header(scheme string) bool {
	from := s.at + len(scheme)
	c, space := char(s.text[from:])
	if c != ' ' {
		return false
	}
	from += space
	var value [512]byte
	n, size := tokenValue(value[:0], s.text[from:])
	if strings.EqualFold(scheme, "bearer") {
		return s.bearer(from, size, value[:n])
	}
	return s.basic(from, size, value[:n])
}

// tokenValue reads a token of RFC 9110 into value, the references resolved that HTML writes for + and =. It
// returns how much of value is filled and how many bytes of the text that took.
func tokenValue(value []byte, b []byte) (n, size int) {
	for size < len(b) {
		c, step := b[size], 1
		if c == '&' {
			r, k := char(b[size:])
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
	if len(value) < 20 || !drawn(value) {
		return false
	}
	return s.pass(Finding{Kind: Credential, Start: from, End: from + size, Shown: "Bearer …", What: "a bearer token"}, value)
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
	return s.pass(Finding{Kind: Credential, Start: from, End: from + size, Shown: "Basic …", What: "a user name with its password"}, value)
}

// maxKey is how many bytes of a private key are taken for it.
const maxKey = 16 << 10

// privateKey looks for a private key in PEM (RFC 7468): its first line and some of the key.
func (s *scanner) privateKey() bool {
	const begin = "-----BEGIN"
	rest := s.text[s.at:min(len(s.text), s.at+maxKey)]
	head := rest[len(begin):min(len(rest), len(begin)+1+40)]
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
	end := s.at + len(rest) - len(body) + len(key)
	return s.pass(Finding{Kind: Credential, Start: s.at, End: end, Shown: "-----BEGIN … PRIVATE KEY-----", What: "a private key"}, start[:])
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
