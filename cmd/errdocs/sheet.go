package main

import (
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/internal/terminal"
	"github.com/errdocs/errdocs/site/record"
)

// sheet is an entry as explain prints it: the answers first, then what a person reads on.
type sheet struct {
	cat      *content.Catalog
	code     *content.Code
	labels   []string // "HTTP 400", "Legacy"
	answers  []sheetAnswer
	sections []section
}

// sheetAnswer is one answer of the box: a value, what it means, and a note.
type sheetAnswer struct {
	question     string
	value        words.Value
	detail, note string
	quote        bool // detail is to be told word for word
}

// section is a part of the entry: texts, or a numbered list.
type section struct {
	title   string
	texts   []string // Markdown
	ordered bool
}

// newSheet gathers what is known about a code. Nothing is made up for what is not known.
func newSheet(cat *content.Catalog, c *content.Code) *sheet {
	s := &sheet{cat: cat, code: c, labels: labels(c)}
	ans := record.NewAnswers(c)
	s.answer("Retry?", ans.Retry)
	s.answer("Whose side?", ans.Side)
	s.answer("Next step", ans.Next)
	s.answer("Tell the customer", ans.Customer)
	s.add("Meaning", false, content.Markdown(c.Summary), c.Description)
	s.add("For engineers", true, c.Actions.Engineer...)
	s.add("For support", true, c.Actions.Support...)
	s.add("For the customer", true, c.Actions.User...)
	s.add("Causes", false, bullets(c.Causes)...)
	s.add("Where", false, places(c)...)
	s.add("Discrepancies", false, bullets(c.Discrepancies)...)
	s.add("Lifecycle", false, content.Markdown(lifecycle(c)))
	if c.Note != nil {
		s.add("Note", false, c.Note.Text)
	}
	s.add("The same elsewhere", false, counterparts(c)...)
	s.add("Sources", false, sources(c)...)
	return s
}

func (s *sheet) answer(question string, a record.Answer) {
	v := words.Value{Key: a.Key, Text: a.Text, Tone: a.Tone}
	s.answers = append(s.answers, sheetAnswer{question, v, a.Detail, a.Note, a.Quote})
}

func (s *sheet) add(title string, ordered bool, texts ...content.Markdown) {
	sec := section{title: title, ordered: ordered}
	for _, t := range texts {
		if t := strings.TrimSpace(string(t)); t != "" {
			sec.texts = append(sec.texts, t)
		}
	}
	if len(sec.texts) > 0 {
		s.sections = append(s.sections, sec)
	}
}

func labels(c *content.Code) []string {
	list := []string{c.Set.Vendor.Name, c.Set.Title}
	for _, h := range c.HTTP {
		list = append(list, "HTTP "+strconv.Itoa(h))
	}
	if c.GRPC != "" {
		list = append(list, "gRPC "+string(c.GRPC))
	}
	if c.Number != nil && strconv.Itoa(*c.Number) != c.Code {
		list = append(list, "number "+strconv.Itoa(*c.Number))
	}
	if c.Name != "" {
		list = append(list, c.Name)
	}
	if status := words.Status(c.Lifecycle.Status); status != "" {
		list = append(list, status)
	}
	return list
}

func bullets(texts []content.Markdown) []content.Markdown {
	if len(texts) == 0 {
		return nil
	}
	var b strings.Builder
	for _, t := range texts {
		b.WriteString("- " + strings.Join(strings.Fields(string(t)), " ") + "\n")
	}
	return []content.Markdown{content.Markdown(b.String())}
}

func places(c *content.Code) []content.Markdown {
	var list []content.Markdown
	for _, w := range c.Where {
		switch {
		case w.DeliveredBy == "":
			list = append(list, content.Markdown(w.Operation))
		case w.Operation == "":
			list = append(list, content.Markdown(w.DeliveredBy))
		default:
			list = append(list, content.Markdown(w.Operation+", through "+w.DeliveredBy))
		}
	}
	return append(bullets(list), content.Markdown(c.StateAfter))
}

// counterparts lists the codes of the same condition.
func counterparts(c *content.Code) []content.Markdown {
	if c.Concept == nil {
		return nil
	}
	var list []content.Markdown
	for _, o := range c.Concept.Codes {
		if o != c {
			list = append(list, content.Markdown(fmt.Sprintf("%s: %s (%s)", o.Code, o.ID(), o.Match)))
		}
	}
	if len(list) == 0 {
		return nil
	}
	return append([]content.Markdown{content.Markdown(c.Concept.Title)}, bullets(list)...)
}

func lifecycle(c *content.Code) string {
	l := c.Lifecycle
	if l.Status == "" || l.Status == content.StatusActive {
		return l.Note
	}
	text := words.Status(l.Status)
	if l.Since != "" {
		text += " since " + l.Since
	}
	if l.Until != "" {
		text += ", last returned by " + l.Until
	}
	if c.Successor != nil {
		text += ", replaced by " + c.Successor.ID()
	}
	return strings.TrimSpace(text + ". " + l.Note)
}

