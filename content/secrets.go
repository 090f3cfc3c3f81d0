package content

import (
	"bytes"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/internal/position"
	"github.com/errdocs/errdocs/internal/secret"
)

// This file keeps cardholder data and credentials out of a catalog. Each file is scanned as a whole,
// with its keys and comments, and so is each name of a file. A comment can permit what is found:
//
//	# errdocs:allow card-number The vendor prints this number in its own example.
//
// It is at the end of the line that it is about, or alone on the line above: then it covers the
// value or entry that follows, to the end of its indentation. In a note it is an HTML comment on a line
// of its own and covers the paragraph or code block that follows. For a file of samples/ or examples/ it
// is where an entry names the file.

// MaxAllows is how many comments of a file can permit something.
const MaxAllows = 100

// secretRules are the rules that a comment can permit breaking.
var secretRules = []string{string(secret.CardNumber), string(secret.CardData), string(secret.Credential)}

// secrets is what the scans of all files found.
type secrets struct {
	mu     sync.Mutex
	files  map[string]*scannedFile
	passed bool // nothing is scanned, and nothing is known to be clean
}

// scannedFile is a file in which something was found or is permitted.
type scannedFile struct {
	src    *position.Text
	found  []secret.Finding
	own    bool // comments in it can permit something
	allows []*allow
	refs   []Pos // where entries name the file
}

// allow is a comment that permits secrets in some lines.
type allow struct {
	pos         Pos
	rule        string
	reason      string
	first, last int // the lines that it covers, both inclusive
	used        bool
}

