package secret

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// brackets in the texts of these tests are around what must be found: a card number, card data, a credential.
var brackets = map[Kind][2]string{CardNumber: {"«", "»"}, CardData: {"‹", "›"}, Credential: {"⟦", "⟧"}}

var noBrackets = strings.NewReplacer("«", "", "»", "", "‹", "", "›", "", "⟦", "", "⟧", "")

// checkExact scans a text without its brackets and wants the findings that they are around, and no others.
func checkExact(t *testing.T, want string) {
	t.Helper()
	text := noBrackets.Replace(want)
	var got strings.Builder
	at := 0
	for _, f := range scanned(t, []byte(text)) {
		b := brackets[f.Kind]
		got.WriteString(text[at:f.Start] + b[0] + text[f.Start:f.End] + b[1])
		at = f.End
	}
	if got.WriteString(text[at:]); got.String() != want {
		t.Errorf("\n got %q\nwant %q", got.String(), want)
	}
}

// scanned scans a text, which finds the same wherever pairs of bytes begin. Clean says what is true of it.
func scanned(t *testing.T, text []byte) []Finding {
	t.Helper()
	found := Scan(text)
	later := Scan(append([]byte("\n"), text...))
	for i := range later {
		later[i].Start, later[i].End = later[i].Start-1, later[i].End-1
	}
	if !slices.Equal(found, later) {
		t.Errorf("%q\nat an even index %+v\n at an odd index %+v", text, found, later)
	}
	named := !slices.ContainsFunc(found, func(f Finding) bool { return !f.Named })
	if clean := Clean(text); clean && !named || !clean && found == nil {
		t.Errorf("%q: clean: %t; %+v", text, clean, found)
	}
	return found
}

const (
	pan     = "4532011280459328"
	pan13   = "4532011280451"
	pan19   = "4532011280459328123"
	testPAN = "4111111111111111"
)

// valid replaces the last digit by the right check digit.
func valid(number string) string { return withCheck(number[:len(number)-1]) }

func times(s string, n int) string { return strings.Repeat(s, n) }

