package terms

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/errdocs/errdocs/content"
)

// statuses returns the names of HTTP statuses by number, and the numbers of names without their separators.
var statuses = sync.OnceValues(func() (names map[int]string, numbers map[string]int) {
	names, numbers = map[int]string{}, map[string]int{}
	for _, line := range sections().Lines("statuses") {
		number, name, _ := strings.Cut(line, " ")
		n, _ := strconv.Atoi(number)
		names[n], numbers[content.Fold(name)] = name, n
	}
	return names, numbers
})

// StatusName returns the name of an HTTP status, "" if it has none.
func StatusName(n int) string {
	names, _ := statuses()
	return names[n]
}

// NamedStatus returns the HTTP status with a name as programs spell it, such as NotFound or NOT_FOUND; 0 for other names.
func NamedStatus(name string) int {
	_, numbers := statuses()
	return numbers[content.Fold(name)]
}

// Statuses returns the HTTP statuses that a cell names.
func Statuses(s string) (list []int) {
	if !strings.ContainsAny(s, "12345") || IsRange(s) {
		return nil
	}
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsDigit(r) && r != '.' && !unicode.IsLetter(r) }) {
		n, err := strconv.Atoi(strings.TrimRight(w, "."))
		if err == nil && len(w) >= 3 && n >= 100 && n <= 599 && !slices.Contains(list, n) {
			list = append(list, n)
		}
	}
	return list
}

// Registered reports whether all numbers are statuses of RFC 9110, its extensions, or widespread servers.
func Registered(list []int) bool {
	return !slices.ContainsFunc(list, func(n int) bool {
		return StatusName(n) == "" && (n < 419 || n > 499 || n > 431 && n < 440) && (n < 520 || n > 530) && n < 598
	})
}

var phrase = Pattern("http phrase")

// HasPhrase reports whether a text has a reason phrase of RFC 9110 or the like.
func HasPhrase(s string) bool { return phrase.MatchString(s) }

// StartsWithPhrase reports whether a text starts with one.
func StartsWithPhrase(s string) bool {
	at := phrase().FindStringIndex(s)
	return at != nil && at[0] == 0
}

// GRPCName returns the gRPC status with a name or number, in the spelling of the standard or of a vendor ("CANCELED").
// It is "" for other strings.
func GRPCName(s string) content.GRPC {
	all := content.Values[content.GRPC]()
	s = strings.ToUpper(strings.NewReplacer(" ", "_", "-", "_").Replace(strings.TrimSpace(s)))
	if slices.Contains(all, s) {
		return content.GRPC(s)
	}
	if near := content.Nearest(s, all); near != "" && len(s) >= 7 {
		return content.GRPC(near)
	}
	return ""
}
