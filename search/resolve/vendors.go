package resolve

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/errdocs/errdocs/internal/edit"
	"github.com/errdocs/errdocs/internal/letters"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/pattern"
)

// minVendor is how many letters a word of a vendor's id has that names the vendor.
const minVendor = 3

// vendorNames returns what names a vendor in a text, with the vendor's name: its id and name as a whole, and the words of
// the id, but for those that a name or a title of another vendor's entry has, as "token" of "token-io".
func (r *Resolver) vendorNames() map[string]string {
	used := map[string]map[string]bool{} // by word of an id: the vendors whose entries have it
	for _, s := range r.sets {
		for _, w := range plainWords(s.vendor) {
			used[w] = map[string]bool{}
		}
	}
	for i := range r.entries {
		e := &r.entries[i]
		for _, text := range append(e.Spellings(), e.Title) {
			eachWord(text, func(w []byte) {
				if vendors := used[string(w)]; vendors != nil {
					vendors[e.Vendor] = true
				}
			})
		}
	}
	names := map[string]string{}
	for _, s := range r.sets {
		for _, w := range plainWords(s.vendor) {
			others := len(used[w])
			if used[w][s.vendor] {
				others--
			}
			if utf8.RuneCountInString(w) >= minVendor && others == 0 && !slices.Contains(fillers, w) {
				names[w] = s.vendorName
			}
		}
		names[Fold(s.vendor)], names[Fold(s.vendorName)] = s.vendorName, s.vendorName
	}
	delete(names, "")
	return names
}

// VendorNames returns what names a vendor, folded, each with the vendor's name: for ask.js.
func (r *Resolver) VendorNames() [][2]string {
	list := [][2]string{}
	for _, key := range slices.Sorted(maps.Keys(r.vendors())) {
		list = append(list, [2]string{key, r.vendors()[key]})
	}
	return list
}

// VendorWords returns the words that name a vendor, folded and sorted.
func (r *Resolver) VendorWords(vendor string) []string {
	words := lists.Filter(plainWords(vendor), func(w string) bool { return r.vendors()[w] != "" })
	slices.Sort(words)
	return words
}

// Vendors returns the names of the vendors that a text names, but for those in paths, and the text without them, "" if nothing else
// is in it.
func (r *Resolver) Vendors(text string) (vendors []string, rest string) {
	text = letters.Plain(WithoutPaths(text))
	runs := wordRuns(text)
	var b strings.Builder
	end, left := 0, len(runs)
	for i := 0; i < len(runs); i++ {
		for n := min(maxLabel, len(runs)-i); n > 0; n-- {
			key := ""
			for _, run := range runs[i : i+n] {
				key += Fold(text[run[0]:run[1]])
			}
			name := r.vendors()[key]
			if name == "" {
				continue
			}
			if !slices.Contains(vendors, name) {
				vendors = append(vendors, name)
			}
			b.WriteString(text[end:runs[i][0]])
			end = runs[i+n-1][1]
			i += n - 1
			left -= n
			break
		}
	}
	if left == 0 {
		return vendors, ""
	}
	return vendors, b.String() + text[end:]
}

// wordRuns returns where the words of a text are.
func wordRuns(text string) (runs [][2]int) {
	in := false
	for i, c := range text {
		if letters.Fold(c) < 0 {
			in = false
			continue
		}
		if !in {
			runs = append(runs, [2]int{i, i})
		}
		in = true
		runs[len(runs)-1][1] = i + utf8.RuneLen(c)
	}
	return runs
}

// maxStatuses is how many numbers are near to one that nobody documents.
const maxStatuses = 8

// numbers returns the entries with a number near to one of three digits: first those one edit away, then HTTP statuses of
// the same hundred, each by how far they are.
func (r *Resolver) numbers(key string, hints []string) []int {
	if len(key) != 3 || !isNumber(key) {
		return nil
	}
	far := map[int]int{}
	for _, other := range r.sorted() {
		if len(r.entries) > maxOneFile && other[0] != key[0] || len(other) < minDigits || len(other) > 4 || !isNumber(other) {
			continue
		}
		edits := edit.Distance([]byte(key), []byte(other), 1)
		for _, i := range r.keys()[other] {
			if edits > 1 && (r.entries[i].Space != SpaceHTTP || other[0] != key[0] || len(other) != 3) {
				continue
			}
			d := edits*10000 + max(number(other)-number(key), number(key)-number(other))
			if have, ok := far[i]; !ok || d < have {
				far[i] = d
			}
		}
	}
	found := slices.Collect(maps.Keys(far))
	if r.namesVendor(hints) {
		found = r.ownOf(found, hints)
	}
	found = r.narrow(found, hints)
	slices.SortFunc(found, func(a, b int) int { return cmp.Or(far[a]-far[b], r.inOrder(a, b)) })
	return found[:min(len(found), maxStatuses)]
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// IsWords reports whether a text is words only: it has no digit, no path and no piece that is shaped like a code. No code is
// in it but one that is spelled like all of it.
func IsWords(text string) bool {
	return !strings.ContainsAny(text, `0123456789/\`) && codeIn(text) == ""
}

// other is what looks like a code and is none: hosts and files, versions and IP addresses, times, durations and sizes, ids of traces,
// channels of a log, e-mail addresses, and a sentence in a script without spaces. It is for small letters.
var other = pattern.New(`^([\w-]+\.)+([a-z]{2}|com|net|org|dev|app|cloud|gov|edu|local|internal|example|java|swift|php|log|json|xml|ya?ml|html?|txt|csv)$|` +
	`^v?\d+(\.\d+){2,}$|^\d{4}-\d\d-\d\d(t\d\d)?$|^\d+(\.\d+)?(ms|[kmg]b|[smhz])$|^[\da-f-]{12,}$|^(local|production|staging)\.|@|[\x{3040}-\x{30FF}\x{3400}-\x{9FFF}\x{AC00}-\x{D7A3}]`)

// codeIn returns what a text asks for that is shaped like a code: all of it if it is one piece, otherwise the first piece of
// four characters that looks like a code, or number of three digits; "" if there is none.
func codeIn(text string) string {
	pieces := lists.Each(strings.FieldsFunc(text, isBreak), trimPunctuation)
	pieces = slices.DeleteFunc(pieces, func(p string) bool { return Fold(p) == "" })
	for _, p := range pieces {
		isCode := len(pieces) == 1 || looksLikeCode(p) && utf8.RuneCountInString(p) > 3 || len(p) == 3 && isNumber(p)
		if isCode && !other.MatchString(letters.Lower(p)) {
			return p
		}
	}
	return ""
}