func TestExactCards(t *testing.T) {
	p13, p19 := valid(pan13), valid(longOf(16))
	diners, amex := valid("36004455667788"), valid("378312345678905")
	for _, want := range []string{
		"«" + p13 + "»", "«" + p13 + "»x", "x «" + p13 + "».", "«" + p19 + "»", "«" + pan + "»", "%", "\\", "%a", `\u`, "&#5", "&#;«" + pan + "»", "\xd9", "\xf0\x9d\x9f",
		valid("453201128045"), valid(p19 + "0"),
		// What is next to it.
		"a«" + pan + "»", "«" + pan + "»a", "a1a" + pan, "1a" + pan, pan + "a1", "_«" + pan + "»_", "1_«" + pan + "»", "«" + pan + "»_1",
		"." + pan, "1." + pan, " ." + pan, "a.«" + pan + "»", "«" + pan + "».", "«" + pan + "» ",
		times("a", 63) + "«" + pan + "»", times("a", 64) + pan, "«" + pan + "»" + times("a", 63), pan + times("a", 64),
		"%20«" + pan + "»", `\u0020«` + pan + "»", `\x20«` + pan + "»", "%3D«" + pan + "»", "%3Dcard«" + pan + "»", `\u003e«` + pan + `»\u003c`,
		"%a0«" + pan + "»", "%A0«" + pan + "»", "%f0«" + pan + "»", "%g0" + pan, `\u00a0«` + pan + "»", `\U0000000a«` + pan + "»", `\n«` + pan + "»", "1.%20«" + pan + "»",
		// Groups.
		"«4532 0112 8045 9328»", "«4532 0112 8045 &#57;328»", "«4532 0112%208045 9328»", "«4532\t0112\t8045\t9328»", "4532 0112-8045 9328", "4532  0112 8045 9328",
		"«" + p19[:4] + " " + p19[4:8] + " " + p19[8:12] + " " + p19[12:16] + " " + p19[16:] + "»",
		"7 «" + p19[:4] + " " + p19[4:8] + " " + p19[8:12] + " " + p19[12:16] + " " + p19[16:] + "»",
		"«" + p19[:4] + " " + p19[4:8] + " " + p19[8:12] + " " + p19[12:16] + "» 4444",
		"«" + strings.Join(strings.Split(withCheck("453201128045930112"), ""), " ") + "»", "1 2 «" + strings.Join(strings.Split(pan, ""), " ") + "»",
		"«" + diners[:4] + " " + diners[4:10] + " " + diners[10:] + "»", "«" + amex[:4] + " " + amex[4:10] + " " + amex[10:] + "»",
		pan[:4] + " " + pan[4:10] + " " + pan[10:], p13[:4] + " " + p13[4:10] + " " + p13[10:], "4532 011 280 459 328", "453 201 128 045 932 3",
		"45320 11280 45932 3", "4532 0112 80459328", "«45320112 80459328»", "4532 0112 804 59328", "4532 01128 0459 328",
		// Line breaks.
		"«4532\n011280459328»", "453\n2011280459328", "«453201128045\n9328»", "4532011280459\n328", "«4532 0112\n8045 9328»", "«45\n32 0112 8045 9328»", "«4532 01\n12 8045 9328»",
		"«4532 0112 8045 93\n28»", "4532 01\n128 045 9328", "4532 0112\n8045\n9328", "«45320112\\\n80459328»", "«45320112\r\n80459328»", "«45320112\n \t# \t80459328»", "«45320112 \t \n// 80459328»",
		"«45320112\n> 80459328»", "«45320112\n* 80459328»", "45320112\n% 80459328", "45320112\\80459328",
		"«45320112\n" + times(" ", 79) + "80459328»", "45320112\n" + times(" ", 80) + "80459328",
		// Digits in other spellings.
		"«" + eachDigit(pan, `\u%04x`, '0') + "»", "«" + eachDigit(pan, `\x%x`, '0') + "»", "«" + eachDigit(pan, "%%%X", '0') + "»", "«" + eachDigit(pan, "&#%d;", '0') + "»", "«" + eachDigit(pan, "&#x%X;", '0') + "»",
		eachDigit(pan, `\y%x`, '0'), eachDigit(pan, `\x5%.0[1]s%[1]x`, '0')[:40],
		"«&#x00000034;" + pan[1:] + "»", "&#x000000034;" + pan[1:], "«&#X34;" + pan[1:] + "»",
		"«" + eachDigit(pan, "%c", 0x0660) + "»", "«" + eachDigit(pan, "%c", 0x06F0) + "»", "«" + eachDigit(pan, "%c", 0x0966) + "»", "«" + eachDigit(pan, "%c", 0xFF10) + "»",
		"«" + eachDigit(pan, "%c", 0x1D7CE) + "»", "«" + eachDigit(pan, "%c", 0x1D7D8) + "»", "«" + eachDigit(pan, "%c", 0x1D7E2) + "»", "«" + eachDigit(pan, "%c", 0x1D7EC) + "»", "«" + eachDigit(pan, "%c", 0x1D7F6) + "»",
		"\xf0\x9d\x9f\xc2" + pan[1:], "«" + eachDigit(pan, `\u%04x`, 0x0660) + "»", "«" + eachDigit(pan, "&#%d;", 0x0660) + "»",
		// Gaps in other spellings, and escapes that end too early.
		`«4532\u20110112\x2d8045&#8209;9328»`, `«4532\u002d0112&#x2D;8045%2D9328»`, "«4532%C2%A00112%c2%a08045&nbsp;9328»", `«45320112\r\n80459328»`, "«45320112\\\r\n80459328»",
		`4532\u201`, `4532\x2`, `4532%2`, `4532&#45`, `4532\U0000002`, `4532&#99999999;` + pan[4:],
	} {
		checkExact(t, want)
	}
}

