package content

import (
	"bytes"
	"fmt"
	"path"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/errdocs/errdocs/internal/edit"
	"github.com/errdocs/errdocs/internal/pattern"
)

// How many bytes of a hint a list of keys or values takes, and how many are listed of those that take more.
const (
	maxList = 280
	fewKeys = 6
)

// listed returns items with commas between; of too many those that are most like a word.
func listed(items []string, word string) string {
	if text := strings.Join(items, ", "); len(text) <= maxList {
		return text
	}
	near := slices.Clone(items)
	slices.SortStableFunc(near, func(a, b string) int { return distance(word, a) - distance(word, b) })
	return strings.Join(near[:fewKeys], ", ") + ", …"
}

func distance(a, b string) int { return edit.Distance([]rune(a), []rune(b), MaxString) }

// meant are words that people write for others of the closed lists.
var meant = map[string]string{
	"yes": "retry", "true": "retry", "no": "never", "false": "never", "backoff": "with-backoff", "exponential": "with-backoff", "later": "after-delay",
	"vendor": "server", "we": "client", "us": "client", "customer": "end-user", "user": "end-user", "bank": "upstream", "issuer": "upstream",
	"fix": "fix-request", "check": "check-state", "login": "re-authenticate", "support": "contact-vendor",
}

// memberHint returns the hint for a word that is not one of a list.
func memberHint(word string, members []string) string {
	if len(members) == 0 {
		return "there is none yet"
	}
	if m := meant[strings.ToLower(word)]; slices.Contains(members, m) {
		return "did you mean " + quote(m) + "?"
	}
	return DidYouMean(word, members, "one of: "+listed(members, word))
}

// instead are keys of other formats, and where a code has what they mean.
var instead = map[string]string{
	"side": "fault", "status": "http", "http_status": "http", "severity": "category", "see_also": "related", "examples": "samples",
}

// keyHint returns the hint for a key that a mapping does not have.
func (d *decoder) keyHint(key string, s *shape) string {
	code := s.of == reflect.TypeFor[Code]()
	owners := s.owners(key)
	switch {
	case len(s.keys) == 0:
		return "delete it: what a page says of a code or vendor comes from its YAML file"
	case strings.ContainsAny(key, " \t"):
		return `put the whole text in quotes: it contains ": ", which makes a key of what is before it`
	case code && slices.Contains([]string{"note", "notes"}, key):
		return "a note is a file of its own: " + strings.TrimSuffix(d.file.name, ".yaml") + "/SLUG.md"
	case code && instead[key] != "":
		return "did you mean " + quote(instead[key]) + "?"
	case Nearest(key, s.keys) == "" && len(owners) == 1:
		return fmt.Sprintf("write it in %s: {%s: …}", owners[0], key)
	}
	return DidYouMean(key, s.keys, strings.Replace("keys here: "+listed(s.keys, key), "…", "… (errdocs schema lists all)", 1))
}

// owners returns the keys whose values are mappings with a key.
func (s *shape) owners(key string) []string {
	return slices.DeleteFunc(slices.Clone(s.keys), func(k string) bool {
		inner := s.inner(k)
		return inner == nil || inner.fields[key] == nil
	})
}

// inner returns the shape of the mapping that a key takes, nil for none.
func (s *shape) inner(key string) *shape {
	return mappingShape(s.of.FieldByIndex(s.fields[key].index).Type)
}

// mappingShape returns the shape of the mapping that a type is decoded from, nil for none.
func mappingShape(t reflect.Type) *shape {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil
	}
	return shapeOf(t)
}

// members returns the closed list that a key takes a member of, nil where it has none.
func (s *shape) members(key string) []string {
	if s.fields[key] == nil { // a path, such as actions.engineer
		return nil
	}
	if inner := s.inner(key); inner != nil && inner.short != nil {
		return inner.short.allowed
	}
	return s.fields[key].allowed
}

// missingHint lists keys to add, with the members of their closed lists as long as they fit.
func (s *shape) missingHint(keys []string) string {
	room := maxList - len(strings.Join(keys, "; "))
	shown := slices.Clone(keys)
	for i, key := range keys {
		if list := strings.Join(s.members(key), ", "); list != "" && len(list) < room {
			room -= len(list)
			shown[i] += ": one of " + list
		}
	}
	return "add " + strings.Join(shown, "; ")
}

var plainText = pattern.New(`^[\pL\d./][\pL\d ./_-]*$`)

// wrapHint shows how a mapping is written that says what a text or list in its place says.
func (s *shape) wrapHint(n *yaml.Node) string {
	key := s.mainKey(n)
	value := "…"
	if n.Kind == yaml.ScalarNode {
		if value = brief(n.Value); !plainText.MatchString(value) || n.Style != 0 {
			value = `"` + value + `"`
		}
	}
	if t := s.of.FieldByIndex(s.fields[key].index).Type; t.Kind() == reflect.Slice && !s.fields[key].list {
		value = "[" + value + "]"
	}
	return "{" + key + ": " + value + "}"
}

// mainKey returns the key that a value alone most likely is meant for.
func (s *shape) mainKey(n *yaml.Node) string {
	for _, key := range s.keys {
		if n.Kind == yaml.ScalarNode && slices.Contains(s.members(key), n.Value) {
			return key
		}
	}
	switch {
	case s.fields["url"] != nil && strings.Contains(n.Value, "://"):
		return "url"
	case s.fields["file"] != nil && path.Ext(n.Value) != "":
		return "file"
	}
	return s.keys[0]
}

// A comment that looks like the rest of a text: "ERR #1", "Costs # 5".
var cutComment = pattern.New(`^[ \t]+#([^\s#]|[ \t]*\d)`)

// commentLines finds the lines with a comment after something else, or what looks like one.
func commentLines(text []byte) map[int][]rune {
	lines := map[int][]rune{}
	n := 0
	for line := range bytes.Lines(text) {
		n++
		if content := bytes.TrimSpace(line); bytes.Contains(content, []byte(" #")) || bytes.Contains(content, []byte("\t#")) {
			lines[n] = []rune(strings.TrimRight(string(line), "\r\n"))
		}
	}
	return lines
}

// comment returns the comment after a plain text, with the spaces before it, "" for none. A line may have very many texts,
// so each looks no further than its own end.
func (d *decoder) comment(n *yaml.Node) string {
	line, end := d.comments[n.Line], n.Column-1
	if n.Style != 0 || n.Kind != yaml.ScalarNode {
		return ""
	}
	for _, r := range n.Value {
		if end >= len(line) || line[end] != r {
			return ""
		}
		end++
	}
	for i, r := range line[min(end, len(line)):] {
		switch {
		case r == '#' && i > 0:
			return string(line[end:])
		case r != ' ' && r != '\t':
			return ""
		}
	}
	return ""
}
