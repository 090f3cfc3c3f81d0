package vendorpage

import (
	"cmp"
	"encoding/json"
	"errors"
	"iter"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/catalogfile"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/terms"
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
	if err != nil || depth > maxNesting {
		return nil, cmp.Or(err, errors.New("nested too deeply"))
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
		for r.d.More() {
			if v.open == '{' {
				key, _ := r.d.Token()
				name, _ := key.(string)
				v.keys = append(v.keys, clean(name))
			}
			item, err := r.value(depth + 1)
			if err != nil {
				return nil, err
			}
			v.items = append(v.items, item)
		}
		_, err = r.d.Token()
	}
	return v, err
}

// readJSON reads a JSON or YAML file: every list of objects in it is a table.
func readJSON(p *Page, src string) error {
	doc, err := parseJSON(src, 1)
	if err != nil && p.Kind == YAML {
		doc, err = catalogfile.Fold([]byte(src), func(open rune, keys []string, items []*value, text string, line int) *value {
			return &value{json.Delim(open), lists.Each(keys, clean), items, clean(text), line}
		})
	}
	if err != nil {
		return &Error{Message: "the file cannot be read: " + err.Error(), Hint: "save the file again, or name its format with --from"}
	}
	p.Title = cmp.Or(doc.string("title"), doc.string("name"), doc.get("info").string("title"))
	o := &outline{page: p}
	paths := doc.get("paths")
	schemas := doc.get("components").get("schemas") // a part of a description can lack its version
	api := schemas != nil || doc.string("openapi")+doc.string("swagger") != "" && (paths != nil || doc.get("components") != nil)
	if api {
		o.named("HTTP statuses", 2, 1, statusTable(doc, paths))
	}
	o.lists(doc, "", 1, api)
	if t := (&table{line: 1, shape: "list", fields: []terms.Field{terms.Code}}); api {
		doc.samples(t, "", map[string]bool{})
		o.named("Samples of responses", 2, 1, t)
	}
	return nil
}

// samples adds a row for each code that a sample of a response with an error has next to its message, or its status.
func (v *value) samples(t *table, status string, seen map[string]bool) {
	said := map[terms.Field]string{terms.HTTP: status}
	for key, m := range v.members() {
		if m.open != 0 {
			continue
		}
		f := terms.Classify(key)
		if f == terms.StatusCode && terms.IsInteger(m.text) {
			f = terms.HTTP
		}
		said[f] = cmp.Or(said[f], m.text)
	}
	code, about := said[terms.Code], said[terms.HTTP]
	if terms.CodeShape(code) >= terms.Fair && code != about && said[terms.Message] != "" && len(about) == 3 && about >= "400" && !seen[code] {
		seen[code] = true
		t.rows = append(t.rows, row{line: v.line, cells: []text{{{text: code, style: literal}}}, parts: map[terms.Field]text{
			terms.HTTP: linesText(about), terms.Message: linesText(said[terms.Message]),
		}})
	}
	for i, item := range v.items {
		inside := status
		if v.open == '{' && len(v.keys[i]) == 3 && terms.IsInteger(v.keys[i]) {
			inside = v.keys[i]
		}
		item.samples(t, inside, seen)
	}
}

// lists adds the tables in a value, each below a heading with its key. In an OpenAPI description, these are the lists of errors
// in extensions, and the enums of codes; others are samples.
func (o *outline) lists(v *value, key string, level int, api bool) {
	t, name := v.table(), key
	if api {
		level = 2
		if name = strings.TrimPrefix(key, "x-"); name == key || !terms.AboutErrors(strings.ReplaceAll(name, "-", " ")) {
			t = v.enum(key)
		}
	}
	if t != nil {
		o.named(name, level, v.line, t)
		if api && v.get("enum") != nil {
			o.described(v)
		}
		return
	}
	for i, item := range v.items {
		if v.open == '{' {
			key = v.keys[i]
		}
		o.lists(item, key, level+1, api)
	}
}

// named adds a table that has cells, below a heading.
func (o *outline) named(name string, level, line int, t *table) {
	if t.width() > 0 {
		o.heading(min(level, 6), line, text{{text: name}}, "")
		o.place(t)
	}
}

// table makes a table of a list of objects, whose keys are the headers, or of an object whose members are objects or
// texts named by codes. It returns nil for other values, which are samples.
func (v *value) table() *table {
	named := v.open == '{'
	if len(v.items) < 2 || named && !v.keyedByCodes() {
		return nil
	}
	t := &table{line: v.line, shape: "list", head: 1, rows: []row{{line: v.line}}}
	var columns []string
	put := func(r *row, key string, words text) {
		col := slices.Index(columns, key)
		if col < 0 && len(columns) < maxColumns {
			col, columns = len(columns), append(columns, key)
			t.rows[0].cells = append(t.rows[0].cells, text{{text: key}})
		}
		if col >= 0 {
			r.cells = append(r.cells, make([]text, max(col+1-len(r.cells), 0))...)
			r.cells[col] = words
		}
	}
	for i, item := range v.items[:min(len(v.items), MaxRows+1)] { // one too many, which refuses the page
		if item.open != '{' && !(named && item.open == 0) {
			return nil
		}
		r := row{line: item.line}
		if named {
			put(&r, "code", text{{text: v.keys[i], style: literal}})
		}
		for key, member := range item.members() {
			if named && key == "code" {
				key = "number" // next to the code that is the name of the object
			}
			if words := member.words(); words != nil {
				put(&r, key, words)
			}
		}
		if item.open == 0 {
			put(&r, "text", text{{text: item.text}})
		}
		t.rows = append(t.rows, r)
	}
	t.square()
	return t
}

