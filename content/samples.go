package content

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"

	"github.com/errdocs/errdocs/internal/position"
)

// linkSample gives a sample its text and language.
func (l *loader) linkSample(v *Vendor, p *Positions, pointer string, s *Sample) {
	if s == nil {
		return
	}
	hasFile, hasBody := p.Has(pointer+"/file"), p.Has(pointer+"/body")
	switch {
	case hasFile == hasBody:
		if p.Has(pointer) {
			l.report(p.Pos(pointer), "sample-text", "give either file: or body:", "a sample needs one text")
		}
		if l.vendors[v].texts[s.File] != nil { // one mistake, one problem
			l.text(v, p.Pos(pointer+"/file"), s.File)
		}
	case s.File != "":
		if f := l.text(v, p.Pos(pointer+"/file"), s.File); f != nil {
			s.Text = f.text
			l.language(p, pointer, &s.Language, s.File)
			if strings.TrimSpace(f.text) != "" {
				l.checkSample(v, p, pointer, s, f)
			}
		}
	case s.Body != "" && s.Language == "" && !p.Has(pointer+"/language"):
		l.report(p.Pos(pointer), "language", "add language:, such as json", "a sample with a body needs its language")
	case s.Body != "":
		s.Text = s.Body
		l.checkSample(v, p, pointer, s, &textFile{})
	}
}

// text finds a file that an entry names.
func (l *loader) text(v *Vendor, pos Pos, name string) *textFile {
	vf := l.vendors[v]
	if f := vf.texts[name]; f != nil {
		f.used = true
		l.secrets.named(path.Join(vf.folder, name), pos)
		return f
	}
	if l.tree.refused[path.Join(vf.folder, name)] {
		vf.lost = true
		return nil
	}
	hint := "write the file " + quote(path.Join(vf.folder, name))
	if near := Nearest(name, vf.vendorTree.texts); near != "" {
		hint = "did you mean " + quote(near) + "?"
		vf.texts[near].used = true // one mistake, one problem
	}
	l.report(pos, "missing-file", hint, "there is no file %s", quote(name))
	return nil
}

// language sets the language that a file's extension names, which a given one must agree with.
func (l *loader) language(p *Positions, pointer string, language *string, file string) {
	named := LanguageOf(file)
	if *language != "" && *language != named {
		l.report(p.Pos(pointer+"/language"), "language", "delete language: or rename the file",
			"the file's extension says %s, not %s", named, quote(*language))
	}
	*language = named
}

// unusedTexts reports samples and examples that nothing shows.
func (l *loader) unusedTexts(v *Vendor) {
	vf := l.vendors[v]
	if vf.lost || l.broken[v] {
		return
	}
	for _, name := range vf.vendorTree.texts {
		if !vf.texts[name].used {
			l.report(position.Start(path.Join(vf.folder, name)), "unused-file", "name it in samples: of a code, or delete it", "no code, envelope or example shows this file")
		}
	}
}

// parsed is what a parser says of a text.
type parsed struct {
	at   int  // the offset where the text breaks the language's grammar, -1 when it does not
	deep bool // it is nested deeper than MaxDepth there
}

// parsers are the languages whose samples are parsed.
var parsers = map[string]func(text []byte) parsed{"json": parseJSON, "xml": parseXML, "yaml": parseYAMLSample}

// checkSample parses a sample, unless all of the vendor were parsed without a problem before.
func (l *loader) checkSample(v *Vendor, p *Positions, pointer string, s *Sample, f *textFile) {
	parse := parsers[s.Language]
	if l.secrets.passed || l.parsed[v] {
		return
	}
	if parse == nil {
		if s.Malformed != "" && LanguageName(s.Language) != "" {
			l.report(p.Pos(pointer+"/malformed"), "malformed", "delete malformed:", "samples in %s are not parsed", LanguageName(s.Language))
		}
		return
	}
	if f.parsed == nil {
		result := parse([]byte(s.Text))
		f.parsed = &result
	}
	switch at := f.parsed.at; {
	case s.Malformed != "" && at < 0:
		l.report(p.Pos(pointer+"/malformed"), "malformed", "delete malformed:", "the sample is said to be malformed, but it parses as %s", LanguageName(s.Language))
	case s.Malformed == "" && at >= 0 && !p.Has(pointer+"/malformed"):
		pos := l.cat.PosIn(p, pointer+"/body", s.Body, at)
		if s.File != "" {
			pos = newText(path.Join(l.vendors[v].folder, s.File), []byte(s.Text)).Pos(at)
		}
		l.reportSyntax(pos, s.Language, f.parsed.deep)
	}
}

func (l *loader) reportSyntax(pos Pos, language string, deep bool) {
	message := "the sample is not valid " + LanguageName(language) + " from here"
	if deep {
		message = "the sample is nested too deeply from here, the limit is " + strconv.Itoa(MaxDepth)
	}
	p := newProblem(pos, "sample-syntax", "fix it; if the vendor really sends this, say why with malformed:", "%s", message)
	p.Width = 1
	l.problems = append(l.problems, p)
}

func parseJSON(text []byte) parsed {
	if at := tooDeep(text); at >= 0 {
		return parsed{at, true}
	}
	var whole json.RawMessage // of which no value is made, so nothing else can be wrong
	if syntax, wrong := errors.AsType[*json.SyntaxError](json.Unmarshal(text, &whole)); wrong {
		return parsed{at: min(max(int(syntax.Offset)-1, 0), len(bytes.TrimRight(text, " \t\r\n")))}
	}
	return parsed{at: -1}
}

// tooDeep returns where brackets are nested deeper than MaxDepth, -1 when they never are.
func tooDeep(text []byte) int {
	depth, quoted := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			if depth++; depth > MaxDepth {
				return i
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return -1
}

func parseXML(text []byte) parsed {
	d := xml.NewDecoder(bytes.NewReader(text))
	depth, roots := 0, 0
	for {
		at := int(d.InputOffset())
		token, err := d.Token()
		if err == io.EOF && roots == 1 {
			return parsed{at: -1}
		}
		if err != nil {
			return parsed{at: min(int(d.InputOffset()), len(text))}
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth == 0 {
				roots++
			}
			depth++
		case xml.EndElement:
			depth--
		case xml.CharData:
			if depth == 0 && len(bytes.TrimSpace(t)) > 0 {
				return parsed{at: at}
			}
		}
		if roots > 1 || depth > MaxDepth {
			return parsed{at, depth > MaxDepth}
		}
	}
}

func parseYAMLSample(text []byte) parsed {
	for next := documents(text); ; {
		doc, err := next()
		if err != nil {
			p := syntaxProblem("", text, err)
			return parsed{newText("", text).Offset(p.Pos), p.Rule == "limit"}
		}
		if doc == nil {
			return parsed{at: -1}
		}
	}
}

// resolvePointer returns whether a JSON Pointer leads to a value in a JSON text.
func resolvePointer(text, pointer string) bool {
	var v any
	if json.Unmarshal([]byte(text), &v) != nil {
		return true // reported as sample-syntax, or malformed on purpose
	}
	unescape := strings.NewReplacer("~1", "/", "~0", "~")
	for _, segment := range strings.Split(pointer, "/")[1:] {
		segment = unescape.Replace(segment)
		switch at := v.(type) {
		case map[string]any:
			next, ok := at[segment]
			if !ok {
				return false
			}
			v = next
		case []any:
			i, err := strconv.Atoi(segment)
			if err != nil || i < 0 || i >= len(at) || strconv.Itoa(i) != segment {
				return false
			}
			v = at[i]
		default:
			return false
		}
	}
	return true
}
