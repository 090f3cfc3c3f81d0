package values

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// pair is what a Coder codes in the test.
type pair struct {
	n     int
	texts []string
	sum   [3]byte
	all   map[string]string
}

func (p *pair) code(c Coder) {
	c.Number(&p.n)
	c.Strings(&p.texts)
	c.Bytes(p.sum[:])
	c.Map(&p.all)
}

// What was written is read, and nothing else: not less, not more, and no list that claims to be longer than the text.
func TestCoder(t *testing.T) {
	was := pair{300, []string{"a", "", strings.Repeat("b", 200)}, [3]byte{1, 2, 3}, map[string]string{"x": "y", "": "z"}}
	text := Encode(was.code)
	var is pair
	if !Decode(text, is.code) || is.n != was.n || is.sum != was.sum || !slices.Equal(is.texts, was.texts) || !maps.Equal(is.all, was.all) {
		t.Errorf("%+v came back as %+v", was, is)
	}
	for i := range text {
		if Decode(text[:i], new(pair).code) {
			t.Errorf("%d of %d bytes are taken for all", i, len(text))
		}
	}
	if Decode(text+"\x00", new(pair).code) {
		t.Error("a byte more is taken for the same")
	}
	var list []struct{ _ [16]byte }
	hostile := string([]byte{0xff, 0xff, 0x3f}) + strings.Repeat("x", 1<<20)
	if Decode(hostile, func(c Coder) { Each(c, &list, func(*struct{ _ [16]byte }) { c.Bytes(make([]byte, 1<<19)) }) }) || cap(list) > 1<<18 {
		t.Errorf("there is room for %d elements of a list that has two", cap(list))
	}
}
