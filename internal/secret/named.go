package secret

import (
	"bytes"
	"math/bits"
	"strings"
)

// secretNames are the ends of names whose values are secret, in lower case and without separators: "secret" is also
// client_secret, "accesstoken" also X-Access-Token.
var secretNames = []string{
	"password", "passwd", "pwd", "passphrase", "secret", "apikey", "secretkey", "accesskey", "accountkey", "subscriptionkey",
	"signingkey", "encryptionkey", "privatekey", "authkey", "accesstoken", "refreshtoken", "idtoken", "authtoken", "sessiontoken",
	"apitoken", "bearertoken", "privatetoken", "vaulttoken", "securitytoken", "authorization", "cookie",
}

// maxName and maxValue are how many bytes of a name and of its value are looked at.
const (
	maxName  = 48
	maxValue = 384
)

// named looks for a value of a secret name around the character between the two: client_secret=…, "password": "…",
// X-API-Key: …, <password>…. It moves on behind the value and returns true where there is one that looks drawn by chance.
func (s *scanner) named() bool {
	name := s.nameBefore()
	if name == "" {
		return false
	}
	if name == "cookie" {
		return s.cookies()
	}
	start := s.at + 1
	start += runOf(s.text[start:min(len(s.text), start+8)], func(c byte) bool { return strings.IndexByte(" \t=>:", c) >= 0 })
	value, start := s.valueAt(start)
	return s.secretValue(name, start, value)
}

// secretValue reports a value that looks drawn by chance, by its mark where it has one.
func (s *scanner) secretValue(name string, start int, value []byte) bool {
	if !drawn(value) || hasPrefix(value, "eyJ") || hasPrefix(value, "pk_") || name == "pwd" && value[0] == '/' {
		return false // a JSON Web Token has a rule of its own; a key of Stripe's that is public; a folder
	}
	for _, m := range marks {
		if s.at = start; s.has(m) {
			f := &s.found[len(s.found)-1]
			f.End = max(f.End, start+len(value))
			s.at = f.End
			return true
		}
	}
	return s.pass(Finding{Kind: Credential, Start: start, End: start + len(value), Shown: name + "=…", What: "a secret, by its name", Named: true}, value)
}

// nameBefore returns the secret name that ends before this byte, "" for none.
func (s *scanner) nameBefore() string {
	end := s.at
	for end > 0 && afterName[s.text[end-1]] && s.at-end < 4 {
		end--
	}
	var low [maxName]byte // the end of the name, from behind
	n := 0
	for i := end - 1; i >= max(0, end-maxName) && (alnum(s.text[i]) || strings.IndexByte("_-. ", s.text[i]) >= 0); i-- {
		if alnum(s.text[i]) {
			n++
			low[maxName-n] = s.text[i] | 0x20
		}
	}
	for _, name := range secretNames {
		if bytes.HasSuffix(low[maxName-n:], []byte(name)) {
			return name
		}
	}
	return ""
}

// afterName are what may be between a name and the character before its value.
var afterName = [256]bool{' ': true, '"': true, '\'': true, '\\': true, '`': true}

// endsName are the last bytes of secret names, and what may be after one.
var endsName = func() (t [256]bool) {
	t = afterName
	for _, name := range secretNames {
		last := name[len(name)-1]
		t[last], t[last-'a'+'A'] = true, true
	}
	return t
}()

// valueAt returns the value that starts at an offset, and where it does: in quotes, all that is in them, if it is one
// word; otherwise what comes before a character that ends values in headers, addresses, JSON and YAML.
func (s *scanner) valueAt(start int) (value []byte, at int) {
	rest := s.text[min(start, len(s.text)):min(len(s.text), start+maxValue)]
	if !varied(rest) {
		return nil, start
	}
	ends := " \t\"'`>\\" + endsValue
	for _, quote := range []string{`\"`, `"`, `'`, "`"} {
		if hasPrefix(rest, quote) {
			rest, start, ends = rest[len(quote):], start+len(quote), " \t\r\n"+quote
			break
		}
	}
	return rest[:runOf(rest, func(c byte) bool { return strings.IndexByte(ends, c) < 0 && c >= ' ' })], start
}

// endsValue are what a value ends at that is not in quotes, besides space, quotes and what may be before one.
const endsValue = "\r\n,;&<|()[]{}"