func sources(c *content.Code) []content.Markdown {
	var list []content.Markdown
	for _, src := range []content.Source{c.Source, c.Set.Source} {
		parts := []string{src.Title, src.URL}
		if src.Retrieved != "" {
			parts = append(parts, "read "+src.Retrieved)
		}
		if text := strings.Join(nonEmpty(parts), ", "); text != "" {
			list = append(list, content.Markdown(text))
		}
	}
	return bullets(list)
}

func nonEmpty(list []string) []string {
	var kept []string
	for _, s := range list {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}

// textWidth is how wide text is set, whatever the terminal: longer lines are hard to read.
const textWidth = 88

// writeText prints the sheet for a terminal.
func (s *sheet) writeText(w io.Writer, p terminal.Paint) {
	fmt.Fprintf(w, "%s  %s\n", p.Strong(s.code.Code), s.code.Title)
	fmt.Fprintf(w, "%s\n", p.Quiet(strings.Join(s.labels, " · ")))
	if len(s.answers) > 0 {
		fmt.Fprintln(w)
	}
	for _, a := range s.answers {
		s.writeAnswer(w, p, a)
	}
	for _, sec := range s.sections {
		fmt.Fprintf(w, "\n%s\n", p.Strong(sec.title))
		for i, text := range sec.texts {
			lead, rest := "  ", "  "
			if sec.ordered {
				lead = fmt.Sprintf("  %d. ", i+1)
				rest = strings.Repeat(" ", len(lead))
			}
			writeBlocks(w, plainMarkdown(text), lead, rest)
		}
	}
	fmt.Fprintf(w, "\n%s\n", p.Link(address(s.cat, s.code.ID()+"/")))
}

// writeAnswer prints a question with its answer, and what there is to say about it below.
func (s *sheet) writeAnswer(w io.Writer, p terminal.Paint, a sheetAnswer) {
	bar := p.Quiet("  │ ")
	fmt.Fprintf(w, "%s%s%s\n", bar, p.Quiet(fmt.Sprintf("%-19s", a.question)), tone(p, a.value))
	detail := a.detail
	if a.quote {
		detail = "“" + detail + "”"
	}
	for _, text := range nonEmpty([]string{detail, a.note}) {
		for line := range strings.Lines(terminal.Fill(text, "", textWidth-23)) {
			fmt.Fprintf(w, "%s%19s%s", bar, "", line)
		}
	}
}

// tone colours a value as the site does.
func tone(p terminal.Paint, v words.Value) string {
	switch string(v.Tone) {
	case "go":
		return p.Good(v.Text)
	case "wait":
		return p.Wait(v.Text)
	case "stop":
		return p.Stop(v.Text)
	}
	return p.Strong(v.Text)
}

// writeBlocks sets Markdown for a terminal: paragraphs, list items and quotations are filled, everything
// whose lines matter (code, tables) stays as it is. The first line begins with lead, the others with
// indent.
func writeBlocks(w io.Writer, text, lead, indent string) {
	b := blocks{w: w, lead: lead, indent: indent, base: indent}
	for line := range strings.SplitSeq(text, "\n") {
		b.line(line)
	}
	b.flush()
}

// blocks is the state of writeBlocks: the paragraph that is being gathered, and where it will stand.
type blocks struct {
	w            io.Writer
	base         string
	lead, indent string
	words        []string
	fenced       bool
	quoted       bool
}

var itemPattern = regexp.MustCompile(`^([-*+]|\d{1,3}[.)]) `)

func (b *blocks) line(line string) {
	trimmed := strings.TrimSpace(line)
	if strings.HasPrefix(trimmed, "```") || strings.HasPrefix(trimmed, "~~~") {
		b.flush()
		b.fenced = !b.fenced
		return
	}
	if b.fenced {
		fmt.Fprintln(b.w, strings.TrimRight(b.lead+"  "+line, " "))
		b.lead = b.base
		return
	}
	if strings.HasPrefix(trimmed, "|") || strings.HasPrefix(trimmed, "#") {
		b.flush()
		fmt.Fprintln(b.w, strings.TrimRight(b.lead+line, " "))
		b.lead = b.base
		return
	}
	quote, quoted := strings.CutPrefix(trimmed, ">")
	if trimmed == "" || quoted != b.quoted {
		b.flush()
	}
	switch quote = strings.TrimSpace(quote); {
	case trimmed == "":
		fmt.Fprintln(b.w)
	case quoted && alertPattern.MatchString(quote):
		word := alertPattern.FindStringSubmatch(quote)[1]
		b.start("> "+word[:1]+strings.ToLower(word[1:])+": ", "> ")
	case quoted && !b.quoted:
		b.start("> ", "> ")
		b.words = append(b.words, quote)
	case itemPattern.MatchString(trimmed):
		b.flush()
		marker := itemPattern.FindString(trimmed)
		deep := strings.Repeat(" ", len(line)-len(strings.TrimLeft(line, " ")))
		b.start(deep+marker, deep+strings.Repeat(" ", len(marker)))
		b.words = append(b.words, trimmed[len(marker):])
	default:
		b.words = append(b.words, quote)
	}
	b.quoted = quoted
}

var alertPattern = regexp.MustCompile(`^\[!(\w+)\]$`)

// start begins a paragraph that stands further in.
func (b *blocks) start(lead, indent string) { b.lead, b.indent = b.lead+lead, b.base+indent }

// flush writes the paragraph.
func (b *blocks) flush() {
	if len(b.words) > 0 {
		filled := terminal.Fill(strings.Join(b.words, " "), b.indent, textWidth)
		io.WriteString(b.w, b.lead+strings.TrimPrefix(filled, b.indent))
		b.lead, b.words = b.base, nil
	}
	b.indent = b.base
}

var (
	codeLinkPattern = regexp.MustCompile(`\[\[([^\]]+)\]\]`)
	linkPattern     = regexp.MustCompile(`\[([^\]]+)\]\(([^)\s]+)[^)]*\)`)
)

// plainMarkdown takes the brackets off links.
func plainMarkdown(s string) string {
	s = codeLinkPattern.ReplaceAllString(s, "$1")
	return linkPattern.ReplaceAllStringFunc(s, func(link string) string {
		m := linkPattern.FindStringSubmatch(link)
		if strings.HasPrefix(m[2], "http") {
			return m[1] + " (" + m[2] + ")"
		}
		return m[1]
	})
}

// writeMarkdown prints the sheet for a ticket or a chat.
func (s *sheet) writeMarkdown(w io.Writer) {
	fmt.Fprintf(w, "## `%s`: %s\n\n%s\n", s.code.Code, s.code.Title, strings.Join(s.labels, " · "))
	if len(s.answers) > 0 {
		fmt.Fprintln(w)
	}
	for _, a := range s.answers {
		text := strings.TrimSuffix(a.value.Text, ".")
		if a.quote {
			text = "“" + a.detail + "”"
		} else if a.detail != "" {
			text += ". " + a.detail
		}
		fmt.Fprintf(w, "- **%s** %s\n", a.question, strings.TrimSpace(text+" "+a.note))
	}
	for _, sec := range s.sections {
		fmt.Fprintf(w, "\n### %s\n\n", sec.title)
		for i, text := range sec.texts {
			text = deeper(codeLinkPattern.ReplaceAllString(text, "`$1`"))
			switch {
			case sec.ordered:
				fmt.Fprintf(w, "%d. %s\n", i+1, strings.ReplaceAll(text, "\n", "\n   "))
			case i > 0:
				fmt.Fprintf(w, "\n%s\n", text)
			default:
				fmt.Fprintln(w, text)
			}
		}
	}
	fmt.Fprintf(w, "\n<%s>\n", address(s.cat, s.code.ID()+"/"))
}

// deeper moves headings two levels down, below those of the sheet.
func deeper(text string) string {
	fenced := false
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, "```") || strings.HasPrefix(line, "~~~") {
			fenced = !fenced
		}
		if strings.HasPrefix(line, "#") && !fenced {
			lines[i] = "##" + line
		}
	}
	return strings.Join(lines, "\n")
}

