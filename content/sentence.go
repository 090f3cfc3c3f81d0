package content

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"
)

// sentenceEnds are the characters that end a sentence, by the language that has others than the period. A language with
// none has no sign for it.
var sentenceEnds = map[string]string{
	"ja": "。！？", "zh": "。！？", "yue": "。！？",
	"hi": "।.", "bn": "।.", "mr": "।.", "ne": "।.", "pa": "।.", "as": "।.", "or": "।.", "sa": "।.",
	"ar": ".؟", "fa": ".؟", "ur": "۔.؟", "ps": ".؟", "ckb": ".؟",
	"am": "።", "ti": "።", "hy": "։", "my": "။", "km": "។", "bo": "།",
	"th": "", "lo": "",
}

// checkSentence says what is wrong with the end of a sentence in a language.
func checkSentence(s, tag string) (message, hint string) {
	base, _ := language.Make(tag).Base()
	ends, ok := sentenceEnds[base.String()]
	last, _ := utf8.DecodeLastRuneInString(s)
	switch {
	case ok && ends == "" || s == "":
		return "", ""
	case !ok && !strings.HasSuffix(s, "."):
		return "does not end with a period", "write one plain sentence"
	case ok && !strings.ContainsRune(ends, last):
		return "does not end like a sentence", "end it with one of " + strings.Join(strings.Split(ends, ""), " ")
	}
	return "", ""
}

// checkLocale allows languages of BCP 47 that exist.
func checkLocale(s string) (message, hint string) {
	t, err := language.Parse(s)
	if err != nil || t.String() != s || t == language.Und {
		hint := "a BCP 47 tag such as en, de, pt-BR or zh-Hant"
		if err == nil && t != language.Und {
			hint = "write " + t.String()
		}
		return "can't be " + quote(s), hint
	}
	return "", ""
}
