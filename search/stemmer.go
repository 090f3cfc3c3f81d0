package search

import "strings"

// stem returns the stem of an English word by M. F. Porter's algorithm of 1980, with the two later
// changes of its author (bli → ble, logi → log), which is what bleve's token filter "stemmer_porter"
// computes. Words with anything but a–z in them are their own stem, and so are those of up to three
// letters: "ios" is not a plural of the "io" in a vendor's name. stemmer.js is its twin.
func stem(w string) string {
	if len(w) < 4 {
		return w
	}
	for i := 0; i < len(w); i++ {
		if w[i] < 'a' || w[i] > 'z' {
			return w
		}
	}
	w = stemPlural(w)
	w = stemPast(w)
	if base, ok := strings.CutSuffix(w, "y"); ok && hasVowel(base) {
		w = base + "i"
	}
	w = replaceSuffix(w, stemStep2, 0)
	w = replaceSuffix(w, stemStep3, 0)
	w = stemStep4(w)
	if base, ok := strings.CutSuffix(w, "e"); ok {
		if m := measure(base); m > 1 || m == 1 && !endsCVC(base) {
			w = base
		}
	}
	if strings.HasSuffix(w, "ll") && measure(w) > 1 {
		w = w[:len(w)-1]
	}
	return w
}

// stemPlural is step 1a: caresses, ponies, cats.
func stemPlural(w string) string {
	switch {
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "ies"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		return w[:len(w)-1]
	}
	return w
}

// stemPast is step 1b: agreed, plastered, motoring.
func stemPast(w string) string {
	if base, ok := strings.CutSuffix(w, "eed"); ok {
		if measure(base) > 0 {
			return base + "ee"
		}
		return w
	}
	base, ok := strings.CutSuffix(w, "ed")
	if !ok {
		base, ok = strings.CutSuffix(w, "ing")
	}
	if !ok || !hasVowel(base) {
		return w
	}
	switch {
	case strings.HasSuffix(base, "at"), strings.HasSuffix(base, "bl"), strings.HasSuffix(base, "iz"):
		return base + "e"
	case endsDouble(base) && !strings.HasSuffix(base, "l") && !strings.HasSuffix(base, "s") &&
		!strings.HasSuffix(base, "z"):
		return base[:len(base)-1]
	case measure(base) == 1 && endsCVC(base):
		return base + "e"
	}
	return base
}

var stemStep2 = []string{
	"ational", "ate", "tional", "tion", "enci", "ence", "anci", "ance", "izer", "ize", "bli", "ble",
	"alli", "al", "entli", "ent", "eli", "e", "ousli", "ous", "ization", "ize", "ation", "ate",
	"ator", "ate", "alism", "al", "iveness", "ive", "fulness", "ful", "ousness", "ous", "aliti", "al",
	"iviti", "ive", "biliti", "ble", "logi", "log",
}

var stemStep3 = []string{
	"icate", "ic", "ative", "", "alize", "al", "iciti", "ic", "ical", "ic", "ful", "", "ness", "",
}

var stemSuffixes4 = []string{
	"al", "", "ance", "", "ence", "", "er", "", "ic", "", "able", "", "ible", "", "ant", "",
	"ement", "", "ment", "", "ent", "", "ion", "", "ou", "", "ism", "", "ate", "", "iti", "",
	"ous", "", "ive", "", "ize", "",
}

// replaceSuffix looks for the first suffix of the pairs that w ends in, and replaces it if what stands
// before it has a measure above m.
func replaceSuffix(w string, pairs []string, m int) string {
	for i := 0; i < len(pairs); i += 2 {
		if base, ok := strings.CutSuffix(w, pairs[i]); ok {
			if measure(base) > m {
				return base + pairs[i+1]
			}
			return w
		}
	}
	return w
}

// stemStep4 is step 4, where "ion" counts after s and t only.
func stemStep4(w string) string {
	if base, ok := strings.CutSuffix(w, "ion"); ok && !strings.HasSuffix(base, "s") && !strings.HasSuffix(base, "t") {
		return w
	}
	return replaceSuffix(w, stemSuffixes4, 1)
}

// consonant reports whether the letter at i is one; y is one at the start and after a vowel.
func consonant(w string, i int) bool {
	switch w[i] {
	case 'a', 'e', 'i', 'o', 'u':
		return false
	case 'y':
		return i == 0 || !consonant(w, i-1)
	}
	return true
}

// measure counts the places where a consonant follows a vowel.
func measure(w string) int {
	n, vowel := 0, false
	for i := range len(w) {
		c := consonant(w, i)
		if c && vowel {
			n++
		}
		vowel = !c
	}
	return n
}

func hasVowel(w string) bool {
	for i := range len(w) {
		if !consonant(w, i) {
			return true
		}
	}
	return false
}

func endsDouble(w string) bool {
	n := len(w)
	return n > 1 && w[n-1] == w[n-2] && consonant(w, n-1)
}

// endsCVC reports whether w ends in consonant, vowel, consonant and the last is none of w, x, y.
func endsCVC(w string) bool {
	n := len(w)
	return n > 2 && consonant(w, n-1) && !consonant(w, n-2) && consonant(w, n-3) &&
		w[n-1] != 'w' && w[n-1] != 'x' && w[n-1] != 'y'
}
