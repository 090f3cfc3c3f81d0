package content

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/internal/position"
	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"
)

// parseYAML reads the one document of a YAML file. It reports what is wrong and returns nil if
// there is nothing to decode.
func parseYAML(file string, text []byte, report func(Problem)) *yaml.Node {
	next := documents(text)
	root, err := next()
	if err != nil {
		report(syntaxProblem(file, text, err))
		return nil
	}
	if root == nil || len(root.Content) == 0 || root.Content[0].Kind == yaml.ScalarNode && root.Content[0].Tag == "!!null" {
		report(newProblem(position.Start(file), "empty-file", "write its content or delete the file", "the file is empty"))
		return nil
	}
	switch more, err := next(); {
	case err != nil:
		report(syntaxProblem(file, text, err))
	case more != nil:
		report(newProblem(position.At(file, more.Line, more.Column), "one-document",
			"delete the --- line, or move what follows to a file of its own", "a second document starts here"))
	}
	return root.Content[0]
}

// documents returns what returns the next document of a stream, nil at its end. A panic of the library becomes
// an error: a file of one vendor must not stop the check of the others.
func documents(text []byte) func() (*yaml.Node, error) {
	loader, _ := yaml.NewLoader(bytes.NewReader(text), yaml.WithPlugin(limits)) // the options are constant
	return func() (doc *yaml.Node, err error) {
		defer func() {
			if recover() != nil {
				doc, err = nil, errors.New("the YAML library gave up")
			}
		}()
		doc = new(yaml.Node)
		if err = loader.Load(doc); err == io.EOF {
			return nil, nil
		}
		return doc, err
	}
}

// limits enforces MaxDepth. Aliases are refused by the decoder, which never follows one.
var limits = loaderlimits.New(loaderlimits.DepthValue(MaxDepth), loaderlimits.AliasNone())

// tooDeepError is part of what the library says of a file that is nested deeper than limits.
const tooDeepError = "max depth"

// syntaxErrors translates what the library says. The first entry whose texts are part of the
// error's message and context is taken.
var syntaxErrors = []struct {
	message, context string
	start            bool // a break in a later line is reported where the construct starts
	rule, say, hint  string
}{
	{tooDeepError, "", false, "limit", "lists and mappings are nested too deeply", "the limit is 32 levels"},
	{"tab", "", false, "tab", "a tab where YAML wants spaces", "indent with spaces"},
	{"mixed spaces and tabs", "", false, "tab", "tabs and spaces are mixed in the indentation", "indent with spaces"},
	{"unknown anchor", "", false, "anchor", "an alias without an anchor", `write the value out, or quote a text that starts with "*"`},
	{"end of stream", "quoted scalar", true, "yaml-syntax", "this quote is never closed", "add the closing quote"},
	{"document indicator", "quoted scalar", true, "yaml-syntax", "this quote is never closed", "add the closing quote"},
	{"unknown escape", "", false, "yaml-syntax", "YAML does not know this escape", `write \\ for a backslash, or use single quotes`},
	{"escape code", "", false, "yaml-syntax", "this escape is not a character", `write \\ for a backslash, or use single quotes`},
	{"hexadecimal", "", false, "yaml-syntax", "this escape lacks hexadecimal digits", `write \\ for a backslash, or use single quotes`},
	{"or ']'", "", true, "yaml-syntax", "this list is never closed, or a comma is missing in it", "add the ] or the comma"},
	{"or '}'", "", true, "yaml-syntax", "this mapping is never closed, or a comma is missing in it", "add the } or the comma"},
	{"mapping values are not allowed", "", false, "yaml-syntax", "a colon where YAML expects none", `quote a text that contains ": ", or fix the indentation`},
	{"block sequence entries", "", false, "yaml-syntax", "a list item where YAML expects none", "put the list on lines of its own, below its key"},
	{"cannot start any token", "", false, "yaml-syntax", "YAML does not allow a value to start with this character", "quote the value"},
	{"expected ':'", "", true, "yaml-syntax", "this line is neither a key with a colon nor part of a value", "add the colon, or indent the line"},
	{"expected key", "", false, "yaml-syntax", "the indentation does not fit the lines above, or a key is missing", "align it with the key it belongs to"},
	{"'-' indicator", "", false, "yaml-syntax", "the indentation does not fit the list above", "align it with the list it belongs to"},
	{"alphabetic or numeric", "", false, "yaml-syntax", "YAML reads this & or * as an anchor or alias", "quote the value"},
	{"tag", "", false, "tag", "YAML reads this ! as a tag", "quote the value"},
	{"", "tag", false, "tag", "YAML reads this ! as a tag", "quote the value"},
	{"", "directive", false, "yaml-syntax", "YAML reads this line as a directive", "quote a value that starts with %"},
	{"", "block scalar", false, "yaml-syntax", "a block text starts with | or > alone on its line", "put the text on the lines below, indented"},
	{"node content", "", false, "yaml-syntax", "a value is missing here", "add the value, or quote a text that starts with a special character"},
	{"document start", "", false, "yaml-syntax", "the file goes on after its end", "check the indentation of this line"},
}