// longOf returns nineteen digits whose first are a card number of n digits.
func longOf(n int) string { return valid(pan19[:n]) + pan19[n:] }

// TestExactPrefixes checks both ends of each range of prefixes, and the lengths.
func TestExactPrefixes(t *testing.T) {
	in := func(prefix, n int) bool {
		return slices.ContainsFunc(prefixes, func(p struct {
			first, last int
			lengths     string
		}) bool {
			return p.first <= prefix && prefix <= p.last && strings.Contains(p.lengths, string(rune('a'+n-1)))
		})
	}
	for _, p := range prefixes {
		for _, prefix := range []int{p.first - 1, p.first, p.last, p.last + 1} {
			for n := minCard - 1; n <= maxCard+1; n++ {
				number := withCheck(fmt.Sprint(prefix) + "7890123456789012"[:n-5])
				if in(prefix, n) {
					number = "«" + number + "»"
				}
				checkExact(t, number)
			}
		}
	}
}

func TestExactCardData(t *testing.T) {
	c, p13 := "«"+pan+"»", valid(pan13)
	for _, want := range []string{
		// Security codes.
		"cvv ‹123› " + c, "CVV ‹123› " + c, "xcvv 123 " + c, "1cvv 123 " + c, "_cvv ‹123› " + c, c + " cvv", c + " cvv code", c + " cvv code ‹123›", c + " cvvCode: ‹123›", c + " cvv hello 123", c + " cvv cod3 123",
		c + " cvv 12", c + " cvv ‹1234›", c + " cvv 12345", c + " cvv ‹123›.", c + " cvv 123a", c + " pin 123", c + " cvv : cvc ‹123›",
		c + " cvv" + times(" ", 24) + "‹123›", c + " cvv" + times(" ", 25) + "123",
		c + times(" ", near-7) + "cvv ‹123›", c + times(" ", near-6) + "cvv 123",
		"cvv ‹123›" + times(" ", near-7) + c, "cvv 123" + times(" ", near-6) + c, "x cvv ‹123›" + times(" ", near-7) + c,
		c + ` cvv</span><span class="s2">‹123›`, c + " cvv</td><td>‹123›</td>", c + " &quot;cvv&quot;:&quot;‹123›&quot;",
		c + "\xff\xfe cvv ‹123›", "\xff cvv ‹123› " + c, c + " \u023a\u212a cvv ‹123›", // texts that are longer or shorter in lower case
		// Track 1.
		"%B‹" + pan + "^AB^2912›", "%B" + c + "^A^2912", "%B" + c + "^AB^291", "%B‹" + p13 + "^AB^2912›", "b‹" + pan + "^AB^29121›?", "B‹" + pan + "^AB^2912›", c + "^AB^2912", "%X" + c + "^AB^2912", "%B" + c + "^AB", "%B" + c + "^",
		"%B‹" + pan + "^" + times("A", 62) + "^2912›", "%B" + c + "^" + times("A", 63) + "^2912",
		// Track 2.
		"‹" + pan + "=2912101›", c + "=291210", "‹" + pan + "D2912101›F", pan + "d2912101", "«" + pan + "»:2912101", "x;‹" + pan + "=29121010›?",
		"‹" + pan + "=" + times("7", 40) + "›", "‹" + pan + "=" + times("7", 40) + "›7",
		testPAN + "=2912101", "x" + testPAN + "=2912101", testPAN + "=2912101x", ";‹" + testPAN + "=2912101›", ";‹" + testPAN + "=2912101›x", "B‹" + testPAN + "=2912101›", "b‹" + testPAN + "=2912101›x", "‹" + testPAN + "=2912101›?", "x‹" + testPAN + "=2912101›?",
	} {
		checkExact(t, want)
	}
	for text, shown := range map[string]string{pan + " cvv 123": "***", pan + " cvv 1234": "****", "xxxxxxxxxxxxxxxxxx cvv 987 " + pan: "***"} {
		found := Scan([]byte(text))
		i := slices.IndexFunc(found, func(f Finding) bool { return f.Kind == CardData })
		if i < 0 || found[i].Shown != shown {
			t.Errorf("%q: %+v", text, found)
		}
	}
	if f := Scan([]byte(pan))[0]; f.Shown != "453201…9328" {
		t.Errorf("shown as %q", f.Shown)
	}
}

