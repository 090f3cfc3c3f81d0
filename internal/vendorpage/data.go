package vendorpage

import (
	"encoding/json"
	"errors"
	"iter"
	"maps"
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
	t := linesText(v.text)
	for _, item := range v.items {
		if v.open == '[' && item.open == 0 && item.text != "" {
			t = append(t, span{text: item.text, gap: newItem, depth: 1})
		}
	}
	return t
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

// get returns the member of an object, or what its reference leads to; nil if there is none.
func (v *value) get(key string) *value {
	if v == nil || v.open != '{' {
		return nil
	}
	if i := slices.Index(v.keys, key); i >= 0 {
		return v.items[i]
	}
	return nil
}

// at follows a path such as "#/components/responses/NotFound".
func (v *value) at(ref string) *value {
	for _, key := range strings.Split(strings.TrimPrefix(ref, "#/"), "/") {
		v = v.get(strings.NewReplacer("~1", "/", "~0", "~").Replace(key))
	}
	return v
}

func (v *value) string(key string) string {
	if m := v.get(key); m != nil {
		return m.text
	}
	return ""
}

// readOpenAPI reads a description, and reports whether a value is one.
func (o *outline) readOpenAPI(root *value) bool {
	paths := root.get("paths")
	if root.string("openapi")+root.string("swagger") == "" || paths == nil && root.get("components") == nil {
		return false
	}
	o.page.Title = root.get("info").string("title")
	if t := statusTable(root, paths); len(t.rows) > 1 {
		o.heading(2, 1, text{{text: "HTTP statuses"}}, "")
		o.table(t)
	}
	o.extensions(root, "", 0)
	return true
}

// statusTable has a row for each status of the responses. If operations describe it in several ways, each is an item.
func statusTable(root, paths *value) *table {
	t := &table{line: 1, shape: "list", head: 1, fields: []Field{FieldCode, FieldMeaning}, rows: []row{{cells: []text{{{text: "HTTP status"}}, {{text: "Description"}}}}}}
	rows := map[string]*row{}
	for _, operations := range paths.members() {
		for _, operation := range operations.members() {
			for status, r := range operation.get("responses").members() {
				if ref := r.string("$ref"); ref != "" {
					r = root.at(ref)
				}
				if len(status) != 3 || status[0] != '4' && status[0] != '5' || r == nil {
					continue
				}
				if rows[status] == nil {
					rows[status] = &row{line: r.line, cells: []text{{{text: status, style: literal}}, nil}}
				}
				said := &rows[status].cells[1]
				if words := squeeze(r.string("description")); len(*said) < maxItems && !slices.ContainsFunc(*said, func(s span) bool { return s.text == words }) {
					*said = append(*said, span{text: words, gap: newItem, depth: 1})
				}
			}
		}
	}
	for _, status := range slices.Sorted(maps.Keys(rows)) {
		if said := rows[status].cells[1]; len(said) == 1 {
			said[0].gap, said[0].depth = noGap, 0
		}
		t.rows = append(t.rows, *rows[status])
	}
	return t
}

// members returns the members of an object.
func (v *value) members() iter.Seq2[string, *value] {
	return func(yield func(string, *value) bool) {
		for i := range v.size() {
			if !yield(v.keys[i], v.items[i]) {
				return
			}
		}
	}
}

func (v *value) size() int {
	if v == nil {
		return 0
	}
	return len(v.keys)
}

// extensions adds the lists of errors in extensions, and the enums of codes.
func (o *outline) extensions(v *value, key string, depth int) {
	if list := v.get("enum"); list != nil && (classify(key) == FieldCode || aboutErrors.MatchString(parted(key)) ||
		classify(key) == statusCode && slices.ContainsFunc(list.items, func(item *value) bool { return integer.MatchString(item.text) })) {
		o.enum(v, key)
	}
	for i, item := range v.items {
		name := key
		if v.open == '{' {
			name = v.keys[i]
		}
		if strings.HasPrefix(name, "x-") && v.open == '{' {
			if t := item.table(); t != nil && aboutErrors.MatchString(strings.ReplaceAll(name, "-", " ")) {
				o.heading(2, item.line, text{{text: strings.TrimPrefix(name, "x-")}}, "")
				o.table(t)
				continue
			}
		}
		o.extensions(item, name, depth+1)
	}
}

// enum adds the table of an enum's values, with the descriptions that some tools write next to it.
func (o *outline) enum(v *value, key string) {
	t := &table{line: v.line, shape: "list", head: 1, fields: []Field{FieldCode, FieldName, FieldMeaning},
		rows: []row{{line: v.line, cells: []text{{{text: "Code"}}, {{text: "Name"}}, {{text: "Description"}}}}}}
	for i, item := range v.get("enum").items {
		name := v.extra(i, item.text, "x-enum-varnames", "x-enumNames")
		words := v.extra(i, item.text, "x-enum-descriptions", "x-enumDescriptions", "x-enum-comments")
		t.rows = append(t.rows, row{line: item.line, cells: []text{{{text: item.text, style: literal}}, linesText(name), linesText(words)}})
	}
	if len(t.rows) > 2 {
		o.heading(2, v.line, text{{text: key}}, "")
		o.table(t)
		o.described(v)
	}
}

// described adds the tables and lists in a description, which is Markdown.
func (o *outline) described(v *value) {
	p := &Page{Kind: Markdown}
	if words := v.string("description"); words != "" && readMarkdown(p, words) == nil {
		for _, b := range p.blocks {
			if b.line, b.under = v.line, o.at; b.table != nil {
				b.table.under, b.table.line = o.at, v.line
				for i := range b.table.rows {
					b.table.rows[i].line = v.line
				}
			}
			o.page.blocks = append(o.page.blocks, b)
		}
	}
}

// extra returns what an extension says about item i of an enum: the extension is a list, or an object by value.
func (v *value) extra(i int, item string, keys ...string) string {
	for _, key := range keys {
		m := v.get(key)
		switch {
		case m == nil:
		case m.open == '{':
			return m.string(item)
		case i < len(m.items):
			return m.items[i].text
		}
	}
	return ""
}
