package vendorpage

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/catalogfile"
)

// value is a JSON value with its members in the order of the file.
type value struct {
	open  json.Delim // [ or {, 0 for a text
	keys  []string   // of an object
	items []*value
	text  string
	line  int
}

// maxNesting is how deep JSON is read.
const maxNesting = 24

var errNesting = errors.New("nested too deeply")

// parseJSON reads a JSON text whose first line has a number.
func parseJSON(src string, line int) (*value, error) {
	d := json.NewDecoder(strings.NewReader(src))
	d.UseNumber()
	r := &jsonReader{d: d, src: src, line: line}
	v, err := r.value(0)
	if err == nil && d.More() {
		return nil, errors.New("text after the value")
	}
	return v, err
}

type jsonReader struct {
	d    *json.Decoder
	src  string
	read int // where the line was counted
	line int
}

func (r *jsonReader) value(depth int) (*value, error) {
	token, err := r.d.Token()
	if err != nil {
		return nil, err
	}
	at := int(r.d.InputOffset())
	r.line += strings.Count(r.src[r.read:at], "\n")
	r.read = at
	v := &value{line: r.line}
	switch t := token.(type) {
	case string:
		v.text = clean(t)
	case json.Number:
		v.text = t.String()
	case bool:
		v.text = map[bool]string{true: "yes", false: "no"}[t]
	case json.Delim:
		v.open = t
		return v, r.members(v, depth)
	}
	return v, nil
}

func (r *jsonReader) members(v *value, depth int) error {
	if depth > maxNesting {
		return errNesting
	}
	for r.d.More() {
		if v.open == '{' {
			key, err := r.d.Token()
			if err != nil {
				return err
			}
			name, _ := key.(string)
			v.keys = append(v.keys, clean(name))
		}
		item, err := r.value(depth + 1)
		if err != nil {
			return err
		}
		v.items = append(v.items, item)
	}
	_, err := r.d.Token()
	return err
}

// readJSON reads a JSON or YAML file: every list of objects in it is a table.
func readJSON(p *Page, src string) error {
	doc, err := parseJSON(src, 1)
	if err != nil && p.Kind == YAML {
		var made []byte
		if made, err = catalogfile.ToJSON([]byte(src)); err == nil {
			doc, err = parseJSON(string(made), 1)
		}
	}
	if err != nil {
		return &Error{Message: "the file cannot be read: " + err.Error(), Hint: "save the file again, or name its format with --from"}
	}
	p.Title = firstOf(doc.string("title"), doc.string("name"))
	o := &outline{page: p}
	if o.readOpenAPI(doc) {
		return nil
	}
	return o.lists(doc, "", 1)
}

// lists adds the tables in a value, each below a heading with its key.
func (o *outline) lists(v *value, key string, level int) error {
	if len(v.items) > MaxRows {
		return limit("split the file", "the file has a list of more than %d values", MaxRows)
	}
	if t := v.table(); t != nil {
		if key != "" {
			o.heading(min(level, 6), v.line, text{{text: key}}, "")
		}
		o.table(t)
		return nil
	}
	for i, item := range v.items {
		if v.open == '{' {
			key = v.keys[i]
		}
		if err := o.lists(item, key, level+1); err != nil {
			return err
		}
	}
	return nil
}

// table makes a table of a list of objects, whose keys are the headers, or of an object whose members are objects or
// texts named by codes. It returns nil for other values, which are samples.
func (v *value) table() *table {
	named := v.open == '{'
	if len(v.items) < 2 || named && !v.keyedByCodes() {
		return nil
	}
	t := &table{line: v.line, shape: "list", head: 1}
	columns := map[string]int{}
	head := row{line: v.line}
	column := func(key string) int {
		col, ok := columns[key]
		if !ok {
			col = len(columns)
			columns[key] = col
			head.cells = append(head.cells, text{{text: key}})
		}
		return col
	}
	if named {
		column("code")
	}
	t.rows = append(t.rows, head)
	for i, item := range v.items {
		if item.open != '{' && !(named && item.open == 0) {
			return nil
		}
		r := row{line: item.line, cells: make([]text, len(columns))}
		if named {
			r.cells[0] = text{{text: v.keys[i], style: literal}}
		}
		for k, member := range item.items {
			key := item.keys[k]
			if named && key == "code" {
				key = "number" // next to the code that is the name of the object
			}
			if words := member.words(); words != nil && (columns[key] > 0 || len(columns) < maxColumns) {
				col := column(key)
				r.cells = append(r.cells, make([]text, max(col+1-len(r.cells), 0))...)
				r.cells[col] = words
			}
		}
		if item.open == 0 {
			r.cells = append(r.cells[:1], text{{text: item.text}})
		}
		t.rows = append(t.rows, r)
	}
	t.rows[0] = head
	t.square()
	return t
}

// keyedByCodes reports whether the keys of an object are codes: all look like one, or most, and the values have messages.
func (v *value) keyedByCodes() bool {
	good, words := 0, 0
	for i, k := range v.keys {
		if codeShape(k) >= fair {
			good++
		}
		if codeShape(k) >= weak && slices.ContainsFunc(v.items[i].keys, func(k string) bool { return classify(k) == FieldMessage }) {
			words++
		}
	}
	return good == len(v.keys) || good*2 > len(v.keys) && words == len(v.keys)
}

// words returns a text, or the texts of a list as items; nil for other values.
func (v *value) words() text {
	var b inline
	if v.open == 0 && v.text != "" {
		for line := range strings.SplitSeq(v.text, "\n") {
			b.begin(newParagraph, 0)
			b.add(line, 0, "")
		}
	}
	for _, item := range v.items {
		if v.open == '[' && item.open == 0 {
			b.begin(newItem, 1)
			b.add(item.text, 0, "")
		}
	}
	return b.take()
}

// jsonTable makes a table of a code block that is a JSON list of objects, one for each error; nil for other code.
func jsonTable(b block) *table {
	if !strings.HasPrefix(strings.TrimSpace(b.code), "[") {
		return nil
	}
	v, err := parseJSON(b.code, b.line+1)
	if err != nil || len(v.items) < 3 || len(v.items) > MaxRows {
		return nil
	}
	t := v.table()
	if t != nil {
		t.under, t.line = b.under, b.line
	}
	return t
}
