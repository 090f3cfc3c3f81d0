package values

import (
	"maps"
	"slices"
)

// Coder writes values to a Writer, or else sets them to what a Reader reads: one function says for both what comes after what.
type Coder struct {
	To   *Writer
	From *Reader // if there is no To
}

// Encode returns what code writes.
func Encode(code func(Coder)) string {
	var w Writer
	code(Coder{To: &w})
	return string(w.Bytes)
}

// Decode has code read a text, and reports whether that is all that Encode has written.
func Decode(text string, code func(Coder)) bool {
	r := Reader{Text: text}
	code(Coder{From: &r})
	return !r.Broken && r.Text == ""
}

// Number codes a number that is not negative.
func (c Coder) Number(n *int) {
	if c.To != nil {
		c.To.Number(*n)
	} else {
		*n = c.From.Number()
	}
}

// String codes a text. What is read shares the memory of what the Reader reads.
func (c Coder) String(s *string) {
	if c.To != nil {
		c.To.String(*s)
	} else {
		*s = c.From.String()
	}
}

// Strings codes a list of texts.
func (c Coder) Strings(list *[]string) { Each(c, list, c.String) }

// Map codes texts and their names, in the order of these.
func (c Coder) Map(all *map[string]string) {
	names := slices.Sorted(maps.Keys(*all))
	if c.To == nil {
		*all = map[string]string{}
	}
	Each(c, &names, func(name *string) {
		c.String(name)
		text := (*all)[*name]
		if c.String(&text); c.To == nil {
			(*all)[*name] = text
		}
	})
}

// Bytes codes as many bytes as b has.
func (c Coder) Bytes(b []byte) {
	if c.To != nil {
		c.To.Bytes = append(c.To.Bytes, b...)
	} else {
		copy(b, c.From.Bytes(len(b)))
	}
}

// Each codes the length of a list, and each of its elements. A list that claims to be longer than the text is gets little room.
func Each[T any](c Coder, list *[]T, code func(*T)) {
	if c.To != nil {
		c.To.Number(len(*list))
		for i := range *list {
			code(&(*list)[i])
		}
		return
	}
	n := c.From.Count()
	*list = make([]T, 0, min(n, 1<<18))
	for i := 0; i < n && !c.From.Broken; i++ {
		*list = slices.Grow(*list, 1)[:i+1]
		code(&(*list)[i])
	}
}
