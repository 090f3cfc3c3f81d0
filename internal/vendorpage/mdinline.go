package vendorpage

import (
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	xhtml "golang.org/x/net/html"
)

// parseInline reads the Markdown of one paragraph, item or cell, including HTML tags, in time proportional to the
// length: a mark that is never closed is plain text.
func parseInline(s string, refs map[string]string) text {
	p := &inlineParser{src: s, refs: refs, pairs: brackets(s)}
	p.tokens()
	p.matchMarks()
	return p.build()
}

type inlineParser struct {
	src   string
	refs  map[string]string
	pairs map[int]int // where a [ is closed
	list  []inlineToken
}

type inlineToken struct {
	kind tokenKind
	text string
	mark byte // '*', '_' or '~' of a run
	open bool // the run can open
	shut bool // the run can close
	pair int  // +1: opens, -1: closes, 0: the run is text
}

type tokenKind uint8

const (
	wordsToken tokenKind = iota
	codeToken
	runToken
	tagToken
	linkToken    // text is where it leads
	linkEndToken // the end of that link
)

// brackets matches square brackets in one pass.
func brackets(s string) map[int]int {
	if strings.IndexByte(s, '[') < 0 {
		return nil
	}
	pairs := map[int]int{}
	var open []int
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '[':
			open = append(open, i)
		case ']':
			if n := len(open); n > 0 {
				pairs[open[n-1]] = i
				open = open[:n-1]
			}
		}
	}
	return pairs
}

var (
	inlineTag    = regexp.MustCompile(`^</?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]*)?/?>`)
	autoLink     = regexp.MustCompile(`^<((?:https?|mailto):[^\s<>]+)>`)
	templateMark = regexp.MustCompile(`^\{(?:%[^%{}]*%|\{[^{}]*\}|[#:.][^{}]*)\}`)
)

func (p *inlineParser) words(s string) {
	if s != "" {
		p.list = append(p.list, inlineToken{kind: wordsToken, text: s})
	}
}

func (p *inlineParser) tokens() {
	ends := map[int]int{} // where a link's text ends, and where to go on behind its address
	plain := 0
	for i := 0; i < len(p.src); {
		if next, ok := ends[i]; ok {
			p.words(p.src[plain:i])
			p.list = append(p.list, inlineToken{kind: linkEndToken})
			i, plain = next, next
			continue
		}
		n := 1
		if strings.IndexByte("\\`*_~<&[!{", p.src[i]) >= 0 {
			before := p.src[plain:i]
			if taken := p.special(i, before, ends); taken > 0 {
				i += taken
				plain = i
				continue
			}
		}
		i += n
	}
	p.words(p.src[min(plain, len(p.src)):])
}

// special reads what starts at i and returns its length, 0 for plain text. The words before it are added first.
func (p *inlineParser) special(i int, before string, ends map[int]int) int {
	tokens, n := p.construct(i, ends)
	if n > 0 {
		p.words(before)
		p.list = append(p.list, tokens...)
	}
	return n
}

// construct reads what starts at i and returns its tokens and length, which is 0 for plain text.
func (p *inlineParser) construct(i int, ends map[int]int) ([]inlineToken, int) {
	rest := p.src[i:]
	switch rest[0] {
	case '\\':
		if len(rest) > 1 && rest[1] < utf8.RuneSelf && unicode.In(rune(rest[1]), unicode.P, unicode.S) {
			return wordsTokens(rest[1:2]), 2
		}
	case '`':
		if body, n := codeRun(rest); n > 0 {
			return []inlineToken{{kind: codeToken, text: body}}, n
		}
		n := leading(rest)
		return wordsTokens(rest[:n]), n
	case '*', '_', '~':
		n := leading(rest)
		if n <= 3 && (rest[0] != '~' || n == 2) {
			return []inlineToken{p.run(i, n)}, n
		}
		return wordsTokens(rest[:n]), n
	case '<':
		return angleBrackets(rest)
	case '&':
		if end := strings.IndexByte(rest[:min(len(rest), 40)], ';'); end > 0 {
			if s := html.UnescapeString(rest[:end+1]); s != rest[:end+1] {
				return wordsTokens(s), end + 1
			}
		}
	case '{':
		return nil, len(templateMark.FindString(rest))
	case '!':
		if len(rest) > 1 && rest[1] == '[' {
			if _, next, ok := p.destination(i + 1); ok {
				return nil, next - i
			}
		}
	case '[':
		if to, next, ok := p.destination(i); ok {
			ends[p.pairs[i]] = next
			return []inlineToken{{kind: linkToken, text: to}}, 1
		}
	}
	return nil, 0
}

func wordsTokens(s string) []inlineToken { return []inlineToken{{kind: wordsToken, text: s}} }

// leading returns how often a string repeats its first character at its start.
func leading(s string) int { return len(s) - len(strings.TrimLeft(s, s[:1])) }

// angleBrackets reads a link in angle brackets or an HTML tag.
func angleBrackets(s string) ([]inlineToken, int) {
	if m := autoLink.FindStringSubmatch(s); m != nil {
		words := strings.TrimPrefix(m[1], "mailto:")
		return []inlineToken{{kind: linkToken, text: m[1]}, {kind: wordsToken, text: words}, {kind: linkEndToken}}, len(m[0])
	}
	tag := inlineTag.FindString(s)
	return []inlineToken{{kind: tagToken, text: tag}}, len(tag)
}

