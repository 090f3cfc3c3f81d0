package resolve

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/internal/golden"
	"github.com/errdocs/errdocs/internal/testenv"
)

func TestMain(m *testing.M) {
	testenv.Cheap()
	m.Run()
}

// testEntries returns the entries of testdata/entries.tsv: the names of a real catalog.
func testEntries(t testing.TB) []Entry {
	t.Helper()
	list := func(s string) []string { return strings.FieldsFunc(s, func(c rune) bool { return c == '|' }) }
	var entries []Entry
	for _, f := range golden.Rows(t, "testdata/entries.tsv", 12) {
		entries = append(entries, Entry{
			ID: f[0] + "/" + f[2] + "/" + f[6], Name: f[7], Title: f[8], Short: f[4] + "-" + f[6],
			Vendor: f[0], VendorName: f[1], Set: f[2], SetTitle: f[3], Space: f[5],
			Retired: f[9] == "retired", Names: list(f[10]), Old: list(f[11]),
		})
	}
	if len(entries) < 150 {
		t.Fatalf("only %d entries", len(entries))
	}
	return entries
}

var testPages = []string{
	"find/", "compare/", "compare/http/", "compare/rate-limited/", "thales/", "thales/android/", "thales/ios/",
	"token-io/", "token-io/http/", "token-io/grpc/", "keyless/", "mastercard-mdes/", "visa-uctp/",
}

func ids(res Resolution) []string {
	list := []string{}
	for _, e := range res.Entries {
		list = append(list, e.ID)
	}
	return list
}

func TestResolveTable(t *testing.T) {
	r := New(testEntries(t), testPages...)
	var queries []query
	for _, row := range golden.Rows(t, "testdata/resolve.tsv", 4) {
		raw, vendor := unquoted(t, row[0]), row[1]
		res := r.Resolve(raw, vendor)
		if got := strings.Join(ids(res), " "); string(res.Kind) != row[2] || got != row[3] {
			t.Errorf("%s (%s): got %s %s, want %s %s", row[0], vendor, res.Kind, got, row[2], row[3])
		}
		queries = append(queries, query{Raw: raw, Vendor: vendor})
	}
	sameInBrowser(t, r, queries)
}

// TestCodeInText checks what of a text that is in no list is named as a code.
func TestCodeInText(t *testing.T) {
	for text, want := range map[string]string{
		"SERVER_ERROR_103": "SERVER_ERROR_103", "502 Bad Gateway": "502", "the app says CARD_TORN_UP": "CARD_TORN_UP", "Sdk.cardTornUp (null)": "Sdk.cardTornUp",
		"sandbox.api.example.com": "", "timeout at https://sandbox.api.example.com/pay": "", "see PaymentService.java": "", "app.log is empty": "",
		"since v2.14.0": "", "refused by 10.20.30.40": "", "since 2026-11-28": "", "mail a.person@example.com": "", "quietly lost": "",
		"ts=2026-11-02T10:00:00Z took 231ms, 1.5s or 12kb": "", "trace=4bf92f3577b34da6 lost": "", "production.ERROR: lost": "", "api.bank.de lost": "",
		"ts=2026-11-02T10:00:00Z trace=4bf92f3577b34da6 CARD_TORN_UP": "CARD_TORN_UP", "3ds.CardTornUp lost": "3ds.CardTornUp",
	} {
		if got := codeIn(text); got != want {
			t.Errorf("codeIn(%q) = %q, want %q", text, got, want)
		}
	}
	r := New(testEntries(t), testPages...)
	if res := r.Resolve("512 espressos", ""); res.Kind != Nearest || res.Entries[0].Name != "512" || res.Code != "" {
		t.Errorf("512 is said to be in no list: %+v", res)
	}
	sameInBrowser(t, r, []query{{Raw: "512 espressos"}, {Raw: "sandbox.api.example.com"}, {Raw: "timeout at https://sandbox.api.example.com/pay since v2.14.0 CARD_TORN_UP"}, {Raw: "refused by 10.20.30.40"}})
}

// TestNumbersOfThisCatalog checks that a number is a code behind a word that a set or a code is called by.
func TestNumbersOfThisCatalog(t *testing.T) {
	entry := func(set, name string) Entry {
		return Entry{ID: "acme/" + set + "/" + Slug(name), Name: name, Vendor: "acme", VendorName: "Acme", Set: set, SetTitle: "Codes"}
	}
	r := New([]Entry{entry("ticket", "4711"), entry("api", "ORDER_404"), entry("api", "5000")})
	var queries []query
	for text, want := range map[string]string{
		"Acme says ticket 4711": "acme/ticket/4711", "Acme says order 404 today": "acme/api/order-404", "Acme says room 4711": "", "Acme says room 5000": "",
	} {
		if got := strings.Join(ids(r.Resolve(text, "")), " "); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
		queries = append(queries, query{Raw: text})
	}
	sameInBrowser(t, r, queries)
}

func unquoted(t testing.TB, s string) string {
	t.Helper()
	if !strings.HasPrefix(s, "json:") {
		return s
	}
	if err := json.Unmarshal([]byte(s[len("json:"):]), &s); err != nil {
		t.Fatal(err)
	}
	return s
}