// The two breaks that the library reports as others: a tab before a key, and a text that starts with something in quotes
// or brackets and goes on.
var (
	tabIndent = pattern.New(`^[ -]*\t`)
	goesOn    = pattern.New(`^([ -]*(?:[\w.]+: +)?)("(?:\\.|[^"\\])*"|'[^']*'|\[[^\]]*\]|\{[^}]*\}) *[^\s#,:\]}]`)
)

// A break that the library reports lines later, or as another: a quote without an end, and a no-break space in the indentation.
var (
	quoteOpens = pattern.New(`^([ -]*)([\w.]+: +)?("(?:\\.|[^"\\])*|'[^']*)$`)
	keyLine    = pattern.New(`^([ -]*)[\w.]+:(?: |$)`)
	noBreak    = pattern.New(`^[ -]*\x{A0}`)
)

// earlierProblem looks for what a syntax error in a line may come from. The rule is "" where it finds nothing. The lines of a
// text in quotes are indented more than its key.
func earlierProblem(file string, src *position.Text, last int) (p Problem) {
	for n := 1; n <= last; n++ {
		line := src.Line(n)
		if m := noBreak.FindString(line); m != "" {
			p = newProblem(position.At(file, n, runes(m)), "yaml-syntax", "write a space instead of it", "a no-break space (U+00A0) where YAML wants a space")
			p.Width = 1
			return p
		}
		m := quoteOpens.FindStringSubmatch(line)
		if m == nil || m[1]+m[2] == "" {
			continue
		}
		if next := keyLine.FindStringSubmatch(src.Line(n + 1)); next != nil && len(next[1]) <= len(m[1]) {
			return newProblem(position.At(file, n, len(m[1]+m[2])+1), "yaml-syntax", "add the closing quote", "this quote is never closed")
		}
	}
	return p
}

// lineProblem looks at the line of a syntax error. The rule is "" where it has nothing to say.
func lineProblem(file, line string, n int) Problem {
	if m := tabIndent.FindString(line); m != "" {
		p := newProblem(position.At(file, n, len(m)), "tab", "indent with spaces", "a tab where YAML wants spaces")
		p.Width = 1
		return p
	}
	if m := goesOn.FindStringSubmatch(line); m != nil {
		whole := strings.TrimSpace(line[len(m[1]):])
		return newProblem(position.At(file, n, runes(m[1])+1), "yaml-syntax",
			"put quotes around the whole text: "+brief("'"+strings.ReplaceAll(whole, "'", "''")+"'"),
			"YAML takes the quotes or brackets for the whole value, but the text goes on")
	}
	return Problem{}
}

// quoteComment is the hint for a text that a comment may have cut.
const quoteComment = `" #" starts a comment: put quotes around a text that contains it`

func syntaxProblem(file string, text []byte, err error) Problem {
	var le *yaml.LoadError
	if !errors.As(err, &le) {
		return newProblem(position.Start(file), "yaml-syntax", "look for a quote, bracket or indentation that is off",
			"the file can't be read as YAML")
	}
	pos, src := position.At(file, le.Mark.Line, le.Mark.Column), position.NewText(file, text)
	if p := earlierProblem(file, src, le.Mark.Line); p.Rule != "" {
		return p
	}
	if p := lineProblem(file, src.Line(le.Mark.Line), le.Mark.Line); p.Rule != "" {
		return p
	}
	message := le.Message
	if strings.Contains(err.Error(), tooDeepError) {
		message = tooDeepError
	}
	for _, e := range syntaxErrors {
		if !strings.Contains(message, e.message) || !strings.Contains(le.ContextMsg, e.context) {
			continue
		}
		if e.start && le.ContextMark.Line > 0 && le.ContextMark.Line != le.Mark.Line {
			pos.Line, pos.Col = le.ContextMark.Line, le.ContextMark.Column
			if strings.Contains(src.Line(pos.Line), " #") {
				e.hint += "; " + quoteComment
			}
		}
		return newProblem(pos, e.rule, e.hint, "%s", e.say)
	}
	return newProblem(pos, "yaml-syntax", "look for a quote, bracket or indentation that is off",
		"the file can't be read as YAML from here")
}