// account returns an IBAN: country, check digits, the rest.
func account(country, rest string) string {
	for check := range 100 {
		full := fmt.Sprintf("%s%02d%s", country, check, rest)
		number := 0
		for _, c := range strings.ReplaceAll(rest, " ", "") + full[:4] {
			if upper(byte(c)) {
				number = (number*100 + int(c-'A') + 10) % 97
			} else {
				number = (number*10 + int(c-'0')) % 97
			}
		}
		if number == 1 {
			return full
		}
	}
	panic("no check digits")
}

// TestExactAccounts writes card numbers into IBANs, which are none then, and into what nearly is one.
func TestExactAccounts(t *testing.T) {
	short := ""
	for i := int64(10_000_000_000); short == ""; i++ {
		if full := account("NO", fmt.Sprint(i)); Luhn(values(full[2:])) && network(values(full[2:])) {
			short = full
		}
	}
	groups := "4532 0112 8045 9328"
	german := account("DE", " "+groups+" 00")
	for _, want := range []string{short, "X " + short} {
		checkExact(t, want)
	}
	for _, want := range []string{
		"no«" + short[2:] + "»", "N_«" + short[2:] + "»", "OO«" + short[2:] + "»",
		german, "x " + german + ".", "DF" + german[2:4] + " «" + groups + "» 00", german[:2] + "00 «" + groups + "» 00", german[:2] + "X0 «" + groups + "» 00", german[:2] + "0X «" + groups + "» 00",
		account("AZ", " "+pan+"AZ"), account("ZA", " "+pan+times("Z", 14)), markCard(account("ZA", " "+pan+times("Z", 15))),
		account("DE", " "+groups+" 0011"), account("DE", " "+pan), account("DE", " "+groups) + " ", markCard(account("DE", " "+groups+" AB")), "«" + groups + "» ", account("DE", " "+groups+" 0000 0000 0000 00"),
	} {
		checkExact(t, want)
	}
}

var markCard = strings.NewReplacer(pan, "«"+pan+"»", "4532 0112 8045 9328", "«4532 0112 8045 9328»").Replace

