package main

import (
	"cmp"
	"fmt"
	"strconv"
)

// plural returns a count with its noun.
func plural(n int, noun string, forms ...string) string {
	if n != 1 {
		noun = cmp.Or(append(forms, noun+"s")...)
	}
	return grouped(n) + " " + noun
}

// grouped returns a number with commas between thousands.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// size returns a number of bytes for people, in units of 1,000 as GitHub and disks use.
func size[N int | int64](n N) string {
	units := []string{"bytes", "kB", "MB", "GB"}
	f, unit, digits := float64(n), 0, 1
	for ; f >= 999.5 && unit < len(units)-1; unit++ {
		f /= 1000
	}
	if unit == 0 || f >= 99.5 {
		digits = 0
	}
	return fmt.Sprintf("%.*f %s", digits, f, units[unit])
}

// cut shortens user input so that a message can repeat it.
func cut(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
