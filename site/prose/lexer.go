package prose

import (
	"maps"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/alecthomas/chroma/v2"
	"github.com/dlclark/regexp2/v2/syntax"
)

// lexer is a lexer of chroma's, with its own rules, and with a loop that does not try those that cannot match: nine of
// ten, which shows in the character that they are tried at. A rule of which it does not is tried at each.
type lexer struct {
	chroma *chroma.RegexLexer
	rules  map[string][]lexerRule // by state
}

type lexerRule struct {
	*chroma.CompiledRule
	starts [2]uint64 // the ASCII characters that a match can start with, a bit for each
	line   bool      // a match starts a line
	runs   runs
	needed bool // each match starts with the runs
	enough bool // where they are, they are the match
}

// newLexer compiles a lexer of the rules that is patient, see patience.
func newLexer(config *chroma.Config, rules chroma.Rules) *lexer {
	rules = maps.Clone(rules)
	var compiled chroma.CompiledRules
	rules[patienceState] = []chroma.Rule{{Pattern: `.`, Type: chroma.Text, Mutator: patience{&compiled}}}
	l := &lexer{chroma: must(chroma.NewLexer(config, func() chroma.Rules { return rules })), rules: map[string][]lexerRule{}}
	must(l.chroma.Rules())                        // compiles them
	known := map[*chroma.CompiledRule]lexerRule{} // a state can include those of another
	for state, list := range compiled {
		for _, c := range list {
			r, ok := known[c]
			if !ok {
				r.CompiledRule = c
				r.study()
				known[c] = r
			}
			l.rules[state] = append(l.rules[state], r)
		}
	}
	return l
}

// must returns what is made of a lexer that is compiled in.
func must[T any](made T, err error) T {
	if err != nil {
		panic(err)
	}
	return made
}

// study finds out what its pattern can match.
func (r *lexerRule) study() {
	tree := must(syntax.Parse(r.Regexp.String(), syntax.ParseOptions{}))
	nodes, first := alternative(tree)
	if r.line = len(nodes) > 0 && nodes[0].T == syntax.NtBol; r.line {
		nodes = nodes[1:]
	}
	r.runs, r.enough = runsOf(nodes)
	r.needed, r.enough = !first, r.enough && tree.Captop == 1
	if r.needed && len(r.runs) > 0 && r.runs[0].min > 0 {
		r.starts = r.runs[0].ascii
		return
	}
	code := must(syntax.Write(tree))
	for c := range rune(utf8.RuneSelf) {
		if code.FcPrefix == nil || code.FcPrefix.PrefixSet.CharIn(c) {
			r.starts[c>>6] |= 1 << (c & 63)
		}
	}
}

// tokens returns the tokens of a text, neighbors of one type joined. It is the loop of chroma.LexerState.
func (l *lexer) tokens(text string) []chroma.Token {
	var tokens joined
	newline := l.chroma.Config().EnsureNL && !strings.HasSuffix(text, "\n")
	if newline {
		text += "\n"
	}
	s := &chroma.LexerState{Lexer: l.chroma, Text: []rune(text), Stack: []string{"root"}, MutatorContext: map[any]any{}}
	end := len(s.Text)
	if newline {
		end--
	}
	for s.Pos < end && len(s.Stack) > 0 {
		s.State = s.Stack[len(s.Stack)-1]
		switch rule := l.match(s); {
		case rule != nil:
			tokens.apply(rule, s)
		case s.Text[s.Pos] == '\n' && s.State != "root":
			s.Stack = []string{"root"}
		default:
			s.Pos++
			tokens.add(chroma.Token{Type: chroma.Error, Value: string(s.Text[s.Pos-1])})
		}
	}
	if s.Pos < len(s.Text) && len(s.Stack) == 0 {
		tokens.add(chroma.Token{Type: chroma.Error, Value: string(s.Text[s.Pos:])})
	}
	return tokens
}

// match finds the first rule that matches, nil for none, and notes what it does.
func (l *lexer) match(s *chroma.LexerState) *chroma.CompiledRule {
	c := s.Text[s.Pos]
	rules := l.rules[s.State]
	for i := range rules {
		r := &rules[i]
		if c < utf8.RuneSelf && r.starts[c>>6]>>(c&63)&1 == 0 {
			continue
		}
		length := r.runs.length(s.Text[s.Pos:])
		switch {
		case r.line && s.Pos > 0 && s.Text[s.Pos-1] != '\n', length < 0 && r.needed:
			continue
		case length >= 0 && r.enough:
			s.Rule, s.Groups = i, append(s.Groups[:0], string(s.Text[s.Pos:s.Pos+length]))
			s.Pos += length
			return r.CompiledRule
		}
		m, err := r.Regexp.FindRunesMatchStartingAt(s.Text, s.Pos)
		if m == nil || err != nil || m.RuneIndex != s.Pos {
			continue
		}
		s.Rule, s.Groups = i, s.Groups[:0] // none of the lexers asks for a group by its name
		if _, whole := r.Type.(chroma.TokenType); whole && r.Mutator == nil {
			s.Groups = append(s.Groups, string(s.Text[s.Pos:s.Pos+m.RuneLength]))
		} else {
			for _, g := range m.Groups() {
				s.Groups = append(s.Groups, g.String())
			}
		}
		s.Pos += m.RuneLength
		return r.CompiledRule
	}
	return nil
}

// joined are tokens, neighbors of one type joined as chroma.Coalesce does.
type joined []chroma.Token

// apply adds the tokens of a match.
func (all *joined) apply(rule *chroma.CompiledRule, s *chroma.LexerState) {
	if rule.Mutator != nil {
		if err := rule.Mutator.Mutate(s); err != nil {
			panic(err)
		}
	}
	if rule.Type == nil {
		return
	}
	if one, ok := rule.Type.(chroma.TokenType); ok {
		all.add(chroma.Token{Type: one, Value: s.Groups[0]})
		return
	}
	it := rule.Type.Emit(s.Groups, s)
	for t := it(); t != chroma.EOF; t = it() {
		all.add(t)
	}
}

func (all *joined) add(t chroma.Token) {
	last := len(*all) - 1
	switch {
	case t.Value == "" || t.Type == chroma.Ignore:
	case last >= 0 && (*all)[last].Type == t.Type && len((*all)[last].Value) < 8192:
		(*all)[last].Value += t.Value
	default:
		*all = append(*all, t)
	}
}

// patience is a mutator that chroma calls when it has compiled a lexer. The state that contains it is never entered.
type patience struct{ rules *chroma.CompiledRules }

const patienceState = "patience"

// MutateLexer gives all matches a minute, which no machine is busy enough to use up.
func (p patience) MutateLexer(rules chroma.CompiledRules, state string, _ int) error {
	for _, list := range rules {
		for _, rule := range list {
			if rule.Regexp != nil {
				rule.Regexp.MatchTimeout = time.Minute
			}
		}
	}
	delete(rules, state)
	*p.rules = rules
	return nil
}

// Mutate does nothing.
func (patience) Mutate(*chroma.LexerState) error { return nil }
