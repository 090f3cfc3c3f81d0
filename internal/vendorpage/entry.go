package vendorpage

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/catalogfile"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/internal/terms"
)

// Entry is one code of a draft.
type Entry struct {
	content.Code
	Line int // of the page

	words  []string // of the vendor's text
	byRow  []string // those of each row, for the digest
	read   []string // what the page says of it in other words than the entry
	rows   int      // further rows and sections about it
	first  string   // the first paragraph of its meaning
	texts  []string // whole meanings, to compare a second row with
	beside string   // the words next to a number, which name it
}

// read makes entries of the rows of a listing.
func (l *listing) read(p *Page) {
	base, _ := url.Parse(p.URL)
	padded := l.padded()
	section := ""     // the heading inside the table
	var open []*Entry // those of the row above
	for _, r := range slices.Concat(l.table.body(), l.named()) {
		words := r.cells[l.code].line()
		codes := l.codesOf(&r, words)
		alone := len(codes) == 0 && r.empty(l.code)
		switch {
		case r.empty(), l.isHeader(r):
		case len(open) > 0 && l.table.shape != "list" && (words == "" || r.isCarried(l.code) || alone && strings.HasSuffix(words, ".") && strings.Count(words, " ") > 3):
			for _, e := range open {
				l.fill(e, r, base, true)
			}
			l.say(r, open[0])
		case r.across, words != "" && alone:
			if open, section = nil, r.words(); catalogfile.ID(section) == "" || utf8.RuneCountInString(section) > maxSection {
				l.leave(r, "it is not a row, and too long for a heading")
				section = ""
			}
		case len(codes) > 0:
			open = nil
			for _, f := range codes {
				e := l.entry(f, r, p)
				if section != "" {
					e.Tags, e.read = []string{catalogfile.ID(section)}, append(e.read, section)
				}
				l.fill(e, r, base, false)
				e.finish(l, padded)
				open = append(open, e)
			}
			l.say(r, open[0])
			l.entries = append(l.entries, open...)
		default:
			l.leave(r, notCode(words))
		}
	}
	for _, e := range l.entries {
		e.settle()
	}
}

// naming matches a sentence about a code of its own.
var naming = pattern.New(`(?i)[^.]*?\b(\w+) code ([^\s.]+) is (?:returned|sent|thrown|raised)\b[^.]*\.?`)

// named returns rows for codes that only the text of another has: "On a new device the lockout code 523 is returned."
func (l *listing) named() (more []row) {
	body := l.table.body()
	seen := lists.Set(lists.Each(body, func(r row) string { return r.cells[l.code].line() })...)
	for _, r := range body {
		for k, words := range r.lines() {
			for _, m := range naming().FindAllStringSubmatch(words, -1) {
				if code := m[2]; !seen[code] && k != l.code && terms.CodeShape(code) >= terms.Fair && !strings.EqualFold(m[1], "status") &&
					terms.IsInteger(code) == terms.IsInteger(r.cells[l.code].line()) {
					seen[code] = true
					cells := make([]text, len(r.cells))
					cells[l.code], cells[k] = linesText(code), linesText(m[0])
					more = append(more, row{line: r.line, cells: cells})
				}
			}
		}
	}
	return more
}

// notCode says why a cell has no code.
func notCode(words string) string {
	switch {
	case words == "":
		return "it has no code"
	case terms.IsRange(words):
		return "it is a range, not a code"
	}
	return "“" + cut(words, 40) + "” is not a code"
}

// leave adds a row to what was left out.
func (l *listing) leave(r row, why string) {
	l.lost += utf8.RuneCountInString(r.words())
	l.left = append(l.left, Left{r.line, "row", cut(r.words(), 80), why})
}

// maxSection is the maximum length of a heading inside a table. What is longer is a note.
const maxSection = 60

// codesOf reads the codes of a cell. If --map names the column, any short text is one.
func (l *listing) codesOf(r *row, words string) []found {
	codes, c := slices.Clone(r.codes), &l.columns[l.code]
	if codes == nil {
		codes = findCodes(r.cells[l.code])
	}
	if len(codes) == 0 && (l.given && utf8.RuneCountInString(words) <= content.MaxCode ||
		c.kind == terms.Code && looseCode.MatchString(words) && !terms.IsRange(words) && !terms.NoValue(words) || // NO among other upper-case codes
		len(words) <= content.MaxCode && l.phrases(c)) {
		codes = []found{{code: words, shape: terms.Weak}}
	}
	return slices.DeleteFunc(codes, func(f found) bool { return content.Slug(f.code) == "" || l.http && len(terms.Statuses(f.code)) == 0 })
}

// looseCode matches codes in a column whose header says that it has codes.
var looseCode = pattern.New(`^[A-Za-z0-9][A-Za-z0-9_.:/#-]{0,59}$`)

