package prose

import (
	"fmt"
	"strings"

	"github.com/alecthomas/chroma/v2"
)

// color is how one kind of token looks. Every color has a contrast of at least 4.5:1 with the
// background of samples and of marked lines in its mode; a test computes it from the theme's tokens.
type color struct {
	token       chroma.TokenType
	class       string
	light, dark string
}

// colors are the two styles of the site. A token of a kind that is not listed takes the color of
// its category; without one it has the text's color and no element of its own, as do tokens that a
// lexer could not read.
var colors = []color{
	{chroma.Comment, "c", "#5a6268", "#b4bcc2"},
	{chroma.Keyword, "k", "#7d2a86", "#e3a9ea"},
	{chroma.KeywordConstant, "kc", "#8f3d00", "#f2b584"},
	{chroma.KeywordType, "kt", "#0f5d73", "#84d3e6"},
	{chroma.OperatorWord, "ow", "#7d2a86", "#e3a9ea"},
	{chroma.NameAttribute, "na", "#0f5d73", "#84d3e6"},
	{chroma.NameBuiltin, "nb", "#0f5d73", "#84d3e6"},
	{chroma.NameClass, "nc", "#0f5d73", "#84d3e6"},
	{chroma.NameDecorator, "nd", "#7d2a86", "#e3a9ea"},
	{chroma.NameException, "ne", "#8f3d00", "#f2b584"},
	{chroma.NameFunction, "nf", "#1f4fa3", "#a9c6fb"},
	{chroma.NameTag, "nt", "#1f4fa3", "#a9c6fb"},
	{chroma.NameVariable, "nv", "#1f4fa3", "#a9c6fb"},
	{chroma.LiteralNumber, "m", "#8f3d00", "#f2b584"},
	{chroma.LiteralString, "s", "#1b6130", "#93dba6"},
	{chroma.LiteralStringEscape, "se", "#8f3d00", "#f2b584"},
}

var classes = func() map[chroma.TokenType]string {
	m := map[chroma.TokenType]string{}
	for _, c := range colors {
		m[c.token] = c.class
	}
	return m
}()

// tokenClass returns the class of a kind of token, "" for none.
func tokenClass(t chroma.TokenType) string {
	if t <= 0 {
		return ""
	}
	for _, t := range [...]chroma.TokenType{t, t.SubCategory(), t.Category()} {
		if class, ok := classes[t]; ok {
			return class
		}
	}
	return ""
}

// CSS returns the styles of highlighted code, one rule for each color.
func CSS() []byte {
	var b strings.Builder
	for _, c := range colors {
		fmt.Fprintf(&b, ".chroma .%s{color:light-dark(%s,%s)}\n", c.class, c.light, c.dark)
	}
	return []byte(b.String())
}
