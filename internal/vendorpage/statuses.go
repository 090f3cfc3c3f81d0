package vendorpage

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/errdocs/errdocs/content"
)

// statuses returns the HTTP statuses that a cell names.
func statuses(s string) []int {
	if !strings.ContainsAny(s, "12345") || isRange(s) {
		return nil
	}
	var list []int
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsDigit(r) && r != '.' && !unicode.IsLetter(r) }) {
		n, err := strconv.Atoi(strings.TrimRight(w, "."))
		if err == nil && len(w) >= 3 && n >= 100 && n <= 599 && !slices.Contains(list, n) {
			list = append(list, n)
		}
	}
	return list
}

// registered reports whether all numbers are statuses of RFC 9110, its extensions, or widespread servers.
func registered(list []int) bool {
	return !slices.ContainsFunc(list, func(n int) bool {
		return statusNames[itoa(n)] == "" && (n < 100 || n > 103) && (n < 200 || n > 208) && (n < 300 || n > 308) && (n < 419 || n > 499 || n > 431 && n < 440) && (n < 520 || n > 530) && n < 598
	})
}

// grpcName returns the gRPC status with a name or number, in the spelling of the standard or of a vendor ("CANCELED").
// It is "" for other strings.
func grpcName(s string) content.GRPC {
	all := content.Values[content.GRPC]()
	s = strings.ToUpper(strings.NewReplacer(" ", "_", "-", "_").Replace(squeeze(s)))
	if n, err := strconv.Atoi(s); err == nil {
		if n >= 0 && n < len(all) {
			return content.GRPC(all[n])
		}
		return ""
	}
	if slices.Contains(all, s) {
		return content.GRPC(s)
	}
	if m := regexpDigits.FindString(s); m != "" && m != s { // "INVALID_ARGUMENT (3)"
		return grpcName(strings.Trim(strings.Replace(s, m, "", 1), "_():"))
	}
	if near := content.Nearest(s, all); near != "" && len(s) >= 7 {
		return content.GRPC(near)
	}
	return ""
}

var regexpDigits = regexp.MustCompile(`[0-9]+`)

func startsWithPhrase(s string) bool {
	at := httpPhrase.FindStringIndex(s)
	return at != nil && at[0] == 0
}

// httpPhrase matches reason phrases of RFC 9110 and the like.
var httpPhrase = pattern("http phrase")