// TestEverySpellingResolves writes every name of every entry in several ways, bare and with its vendor.
func TestEverySpellingResolves(t *testing.T) {
	entries := testEntries(t)
	r := New(entries)
	for _, e := range entries {
		for _, name := range append(e.Spellings(), e.Short, e.ID) {
			for _, raw := range []string{
				name, strings.ToLower(name), strings.ToUpper(name), strings.ReplaceAll(name, "_", " "),
				strings.ReplaceAll(name, "_", "-"), strings.ReplaceAll(name, "_", ""), "`" + name + "`,", "(" + name + ").",
				name + "(let code, 400)",
			} {
				if res := r.Resolve(raw, ""); !slices.Contains(ids(res), e.ID) || res.Kind != One && res.Kind != Several {
					t.Errorf("%q: %s %v, want %s", raw, res.Kind, ids(res), e.ID)
				}
				if res := r.Resolve(raw, e.VendorName); res.Entries[0].Vendor != e.Vendor {
					t.Errorf("%q at %s: %v, want %s", raw, e.VendorName, ids(res), e.ID)
				}
				if strings.HasSuffix(raw, "400)") { // a call is understood on its own, or if its name looks like a code
					continue
				}
				if res := r.Resolve(e.VendorName+": "+raw, ""); res.Kind == Nothing || res.Entries[0].Vendor != e.Vendor {
					t.Errorf("%q after %q: %s %v, want %s", raw, e.VendorName, res.Kind, ids(res), e.ID)
				}
			}
		}
	}
}

func TestMistypedCodesAreNear(t *testing.T) {
	entries := testEntries(t)
	r := New(entries)
	rng := rand.New(rand.NewPCG(5, 6))
	found, all := 0, 0
	for _, e := range entries {
		for range 10 {
			if raw := typo(rng, e.Name); len(Fold(e.Name)) > 5 {
				all++
				if slices.Contains(ids(r.Resolve(raw, "")), e.ID) {
					found++
				}
			}
		}
	}
	if found*100 < all*97 {
		t.Errorf("%d of %d mistyped codes are found", found, all)
	}
}

func typo(rng *rand.Rand, s string) string {
	i, letter := rng.IntN(len(s)), string(rune('A'+rng.IntN(26)))
	switch rng.IntN(4) {
	case 0:
		return s[:i] + s[i+1:]
	case 1:
		return s[:i] + letter + s[i:]
	case 2:
		return s[:i] + letter + s[i+1:]
	}
	if i+2 > len(s) {
		return s
	}
	return s[:i] + s[i+1:i+2] + s[i:i+1] + s[i+2:]
}

// manyEntries returns n entries of made-up vendors. Their names are built from the words of the real ones.
func manyEntries(t testing.TB, n int) []Entry {
	var parts []string
	for _, e := range testEntries(t) {
		parts = append(parts, strings.Split(e.Name, "_")...)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	var entries []Entry
	seen := map[string]bool{}
	for len(entries) < n {
		v, s := rng.IntN(n/100+1), rng.IntN(4)
		name := parts[rng.IntN(len(parts))]
		for range rng.IntN(4) {
			name += "_" + parts[rng.IntN(len(parts))]
		}
		e := Entry{
			Name: name, Title: strings.ToLower(strings.ReplaceAll(name, "_", " ")),
			Vendor: fmt.Sprintf("vendor-%d", v), VendorName: fmt.Sprintf("Vendor %d", v),
			Set: fmt.Sprintf("set-%d", s), SetTitle: fmt.Sprintf("Set %d", s),
			Names: []string{fmt.Sprint(20000 + rng.IntN(40000))},
		}
		e.ID = e.Vendor + "/" + e.Set + "/" + Slug(name)
		e.Short = fmt.Sprintf("v%ds%d-%s", v, s, e.slug())
		if !seen[e.ID] {
			seen[e.ID] = true
			entries = append(entries, e)
		}
	}
	return entries
}

func FuzzFold(f *testing.F) {
	for _, e := range testEntries(f) {
		f.Add(e.Name)
	}
	f.Fuzz(func(t *testing.T, s string) {
		fold := Fold(s)
		ascii := !strings.ContainsFunc(fold, func(r rune) bool { return r >= 0x80 })
		if Fold(fold) != fold || ascii && Fold(Slug(s)) != fold {
			t.Errorf("%q folds to %q", s, fold)
		}
	})
}

// FuzzResolve checks that any input has an answer, and that where an address leads it stays.
func FuzzResolve(f *testing.F) {
	r := New(testEntries(f), testPages...)
	for _, row := range golden.Rows(f, "testdata/resolve.tsv", 4) {
		f.Add(row[0], row[1])
	}
	f.Fuzz(func(t *testing.T, raw, vendor string) {
		res := r.Resolve(raw, vendor)
		if (res.Kind == Nothing) != (len(res.Entries) == 0) || res.Kind == Nearest && len(res.Entries) > maxStatuses {
			t.Errorf("%q: %s with %d entries", raw, res.Kind, len(res.Entries))
		}
		if a := resolveAddress(r, raw, "/"); a.Target != "" {
			if next := resolveAddress(r, "/"+strings.TrimPrefix(a.Target, "./"), "/"); next.Target != "" {
				t.Errorf("%q leads to %s, that to %s", raw, a.Target, next.Target)
			}
		}
	})
}

func BenchmarkResolve(b *testing.B) {
	r := New(manyEntries(b, 10000))
	for name, raw := range map[string]string{
		"exact": "INVALID_PAN", "words": "vendor 7 INVALID_PAN", "typo": "INVALDI_PAN_TOKEN",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r.Resolve(raw, "")
			}
		})
	}
}
