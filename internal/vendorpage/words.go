package vendorpage

import (
	"cmp"
	_ "embed"
	"net/url"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/internal/terms"
)

// cut shortens s to n characters, with an ellipsis at the end.
func cut(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return strings.TrimRight(string([]rune(s)[:n-1]), " ") + "…"
}

func itoa(n int) string { return strconv.Itoa(n) }

// cutText shortens Markdown to maxText bytes, at the end of a word outside of a code span or link.
func cutText(s string) string {
	if len(s) <= maxText {
		return s
	}
	s = strings.ToValidUTF8(s[:maxText], "")
	if i := strings.LastIndexAny(s, "`["); i > maxText/2 {
		s = s[:i]
	}
	return strings.TrimRight(s[:max(strings.LastIndexByte(s, ' '), 0)], " \\*`[(-\n") + " …"
}

var (
	sentenceEnd  = pattern.New(`[.!?]["')\]]*\s+|[。！？]`)
	abbreviation = pattern.New(`(?i)(?:^|[\s(])(?:e\.g|i\.e|etc|vs|no|nr|approx|incl|excl|fig|cf|resp|z\.b|bzw|ca|al|inc|ltd|corp|dr|mr|mrs|ms|st|v?[0-9]{1,2})\.$`)
)

// firstSentence cuts a text after its first sentence.
func firstSentence(s string) (first, rest string) {
	s = squeeze(s)
	for from := 0; ; {
		m := sentenceEnd().FindStringIndex(s[from:])
		if m == nil {
			return s, ""
		}
		if m[1]-m[0] > 1 && s[from+m[0]] >= utf8.RuneSelf { // ideographic: no space follows
			return s[:from+m[1]], s[from+m[1]:]
		}
		end, next := from+m[0]+1, from+m[1]
		r, _ := utf8.DecodeRuneInString(s[next:])
		if !abbreviation.MatchString(s[max(0, end-12):end]) && !unicode.IsLower(r) {
			return strings.TrimSpace(s[:next]), s[next:]
		}
		from = next
	}
}

// sentence ends a text with a period.
func sentence(s string) string {
	s = strings.TrimRight(squeeze(s), " ,;:–—-")
	switch r, _ := utf8.DecodeLastRuneInString(s); r {
	case '.':
		return s
	case '!', '?', '…', '。':
		return strings.TrimRight(s, "!?…。") + "."
	}
	return s + "."
}

// summary makes a summary of a sentence: whole if it fits, else cut at the end of a clause or word.
func summary(first string) string {
	if strings.IndexFunc(first, isWord) < 0 {
		return ""
	}
	s := sentence(first)
	if utf8.RuneCountInString(s) <= content.MaxSummary {
		return s
	}
	short := string([]rune(s)[:content.MaxSummary-4])
	for _, sign := range []string{"; ", ": ", ", "} {
		if i := strings.LastIndex(short, sign); i > content.MaxSummary/2 {
			return sentence(short[:i])
		}
	}
	return strings.TrimRight(short[:max(strings.LastIndexByte(short, ' '), 0)], " .,;:(-") + "..."
}

var clauseEnd = pattern.New(`[:;,(]|\s[–—-]\s`)

// title returns the page's own title or name, or the start of its words. An identifier is no title.
func (e *Entry) title(first string) string {
	name, message := e.Name, cmp.Or(e.Message...)
	if terms.CodeShape(name) >= terms.Fair {
		name = ""
	}
	clause := first
	if m := clauseEnd().FindStringIndex(clause); m != nil && m[0] > 3 {
		clause = clause[:m[0]]
	}
	for _, c := range []string{e.Title, name, message, first, clause} {
		c = strings.TrimRight(squeeze(c), " .,;:–—-。")
		if n := utf8.RuneCountInString(c); n > 1 && n <= content.MaxTitle && strings.IndexFunc(c, unicode.IsLetter) >= 0 {
			return c
		}
	}
	for _, c := range []string{clause, first, e.Title} {
		if c = squeeze(c); utf8.RuneCountInString(c) > content.MaxTitle {
			short := string([]rune(c)[:content.MaxTitle-1])
			if i := strings.LastIndexByte(short, ' '); i > content.MaxTitle/2 {
				short = short[:i]
			}
			return strings.TrimRight(short, " .,;:(–—-") + "…"
		}
	}
	return ""
}

// bareAddress reports whether a word is a URL that Markdown can turn into a link itself.
func bareAddress(word string) bool {
	word = strings.Trim(word, "()[]{}<>.,;:!?\"'*`")
	return !strings.ContainsAny(word, "<>[]{}`*\\|\"^") && absolute(word) != ""
}

// absolute returns a URL that a catalog can have, "" for others.
func absolute(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.User != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	s = u.String()
	if strings.ContainsAny(s, " \\\"<>^`{|}") {
		return ""
	}
	return s
}

// target returns the destination of a link, "" if a catalog cannot link to it.
func target(link string, page *url.URL) string {
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil || link == "" {
		return ""
	}
	if u.Scheme == "mailto" && strings.Contains(u.Opaque, "@") && !strings.ContainsAny(u.Opaque, " <>()") {
		return "mailto:" + u.Opaque
	}
	if !u.IsAbs() && page != nil {
		u = page.ResolveReference(u)
	}
	address := absolute(u.String())
	return strings.NewReplacer("(", "%28", ")", "%29", " ", "%20", `\`, "%5C", "<", "%3C", ">", "%3E").Replace(address)
}

func withFragment(address, fragment string) string {
	address, _, _ = strings.Cut(address, "#")
	return address + "#" + url.PathEscape(fragment)
}
