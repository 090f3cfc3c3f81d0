package secret

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/errdocs/errdocs/internal/testenv"
)

// brands are what generated card numbers start with, and their lengths.
var brands = []struct {
	name, prefix string
	lengths      []int
}{
	{"Visa", "4", []int{13, 16, 19}},
	{"Mastercard", "51", []int{16}}, {"Mastercard", "53", []int{16}}, {"Mastercard", "55", []int{16}},
	{"Mastercard", "2221", []int{16}}, {"Mastercard", "25", []int{16}}, {"Mastercard", "2720", []int{16}},
	{"American Express", "34", []int{15}}, {"American Express", "37", []int{15}},
	{"Discover", "6011", []int{16, 19}}, {"Discover", "644", []int{16}}, {"Discover", "65", []int{16}},
	{"Diners Club", "300", []int{14}}, {"Diners Club", "305", []int{14}}, {"Diners Club", "36", []int{14}}, {"Diners Club", "38", []int{14, 16}},
	{"JCB", "3528", []int{16}}, {"JCB", "3589", []int{16, 19}},
	{"UnionPay", "62", []int{16, 17, 18, 19}}, {"UnionPay", "81", []int{16}},
	{"Maestro", "5018", []int{13, 14, 15, 16, 17, 18, 19}}, {"Maestro", "6759", []int{16, 18, 19}},
	{"RuPay", "508", []int{16}}, {"Mir", "2200", []int{16}}, {"Mir", "2204", []int{19}}, {"Troy", "9792", []int{16}},
}

// withCheck appends the check digit.
func withCheck(digits string) string {
	for c := '0'; c <= '9'; c++ {
		if Luhn(values(digits + string(c))) {
			return digits + string(c)
		}
	}
	panic("no check digit")
}

func values(s string) []byte {
	b := []byte(s)
	for i := range b {
		b[i] -= '0'
	}
	return b
}

func someDigits(r *rand.Rand, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = '0' + byte(r.IntN(10))
	}
	return string(b)
}

// newCard returns a card number of one of the brands that is not published for tests.
func newCard(r *rand.Rand) string {
	for {
		b := brands[r.IntN(len(brands))]
		n := b.lengths[r.IntN(len(b.lengths))]
		if card := withCheck(b.prefix + someDigits(r, n-len(b.prefix)-1)); !testCards[string(values(card))] {
			return card
		}
	}
}

// inGroups writes a number as people do: Amex 4-6-5, Diners 4-6-4, others in fours.
func inGroups(card, gap string) string {
	sizes := []int{4, 4, 4, 4, 3}
	if len(card) <= 15 && card[0] == '3' {
		sizes = []int{4, 6, 5}
	}
	var parts []string
	for _, n := range sizes {
		n = min(n, len(card))
		if n > 0 {
			parts = append(parts, card[:n])
		}
		card = card[n:]
	}
	return strings.Join(parts, gap)
}

func eachDigit(card, format string, base rune) string {
	var b strings.Builder
	for _, c := range card {
		fmt.Fprintf(&b, format, base+c-'0')
	}
	return b.String()
}