// keyedByCodes reports whether the keys of an object are codes: all look like one, or most, and the values have messages.
func (v *value) keyedByCodes() bool {
	good, words := 0, 0
	for k, item := range v.members() {
		if terms.CodeShape(k) >= terms.Fair {
			good++
		}
		if terms.CodeShape(k) >= terms.Weak && slices.ContainsFunc(item.keys, func(k string) bool { return terms.Classify(k) == terms.Message }) {
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
	if v != nil {
		if i := slices.Index(v.keys, key); i >= 0 {
			return v.items[i]
		}
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

// statusTable has a row for each status of the responses. If operations describe it in several ways, each is an item.
func statusTable(root, paths *value) *table {
	t := &table{line: 1, shape: "list", fields: []terms.Field{terms.Code}}
	said, at := map[string]bool{}, map[string]int{}
	for _, operations := range paths.members() {
		for _, operation := range operations.members() {
			for status, r := range operation.get("responses").members() {
				if ref := r.string("$ref"); ref != "" {
					r = root.at(ref)
				}
				words := squeeze(r.string("description"))
				if len(status) != 3 || status[0] != '4' && status[0] != '5' || r == nil || said[status+words] {
					continue
				}
				if said[status+words] = true; at[status] == 0 {
					t.rows = append(t.rows, row{line: r.line, cells: []text{{{text: status, style: literal}}}, parts: map[terms.Field]text{}})
					at[status] = len(t.rows)
				}
				parts := t.rows[at[status]-1].parts
				parts[terms.Meaning] = append(parts[terms.Meaning], span{text: words, gap: newItem, depth: 1})
			}
		}
	}
	for _, r := range t.rows {
		if said := r.parts[terms.Meaning]; len(said) == 1 {
			said[0].gap, said[0].depth = noGap, 0
		}
	}
	slices.SortFunc(t.rows, func(a, b row) int { return strings.Compare(a.cells[0].line(), b.cells[0].line()) })
	return t
}

// members returns the members of an object.
func (v *value) members() iter.Seq2[string, *value] {
	return func(yield func(string, *value) bool) {
		for i := 0; v != nil && i < len(v.keys) && yield(v.keys[i], v.items[i]); i++ {
		}
	}
}

// enum makes a table of an enum of codes, with the descriptions that some tools write next to it; nil for other values. In
// newer descriptions, each value is a schema with a constant.
func (v *value) enum(key string) *table {
	list := v.get("enum")
	if one := cmp.Or(v.get("oneOf"), v.get("anyOf")); list == nil && one != nil {
		list = &value{}
		for _, item := range one.items {
			if c := item.get("const"); c != nil {
				list.items = append(list.items, c)
			}
		}
	}
	if list == nil || len(list.items) == 0 {
		return nil
	}
	kind := terms.Classify(key)
	if kind == terms.Code && !terms.NamesErrors(key) {
		kind = terms.NoCodes
	}
	if len(list.items) == 1 && (kind != terms.Code || !isName(list.items[0].text)) || kind != terms.Code && !terms.AboutErrors(terms.Parted(key)) &&
		(kind != terms.StatusCode || !slices.ContainsFunc(list.items, func(item *value) bool { return terms.IsInteger(item.text) })) {
		return nil
	}
	t := &table{line: v.line, shape: "list", fields: []terms.Field{terms.Code}}
	for i, item := range list.items {
		t.rows = append(t.rows, row{line: item.line, cells: []text{{{text: item.text, style: literal}}}, parts: map[terms.Field]text{
			terms.Name:    v.extra(i, item.text, "x-enum-varnames", "x-enumNames"),
			terms.Meaning: v.extra(i, item.text, "x-enum-descriptions", "x-enumDescriptions", "x-enum-comments", "x-enum-elements", "oneOf", "anyOf"),
		}})
	}
	return t
}

// isName reports whether a text is the name of a code in capital letters.
func isName(s string) bool {
	return s == strings.ToUpper(s) && terms.CodeShape(s) >= terms.Fair && !terms.IsInteger(s)
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

// extra returns what an extension says about item i of an enum: the extension is a list of texts or of objects with a
// description, or an object by value.
func (v *value) extra(i int, item string, keys ...string) text {
	for _, key := range keys {
		m := v.get(key)
		if m == nil {
			continue
		}
		if m.open == '{' {
			return linesText(m.string(item))
		}
		if k := slices.IndexFunc(m.items, func(o *value) bool { return o.string("name") == item || o.string("const") == item }); k >= 0 {
			return linesText(cmp.Or(m.items[k].string("description"), m.items[k].string("title")))
		}
		if i < len(m.items) {
			return linesText(m.items[i].text)
		}
	}
	return nil
}
