package edit

import (
	"testing"

	"pgregory.net/rapid"
)

func TestDistance(t *testing.T) {
	for _, test := range []struct {
		a, b string
		most int
		want int
	}{
		{"", "", 0, 0},
		{"", "ab", 2, 2},
		{"", "abc", 2, 3},
		{"same", "same", 3, 0},
		{"token", "tokn", 1, 1},
		{"token", "tokens", 1, 1},
		{"token", "taken", 1, 1},
		{"token", "tkoen", 1, 1},
		{"token", "tkone", 3, 2},
		{"ca", "abc", 3, 3}, // an edited pair is not edited again
		{"kitten", "sitting", 3, 3},
		{"kitten", "sitting", 2, 3},
		{"kitten", "sitting", 0, 1},
		{"straße", "strasse", 3, 2},
	} {
		if got := Distance([]rune(test.a), []rune(test.b), test.most); got != test.want {
			t.Errorf("%q and %q, at most %d: %d, want %d", test.a, test.b, test.most, got, test.want)
		}
	}
}

// TestDistanceLaws compares Distance with its definition, and with itself for other limits.
func TestDistanceLaws(t *testing.T) {
	word := rapid.SliceOfN(rapid.SampledFrom([]byte("abc")), 0, 7)
	rapid.Check(t, func(t *rapid.T) {
		a, b, most := word.Draw(t, "a"), word.Draw(t, "b"), rapid.IntRange(0, 8).Draw(t, "most")
		full := slowDistance(a, b)
		if got, want := Distance(a, b, most), min(full, most+1); got != want {
			t.Errorf("%s and %s, at most %d: %d, want %d", a, b, most, got, want)
		}
		if back := Distance(b, a, most); back != min(full, most+1) {
			t.Errorf("%s and %s: %d, the other way round %d", a, b, full, back)
		}
	})
}

// slowDistance tries every edit of the last elements.
func slowDistance(a, b []byte) int {
	m, n := len(a), len(b)
	if m == 0 || n == 0 {
		return m + n
	}
	cost := 1
	if a[m-1] == b[n-1] {
		cost = 0
	}
	d := min(slowDistance(a[:m-1], b)+1, slowDistance(a, b[:n-1])+1, slowDistance(a[:m-1], b[:n-1])+cost)
	if m > 1 && n > 1 && a[m-1] == b[n-2] && a[m-2] == b[n-1] {
		d = min(d, slowDistance(a[:m-2], b[:n-2])+1)
	}
	return d
}

// FuzzDistance checks what is true of any distance.
func FuzzDistance(f *testing.F) {
	f.Add("kitten", "sitting")
	f.Add("ab", "ba")
	f.Fuzz(func(t *testing.T, a, b string) {
		if len(a) > 100 || len(b) > 100 {
			return
		}
		r, s := []rune(a), []rune(b)
		longer := max(len(r), len(s))
		d := Distance(r, s, longer)
		if d != Distance(s, r, longer) || (d == 0) != (string(r) == string(s)) || d > longer || d < len(r)-len(s) || d < len(s)-len(r) {
			t.Errorf("the distance of %q and %q is %d", a, b, d)
		}
	})
}