// codeRun reads a code span. n is 0 if the backticks are not matched in the next 4 kB.
func codeRun(s string) (body string, n int) {
	const far = 4 << 10
	fence := s[:len(s)-len(strings.TrimLeft(s, "`"))]
	s = s[len(fence):min(len(s), far)]
	for at := 0; ; {
		i := strings.Index(s[at:], fence)
		if i < 0 {
			return "", 0
		}
		end := at + i + len(fence)
		if end == len(s) || s[end] != '`' {
			body = s[:at+i]
			if len(body) > 2 && body[0] == ' ' && body[len(body)-1] == ' ' {
				body = body[1 : len(body)-1]
			}
			return body, len(fence) + end
		}
		for at = end; at < len(s) && s[at] == '`'; {
			at++
		}
	}
}

// run classifies a run of marks by its neighbors (CommonMark, section 6.2).
func (p *inlineParser) run(i, n int) inlineToken {
	before, _ := utf8.DecodeLastRuneInString(p.src[:i])
	after, _ := utf8.DecodeRuneInString(p.src[i+n:])
	space := func(r rune) bool { return r == utf8.RuneError || unicode.IsSpace(r) }
	punct := func(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }
	left := !space(after) && (!punct(after) || space(before) || punct(before))
	right := !space(before) && (!punct(before) || space(after) || punct(after))
	t := inlineToken{kind: runToken, text: p.src[i : i+n], mark: p.src[i], open: left, shut: right}
	if t.mark == '_' {
		t.open, t.shut = left && (!right || punct(before)), right && (!left || punct(after))
	}
	return t
}

// destination returns the destination of the link whose text starts with the [ at i, and where it ends.
func (p *inlineParser) destination(i int) (to string, next int, ok bool) {
	shut, ok := p.pairs[i]
	if !ok {
		return "", 0, false
	}
	label := p.src[i+1 : shut]
	switch rest := p.src[shut+1:]; {
	case strings.HasPrefix(rest, "("):
		if n := closing(rest); n > 0 {
			to, _, _ = strings.Cut(strings.TrimSpace(rest[1:n]), " ")
			return strings.Trim(to, "<>"), shut + 1 + n + 1, true
		}
	case strings.HasPrefix(rest, "["):
		if end := p.pairs[shut+1]; end > 0 {
			name := p.src[shut+2 : end]
			if name == "" {
				name = label
			}
			to, ok = p.refs[strings.ToLower(name)]
			return to, end + 1, ok
		}
	}
	to, ok = p.refs[strings.ToLower(label)]
	return to, shut + 1, ok
}

// closing returns where the bracket that s starts with is closed, 0 if not in the next 400 bytes.
func closing(s string) int {
	const far = 400
	depth := 0
	for i := 0; i < len(s) && i < far; i++ {
		switch s[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i
			}
		case '\n':
			return 0
		}
	}
	return 0
}

// matchMarks pairs runs of marks: each closing one with the last open one of its kind.
func (p *inlineParser) matchMarks() {
	open := map[string]int{}
	for i := range p.list {
		t := &p.list[i]
		if t.kind != runToken {
			continue
		}
		if at, ok := open[t.text]; ok && t.shut {
			p.list[at].pair, t.pair = 1, -1
			delete(open, t.text)
		} else if t.open {
			open[t.text] = i
		}
	}
}

// build turns the tokens into text.
func (p *inlineParser) build() text {
	var b inline
	var m marks
	for _, t := range p.list {
		switch t.kind {
		case wordsToken:
			b.add(t.text, m.style(), m.link())
		case codeToken:
			b.add(t.text, m.style()|literal, m.link())
		case linkToken:
			m.links = append(m.links, t.text)
		case linkEndToken:
			m.links = m.links[:max(len(m.links)-1, 0)]
		case tagToken:
			inlineHTML(t.text, &m, &b)
		case runToken:
			if t.pair == 0 {
				b.add(t.text, m.style(), m.link())
				continue
			}
			n := &m.emphasis
			if t.mark == '~' {
				n = &m.struck
			} else if len(t.text) > 1 {
				n = &m.strong
			}
			*n += t.pair
		}
	}
	return b.take()
}

// inlineHTML applies one tag.
func inlineHTML(tag string, m *marks, b *inline) {
	z := xhtml.NewTokenizer(strings.NewReader(tag))
	switch z.Next() {
	case xhtml.StartTagToken, xhtml.SelfClosingTagToken:
		name, more := z.TagName()
		var attrs attributes
		if more {
			attrs = readAttributes(z)
		}
		if !m.open(string(name), attrs, b) && !knownTag[string(name)] {
			b.add(tag, m.style(), m.link()) // <code> of another kind: a placeholder such as <id>
		}
	case xhtml.EndTagToken:
		name, _ := z.TagName()
		m.close(string(name), b)
	}
}

// knownTag lists other tags that can be in running text and have no meaning here.
var knownTag = map[string]bool{
	"span": true, "small": true, "big": true, "u": true, "mark": true, "font": true, "center": true, "img": true, "input": true,
	"abbr": true, "q": true, "time": true, "table": true, "tbody": true, "thead": true, "tr": true, "td": true, "th": true,
	"details": true, "summary": true, "wbr": true, "nobr": true, "hr": true, "h1": true, "h2": true, "h3": true, "h4": true,
	"script": true, "style": true, "iframe": true, "object": true, "svg": true, "path": true, "button": true, "label": true, "figure": true, "picture": true, "source": true, "video": true,
}
