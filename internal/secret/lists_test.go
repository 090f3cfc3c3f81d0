package secret

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// lists are how error documentation lists numbers of four digits.
var lists = []struct {
	name string
	make func(r *rand.Rand) string
}{
	{"codes in a row", func(r *rand.Rand) string { return "Retry on: " + joined(r, sequence(r, 3+r.IntN(8), 1)) }},
	{"sorted codes of a range", func(r *rand.Rand) string { return "Failed with " + joined(r, sequence(r, 3+r.IntN(8), 1+r.IntN(40))) }},
	{"codes of a thousand", func(r *rand.Rand) string {
		codes, first := []int{}, 1000*(1+r.IntN(9))
		for range 5 + r.IntN(6) {
			codes = append(codes, first+r.IntN(1000))
		}
		slices.Sort(codes)
		return "Permanent: " + joined(r, codes)
	}},
	{"codes in any order", func(r *rand.Rand) string {
		codes := sequence(r, 6+r.IntN(6), 1+r.IntN(500))
		r.Shuffle(len(codes), func(i, j int) { codes[i], codes[j] = codes[j], codes[i] })
		return "The codes " + joined(r, codes) + " mean the same."
	}},
	{"ports", func(r *rand.Rand) string {
		ports := []int{2375, 3000, 3306, 4000, 4222, 4443, 5000, 5432, 5672, 6379, 6443, 8080, 8443, 9000, 9090, 9200}
		r.Shuffle(len(ports), func(i, j int) { ports[i], ports[j] = ports[j], ports[i] })
		return "ports: " + joined(r, ports[:3+r.IntN(10)])
	}},
	{"ranges", func(r *rand.Rand) string {
		var b strings.Builder
		for n, at := 2+r.IntN(4), 100*(20+r.IntN(30)); n > 0; n-- {
			fmt.Fprintf(&b, "%d%s%d%s", at, []string{"-", "–", " - ", ".."}[r.IntN(4)], at+99, []string{" ", ", ", "; "}[r.IntN(3)])
			at += 100 + 100*r.IntN(9)
		}
		return b.String()
	}},
	{"codes of six digits", func(r *rand.Rand) string {
		var codes []int
		for at := 100_000 * (1 + r.IntN(9)); len(codes) < 3+r.IntN(6); at += 1 + r.IntN(9) {
			codes = append(codes, at)
		}
		return joined(r, codes)
	}},
	{"years and amounts", func(r *rand.Rand) string {
		return fmt.Sprintf("| %d | %d | %d | %d |", 2015+r.IntN(15), 1000+r.IntN(9000), 1000+r.IntN(9000), 1000+r.IntN(9000))
	}},
}

// sequence returns n numbers of four digits that rise by up to step.
func sequence(r *rand.Rand, n, step int) []int {
	at := 1000 + r.IntN(8900-n*step)
	var all []int
	for range n {
		at += 1 + r.IntN(step)
		all = append(all, at)
	}
	return all
}

func joined(r *rand.Rand, numbers []int) string {
	separator := []string{" ", ", ", ",", "/", "-", "\n", " | ", "\t", "` `", "**, **"}[r.IntN(10)]
	if r.IntN(2) == 0 {
		separator = " "
	}
	return strings.Trim(strings.ReplaceAll(fmt.Sprint(numbers), " ", separator), "[]")
}

// TestLists generates 2,000 lists of numbers: none may be taken for a card number.
func TestLists(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	wrong := 0
	for i := range 2000 {
		l := lists[i%len(lists)]
		if text := l.make(r); Scan([]byte(text)) != nil {
			wrong++
			t.Errorf("%s: %q is taken for a card number", l.name, text)
		}
	}
	t.Logf("long: lists of numbers runs=2000 taken_for_one=%d", wrong)
}

// TestNotLists has card numbers next to other numbers.
func TestNotLists(t *testing.T) {
	groups := "4532 0112 8045 9328"
	for _, want := range []string{
		"card «" + groups + "» 1229", "«" + groups + "» 12 29", "2025 «" + groups + "»", "«" + groups + "» 0830 123", "code 1042 «" + groups + "»",
		"«4532-0112-8045-9328»-1229", "1000 2000 " + groups, groups + " 5001 6002", "codes: " + groups, "the code «" + groups + "»",
	} {
		checkExact(t, want)
	}
}

