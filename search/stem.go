package search

import (
	"strings"

	porterstemmer "github.com/blevesearch/go-porterstemmer"

	"github.com/errdocs/errdocs/internal/lists"
)

// minStem is the length from which words are stemmed: "ios" is not a plural of the "io" in a vendor's name.
const minStem = 4

// stem returns the stem of an English word by Porter's algorithm, as bleve's token filter "stemmer_porter" computes it.
// Words with other characters than a–z are their own stem. stemmer.js is the browser's half.
func stem(w string) string {
	if len(w) < minStem || !isPlain(w) {
		return w
	}
	return stemmed(w)
}

func stemmed(w string) string { return string(porterstemmer.StemWithoutLowerCasing([]rune(w))) }

func isPlain(w string) bool { return strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") == "" }

// root returns the stem of a word of prose. It is the same for both endings, -ise and -ize, and for "use" and "used".
func root(w string) string {
	if !isPlain(w) {
		return w
	}
	if n := len(w); n == minStem-1 && (w[n-1] == 'e' || w[n-1] == 'y') {
		return stemmed(w)
	}
	if i := strings.LastIndex(w, "is"); i >= minStem {
		switch w[i+2:] {
		case "e", "ed", "es", "er", "ing", "ation", "ations":
			w = w[:i] + "iz" + w[i+2:]
		}
	}
	return stem(w)
}

// denials are words that deny the next one that is not a stop word, which gets the mark of denied.
var denials = lists.Words(`no not never without cannot cant t nor neither unable impossible arent couldnt didnt doesnt dont hasnt isnt nothing wasnt wont`)

const denied = "!"