// encodings are the twelve ways to write a card number in which each one is found.
var encodings = []struct {
	name  string
	write func(r *rand.Rand, card string) string
}{
	{"plain", func(_ *rand.Rand, c string) string { return c }},
	{"in groups with spaces", func(_ *rand.Rand, c string) string { return inGroups(c, " ") }},
	{"in groups with hyphens", func(_ *rand.Rand, c string) string { return inGroups(c, "-") }},
	{"in groups with dots or underscores", func(r *rand.Rand, c string) string { return inGroups(c, []string{".", "_"}[r.IntN(2)]) }},
	{"in groups with no-break spaces, as such or as HTML", func(r *rand.Rand, c string) string {
		return inGroups(c, []string{"\u00a0", "\u202f", "&nbsp;", "&#160;", `\u00a0`}[r.IntN(5)])
	}},
	{"in a query of an address", func(r *rand.Rand, c string) string {
		return "https://h.example/p?pan=" + inGroups(c, []string{"+", "%20", "%2D"}[r.IntN(3)]) + "&x=1"
	}},
	{"percent-encoded digits", func(_ *rand.Rand, c string) string { return eachDigit(c, "%%%02X", '0') }},
	{"escapes of JSON", func(_ *rand.Rand, c string) string { return `"` + eachDigit(c, `\u%04x`, '0') + `"` }},
	{"character references of HTML", func(r *rand.Rand, c string) string {
		return eachDigit(c, []string{"&#%d;", "&#x%X;", "&#x%x;"}[r.IntN(3)], '0')
	}},
	{"full-width digits", func(_ *rand.Rand, c string) string { return eachDigit(c, "%c", 0xFF10) }},
	{"Arabic, Persian, Devanagari or mathematical digits", func(r *rand.Rand, c string) string {
		return eachDigit(c, "%c", []rune{0x0660, 0x06F0, 0x0966, 0x1D7CE, 0x1D7F6}[r.IntN(5)])
	}},
	{"over a line break", func(r *rand.Rand, c string) string {
		at := 4 + r.IntN(len(c)-7)
		return c[:at] + []string{"\n", "\r\n", "\n      ", "\n# ", `\n`, "\\\n  "}[r.IntN(6)] + c[at:]
	}},
}

// surroundings are the texts around a number.
var surroundings = [][2]string{
	{"", ""}, {"PAN: ", "."}, {`{"pan": "`, `"}`}, {"<td>", "</td>"}, {"card=", "&exp=1229"}, {"- ", "\n"}, {"pan", " "},
	{"Der Kunde mit Karte ", ", gültig bis 12/29"}, {"[2025-11-20T10:00:00.123] card ", " declined"}, {"`", "`"}, {"x,", ",7"}, {"%20", "%20"},
}

// TestRecall writes generated card numbers, 10,000 in the long run, in each of the twelve encodings. All are found, where
// they are, and no message or masked text shows more than the first six and last four.
func TestRecall(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	cards := testenv.Times(1000, 10_000)
	for range cards {
		card := newCard(r)
		for _, e := range encodings {
			around := surroundings[r.IntN(len(surroundings))]
			written := e.write(r, card)
			text := around[0] + written + around[1]
			found := scanned(t, []byte(text))
			if len(found) != 1 || found[0].Kind != CardNumber {
				t.Fatalf("%s: %q: %+v", e.name, text, found)
			}
			f := found[0]
			if !strings.Contains(around[0]+written, text[f.Start:f.End]) || f.Shown != card[:6]+"…"+card[len(card)-4:] {
				t.Fatalf("%s: %q: %+v", e.name, text, f)
			}
			masked := Mask([]byte(text), found)
			if len(masked) != len(text) || len(Scan(masked)) > 0 || bytes.Contains(masked, []byte(written)) {
				t.Fatalf("%s: %q is masked as %q", e.name, text, masked)
			}
		}
	}
	t.Logf("long: card numbers runs=%d leaks=0", cards*len(encodings))
}

// outside is the start of no card number.
func outside(r *rand.Rand) string {
	return []string{"0", "1", "7", "90", "2000", "2199", "2799", "29", "319", "32", "8000", "84", "89", "99"}[r.IntN(14)]
}

// broken returns digits with a wrong check digit.
func broken(r *rand.Rand, n int) string {
	for {
		if d := someDigits(r, n); !Luhn(values(d)) {
			return d
		}
	}
}

func hexText(r *rand.Rand, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = "0123456789abcdef"[r.IntN(16)]
	}
	return string(b)
}

func newIBAN(r *rand.Rand) string {
	country := []string{"DE", "FR", "NL", "GB", "ES", "IT", "PL", "AT", "CH", "NO"}[r.IntN(10)]
	account := map[string]string{"NL": "INGB", "GB": "NWBK", "IT": "X"}[country]
	account += someDigits(r, 14+r.IntN(6))
	for check := 2; check < 99; check++ {
		if full := fmt.Sprintf("%s%02d%s", country, check, account); iban([]byte(full)) {
			if r.IntN(2) == 0 {
				return full
			}
			return spaced(full)
		}
	}
	panic("no check digits")
}

func spaced(s string) string {
	var parts []string
	for len(s) > 4 {
		parts, s = append(parts, s[:4]), s[4:]
	}
	return strings.Join(append(parts, s), " ")
}