// cookies looks at the values of a header Cookie or Set-Cookie.
func (s *scanner) cookies() bool {
	if s.at < s.cookiesTo {
		return false // seen with an earlier one
	}
	line := s.text[s.at+1 : min(len(s.text), s.at+1+4<<10)]
	line = line[:runOf(line, func(c byte) bool { return c >= ' ' && strings.IndexByte("\"'`<", c) < 0 })]
	s.cookiesTo = s.at + 1 + len(line)
	for from := s.at + 1; ; {
		i := bytes.IndexByte(line, '=')
		if i < 0 {
			return false
		}
		value, start := s.valueAt(from + i + 1)
		if len(value) >= 16 && s.secretValue("cookie", start, value) {
			return true
		}
		next := min(start+len(value)-from, len(line))
		from, line = from+next, line[next:]
	}
}

// drawn reports whether a value looks drawn by chance, and is not a word, a placeholder, a path, a time or a code. Short ones
// need letters in both cases and digits, or letters, digits and a symbol.
func drawn(v []byte) bool {
	if len(v) < 8 || !varied(v) || strings.IndexByte("$%*[{<", v[0]) >= 0 || bytes.Contains(v, []byte("://")) || !random(v) || wordy(v) {
		return false
	}
	var lower, upperCase, numbers, symbols int
	for _, c := range v {
		switch {
		case decimal(c):
			numbers++
		case upper(c):
			upperCase++
		case letter(c):
			lower++
		case strings.IndexByte("-_.:/ ", c) < 0:
			symbols++
		}
	}
	letters := lower + upperCase
	switch {
	case v[0] == '/' && len(v) < 24, v[0] == '.':
		return false
	case len(v) >= 20:
		return letters > 2 && (numbers > 0 || lower > 0 && upperCase > 0)
	}
	return numbers > 0 && letters > 1 && (lower > 0 && upperCase > 0 || symbols > 0)
}

// standIns are parts of the values that people write instead of a secret, in lower or upper case.
var standIns = func() (all [][]byte) {
	for _, word := range []string{"example", "xxxx", "your", "placeholder", "redacted", "changeme", "123456789", "abcdef", "aaaa", "0000000", "_test_"} {
		all = append(all, []byte(word), []byte(strings.ToUpper(word)))
	}
	return all
}()

// random reports whether characters look drawn by chance and not written by a person: many different ones,
// and none of the words that replace a secret.
func random(b []byte) bool {
	if !varied(b) {
		return false
	}
	b = b[:min(len(b), 256)]
	for _, word := range standIns {
		if bytes.Contains(b, word) {
			return false
		}
	}
	return true
}

// varied reports whether the first characters of a text are many different ones.
func varied(b []byte) bool {
	b = b[:min(len(b), 32)]
	var seen [4]uint64
	for _, c := range b {
		seen[c>>6] |= 1 << (c & 63)
	}
	return bits.OnesCount64(seen[0])+bits.OnesCount64(seen[1])+bits.OnesCount64(seen[2])+bits.OnesCount64(seen[3]) >= min(8, len(b)*3/4)
}

// following lists which letters often follow a letter, a to z, in English words: four of five pairs are among these, and
// one of five pairs that are drawn by chance.
var following = [26]string{
	"bcdgilmnprstux", "el", "aehklortu", "aeios", "acdeflmnprstvwx", "aio", "e", "aeio", "cdeglmnorst", "", "e", "adeilo", "aeiop",
	"acdegiost", "cdflmnoprstuw", "aelort", "u", "acdeimorstuy", "acehiopstu", "acehiorstuy", "elmnrst", "ae", "ei", "t", "", "",
}

// wordy reports whether a text consists of words and not of characters that are drawn by chance.
func wordy(b []byte) bool {
	all, pairs := len(b)-1, 0
	for i := 1; i < len(b); i++ {
		if decimal(b[i-1]) && decimal(b[i]) {
			all-- // a number says nothing of what is around it
		}
		if letter(b[i-1]) && letter(b[i]) && (upper(b[i-1]) || !upper(b[i])) && strings.IndexByte(following[b[i-1]|0x20-'a'], b[i]|0x20) >= 0 {
			pairs++
		}
	}
	return 2*pairs >= all
}
