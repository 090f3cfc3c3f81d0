package resolve

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/errdocs/errdocs/internal/letters"
	"github.com/errdocs/errdocs/internal/nodetest"
	"github.com/errdocs/errdocs/internal/testenv"
)

// sentence is a text with {} where each character of Unicode is put: alone and in a word, in front of and behind numbers and signs, in
// a host and a path. The words are put in the same way.
const sentence = "{} a{}b ({}c) x{}/y z-1 {}-2 1{}0 path{}/visa/x h{}tp://a{}b/c{}d"

var words = []string{"a.j{}", "a.{}t", "{}pay.go", "SERVER{}ERROR 101", "1{}0O4", "pay.{}error"}

// ranges are the code points whose results are the same, if {} is put for the character in them.
type ranges struct {
	First  int      `json:"first"`
	Result []string `json:"result"`
}

// TestCharactersInBrowser compares what both halves make of each character of Unicode; in short tests of some of those of Chinese and
// Korean, and beyond the basic plane.
func TestCharactersInBrowser(t *testing.T) {
	testenv.Node(t)
	step := testenv.Times(97, 1)
	var want []ranges
	for c := 0; c <= utf8.MaxRune; {
		if r := rune(c); utf8.ValidRune(r) {
			result := madeOf(r)
			if n := len(want); n == 0 || !slices.Equal(want[n-1].Result, result) {
				want = append(want, ranges{c, result})
			}
		}
		isMany := c >= 0x3400 && c < 0xF900 || c > 0xFFFF
		if c++; isMany {
			c += step - 1
		}
	}
	var got []ranges
	in := map[string]any{"sentence": sentence, "words": words, "step": step}
	nodetest.Run(t, in, &got, "testdata/characters.mjs", nodetest.Modules(t, Scripts()))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Go and JavaScript differ:\n%.3000s", diff)
	}
	if len(want) < 300 {
		t.Errorf("only %d ranges of characters", len(want))
	}
}

// madeOf returns what becomes of a character.
func madeOf(c rune) (result []string) {
	with := func(text string) string { return strings.ReplaceAll(text, "{}", string(c)) }
	text := with(sentence)
	result = []string{Fold(text), letters.Lower(text), WithoutPaths(text), Apart(text)}
	for _, word := range words {
		text := with(word)
		parted, loud := Parted(text)
		result = append(result, fmt.Sprintf("%s %s %s %t %t %t", Fold(text), Tail(text), AsNumber(text), parted, parted && loud, IsWords(text)))
	}
	for i, made := range result {
		if c >= utf8.RuneSelf {
			result[i] = strings.ReplaceAll(made, string(c), "{}")
		}
	}
	return result
}