func TestExactTokens(t *testing.T) {
	value := strings.ReplaceAll(somePlain, "0", "1") + "Qm7Zk2Xw9Vt4Rp8Lh3Jd6"
	for mark, least := range map[string]int{"sk_" + "live_": 16, "gh" + "p_": 30, "github" + "_pat_": 30, "gl" + "pat-": 20, "xox" + "b-": 20, "AI" + "za": 30} {
		long, short := mark+value[:least], mark+value[:least-1]
		for _, want := range []string{
			"⟦" + long + "⟧", short, "a" + long, "1" + long, "=⟦" + long + "⟧", "\"⟦" + long + "⟧\"", "⟦" + long + "Z⟧ " + short, "_⟦" + long + "⟧", mark,
			`\n⟦` + long + "⟧", "%20⟦" + long + "⟧", `\u0020⟦` + long + "⟧", `\na` + long,
		} {
			checkExact(t, want)
		}
	}
	signature, bearer := someRaw[:20], "ab-cdefgh.~1+2/3_ijk="
	jwt := someHead + "." + someClaim + "."
	key := "-----BEGIN PRIVATE KEY-----\n"
	plus := base64.StdEncoding.EncodeToString([]byte("shop:\xfb\xef\xbe\xff\xff\xffa"))
	basic := func(plain string) string { return base64.RawStdEncoding.EncodeToString([]byte(plain)) }
	for _, want := range []string{
		"⟦AK" + "IAQ3EGUZ7TQ3EGUZ7T⟧", "⟦AK" + "IAQ3EGUZ7TW3EGUZ7T⟧ ", "AK" + "IAQ3EGUZ7QQ3EGUZ7Q", "⟦sk-ant-" + times(value[:32], 512) + "⟧aaaa",
		// JSON Web Tokens.
		"⟦" + jwt + signature + "⟧", jwt + signature[:19], "x" + jwt + signature, "-" + jwt + signature, " ⟦" + jwt + signature + "⟧ ", "Bearer ⟦" + jwt + signature + "⟧,", jwt, jwt[:len(jwt)-1], someHead + ".x" + someClaim + "." + signature,
		"eyJhbGciOiJ." + someClaim + "." + signature, "x eyJhbGciOiJ." + someClaim + "." + signature, "x ⟦eyJhbGciOiJI." + someClaim + "." + signature + "⟧", "yJ", "eyJ",
		// Bearer.
		"Bearer ⟦" + bearer + "⟧", "Bearer ⟦" + bearer + "⟧ a", "xBearer " + bearer, "1bearer " + bearer, "\"BEARER ⟦" + bearer + "⟧\"", "bearer", "bearer ", "Bearer", "bearer%20⟦" + bearer + "⟧", `bearer\u0020⟦` + bearer + "⟧", "bearer=" + bearer,
		"Bearer ⟦" + bearer[:20] + "⟧", "Bearer " + bearer[:19], "Bearer ⟦ab-cdefgh.~1&#43;2&#x2F;3_ijk&#x3D;⟧", "Bearer ⟦ab-cdefgh.~1+2/3_ijk&#x3d;⟧&#65;&amp;", "Bearer ⟦" + bearer + "⟧&x", "Bearer ⟦" + bearer + "⟧#x",
		"Bearer ab1357-9024_6813-579", "Bearer ⟦abc1357-9024_6813-57⟧", "Bearer ⟦qwertyui-jklmnop-rs12⟧", "Bearer qwertyui-jklmnop-rsty", "Bearer the-sessions-are-expired-401",
		"Bearer ⟦" + value[:50] + times("-", 600) + "⟧ x", "Bearer ⟦" + value[:50] + times("-", maxToken-50) + "⟧.=",
		// Basic.
		"Basic ⟦" + basic("a:bcde") + "⟧", "Basic " + basic("a:bcd"), "Basic " + basic(":abcdef"), "Basic " + basic("abcdefg"), "Basic ⟦" + basic("a:b cde") + "⟧", "Basic " + basic("a:b\x1fcde"), "Basic " + basic("a:b\x7fcde"), "Basic ⟦" + basic("a:b~cdef") + "⟧ .",
		"basic", "basic ", "xbasic " + basic("a:bcde"), "Basic ⟦" + plus + "⟧", "Basic ⟦" + strings.NewReplacer("+", "&#x2B;", "/", "&#x2f;", "=", "&#61;").Replace(plus) + "⟧<",
		// Private keys.
		"⟦" + key + someKey[:40] + "⟧", key + someKey[:39], key + times("a \n", 39), key + "abc", key, "⟦" + key + someKey[:38] + "+/⟧", "⟦" + key + someKey + "\n⟧-----END PRIVATE KEY----- x", "⟦" + key + someKey + times(" ", 4<<10-len(someKey)-6) + "⟧ x",
		"⟦-----BEGIN RSA PRIVATE KEY-----\\n" + someKey + "⟧-----END ", key + someKey[:20] + "…\n" + someKey[:19] + ".", key + someKey[:20] + "<" + someKey, key + someKey[:20] + "." + someKey,
		"⟦-----BEGIN " + times("A", 29) + "PRIVATE KEY-----" + someKey + "⟧", "-----BEGIN " + times("A", 30) + "PRIVATE KEY-----" + someKey, "----BEGIN PRIVATE KEY-----" + someKey,
	} {
		checkExact(t, want)
	}
}

