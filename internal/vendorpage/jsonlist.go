package vendorpage

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
)

// jsonTable makes a table of a code block that is a JSON list of objects, one for each error. The keys are the
// headers. It returns nil for other JSON, which is a sample.
func jsonTable(b block) *table {
	if !strings.HasPrefix(strings.TrimSpace(b.code), "[") {
		return nil
	}
	var list []json.RawMessage
	if json.Unmarshal([]byte(b.code), &list) != nil || len(list) < 3 || len(list) > MaxRows {
		return nil
	}
	t := &table{line: b.line, shape: "list", under: b.under, head: 1}
	var keys []string
	for _, raw := range list {
		cells, order := jsonCells(raw)
		if cells == nil {
			return nil
		}
		for _, k := range order {
			if !slices.Contains(keys, k) && len(keys) < maxColumns {
				keys = append(keys, k)
			}
		}
		r := row{line: b.line}
		for _, k := range keys {
			r.cells = append(r.cells, cells[k])
		}
		t.rows = append(t.rows, r)
	}
	head := row{line: b.line}
	for _, k := range keys {
		head.cells = append(head.cells, text{{text: k}})
	}
	t.rows = slices.Insert(t.rows, 0, head)
	t.square()
	return t
}

// jsonCells reads the members of an object except objects and lists, and their keys in order. It returns nil for
// other values.
func jsonCells(raw json.RawMessage) (cells map[string]text, keys []string) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return nil, nil
	}
	cells = map[string]text{}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, nil
		}
		var value any
		if d.Decode(&value) != nil {
			return nil, nil
		}
		words := ""
		switch v := value.(type) {
		case string:
			words = v
		case json.Number:
			words = v.String()
		case bool:
			words = map[bool]string{true: "yes", false: "no"}[v]
		}
		name, _ := key.(string)
		if words = clean(words); words != "" {
			cells[name] = text{{text: words}}
		}
		if len(keys) < maxColumns {
			keys = append(keys, name)
		}
	}
	return cells, keys
}
