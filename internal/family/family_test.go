package family

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func TestHas(t *testing.T) {
	of := func(kind, a, b string) (*Family, error) {
		switch kind {
		case "prefix":
			return Prefix(a)
		case "range":
			return Range(a, b)
		}
		return Pattern(a)
	}
	for _, test := range []struct{ kind, a, b, in, out string }{
		{"prefix", "08", "", "08006 08p01 0800", "08 8006 18006 x08006"},
		{"prefix", "-320", "", "minus32001 minus3200", "32001"},
		{"range", "30000", "", "30000 31005 99999 100000 123456789", "29999 3000 030000 minus31005"},
		{"range", "30000", "39999", "30000 39999 31005", "40000 29999 300000"},
		{"range", "08000", "08999", "08000 08006 08999", "8006 09000 080000"},
		{"range", "ORA-00600", "ORA-00620", "ora00600 ora00607 ora00620", "ora00621 ora607 00607 ora00599"},
		{"range", "ORA-00600", "00620", "ora00607", "ora00621"},
		{"range", "0x80070000", "0x8007FFFF", "0x80070005 0x8007ffff 0x8007abcd", "0x80080005 80070005"},
		{"range", "0x8007001F", "0x80070A02", "0x8007001f 0x800700ff 0x80070a02 0x80070a00 0x80070999", "0x8007001e 0x80070a03"},
		{"range", "-32099", "-32000", "minus32000 minus32050 minus32099", "32050 minus32100 minus31999"},
		{"range", "-5", "12", "minus5 minus1 0 5 12", "minus6 13 minus0"},
		{"range", "5", "1200", "5 12 999 1000 1200", "4 1201 05"},
		{"pattern", "PT[0-9]{3}", "", "pt404 pt999", "pt4 pt4040 xpt404"},
		{"pattern", "4[0-9][0-9]|5..", "", "404 500 5ab", "300 4xx"},
		{"pattern", "ERR_[A-Z_]+(DNS|TCP)?", "", "errdns errfoo", "er xerr"},
		{"pattern", "-32[0-9]{3}", "", "minus32001", "32001"},
	} {
		f, err := of(test.kind, test.a, test.b)
		if err != nil {
			t.Errorf("%v: %v", test, err)
			continue
		}
		for _, s := range strings.Fields(test.in) {
			if !f.Has(s) {
				t.Errorf("%v: %s is not a member", test, s)
			}
		}
		for _, s := range strings.Fields(test.out) {
			if f.Has(s) {
				t.Errorf("%v: %s is a member", test, s)
			}
		}
	}
}

func TestRefused(t *testing.T) {
	for _, pattern := range []string{"(", "a*", "", ".+", ".*", "(?:)", "[a-z0-9]+", `a\b`, "a{1,1000}{1,9}", ".*a.{20}",
		strings.Repeat("a", MaxPattern+1), "(?=a)b", "[^\\x{0}-\\x{10ffff}]", "a^b", strings.Repeat("(", 90)} {
		if f, err := Pattern(pattern); err == nil {
			t.Errorf("%q: no error, %d states", pattern, len(f.states))
		}
	}
	for _, r := range [][2]string{{"", ""}, {"x", "y"}, {"5", "4"}, {"A1", "B2"}, {"001", "9"}, {"001", ""}, {"-1", "-5"}, {"5", "-5"},
		{strings.Repeat("9", 16), ""}, {"0x10", ""}} {
		if _, err := Range(r[0], r[1]); err == nil {
			t.Errorf("%q: no error", r)
		}
	}
	for _, prefix := range []string{"", "-", "_"} {
		if _, err := Prefix(prefix); err == nil {
			t.Errorf("%q: no error", prefix)
		}
	}
}

func TestCompare(t *testing.T) {
	parse := func(s string) *Family {
		f, err := Pattern(s)
		if err != nil {
			t.Fatal(s, err)
		}
		return f
	}
	for _, test := range []struct {
		a, b string
		want Relation
	}{
		{"08...", "08.+", Inside}, {"08.+", "08...", Around}, {"08...", "08[0-9a-z]{3}", Around}, {"1[0-9]", "2[0-9]", Apart},
		{"[1-3][0-9]", "[2-4][0-9]", Overlap}, {"a|b|c", "[abc]", Equal}, {"ab+", "ab*c", Apart}, {"ab+", "ab*", Inside}, {"a.*", ".*b", Overlap},
	} {
		steps := 0
		if got := parse(test.a).Compare(parse(test.b), &steps); got != test.want {
			t.Errorf("%v: %v", test, got)
		}
	}
}

func TestLength(t *testing.T) {
	for pattern, want := range map[string]int{"4[0-9]{2}": 3, "a|bc": 0, "a+": 0, "ab|cd": 2, "(ab)+": 0, "a": 1, "ab?c?d": 0} {
		f, err := Pattern(pattern)
		if err != nil || f.Length() != want {
			t.Errorf("%s: %d %v", pattern, f.Length(), err)
		}
	}
}

func FuzzRange(f *testing.F) {
	f.Add(30000, 39999, 31005)
	f.Add(-5, 12, 0)
	f.Fuzz(func(t *testing.T, lo, hi, n int) {
		const most = 999_999
		lo, hi, n = lo%most, hi%most, n%most
		r, err := Range(strconv.Itoa(lo), strconv.Itoa(hi))
		if (err == nil) != (lo <= hi) {
			t.Fatalf("%d..%d: %v", lo, hi, err)
		}
		if err == nil && r.Has(strings.Replace(strconv.Itoa(n), "-", "minus", 1)) != (lo <= n && n <= hi) {
			t.Errorf("%d in %d..%d", n, lo, hi)
		}
	})
}

// What FuzzPattern compares has no separators, which count in a pattern and not in a code.
var (
	plainText    = regexp.MustCompile(`^[0-9a-z]*$`)
	plainPattern = regexp.MustCompile(`^(?:[0-9a-z()|*+?.]|\{[0-9]+,?[0-9]*\}|\[[0-9a-z]+\])*$`)
)

// FuzzPattern compares patterns of letters and digits with the standard library's.
func FuzzPattern(f *testing.F) {
	f.Add("a(b|c)*d{2,3}", "abcdd")
	f.Add("08[0-9a-f]{3}|x.y", "08006")
	f.Fuzz(func(t *testing.T, pattern, text string) {
		if !plainText.MatchString(text) || !plainPattern.MatchString(pattern) {
			t.Skip()
		}
		fam, err := Pattern(pattern)
		if err != nil {
			return
		}
		re := regexp.MustCompile(fmt.Sprintf("^(?:%s)$", pattern))
		if text != "" && re.MatchString(text) != fam.Has(text) {
			t.Errorf("%q %q: %v", pattern, text, fam.Has(text))
		}
	})
}