// paddedHex matches numbers of eight hexadecimal digits.
var paddedHex = pattern.New(`^[0-9][0-9A-F]{7}$`)

// padded reports whether codes are padded with zeros or hexadecimal: they are not numbers then.
func (l *listing) padded() bool {
	return slices.ContainsFunc(l.table.body(), func(r row) bool {
		s := r.cells[l.code].line()
		return len(s) > 1 && s[0] == '0' && terms.IsInteger(s) || len(s) == 8 && !terms.IsInteger(s) && paddedHex.MatchString(s)
	})
}

// isHeader reports whether a row repeats the headers.
func (l *listing) isHeader(r row) bool {
	return l.table.head > 0 && !slices.ContainsFunc(r.lines(), func(s string) bool {
		return !slices.ContainsFunc(l.columns, func(c Column) bool { return strings.HasSuffix(strings.ToLower(c.Header), strings.ToLower(s)) })
	})
}

var (
	// badge matches words next to a code that are not a title.
	badge = pattern.New(`^(?i:new|beta|alpha|copy|copied|updated|legacy|deprecated)$`)
	// former finds the previous name of a code in the words next to it: "E30 (was: E29)".
	former = pattern.New(`^(?i:was|formerly|previously|old(?: (?:code|name))?|renamed from|replaces)\s*:?\s+(\S+)$`)
)

// entry starts an entry with what the code's cell says.
func (l *listing) entry(f found, r row, p *Page) *Entry {
	e := &Entry{Line: r.line, read: []string{f.title, f.alias + "L", f.keys}}
	e.Draft, e.Code.Code, e.Signature, e.Number = true, f.code, f.signature, f.number
	if f.alias != "" {
		e.Aliases = []string{f.alias}
	}
	if m := former.FindStringSubmatch(f.title); m != nil && terms.CodeShape(m[1]) >= terms.Fair {
		e.Aliases = append(e.Aliases, m[1])
	} else if f.title != "" && !badge.MatchString(f.title) {
		e.Title, e.words = f.title, []string{f.title}
		if l.http || !terms.Symbolic(f.code) && strings.Count(f.title, " ") < 3 {
			e.beside = f.title
		}
	}
	if f.http > 0 {
		e.HTTP.Is = []int{f.http}
	}
	if l.http {
		e.HTTP.Is = terms.Statuses(f.code)
	}
	if l.grpc {
		e.GRPC = terms.GRPCName(f.code)
	}
	if p.URL != "" && r.anchor != "" {
		e.Source.URL = absolute(withFragment(p.URL, r.anchor))
	}
	return e
}

// fill adds the other cells of a row to an entry. A continued row only adds texts.
func (l *listing) fill(e *Entry, r row, base *url.URL, more bool) {
	put := func(f terms.Field, cell text) {
		words := cell.line()
		if words == "" || f != terms.Retry && strings.IndexFunc(words, isWord) < 0 {
			return
		}
		if f.Wording() {
			e.words = append(e.words, words)
		}
		e.put(f, cell, words, base)
	}
	for i, cell := range r.cells {
		if i != l.code && !(r.isCarried(i) && more) {
			put(l.columns[i].Field, cell)
		}
	}
	for _, f := range terms.Fields() {
		put(f, r.parts[f])
	}
}

// put adds one cell to an entry.
func (e *Entry) put(f terms.Field, cell text, words string, base *url.URL) {
	switch f {
	case terms.Number:
		e.putNumber(words)
	case terms.HTTP:
		if e.HTTP.Is == nil {
			e.HTTP.Is = terms.Statuses(words)
		}
	case terms.GRPC:
		e.GRPC, e.read = cmp.Or(e.GRPC, terms.GRPCName(words)), append(e.read, words)
	case terms.Name:
		e.Name = cmp.Or(e.Name, strings.TrimRight(cut(e.lifecycle(cell), content.MaxTitle*2), "."))
	case terms.Title:
		e.Title = cmp.Or(e.Title, e.lifecycle(cell))
	case terms.Message:
		if len(e.Message) == 0 {
			e.Message = []string{cutText(words)}
		}
	case terms.Summary:
		e.Summary = cmp.Or(e.Summary, summary(words))
	case terms.Meaning:
		parts := cellParts(cell)
		for _, f := range terms.Fields() {
			if t := parts[f]; !t.empty() && f == terms.Meaning {
				e.addMeaning(t, t.line(), base)
			} else if !t.empty() {
				e.put(f, t, t.line(), base)
			}
		}
	case terms.Cause:
		e.Causes = append(e.Causes, items(cell, base)...)
	case terms.Action:
		e.Actions.Engineer = append(e.Actions.Engineer, items(cell, base)...)
	case terms.User:
		if !terms.NoValue(words) && e.UserMessage.Say == "" {
			e.UserMessage = content.UserMessage{Say: words, Basis: stated(words)}
		}
	case terms.Retry:
		e.retry(words)
	case terms.Alias:
		e.Aliases = append(e.Aliases, lists.Each(listSplit().Split(words, -1), strings.TrimSpace)...)
	}
}

