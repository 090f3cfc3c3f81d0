package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/errdocs/errdocs/internal/lists"
)

// The plan of a query is a small tree of terms. plan.js compiles the same text to the same tree, which the tests compare as
// text; bleve runs it here, score.js runs it in the browser.

// node is a term, or a combination of nodes. A document gets the sum of the scores of its matching kids; in an or, bleve
// multiplies it by the share of kids that matched.
type node struct {
	op   string // "or", "and", "" for a term
	kids []*node

	field field
	term  string
}

// plan is a query compiled against a vocabulary.
type plan struct {
	parsed
	v       *vocabulary
	correct bool // words that occur nowhere are taken for misspelled ones

	clauses []*node           // one for each thing a document should have
	begins  map[int]bool      // the first clauses of tokens
	absent  int               // words that no clause is for, since they occur nowhere
	strange int               // words that are at most in bodies
	named   [][]string        // for each word the words that it matches
	filter  []*node           // terms that it must have: quoted words, and tags that are asked for
	none    bool              // something quoted does not occur
	unknown bool              // a word occurs nowhere
	other   bool              // and is the name of another product
	better  map[string]string // words that occur nowhere, and the words that were most likely meant
	exact   string            // whole, if it is a code
	starts  []string          // codes that start with whole
	near    []string          // codes one edit away from whole
	inner   [][]string        // the words of codes that are among other words
	isCode  bool              // the text is a code, begins one, or is one with a slip: prose is not looked at
}

// compile makes the plan of a text. Where words are not corrected, those that occur nowhere match nothing.
func compile(v *vocabulary, text string, o Options, correct bool) *plan {
	p := &plan{parsed: parse(text, o.Typing, v.language), v: v, correct: correct, better: map[string]string{}, begins: map[int]bool{}}
	if p.whole == "" {
		return p
	}
	if v.count(fieldCode, p.whole) == 0 && p.joined != "" {
		p.whole = p.joined
	}
	if v.count(fieldCode, p.whole) > 0 {
		p.exact = p.whole
	}
	for _, t := range o.Tags {
		for _, w := range words(t) {
			p.filter = append(p.filter, term(fieldTag, w))
		}
	}
	p.starts = v.starting(fieldCode, p.whole, maxStarts)
	if p.isCode = p.isOneCode(); p.isCode {
		return p
	}
	for i, t := range p.tokens {
		p.begins[len(p.clauses)] = true
		p.addToken(t, p.open && i == len(p.tokens)-1)
	}
	p.clauses = p.clauses[:min(len(p.clauses), maxClauses)]
	if p.exact == "" {
		p.findInner()
	}
	return p
}

// isOneCode reports whether the text is one token of several words that begins a code, and is written as codes are, not as words are
// joined ("sign-in"); or that begins none and is a code with a slip.
func (p *plan) isOneCode() bool {
	if len(p.tokens) != 1 || p.tokens[0].single || p.tokens[0].quoted {
		return false
	}
	like := strings.ContainsAny(p.typed, "_.:#") || strings.Count(p.typed, "-") > 1 || strings.ContainsFunc(p.typed[1:], func(r rune) bool { return r >= 'A' && r <= 'Z' })
	if len(p.starts) > 0 {
		return like
	}
	return (like || strings.Contains(p.typed, "-")) && utf8.RuneCountInString(p.whole) >= minSlip && len(p.slips()) > 0
}

// slips returns the codes one edit away from the text.
func (p *plan) slips() []string {
	if p.v.large && utf8.RuneCountInString(p.whole) < minSlip {
		return nil // most short codes have neighbors that are codes
	}
	return slices.DeleteFunc(p.v.near(fieldCode, p.whole), func(c string) bool { return isOtherNumber(c, p.whole) })
}

// addToken appends the clauses of a token: one for each word, or one for all if together they are a code.
func (p *plan) addToken(t token, open bool) {
	if t.quoted {
		p.addFilter(t)
	}
	var kids []*node
	for i, w := range t.words {
		if n := p.word(t, w, open && i == len(t.words)-1); n != nil {
			kids = append(kids, n)
		}
		if n := p.denial(w); n != nil && p.denied[w] {
			kids = append(kids, n)
		}
	}
	if !t.single && len(p.tokens) > 1 && p.v.count(fieldCode, t.spelling) > 0 {
		code := term(fieldCode, t.spelling)
		if len(kids) > 0 {
			code = group("or", code, group("and", kids...))
		}
		kids = []*node{code}
	}
	p.clauses = append(p.clauses, kids...)
}

// addFilter requires what is quoted: a code if it is one and has several words, otherwise each of its words but stop words.
func (p *plan) addFilter(t token) {
	f, terms := fieldWord, t.words
	if !t.single && p.v.count(fieldCode, t.spelling) > 0 {
		f, terms = fieldCode, []string{t.spelling}
	}
	for _, s := range terms {
		if f == fieldWord && p.stops(s) {
			continue
		}
		p.none = p.none || p.v.count(f, s) == 0
		p.filter = append(p.filter, term(f, s))
	}
}