// others are numbers that are not card numbers.
var others = []struct {
	name string
	make func(r *rand.Rand) string
}{
	{"time", func(r *rand.Rand) string {
		return fmt.Sprintf("2025-%02d-%02d %02d:%02d:%02d.%06d", 1+r.IntN(12), 1+r.IntN(28), r.IntN(24), r.IntN(60), r.IntN(60), r.IntN(1e6))
	}},
	{"compact time", func(r *rand.Rand) string {
		return fmt.Sprintf("20%02d%02d%02d%02d%02d%02d%03d", r.IntN(30), 1+r.IntN(12), 1+r.IntN(28), r.IntN(24), r.IntN(60), r.IntN(60), r.IntN(1000))
	}},
	{"Unix time", func(r *rand.Rand) string { return "1" + someDigits(r, []int{12, 15, 18}[r.IntN(3)]) }},
	{"order", func(r *rand.Rand) string { return "ORD-2025-" + someDigits(r, 9) }},
	{"order of a shop", func(r *rand.Rand) string { return someDigits(r, 3) + "-" + someDigits(r, 7) + "-" + someDigits(r, 7) }},
	{"UUID", func(r *rand.Rand) string {
		return hexText(r, 8) + "-" + hexText(r, 4) + "-" + hexText(r, 4) + "-" + hexText(r, 4) + "-" + hexText(r, 12)
	}},
	{"UUID of digits", func(r *rand.Rand) string {
		return someDigits(r, 8) + "-" + someDigits(r, 4) + "-4" + someDigits(r, 3) + "-" + someDigits(r, 4) + "-" + someDigits(r, 12)
	}},
	{"phone number", func(r *rand.Rand) string {
		return fmt.Sprintf("+%d %s %s %s", 1+r.IntN(99), someDigits(r, 2+r.IntN(2)), someDigits(r, 3+r.IntN(2)), someDigits(r, 4))
	}},
	{"IBAN", newIBAN},
	{"hash", func(r *rand.Rand) string { return hexText(r, []int{32, 40, 64}[r.IntN(3)]) }},
	{"amount", func(r *rand.Rand) string {
		return fmt.Sprintf("%d.%03d.%03d,%02d EUR", 1+r.IntN(999), r.IntN(1000), r.IntN(1000), r.IntN(100))
	}},
	{"fraction", func(r *rand.Rand) string { return fmt.Sprintf("%d.%s", r.IntN(100), someDigits(r, 13+r.IntN(5))) }},
	{"fraction without its zero", func(r *rand.Rand) string { return "[." + someDigits(r, 13+r.IntN(5)) }},
	{"position", func(r *rand.Rand) string { return fmt.Sprintf("%.14f, %.14f", r.Float64()*90, r.Float64()*180) }},
	{"wrong check digit", func(r *rand.Rand) string { return broken(r, 13+r.IntN(7)) }},
	{"wrong check digit, in groups", func(r *rand.Rand) string { return spaced(broken(r, 16)) }},
	{"of no network", func(r *rand.Rand) string {
		start := outside(r)
		return withCheck(start + someDigits(r, 12+r.IntN(7)-len(start)))
	}},
	{"too long", func(r *rand.Rand) string { return withCheck("4" + someDigits(r, 18+r.IntN(20))) }},
	{"too short", func(r *rand.Rand) string { return withCheck("4" + someDigits(r, 2+r.IntN(9))) }},
	{"IMEI", func(r *rand.Rand) string { return withCheck("01" + someDigits(r, 12)) }},
	{"address of a network", func(r *rand.Rand) string {
		return fmt.Sprintf("%d.%d.%d.%d", r.IntN(256), r.IntN(256), r.IntN(256), r.IntN(256))
	}},
}

// TestFalsePositives writes 10,000 numbers that are not card numbers: at most one in a thousand may be taken
// for one.
func TestFalsePositives(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	wrong := map[string]int{}
	all := 0
	for i := range 10_000 {
		o := others[i%len(others)]
		around := surroundings[r.IntN(6)]
		if found := Scan([]byte(around[0] + o.make(r) + around[1])); len(found) > 0 {
			wrong[o.name]++
			all++
		}
	}
	if all > 10 {
		t.Errorf("%d of 10,000 are taken for something: %v", all, wrong)
	}
	t.Logf("long: numbers that are none runs=10000 taken_for_one=%d", all)
}