// putNumber reads a number and its hexadecimal spelling: "5 (0x5)".
func (e *Entry) putNumber(words string) {
	for _, w := range strings.Fields(words) {
		w = strings.Trim(w, "()[],;")
		if n, ok := terms.ParseNumber(w); ok && e.Number == nil {
			e.Number = new(int64(n))
		}
		if terms.IsHex(strings.TrimRight(w, "LlUu")) {
			e.Aliases = append(e.Aliases, w)
		}
	}
}

// addMeaning adds a cell about what the code means.
func (e *Entry) addMeaning(cell text, words string, base *url.URL) {
	if m := markStatus.FindStringSubmatch(words); m != nil {
		e.Lifecycle.Status = content.Status(strings.ToLower(m[1]))
	}
	if m := statusRest.FindStringSubmatch(words); m != nil && e.HTTP.Is == nil && terms.Symbolic(e.Code.Code) && terms.StartsWithPhrase(m[2]) {
		e.HTTP.Is = terms.Statuses(m[1]) // "404 Not Found: no such parcel"
	}
	if e.first == "" {
		e.first = cell.paragraphs()[0]
	}
	e.texts = append(e.texts, words)
	e.Description = content.Markdown(strings.TrimSpace(string(e.Description) + "\n\n" + cutText(cell.markdown(base))))
}

// lifecycle reads a mark such as "Legacy" above or after a name, and returns the name.
func (e *Entry) lifecycle(cell text) string {
	var name []string
	for _, words := range cell.paragraphs() {
		status := strings.ToLower(strings.Trim(words, "()[]:* "))
		if status != string(content.StatusActive) && slices.Contains(content.Values[content.Status](), status) {
			e.Lifecycle.Status = content.Status(status)
		} else {
			name = append(name, words)
		}
	}
	return strings.Join(name, " ")
}

var markStatus = pattern.New(`^[([](?i:(deprecated|legacy|removed|reserved))[)\]]\s*(\S.*)$`)

// items returns the paragraphs and list items of a cell, each as a cause or a step.
func items(cell text, base *url.URL) (list []content.Item) {
	parts := cell.split()
	for _, part := range parts {
		inner := part[0].depth > 1 && len(list) > 0
		part = slices.Clone(part)
		if part[0].gap, part[0].depth = noGap, 0; len(parts) > 1 {
			part[0].text = stepNumber.ReplaceAllString(part[0].text, "")
		}
		s := content.Markdown(cutText(part.markdown(base)))
		if s != "" && inner {
			list[len(list)-1].Text += "\n\n- " + s
		} else if s != "" {
			list = append(list, content.Item{Text: s, Origin: content.Vendors, Evidence: evidence(part.line())})
		}
	}
	return list
}

// stepNumber is the number of a step, of which there are several.
var stepNumber = pattern.New(`^\s*[1-9][0-9]?[.)]\s+`)

// finish adds what follows from the kind of the listing, after the row was read.
func (e *Entry) finish(l *listing, padded bool) {
	e.Name = cmp.Or(e.Name, e.beside) // "400 Bad Request"
	if len(e.texts) == 0 && len(e.Message) == 0 && e.Title != e.Name && strings.Contains(e.Title, " ") {
		e.addMeaning(text{{text: e.Title}}, e.Title, nil) // nothing but the words next to the code
	}
	if n, err := strconv.Atoi(e.Code.Code); err == nil && e.Number == nil && !l.http && !padded {
		e.Number = new(int64(n))
	}
	if i := slices.Index(content.Values[content.GRPC](), string(e.GRPC)); l.grpc && e.Number == nil && i >= 0 {
		e.Number = new(int64(i))
	}
}