//go:embed testdata/texts.txt
var realistic string

// fillers are what stands for {…} in these texts.
var fillers = []struct {
	name string
	make func(r *rand.Rand) string
}{
	{"{uuid}", uuid},
	{"{hex16}", func(r *rand.Rand) string { return hexText(r, 16) }},
	{"{hex32}", func(r *rand.Rand) string { return hexText(r, 32) }},
	{"{hex40}", func(r *rand.Rand) string { return hexText(r, 40) }},
	{"{hex64}", func(r *rand.Rand) string { return hexText(r, 64) }},
	{"{b64}", func(r *rand.Rand) string { return chars(r, base62+"+/", 43) }},
	{"{id}", func(r *rand.Rand) string { return chars(r, base62, 24) }},
	{"{d}", func(r *rand.Rand) string { return chars(r, tens, 1) }},
	{"{n4}", func(r *rand.Rand) string { return fmt.Sprint(1000 + r.IntN(9000)) }},
	{"{n}", func(r *rand.Rand) string { return fmt.Sprint(r.IntN(1_000_000)) }},
	{"{ts}", func(r *rand.Rand) string {
		return fmt.Sprintf("2025-%02d-%02dT%02d:%02d:%02d.%03dZ", 1+r.IntN(12), 1+r.IntN(28), r.IntN(24), r.IntN(60), r.IntN(60), r.IntN(1000))
	}},
	{"{code}", func(r *rand.Rand) string {
		return []string{"EXPIRED_OTP", "ERR_AUTH_0042", "card_declined", "AUTH-401-07", "E1042", "InvalidClientToken2", "PT003", "token.expired.v2"}[r.IntN(8)]
	}},
}

// TestRealisticTexts fills 2,500 texts as error documentation has them, and adds 500 lists of codes: at most three may be
// taken for something secret.
func TestRealisticTexts(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 16))
	var templates []string
	for line := range strings.Lines(realistic) {
		if line[0] != '#' {
			templates = append(templates, line)
		}
	}
	wrong := 0
	for i := range 3000 {
		text := lists[i%len(lists)].make(r)
		if i < 2500 {
			text = templates[i%len(templates)]
			for _, f := range fillers {
				for strings.Contains(text, f.name) {
					text = strings.Replace(text, f.name, f.make(r), 1)
				}
			}
		}
		if found := Scan([]byte(text)); found != nil {
			wrong++
			t.Logf("%q: %s", text, found[0].What)
		}
	}
	if wrong > 3 {
		t.Errorf("%d of 3,000 texts are taken for something secret", wrong)
	}
	t.Logf("long: realistic texts runs=3000 taken_for_one=%d", wrong)
}

// TestSplitNumbers has spellings of card numbers as pages, dumps and scripts have them, and what is left to lists.
func TestSplitNumbers(t *testing.T) {
	for _, want := range []string{
		"«45320112**80459328»**", "«4532`0112`80459328»", "«4532__0112__80459328»", "«45320112<strong>80459328»</strong>", "«4532<wbr>0112<wbr>8045<wbr>9328»",
		"«45320112\u00ad80459328»", "«45320112\u200b80459328»", "«4532&shy;011280459328»", "«4532 - 0112 - 8045 - 9328»", "0x«4532011280459328»", "«453201 1280 459328»",
		"«" + eachDigit(pan, "%c", 0x0E50) + "»", "«" + eachDigit(pan, "%c", 0x09E6) + "»", "«" + eachDigit(pan, "%c", 0x0A66) + "»",
		"«4532 **0112** 8045 9328», «4532` `0112` `8045` `9328»`",
		// Rows of numbers with a comma, a slash, a table's border or two spaces are lists and columns.
		"4532,0112,8045,9328", "4532/0112/8045/9328", "| 4532 | 0112 | 8045 | 9328 |", "4532<br>0112<br>8045<br>9328",
	} {
		checkExact(t, want)
	}
}