// TestTestCards checks the list of published numbers: each would be found if it were not on it.
func TestTestCards(t *testing.T) {
	for card := range testCards {
		digits := []byte(card)
		if !Luhn(digits) || !network(digits) {
			t.Errorf("%v is not a card number, so it need not be on the list", digits)
		}
		for i := range digits {
			digits[i] += '0'
		}
		if found := Scan(digits); len(found) > 0 {
			t.Errorf("%s: %v", digits, found)
		}
	}
	if len(testCards) < 50 {
		t.Errorf("only %d test numbers are read", len(testCards))
	}
}

// The secrets of these tests are made up here, in parts, so that no scanner of repositories takes this
// file for a leak.
var (
	someKey   = strings.Repeat("MIIEvQIBADANBgkqhkiG9w0BAQEFAASC", 4)
	someRaw   = base64.RawURLEncoding.EncodeToString([]byte("\x8f\x13\xd7k\xa2~\x01\x99\xf4\xceQ\x07\xb8:\xe1\x5c\x2d\x90j\xfe\x33\x41\xc8\x76\x1a\x0b\xdd\x95\xe2\x58\xbc\x64"))
	somePlain = strings.NewReplacer("-", "", "_", "").Replace(someRaw)
	someHead  = base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"HS256"}`))
	someClaim = base64.RawURLEncoding.EncodeToString([]byte(`{"sub":"42","iss":"shop"}`))
	someBasic = base64.StdEncoding.EncodeToString([]byte("shop:kP9-~>+x??w"))
)

func TestSecrets(t *testing.T) {
	card := withCheck("453201128045932")
	for _, test := range []struct {
		text string
		want string // kinds and what they say; empty: nothing
	}{
		{"sk_" + "live_" + somePlain, "secret a live Stripe key"},
		{"key=rk_" + "live_" + somePlain + ";", "secret a live Stripe key"},
		{"sk_" + "test_" + somePlain, ""},
		{"sk_" + "live_xxxxxxxxxxxxxxxxxxxxxxxx", ""},
		{"sk_" + "live_…", ""},
		{"gh" + "p_" + somePlain, "secret a GitHub token"},
		{"github" + "_pat_" + someRaw, "secret a GitHub token"},
		{"xox" + "b-" + someRaw, "secret a Slack token"},
		{"AI" + "za" + someRaw, "secret a Google API key"},
		{"AK" + "IA" + "Q3EGUZ7T4WXN2RLB", "secret an AWS access key"},
		{"AK" + "IAIOSFODNN7EXAMPLE", ""},
		{"npm_install_and_npm_run_build_of_all_packages", ""},
		{someHead + "." + someClaim + "." + someRaw, "secret a JSON Web Token"},
		{"Authorization: Bearer " + someHead + "." + someClaim + "." + someRaw, "secret a JSON Web Token"},
		{someHead + "." + someClaim + ".SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c", ""},
		{"Authorization: Bearer " + someHead + "." + someClaim + ".SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c", ""},
		{"Authorization: Bearer " + someRaw, "secret a bearer token"},
		{`{"authorization": "bearer ` + someRaw + `"}`, "secret a bearer token"},
		{"Authorization: Bearer <token>", ""},
		{"Authorization: Bearer YOUR_ACCESS_TOKEN_GOES_HERE_1234", ""},
		{"the bearer of-this-letter-is-a-person-of-great-worth", ""},
		{"Authorization: Basic " + someBasic, "secret a user name with its password"},
		{"Authorization: Basic " + strings.NewReplacer("+", "&#43;", "=", "&#61;").Replace(someBasic), "secret a user name with its password"},
		{"Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", ""},
		{"Basic authentication", ""},
		{"-----BEGIN PRIVATE KEY-----\n" + someKey + "\n-----END PRIVATE KEY-----", "secret a private key"},
		{`"-----BEGIN RSA PRIVATE KEY-----\n` + someKey + `\n-----END RSA PRIVATE KEY-----"`, "secret a private key"},
		{"-----BEGIN OPENSSH PRIVATE KEY-----\n" + someKey, "secret a private key"},
		{"-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n" + someKey, "secret a private key"},
		{"-----BEGIN PUBLIC KEY-----\n" + someKey + "\n-----END PUBLIC KEY-----", ""},
		{"-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----", ""},
		{"The file starts with -----BEGIN PRIVATE KEY-----.", ""},
		{"%B" + card + "^DOE/JANE^29121010000000000000?", "card-data magnetic stripe data"},
		{";" + card + "=29121010000000000000?", "card-data magnetic stripe data"},
		{";4111111111111111=29121010000000000000?", "card-data magnetic stripe data"},
		{`"57": "` + card + `D29122010000012300000"`, "card-data magnetic stripe data"},
		{"pan=4111111111111111&amount=29122010", ""},
		{card + ", CVV 123", "card-number a card number, card-data a card security code"},
		{`{"cvc": "9876", "number": "` + card + `"}`, "card-data a card security code, card-number a card number"},
		{`{"number": "` + card + `", "securityCode": 123}`, "card-number a card number, card-data a card security code"},
		{`{"number": "` + card + `", "expiry": "1229", "amount": 123}`, "card-number a card number"},
		{"4111111111111111, CVV 123", ""},
		{"CVV 123", ""},
		{"4111 1111 1111 1111 and " + card, "card-number a card number"},
		{"1234 " + card, "card-number a card number"},
		{spaced(card) + " 12 29", "card-number a card number"},
		{card + " " + card, "card-number a card number, card-number a card number"},
		{strings.Join(strings.Split(card, ""), " "), "card-number a card number"},
		{"4532 0112 8045 932", ""},
		{card[:4] + "\n" + card[4:8] + "\n" + card[8:12] + "\n" + card[12:], ""}, // a column of numbers
		{card[:4] + "  " + card[4:8] + "  " + card[8:12] + "  " + card[12:], ""},
		{card[:8] + " " + card[8:12] + "-" + card[12:], ""},
		{"a1b2" + card + "c3", ""},
		{"", ""},
	} {
		found := scanned(t, []byte(test.text))
		var told []string
		for _, f := range found {
			told = append(told, string(f.Kind)+" "+f.What)
			if secret := test.text[f.Start:f.End]; len(secret) > 10 && strings.Contains(f.Shown, secret) {
				t.Errorf("%q: shows %q", test.text, f.Shown)
			}
		}
		if got := strings.Join(told, ", "); got != test.want {
			t.Errorf("%q: %q, want %q", test.text, got, test.want)
		}
		if masked := Mask([]byte(test.text), found); len(found) > 0 && (len(Scan(masked)) > 0 || len(masked) != len(test.text)) {
			t.Errorf("%q is masked as %q", test.text, masked)
		}
	}
}

// A secret is the same in each of its spellings, and another one is not.
func TestSame(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	card := newCard(r)
	first := Scan([]byte(card))[0]
	for _, e := range encodings {
		if f := Scan([]byte(e.write(r, card)))[0]; f.ID() != first.ID() {
			t.Errorf("%s: not the same", e.name)
		}
	}
	if Scan([]byte(newCard(r)))[0].ID() == first.ID() {
		t.Error("another number is the same")
	}
	a, b := Scan([]byte("Basic " + someBasic))[0], Scan([]byte("Basic " + strings.ReplaceAll(someBasic, "+", "&#43;")))[0]
	if a.ID() != b.ID() {
		t.Error("HTML makes it another one")
	}
}

// hostile texts contain at each offset something that the scan looks at closely.
var hostile = []string{
	"4", "41", "4 ", "4-", "4\n", "4\n ", "4.", "%34", `\u0034`, "&#52;", "&#x0000034;", "\uff14", "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 ",
	"eyJ", "eyJaaaaaaaaaaaa.", "/eyJ0", "ghp_", "ghp_a1b2c3d4", "bearer ", "bearer+", "Basic ", "Bearer a1%20", "-----BEGIN ", "-----BEGIN PRIVATE KEY-----",
	"pwd:", "password=A1b2", "cookie:a=", "Set-Cookie: a=b; ", "://a:", "-u a:", "5A08", "5A0811", "16", "sig=", "SG.", "4`", "4**", "4&shy;", "4 - ",
	"xoxb-", "-", "_", "&#", "%", `\`, "\xF0\x9D\x9F", "\xEF\xBC", "4111111111111111 ", "4532011280459323 cvv ", "4532011280459323=", "B4532011280459323^a", "DE89 3704 0044 0532 0130 00 ",
}

// The scan's time does not depend on the text by more than a constant: it looks at each byte
// a bounded number of times. Its allocations are those of what it finds.
func TestHostileText(t *testing.T) {
	size, most := 1<<17, 1500*time.Millisecond // squared, it takes eight seconds
	if testenv.Long() {
		size, most = 1<<20, 5*time.Second
	}
	for _, part := range hostile {
		text := []byte(strings.Repeat(part, size/len(part)))
		before := testenv.CPUTime()
		found := Scan(text)
		if took := testenv.CPUTime() - before; took > most {
			t.Errorf("%q: %d bytes take %v", part, len(text), took)
		}
		for _, f := range found {
			if f.Start < 0 || f.End > len(text) || f.Start >= f.End {
				t.Fatalf("%q: %+v", part, f)
			}
		}
	}
}

// cleanText is what pages are like: markup, words, short numbers.
var cleanText = bytes.Repeat([]byte(`<li class="step"><a href="../../thales/android/server-error/">SERVER_ERROR</a> Back off: 1000 ms, HTTP 503 since 2025-11-20 10:15:00, see &amp; %20 and \n.</li>
<p>The server could not answer. Wait a moment, then send the request again with the same key; basic checks come first.</p>
`), 4000)

func TestNoAllocations(t *testing.T) {
	if found := Scan(cleanText); len(found) > 0 {
		t.Fatal(found)
	}
	if n := testing.AllocsPerRun(5, func() { Scan(cleanText) }); n > 0 {
		t.Errorf("%v allocations on clean text", n)
	}
}

func BenchmarkScan(b *testing.B) {
	prose := bytes.Repeat([]byte("The server could not answer. Wait a moment, then send the request again with the same key. "), 10_000)
	digits := []byte(strings.Repeat("4 1 1 1 1 1 1 1 ", 60_000))
	for name, text := range map[string][]byte{"prose": prose, "pages": cleanText, "digits": digits} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				Scan(text)
			}
		})
	}
}

// FuzzScan checks what is true of any text: findings lie inside it in order, a masked text has the same
// length and contains none of them, and an inserted card number is found.
func FuzzScan(f *testing.F) {
	r := rand.New(rand.NewPCG(7, 8))
	for _, e := range encodings {
		f.Add([]byte(e.write(r, newCard(r))))
	}
	for _, part := range hostile {
		f.Add([]byte(strings.Repeat(part, 8)))
	}
	card := newCard(r)
	f.Fuzz(func(t *testing.T, text []byte) {
		found := scanned(t, text)
		last := 0
		for _, one := range found {
			if one.Start < last || one.End > len(text) || one.Start >= one.End || one.Shown == "" || one.What == "" {
				t.Fatalf("%+v in %d bytes", one, len(text))
			}
			last = one.Start
		}
		masked := Mask(text, found)
		if len(masked) != len(text) || bytes.Count(masked, []byte("\n")) != bytes.Count(text, []byte("\n")) {
			t.Fatalf("%q is masked as %q", text, masked)
		}
		for _, left := range Scan(masked) {
			for _, one := range found {
				if left.ID() == one.ID() && left.Start == one.Start {
					t.Fatalf("%q is masked as %q, which still holds %+v", text, masked, left)
				}
			}
		}
		held := false
		for _, one := range Scan(append(append(bytes.Clone(text), "\n\n"+card+"\n\n"...), text...)) {
			held = held || one.Start <= len(text) && one.End > len(text)+len(card) // inside a private key
			held = held || one.Kind == CardNumber && one.Shown == card[:6]+"…"+card[len(card)-4:]
		}
		if !held {
			t.Fatalf("a card number after %q is not found", text)
		}
	})
}
