package words

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/errdocs/errdocs/content"
)

// Plural returns a number with its noun: "1 code", "2 codes".
func Plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// HTTP lists HTTP statuses: "400, 422", or "not stated".
func HTTP(statuses []int) string {
	if len(statuses) == 0 {
		return "not stated"
	}
	texts := make([]string, len(statuses))
	for i, s := range statuses {
		texts[i] = strconv.Itoa(s)
	}
	return strings.Join(texts, ", ")
}

// Short cuts a text to n characters, the last of them an ellipsis, at a space where there is one.
func Short(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	runes := []rune(s)[:n-1]
	cut := string(runes)
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,.;:·") + "…"
}

// Sentences joins the sentences that are not empty.
func Sentences(parts ...string) string {
	var b strings.Builder
	for _, s := range parts {
		if s != "" && b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(s)
	}
	return b.String()
}

// Lifecycle says in sentences whether a code is still in use, "" where nothing is known.
func Lifecycle(l content.Lifecycle) string {
	since := func(with, without string) string {
		if l.Since == "" {
			return without
		}
		return with + " " + l.Since + "."
	}
	until := ""
	if l.Until != "" {
		until = "The last version that returns it is " + l.Until + "."
	}
	switch l.Status {
	case content.StatusDeprecated:
		return Sentences(since("Deprecated since", "Deprecated."), until)
	case content.StatusLegacy:
		return Sentences(since("Legacy since", "Legacy."), until)
	case content.StatusRemoved:
		return Sentences(since("Removed: no longer returned since", "Removed: no longer returned."), until)
	case content.StatusReserved:
		return Sentences(since("Reserved since", "Reserved."), until)
	}
	return Sentences(since("In use since", ""), until)
}
