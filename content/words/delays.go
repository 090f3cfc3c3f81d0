package words

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/errdocs/errdocs/content"
)

// Delays is the table of delays of an exponential back-off.
type Delays struct {
	Formula string
	Rows    []Delay
	Limit   string // "No limit of attempts is stated."
}

// Delay is one attempt; the delays are words such as "1–2 s".
type Delay struct {
	Attempt int
	Delay   string // before this attempt
	Total   string // since the first failure
}

// How many attempts are shown where the vendor gives no limit, and the most that are shown at all.
const (
	unlimitedRows = 5
	maxRows       = 10
)

// NewDelays computes the delays of an exponential back-off: retry n, from 0, waits base·factorⁿ and up to jitter on
// top. It returns nil for nil.
func (w Words) NewDelays(f *content.Backoff) *Delays {
	if f == nil {
		return nil
	}
	t := &Delays{Formula: w.formula(f)}
	rows := f.MaxAttempts
	switch {
	case rows == 0:
		rows = unlimitedRows
		t.Limit = w.Count("delays.unlimited", rows)
	case rows > maxRows:
		rows = maxRows
		t.Limit = w.Text("delays.first", "shown", strconv.Itoa(rows), "max", strconv.Itoa(f.MaxAttempts))
	default:
		t.Limit = w.Text("delays.give-up", "retries", w.Count("count.retries", f.MaxAttempts))
	}
	var low, high float64
	for n := range rows {
		base := float64(f.Base) * math.Pow(f.Factor, float64(n))
		low += base
		high += base + float64(f.Jitter)
		t.Rows = append(t.Rows, Delay{n + 1, duration(base, base+float64(f.Jitter)), duration(low, high)})
	}
	return t
}

func (w Words) formula(f *content.Backoff) string {
	s := fmt.Sprintf("%d ms × %sⁿ", f.Base, decimal(f.Factor))
	if f.Jitter > 0 {
		s += " + " + w.Text("delays.random", "most", strconv.Itoa(f.Jitter))
	}
	return s + ", n = 0, 1, 2 …"
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
	a, b := decimal(low/per), decimal(high/per)
	if a == b {
		return a + " " + unit
	}
	return a + "–" + b + " " + unit
}

// decimal returns a number with at most one decimal.
func decimal(x float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(x, 'f', 1, 64), ".0")
}
