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
	f := float64(n)
	for _, unit := range []string{"bytes", "kB", "MB", "GB"} {
		if f < 999.5 || unit == "GB" {
			if unit == "bytes" || f >= 99.5 {
				return fmt.Sprintf("%.0f %s", f, unit)
			}
			return fmt.Sprintf("%.1f %s", f, unit)
		}
		f /= 1000
	}
	return ""
}

// cut shortens user input so that a message can repeat it.
func cut(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
