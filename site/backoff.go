package site

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/templates"
)

// backoffRows is how many attempts are shown where the vendor gives no limit, and the most that are
// shown at all.
const (
	backoffRows    = 5
	maxBackoffRows = 10
)

// backoffTable computes the delays of an exponential back-off: retry n, from 0, waits base·factorⁿ
// and up to jitter on top.
func backoffTable(f *content.Backoff) *templates.Backoff {
	t := &templates.Backoff{Formula: backoffFormula(f)}
	rows := f.MaxAttempts
	switch {
	case rows == 0:
		rows = backoffRows
		t.Limit = fmt.Sprintf("The vendor gives no limit of attempts; these are the first %d.", rows)
	case rows > maxBackoffRows:
		rows = maxBackoffRows
		t.Limit = fmt.Sprintf("These are the first %d of at most %d.", rows, f.MaxAttempts)
	default:
		t.Limit = fmt.Sprintf("Give up after %s.", plural(f.MaxAttempts, "retry", "retries"))
	}
	var low, high float64
	for n := range rows {
		base := float64(f.Base) * math.Pow(f.Factor, float64(n))
		low += base
		high += base + float64(f.Jitter)
		t.Rows = append(t.Rows, templates.BackoffRow{
			Attempt: n + 1, Delay: duration(base, base+float64(f.Jitter)), Total: duration(low, high),
		})
	}
	return t
}

func backoffFormula(f *content.Backoff) string {
	s := fmt.Sprintf("%d ms × %sⁿ", f.Base, number(f.Factor))
	if f.Jitter > 0 {
		s += fmt.Sprintf(" + random 0–%d ms", f.Jitter)
	}
	return s + ", n = 0, 1, 2 …"
}

// backoffSentence says the same in words.
func backoffSentence(f *content.Backoff) string {
	start := duration(float64(f.Base), float64(f.Base))
	s := "Start at " + start + ", each time " + number(f.Factor) + " times as long"
	switch f.Factor {
	case 1:
		s = "Wait " + duration(float64(f.Base), float64(f.Base+f.Jitter)) + " each time"
	case 2:
		s = "Start at " + start + " and double it each time"
	}
	if f.MaxAttempts > 0 {
		s += fmt.Sprintf(", at most %s", plural(f.MaxAttempts, "retry", "retries"))
	}
	return s + "."
}

// duration returns a range of milliseconds in words: "1–2 s". Equal ends give one number.
func duration(low, high float64) string {
	unit, per := "ms", 1.0
	switch {
	case high >= 120_000:
		unit, per = "min", 60_000
	case high >= 1_000:
		unit, per = "s", 1_000
	}
	a, b := number(low/per), number(high/per)
	if a == b {
		return a + " " + unit
	}
	return a + "–" + b + " " + unit
}

// number returns a number with at most one decimal.
func number(x float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(x, 'f', 1, 64), ".0")
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
