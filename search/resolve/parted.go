package resolve

import (
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/pattern"
)

// A code in several words, with at most two marks between them: "SERVER_ERROR 101", "INVALID-PAN", "server error (101".
var (
	parted     = pattern.New(`^[A-Za-z]\w*(?:[ ./:#(-]{1,2}\w+)+$`)
	loudParts  = pattern.New(`^[^a-z]{6,}$`)
	digitsLast = pattern.New(`[ ./:#(_-][0-9]{2,}$`)
)

// Parted reports whether several words may be one code that is written apart: all of them in capitals, or a number behind the
// others. Its vendor has to be named where it has small letters, as any sentence has.
func Parted(text string) (ok, loud bool) {
	if !parted().MatchString(text) {
		return false, false
	}
	loud = loudParts().MatchString(text)
	return loud || digitsLast().MatchString(text), loud
}

// inParts finds the longest code that is written apart, of the vendor that is named if one is. It returns the words.
func (r *Resolver) inParts(text string, hints []string) (code string, found []int) {
	someNamed := r.namesVendor(hints)
	runs := wordRuns(text)
	runs = runs[:min(len(runs), maxWords)]
	for n := len(runs); n > 1; n-- {
		for i := 0; i+n <= len(runs); i++ {
			part := text[runs[i][0]:runs[i+n-1][1]]
			if ok, loud := Parted(part); !ok || !loud && !someNamed {
				continue
			}
			key := strings.Join(plainWords(part), "")
			if found = r.keys()[key]; someNamed {
				found = r.ownOf(found, hints)
			}
			if len(found) > 0 {
				return part, r.rank(found, part, key, hints)
			}
		}
	}
	return "", nil
}

// namesVendor reports whether hints name a vendor.
func (r *Resolver) namesVendor(hints []string) bool {
	return slices.ContainsFunc(r.sets, func(s set) bool { return namedBy(hints, s.vendorWords) > 0 })
}

// ownOf returns the entries of vendors that hints name.
func (r *Resolver) ownOf(found []int, hints []string) []int {
	return lists.Filter(found, func(i int) bool { return namedBy(hints, r.sets[r.setOf[i]].vendorWords) > 0 })
}

// AsNumber returns the number of four digits or more in which somebody has typed the letter O for zeros, "" for other words.
func AsNumber[T string | []byte](word T) string {
	letters := 0
	for i := range len(word) {
		switch c := word[i]; {
		case (c == 'O' || c == 'o') && i > 0:
			letters++
		case c < '0' || c > '9':
			return ""
		}
	}
	if letters == 0 || len(word) < minNumber || len(word) > maxNumber || word[0] == '0' {
		return ""
	}
	return strings.NewReplacer("O", "0", "o", "0").Replace(string(word))
}

const maxNumber = 9 // characters of such a number

// endIn returns the entries of the named vendor of which a name ends in a number, as SERVER_ERROR_101 in 101. In an export of many
// files they are not looked for: they are in any of them.
func (r *Resolver) endIn(number string, hints []string) (found []int) {
	if len(number) < 3 || !isNumber(number) || len(r.entries) > maxOneFile {
		return nil
	}
	for i := range r.entries {
		ends := func(key string) bool {
			before, ok := strings.CutSuffix(key, number)
			return ok && before != "" && !isNumber(before[len(before)-1:])
		}
		if namedBy(hints, r.sets[r.setOf[i]].vendorWords) > 0 && slices.ContainsFunc(r.entries[i].keys(), ends) {
			found = append(found, i)
		}
	}
	slices.SortFunc(found, r.inOrder)
	return found
}