// TestExactNames has values of secret names, and of names that are like them.
func TestExactNames(t *testing.T) {
	v := "q7Xw2Lr9Tz4Kp8Vd3Nh6"
	for _, want := range []string{
		"client_secret=⟦" + v + "⟧&scope=x", `"client_secret": "⟦` + v + `⟧",`, `\"clientSecret\":\"⟦` + v + `⟧\"`, "CLIENT-SECRET : ⟦" + v + "⟧", "<clientSecret>⟦" + v + "⟧</clientSecret>",
		"secret := `⟦" + v + "⟧`", "'password' => '⟦aB3$xy!z⟧'", "The password: ⟦aB3$xy!z⟧ was wrong.", "my secret key = ⟦" + v + "⟧", "secret=⟦sk_" + "live_" + v + "⟧",
		"X-API-Key: ⟦" + v + "⟧", "Cookie: lang=en; sid=⟦" + v + "⟧; x=1", "Set-Cookie: a=⟦" + v + "⟧; Path=/", "Authorization: ⟦" + v + "⟧", "Pwd=⟦aB3$xy!z⟧;Encrypt=true",
		"postgres⟦://app:aB3xy!z9⟧@db/x", "curl ⟦-u shop:aB3xy!z9⟧ https://h.example",
		"secret_id=" + v, "secretary=" + v, "tokens=" + v, "key=" + v, "password=" + v[:6], "password: must-contain-8-chars", "password=" + times("aB3", 9), "password=" + strings.ToUpper("must_be_reset_2025"),
		"password=\"two words aB3xy\"", "password=${" + v + "}", "password=<" + v + ">", "secret=https://h.example/" + v, "Cookie: sid=" + v[:15], "pwd=/srv/" + v, "access_token=eyJ" + v,
		"https://app:@db/" + v, "https://app:" + v + "/x", "password", "password=", "=", ":", ">", "<pwd>",
	} {
		checkExact(t, want)
	}
}

// TestExactMasks compares masked texts byte by byte.
func TestExactMasks(t *testing.T) {
	key := "-----BEGIN PRIVATE KEY-----"
	for text, want := range map[string]string{
		"a " + pan + " b":                "a 453201******9328 b",
		"4532-0112-8045-9328":            "4532-01**-****-9328",
		eachDigit(pan, "%c", 0xFF10):     eachDigit("453201", "%c", 0xFF10) + times("•", 6) + eachDigit("9328", "%c", 0xFF10),
		eachDigit(pan, "%c", 0x0660):     eachDigit("453201", "%c", 0x0660) + times("·", 6) + eachDigit("9328", "%c", 0x0660),
		eachDigit(pan, "%c", 0x1D7CE):    eachDigit("453201", "%c", 0x1D7CE) + times("\U0001F7C4", 6) + eachDigit("9328", "%c", 0x1D7CE),
		eachDigit(pan, "%%%X", '0'):      eachDigit("453201", "%%%X", '0') + times("*", 18) + eachDigit("9328", "%%%X", '0'),
		pan + " cvv 123":                 "453201******9328 cvv ***",
		"sk_" + "live_" + somePlain[:20]: "sk_live_" + times("*", 20),
		"Basic YTpiY2Rl.":                "Basic YTpiY2Rl.",
		"Basic YTpiY2Rl,":                "Basic ********,",
		key + "\r\n" + someKey + "\n":    key[:11] + times("*", len(key)-11) + "\r\n" + times("*", len(someKey)) + "\n",
		key + someKey[:40] + "é\xc0\x80€\U0001F600\x84\x84a\xc0": key[:11] + times("*", len(key)-11+40) + "··•\U0001F7C4****",
	} {
		if got := string(Mask([]byte(text), Scan([]byte(text)))); got != want {
			t.Errorf("%q\n got %q\nwant %q", text, got, want)
		}
	}
}