// word returns the clause of a word: the fields of the word itself, of those that start with it while it is being typed, or
// of those one edit away if nothing else is found. It is nil if there is none.
func (p *plan) word(t token, w string, open bool) *node {
	var list []string
	if open {
		list = slices.Clone(p.v.starting(fieldWord, w, maxExpansions))
	}
	if !slices.Contains(list, w) && len(p.inFields(w)) > 0 {
		list = append([]string{w}, list[:min(len(list), maxExpansions-1)]...)
	}
	if len(list) == 0 && !t.quoted && p.mayBegin(w) {
		list = slices.Clone(p.v.starting(fieldWord, w, maxExpansions))
	}
	if len(list) == 0 {
		p.other = p.other || others[w]
		if p.correct && !t.quoted && isWord(w) && !others[w] {
			list = slices.DeleteFunc(p.v.near(fieldWord, w), p.v.isOfLabels)
			if p.v.large && len(list) > 1 { // the client fetches a file for each
				list = []string{slices.MaxFunc(list, func(a, b string) int { return p.v.magnitude(a) - p.v.magnitude(b) })}
			}
			if len(list) > 0 { // the most common of them
				p.better[w] = slices.MaxFunc(list, func(a, b string) int { return p.v.count(fieldWord, a) - p.v.count(fieldWord, b) })
			}
		}
		p.unknown = p.unknown || len(list) == 0 || !p.v.large
	}
	if len(list) == 0 {
		p.absent++
		if others[w] || len(w) >= 3 && strings.Trim(w, "0123456789") == "" && (!t.single || len(p.named) < 2) {
			p.absent += 2 // another product, or a number in a code or after at most one word, is what is asked for
		}
	}
	p.named = append(p.named, append(list[:len(list):len(list)], p.singular(w)...))
	var kids []*node
	strange := 1
	for _, e := range list {
		in := p.inFields(e)
		if len(in) > 0 { // a stop word of the prose is not in any field
			kids = append(kids, group("or", in...))
		}
		if slices.ContainsFunc(in, func(n *node) bool { return n.field != fieldBody }) {
			strange = 0
		}
	}
	p.strange += strange
	return group("or", kids...)
}

// singular returns the word of names that a word is the plural of, if it is none itself.
func (p *plan) singular(w string) []string {
	one, plural := strings.CutSuffix(w, "s")
	if !plural || p.v.count(fieldParts, w) > 0 || p.v.count(fieldParts, one) == 0 {
		return nil
	}
	return []string{one}
}

// isWord reports whether a word is long enough to be misspelled, and no number.
func isWord(w string) bool {
	return utf8.RuneCountInString(w) >= minWord && !strings.ContainsAny(w, "0123456789")
}

// denial returns the clause of a word that is denied, nil if no document denies it.
func (p *plan) denial(w string) *node {
	var out []*node
	for _, f := range []field{fieldTitle, fieldBody} {
		if t := denied + p.root(w); p.v.count(f, t) > 0 {
			out = append(out, term(f, t))
		}
	}
	return group("or", out...)
}

// inFields returns the terms that a word matches.
func (p *plan) inFields(w string) []*node {
	var out []*node
	for _, f := range scoredFields {
		t := w
		if f == fieldTitle || f == fieldBody {
			t = p.root(w)
		}
		if p.v.count(f, t) > 0 {
			out = append(out, term(f, t))
		}
	}
	return out
}

// reach is how far a search goes.
type reach int

const (
	narrow reach = iota // documents with all clauses
	wide                // with any
	widest              // with any, and codes one edit away from the query although all its words are known
)

// after returns how far the next search goes after one has found so many documents, narrow if there is none.
func (p *plan) after(found int) reach {
	switch {
	case found == 0:
		return widest
	case len(p.starts) == 0 && (len(p.clauses) > 2 || len(p.clauses) == 2 && found < enough):
		return wide
	}
	return narrow
}

// tree returns what to search for, nil if nothing can match.
func (p *plan) tree(r reach) *node {
	var kids []*node
	if p.exact != "" && len(p.all) != 1 {
		kids = append(kids, term(fieldCode, p.exact))
	}
	begun := (p.open || p.isCode) && len(p.starts) > 0
	if begun {
		kids = append(kids, anyOf(p.starts, p.exact)...)
	}
	codeLike := len(p.tokens) == 1 && (len(p.all) > 1 || p.whole[0] >= '0' && p.whole[0] <= '9')
	if p.exact == "" && !begun && (p.unknown || codeLike || r == widest) {
		p.near = p.slips()
		kids = append(kids, anyOf(p.near, "")...)
	}
	op := "and"
	if r != narrow {
		op = "or"
	}
	if len(p.clauses) > 0 {
		kids = append(kids, group(op, p.clauses...))
	}
	if len(kids) == 0 || p.none {
		return nil
	}
	return &node{op: "or", kids: kids} // never a bare term: bleve would not apply its boost
}

// isOtherNumber reports whether two codes differ in their numbers only: "30010" is no slip of "20010".
func isOtherNumber(a, b string) bool {
	letters := func(s string) string {
		return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r >= '0' && r <= '9' }), "")
	}
	x, y := letters(a), letters(b)
	return x == y && x != a && y != b
}

// anyOf returns one clause that matches any of the codes except one, nil if there is no other. bleve sums more than ten
// kids in an order that depends on its heap, so they come in groups.
func anyOf(list []string, except string) []*node {
	list = lists.Filter(list, func(c string) bool { return c != except })
	kids := lists.Each(list, func(c string) *node { return term(fieldCode, c) })
	var groups []*node
	for g := range slices.Chunk(kids, maxExpansions) {
		groups = append(groups, group("or", g...))
	}
	if len(groups) == 0 {
		return nil
	}
	return []*node{group("or", groups...)}
}

func term(f field, s string) *node { return &node{field: f, term: s} }

// group combines nodes, unless there is only one; nil if there is none.
func group(op string, kids ...*node) *node {
	switch len(kids) {
	case 0:
		return nil
	case 1:
		return kids[0]
	}
	return &node{op: op, kids: kids}
}