// settle derives title, summary and description from the texts, and the digest from the words.
func (e *Entry) settle() {
	first, rest := firstSentence(e.first)
	if len(e.texts) == 0 {
		first, rest = firstSentence(cmp.Or(e.Message...))
	}
	e.Title = e.title(first)
	e.Summary = cmp.Or(e.Summary, summary(first))
	whole := strings.Join(e.texts, " ")
	if rest == "" && squeeze(whole) == squeeze(first) && strings.EqualFold(e.Summary, sentence(first)) && squeeze(strings.ReplaceAll(string(e.Description), `\`, "")) == squeeze(whole) {
		e.Description = ""
	}
	e.Causes = e.Causes[:min(len(e.Causes), maxItems)]
	e.Actions.Engineer = e.Actions.Engineer[:min(len(e.Actions.Engineer), maxItems)]
}

// maxItems is the maximum number of causes or actions of an entry.
const maxItems = 50

// said returns the message and meaning of an entry.
func (e *Entry) said() string {
	all := e.texts
	if message := cmp.Or(e.Message...); message != "" && !slices.Contains(all, message) {
		all = append([]string{message}, all...)
	}
	return strings.Join(all, " ")
}

// clone returns an entry that can absorb others without changing e.
func (e *Entry) clone() *Entry {
	c := *e
	c.byRow = []string{plainWords(e.words)}
	c.words, c.read, c.Causes, c.Actions.Engineer = slices.Clip(e.words), slices.Clip(e.read), slices.Clip(e.Causes), slices.Clip(e.Actions.Engineer)
	c.Discrepancies, c.HTTP.Is = slices.Clip(e.Discrepancies), slices.Clip(e.HTTP.Is)
	c.Message = slices.Clip(e.Message)
	return &c
}

// maxRepeats is how many more rows of the same code are read.
const maxRepeats = 20

// absorb adds what a second row or section says about the same code. It reports whether there were not too many.
func (e *Entry) absorb(o *Entry, shape string) bool {
	if e.rows++; e.rows > maxRepeats {
		return false
	}
	e.words, e.read, e.byRow = append(e.words, o.words...), append(e.read, o.read...), append(e.byRow, plainWords(o.words))
	differs := func(format string, args ...any) {
		e.Discrepancies = append(e.Discrepancies, content.Markdown(fmt.Sprintf(format, args...)))
	}
	mine, theirs := e.said(), o.said()
	switch {
	case theirs == "" || digest([]string{mine}) == digest([]string{theirs}):
	case mine == "":
		e.first, e.texts, e.Description, e.Summary = o.first, o.texts, o.Description, o.Summary
	default:
		where := map[string]string{"sections": "In a section of its own", "list": "In a list"}[shape]
		differs("The page describes this code twice. First: “%s” %s: “%s”", escapeMarkdown(cut(mine, 300), false), cmp.Or(where, "In another row"), escapeMarkdown(cut(theirs, 300), false))
	}
	if e.Number != nil && o.Number != nil && *o.Number != *e.Number {
		differs("The page gives this code the number %d, and the number %d.", *e.Number, *o.Number)
	}
	e.Number, e.GRPC = cmp.Or(e.Number, o.Number), cmp.Or(e.GRPC, o.GRPC)
	e.Title, e.Name, e.Signature, e.Source.URL = cmp.Or(e.Title, o.Title), cmp.Or(e.Name, o.Name), cmp.Or(e.Signature, o.Signature), cmp.Or(e.Source.URL, o.Source.URL)
	if e.Retry.Policy == "" {
		e.Retry = o.Retry
	}
	if e.UserMessage.Say == "" {
		e.UserMessage = o.UserMessage
	}
	addNew(&e.HTTP.Is, o.HTTP.Is)
	addNew(&e.Message, o.Message)
	addNew(&e.Causes, o.Causes)
	addNew(&e.Actions.Engineer, o.Actions.Engineer)
	return true
}

// addNew appends what a list does not have, up to maxItems.
func addNew[T comparable](list *[]T, more []T) {
	for _, v := range more {
		if !slices.Contains(*list, v) && len(*list) < maxItems {
			*list = append(*list, v)
		}
	}
}

// stated is the basis of an answer that the vendor's words give.
func stated(words string) content.Basis {
	return content.Basis{Origin: content.Vendors, Evidence: evidence(words)}
}

// evidence returns the first words of a text, as many as evidence can have.
func evidence(words string) string {
	list := strings.Fields(words)
	return strings.Join(list[:min(len(list), content.MaxEvidence)], " ")
}

var (
	retryNo  = pattern.New(`(?i)^(no|false|never|non[- ]?retr\w*|not retr\w*|n|não|nao|nein|non|нет|否|いいえ|아니(?:오|요)|✗|✘|❌|×)$`)
	retryYes = pattern.New(`(?i)^(yes|true|y|retr(?:y|yable|iable)|sim|sí|si|ja|oui|да|是|はい|예|✓|✔|✅)\.?$`)
)

// retry reads what a column about retries says. "No" and "yes" are clear; anything else but a dash is a condition.
func (e *Entry) retry(words string) {
	e.Retry = content.Retry{Policy: content.Conditional, Basis: stated(words)}
	e.Retry.Note = summary(words)
	switch {
	case retryNo.MatchString(words):
		e.Retry.Policy, e.Retry.Note = content.Never, ""
	case retryYes.MatchString(words):
		e.Retry.Policy, e.Retry.Note = content.RetryYes, ""
	case e.Retry.Note == "": // a dash
		e.Retry = content.Retry{}
	}
}
