package vendorpage

import (
	"slices"
	"strings"
)

// openAPI reads an OpenAPI description: its responses by status, lists of errors in extensions such as
// x-error-types, and enums of codes in schemas.
type openAPI struct {
	root     *value
	byStatus map[string][]string // what responses say, each with its operation
	lines    map[string]int
	order    []string
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
	a := &openAPI{root: root, byStatus: map[string][]string{}, lines: map[string]int{}}
	o.page.Title = root.get("info").string("title")
	if paths != nil {
		for i, path := range paths.items {
			for k, operation := range path.items {
				if responses := operation.get("responses"); responses != nil {
					a.responses(strings.ToUpper(path.keys[k])+" "+paths.keys[i], responses)
				}
			}
		}
	}
	o.heading(2, 1, text{{text: "HTTP statuses"}}, "")
	o.table(a.statusTable())
	o.extensions(root, "", 0)
	return true
}

func (a *openAPI) responses(operation string, responses *value) {
	for i, r := range responses.items {
		status := responses.keys[i]
		if ref := r.string("$ref"); ref != "" {
			r = a.root.at(ref)
		}
		if len(status) != 3 || status[0] != '4' && status[0] != '5' || r == nil {
			continue
		}
		if a.lines[status] == 0 {
			a.lines[status] = r.line
			a.order = append(a.order, status)
		}
		a.byStatus[status] = append(a.byStatus[status], operation+"\n"+r.string("description"))
	}
}

// statusTable has a row for each status. If operations describe it in several ways, each is an item.
func (a *openAPI) statusTable() *table {
	t := &table{line: 1, shape: "list", head: 1, fields: []Field{FieldCode, FieldMeaning}, rows: []row{{cells: []text{{{text: "HTTP status"}}, {{text: "Description"}}}}}}
	slices.Sort(a.order)
	for _, status := range a.order {
		var b inline
		said := map[string]bool{}
		all := a.byStatus[status]
		for _, one := range all {
			_, words, _ := strings.Cut(one, "\n")
			said[words] = true
		}
		for _, one := range all[:min(len(all), maxItems)] {
			operation, words, _ := strings.Cut(one, "\n")
			if len(said) > 1 {
				b.begin(newItem, 1)
				words = operation + ": " + words
			}
			b.add(words, 0, "")
			if len(said) == 1 {
				break
			}
		}
		t.rows = append(t.rows, row{line: a.lines[status], cells: []text{{{text: status, style: literal}}, b.take()}})
	}
	return t
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
		t.rows = append(t.rows, row{line: item.line, cells: []text{{{text: item.text, style: literal}}, csvCell(name), csvCell(words)}})
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
