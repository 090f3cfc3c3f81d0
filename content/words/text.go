package words

import (
	"cmp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
)

// HTTP lists HTTP statuses: "400, 422", or "not stated".
func (w Words) HTTP(statuses []int) string {
	if len(statuses) == 0 {
		return w.Text("http.not-stated")
	}
	return strings.Join(lists.Each(statuses, strconv.Itoa), ", ")
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
func (w Words) Lifecycle(l content.Lifecycle) string {
	key, until := "lifecycle."+string(cmp.Or(l.Status, content.StatusActive)), ""
	if l.Since != "" {
		key += "-since"
	}
	if l.Until != "" {
		until = w.Text("lifecycle.until", "version", l.Until)
	}
	if w.Forms(key) == nil {
		return until
	}
	return Sentences(w.Text(key, "version", l.Since), until)
}