// scan looks for secrets in a file. allows finds the comments in it, nil for a file that has none. It returns true if there is neither.
func (s *secrets) scan(src *position.Text, allows func(*position.Text) []*allow) (clean bool) {
	if s.passed {
		return false
	}
	found, permits := secret.Scan(src.Bytes), []*allow(nil)
	if allows != nil && bytes.Contains(src.Bytes, []byte(allowWord)) {
		permits = allows(src)
	}
	if found == nil && permits == nil {
		return true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files[src.File] = &scannedFile{src: src, found: found, own: allows != nil, allows: permits}
	return false
}

// about reports whether a secret may be in a file, or a comment that allows one.
func (s *secrets) about(file string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.passed || s.files[file] != nil
}

// named remembers where an entry names a file.
func (s *secrets) named(file string, pos Pos) {
	if f := s.files[file]; f != nil {
		f.refs = append(f.refs, pos)
	}
}

// checkSecrets reports secrets that are not permitted, and comments that permit nothing.
func (l *loader) checkSecrets() {
	for _, f := range l.secrets.files {
		var pos Pos
		for i, one := range f.found[:min(len(f.found), maxReported)] {
			if i > 0 {
				pos = f.src.PosAfter(pos, f.found[i-1].Start, one.Start)
			} else {
				pos = f.src.Pos(one.Start)
			}
			if l.secrets.permits(f, pos, string(one.Kind)) {
				l.cat.permitted[one.ID()] = true
				continue
			}
			p := secretProblem(pos, one, f.own)
			here, _, _ := strings.Cut(string(f.src.Bytes[one.Start:one.End]), "\n")
			p.Width = max(1, runes(here))
			l.problems = append(l.problems, p)
		}
	}
	for _, f := range l.secrets.files {
		for _, a := range f.allows {
			if message, hint := a.wrong(); message != "" {
				l.problems = append(l.problems, newProblem(a.pos, "allow", hint, "%s", message))
			}
		}
	}
}

// permits reports whether a comment of the file, or of an entry that names it, covers a position.
func (s *secrets) permits(f *scannedFile, pos Pos, rule string) bool {
	return covered(f.allows, pos.Line, rule) || slices.ContainsFunc(f.refs, func(ref Pos) bool {
		by := s.files[ref.File]
		return by != nil && covered(by.allows, ref.Line, rule)
	})
}

func covered(allows []*allow, line int, rule string) bool {
	i := slices.IndexFunc(allows, func(a *allow) bool { return a.rule == rule && a.reason != "" && a.first <= line && line <= a.last })
	if i >= 0 {
		allows[i].used = true
	}
	return i >= 0
}

// wrong says what is wrong with a comment, message "" for nothing.
func (a *allow) wrong() (message, hint string) {
	switch {
	case !slices.Contains(secretRules, a.rule):
		return "errdocs:allow cannot permit the rule " + quote(a.rule), memberHint(a.rule, secretRules)
	case a.reason == "":
		return "errdocs:allow needs a reason", "write after the rule why this is allowed here"
	case !a.used:
		return "nothing here breaks the rule " + quote(a.rule), "delete the comment"
	}
	return "", ""
}

func secretProblem(pos Pos, one secret.Finding, own bool) Problem {
	instead := "replace it with a made-up value"
	if one.Kind == secret.CardNumber {
		instead = "use a published test number such as 4111 1111 1111 1111"
	}
	allow := "# errdocs:allow " + string(one.Kind) + " REASON"
	switch {
	case !own:
		allow += ", where an entry names this file"
	case path.Ext(pos.File) == ".md":
		allow = "<!-- errdocs:allow " + string(one.Kind) + " REASON -->"
	}
	hint := instead + "; if it must stay: " + allow
	return newProblem(pos, string(one.Kind), hint, "%s: %s", one.What, one.Shown)
}

// Leaks returns a problem for each secret in a file that is made of the catalog, with its position in that
// file. What a comment permits in the content is permitted there too.
func (c *Catalog) Leaks(file string, data []byte) []Problem {
	static := inStatic(path.Dir(file))
	if !static && secret.Clean(data) {
		return nil
	}
	var problems []Problem
	for _, one := range secret.Scan(data) {
		if c.permitted[one.ID()] || one.Named && !static {
			continue // the name and the value were in one file of the catalog, where it has been scanned
		}
		pos := newText(file, data).Pos(one.Start)
		hint := "several texts of the page form it together; change one of them"
		if static {
			hint = "delete it from the file"
		}
		p := newProblem(pos, string(one.Kind), hint, "the finished file would show %s: %s", one.What, one.Shown)
		problems = append(problems, p.NoExcerpt())
	}
	return problems
}

// masked returns a text in which no secret can be read.
func masked(s string) string {
	b := []byte(s)
	if found := secret.Scan(b); found != nil {
		return string(secret.Mask(b, found))
	}
	return s
}

const allowWord = "errdocs:allow"

// allowSyntax is how a kind of file writes comments that permit.
type allowSyntax struct {
	comment pattern.Regexp // what is before it in the line, the rule in lower case, the reason; anything else is documentation of it
	inText  func(src *position.Text, n int) bool
	end     func(src *position.Text, n int) int // the last line of what starts at or after a line
}

var (
	yamlAllows = allowSyntax{pattern.New(`^(?:(.*[ \t])|)#[ \t]*errdocs:allow[ \t]+([a-z][a-z-]*)(?:[ \t]+(.*?))?[ \t]*$`), inBlock, endOfValue}.in
	noteAllows = allowSyntax{pattern.New(`^() {0,3}<!--[ \t]*errdocs:allow[ \t]+([a-z][a-z-]*)(?:[ \t]+(.*?))?[ \t]*-->[ \t]*$`), inFence, endOfBlock}.in
)

// in finds the comments of a file, in the first MaxAllows lines with the word.
func (s allowSyntax) in(src *position.Text) []*allow {
	var all []*allow
	lines := 0
	for n := 1; n <= src.Lines() && lines < MaxAllows; n++ {
		line := src.Line(n)
		if !strings.Contains(line, allowWord) {
			continue
		}
		lines++
		m := s.comment.FindStringSubmatch(line)
		if m == nil || s.inText(src, n) {
			continue
		}
		a := &allow{pos: position.At(src.File, n, runes(m[1])+1), rule: m[2], reason: m[3], first: n, last: n}
		if strings.TrimSpace(m[1]) == "" {
			a.last = s.end(src, n+1)
		}
		all = append(all, a)
	}
	return all
}

// endOfValue returns the last line of what starts at or after a line: those that are indented further.
func endOfValue(src *position.Text, n int) int {
	for n <= src.Lines() && passive(src.Line(n)) {
		n++
	}
	indent := indentOf(src.Line(n))
	for n < src.Lines() && (passive(src.Line(n+1)) || indentOf(src.Line(n+1)) > indent) {
		n++
	}
	return n
}

// passive reports whether a line is empty or a comment.
func passive(line string) bool {
	line = strings.TrimSpace(line)
	return line == "" || line[0] == '#'
}

func indentOf(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// blockStart is the end of a line before a block text.
var blockStart = pattern.New(`(^|[ \t])[|>][0-9+-]*[ \t]*(#.*)?$`)

// inBlock reports whether a line is part of a block text, where # starts no comment.
func inBlock(src *position.Text, n int) bool {
	indent := indentOf(src.Line(n))
	for n--; n > 0 && indent > 0; n-- {
		line := src.Line(n)
		if at := indentOf(line); strings.TrimSpace(line) != "" && at < indent {
			if blockStart.MatchString(line) {
				return true
			}
			indent = at
		}
	}
	return false
}

// allowsOf returns what finds the comments of a text file: those of notes. Samples have none of their own.
func allowsOf(file string) func(*position.Text) []*allow {
	if path.Ext(file) == ".md" {
		return noteAllows
	}
	return nil
}

// fence is a line that starts or ends a code block.
var fence = pattern.New("^ {0,3}(```|~~~)")

func inFence(src *position.Text, n int) bool {
	open := false
	for i := 1; i < n; i++ {
		open = open != fence.MatchString(src.Line(i))
	}
	return open
}

// endOfBlock returns the last line of the paragraph or code block that starts at or after a line.
func endOfBlock(src *position.Text, n int) int {
	for n < src.Lines() && strings.TrimSpace(src.Line(n)) == "" {
		n++
	}
	fenced := fence.MatchString(src.Line(n))
	for n < src.Lines() {
		n++
		if line := src.Line(n); fenced && fence.MatchString(line) || !fenced && strings.TrimSpace(line) == "" {
			break
		}
	}
	return n
}

// withoutAllows returns the text of a note with the comments that permit something taken out. Their lines
// stay, so that positions in the text remain right.
func withoutAllows(text string) string {
	if !strings.Contains(text, allowWord) {
		return text
	}
	src := newText("", []byte(text))
	for _, a := range noteAllows(src) {
		from := src.Offset(a.pos)
		to := from + len(src.Line(a.pos.Line))
		for i := from; i < to; i++ {
			src.Bytes[i] = ' '
		}
	}
	return string(src.Bytes)
}
