package family

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// number is a code that ends in digits: "ORA-00600", "0x80070000", "-32099".
var number = regexp.MustCompile(`^(|.*[^0-9])([0-9]+)$`)

var hex = regexp.MustCompile(`^(0[xX])([0-9a-fA-F]+)$`)

// Range returns the family of the numbers from first to last, both included, with the text in front of them. Numbers
// that start with zeros all have as many digits. If last is "", the range has no end; it may leave out the text in front
// that first has.
func Range(first, last string) (*Family, error) {
	front, lo, base := split(first)
	end, hi, _ := split(last)
	switch {
	case lo == "" || last != "" && hi == "":
		return nil, errors.New("a range consists of numbers, or of codes that end in digits")
	case len(lo) > maxDigits || len(hi) > maxDigits:
		return nil, fmt.Errorf("a number of a range has at most %d digits", maxDigits)
	case front == "-" || end == "-":
		return signed(front == "-", lo, end == "-", hi, last != "")
	case last != "" && end != "" && !strings.EqualFold(front, end):
		return nil, errors.New("both ends of a range start with the same text")
	}
	fixed := len(lo) > 1 && lo[0] == '0' || base == 16 || len(hi) > 1 && hi[0] == '0'
	switch {
	case fixed && last == "":
		return nil, errors.New("a range of numbers that start with zeros has an end")
	case fixed && len(lo) != len(hi):
		return nil, errors.New("both numbers of such a range have the same number of digits")
	case last != "" && (len(lo) > len(hi) || len(lo) == len(hi) && lo > hi):
		return nil, errors.New("the first number of the range is larger than the last")
	}
	return compile(quoted(front) + "(?:" + numbers(lo, hi, base) + ")")
}

// split returns the digits that a code ends in, what is in front of them, and their base.
func split(code string) (front, digits string, base int) {
	if m := hex.FindStringSubmatch(code); m != nil {
		return m[1], strings.ToLower(m[2]), 16
	}
	if m := number.FindStringSubmatch(code); m != nil {
		return m[1], m[2], 10
	}
	return "", "", 10
}

// signed returns a range whose first number, or both, are negative.
func signed(negative bool, lo string, alsoHi bool, hi string, ends bool) (*Family, error) {
	below := func(a, b string) bool { return len(a) < len(b) || len(a) == len(b) && a < b }
	switch {
	case !negative, alsoHi && below(lo, hi):
		return nil, errors.New("the first number of the range is larger than the last")
	case alsoHi:
		return compile("minus(?:" + numbers(hi, lo, 10) + ")")
	case !ends:
		hi = ""
	}
	return compile("minus(?:" + numbers("1", lo, 10) + ")|" + numbers("0", hi, 10))
}

// numbers returns the pattern of the numbers from lo to hi, without leading zeros where they differ in length. If hi is
// "", they have no end.
func numbers(lo, hi string, base int) string {
	most, least := strings.Repeat("9", len(lo)), "1"+strings.Repeat("0", len(lo))
	if hi == "" {
		return fmt.Sprintf("%s|[1-9][0-9]{%d,}", between(lo, most, base), len(lo))
	}
	if len(lo) < len(hi) {
		return between(lo, most, base) + "|" + numbers(least, hi, base)
	}
	return between(lo, hi, base)
}

// between returns the pattern of the numbers of one length from lo to hi.
func between(lo, hi string, base int) string {
	all, top := "[0-9]", byte('9')
	if base == 16 {
		all, top = "[0-9a-f]", 'f'
	}
	switch {
	case lo == hi:
		return lo
	case strings.Trim(lo, "0") == "" && strings.Trim(hi, string(top)) == "":
		return fmt.Sprintf("%s{%d}", all, len(lo))
	case lo[0] == hi[0]:
		return lo[:1] + "(?:" + between(lo[1:], hi[1:], base) + ")"
	case len(lo) == 1:
		return class(lo[0], hi[0])
	}
	n := len(lo) - 1
	list := []string{lo[:1] + "(?:" + between(lo[1:], strings.Repeat(string(top), n), base) + ")"}
	if from, to := after(lo[0]), before(hi[0]); from <= to {
		list = append(list, fmt.Sprintf("%s%s{%d}", class(from, to), all, n))
	}
	return strings.Join(append(list, hi[:1]+"(?:"+between(strings.Repeat("0", n), hi[1:], base)+")"), "|")
}

// class returns the pattern of the digits from one to another.
func class(from, to byte) string {
	if from <= '9' && to >= 'a' {
		return fmt.Sprintf("[%c-9a-%c]", from, to)
	}
	return fmt.Sprintf("[%c-%c]", from, to)
}

func after(digit byte) byte {
	if digit == '9' {
		return 'a'
	}
	return digit + 1
}

func before(digit byte) byte {
	if digit == 'a' {
		return '9'
	}
	return digit - 1
}
