package search

import "strings"

// language says which rules besides those of every text apply to prose: of English, stop words, stems, denials and synonyms.
// Texts of other languages are folded only; Han and kana are cut into pairs of characters in any of them, as bleve's
// analyzer "cjk" does, because their words have nothing between them; so is Hangul, which that analyzer leaves whole, because
// particles are part of its words.
type language string

const english language = "en"

// languageOf returns the language of a BCP 47 tag; "" is English.
func languageOf(tag string) language {
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	if base == "" {
		return english
	}
	return language(base)
}

func (l language) stops(w string) bool { return l == english && stopWords[w] }

// stopWords returns the words that stops reports, for the browser.
func (l language) stopWords() string {
	if l != english {
		return ""
	}
	return oneLine(stopList)
}

func oneLine(words string) string { return strings.Join(strings.Fields(words), " ") }

func (l language) denies(w string) bool { return l == english && denials[w] }

func (l language) root(w string) string {
	if l != english {
		return w
	}
	return root(w)
}

// synonyms returns what means the same in any catalog of the language.
func (l language) synonyms() synonyms {
	if l != english {
		return synonyms{}
	}
	return common()
}

// minBegun is from how many letters a word that occurs nowhere stands for those that start with it, in languages without
// stems: "Betrug" finds "Betrugsverdacht". A character of a pair is enough.
const minBegun = 4

func (l language) mayBegin(w string) bool {
	r := []rune(w)
	return l != english && (len(r) >= minBegun || isPaired(r[0]))
}

// paired are the characters of which words are pairs: kana, Han and Hangul.
var paired = [...][2]rune{{0x3040, 0x30FF}, {0x31F0, 0x31FF}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFF66, 0xFF9F}}

func isPaired(r rune) bool {
	for _, p := range paired {
		if r >= p[0] && r <= p[1] {
			return true
		}
	}
	return false
}

// pairs appends the pairs of characters of a text, or its only one.
func pairs(to []string, s string) []string {
	r := []rune(s)
	if len(r) == 1 {
		return append(to, s)
	}
	for i := range r[1:] {
		to = append(to, string(r[i:i+2]))
	}
	return to
}