// jsonSheet is a code with all that explain knows about it.
type jsonSheet struct {
	jsonCode
	Vendor   string        `json:"vendor"`
	Set      string        `json:"set"`
	Summary  string        `json:"summary"`
	HTTP     []int         `json:"http,omitempty"`
	GRPC     content.GRPC  `json:"grpc,omitempty"`
	Number   *int          `json:"number,omitempty"`
	Name     string        `json:"name,omitempty"`
	Category string        `json:"category,omitempty"`
	Status   string        `json:"status"`
	Retry    jsonAnswer    `json:"retry"`
	Fault    jsonAnswer    `json:"fault"`
	NextStep jsonAnswer    `json:"next_step"`
	Customer jsonAnswer    `json:"user_message"`
	Sections []jsonSection `json:"sections"`
}

// jsonAnswer is an answer as a member of its closed list and in words.
type jsonAnswer struct {
	Value  string `json:"value"`
	Text   string `json:"text"`
	Detail string `json:"detail,omitempty"`
	Note   string `json:"note,omitempty"`
}

type jsonSection struct {
	Title string   `json:"title"`
	Texts []string `json:"texts"` // Markdown
}

func (s *sheet) json() jsonSheet {
	c := s.code
	var ans [4]jsonAnswer
	for i, a := range s.answers {
		ans[i] = jsonAnswer{a.value.Key, a.value.Text, a.detail, a.note}
	}
	j := jsonSheet{
		jsonCode: newJSONCode(s.cat, c), Vendor: c.Set.Vendor.Name, Set: c.Set.Title, Summary: c.Summary,
		HTTP: c.HTTP, GRPC: c.GRPC, Number: c.Number, Name: c.Name, Category: string(c.Category),
		Status: string(content.StatusActive), Retry: ans[0], Fault: ans[1], NextStep: ans[2], Customer: ans[3],
		Sections: []jsonSection{},
	}
	if c.Lifecycle.Status != "" {
		j.Status = string(c.Lifecycle.Status)
	}
	for _, sec := range s.sections {
		j.Sections = append(j.Sections, jsonSection{sec.title, sec.texts})
	}
	return j
}
