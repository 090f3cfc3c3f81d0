package search

import porterstemmer "github.com/blevesearch/go-porterstemmer"

// minStem is the length from which words are stemmed: "ios" is not a plural of the "io" in a vendor's name.
const minStem = 4

// stem returns the stem of an English word by Porter's algorithm, as bleve's token filter "stemmer_porter" computes it.
// Words with other characters than a–z are their own stem. stemmer.js is the browser's half.
func stem(w string) string {
	if len(w) < minStem {
		return w
	}
	for i := range len(w) {
		if w[i] < 'a' || w[i] > 'z' {
			return w
		}
	}
	return string(porterstemmer.StemWithoutLowerCasing([]rune(w)))
}
