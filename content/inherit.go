package content

import "reflect"

// inheritance gives the codes of one set the facts that they do not state themselves: from their class, then
// from the set. A fact is inherited whole; retry or actions are not merged key by key.
type inheritance struct {
	set    *Set
	facts  *shape
	origin map[string]map[string]string // which key comes from where; codes that inherit alike share a map
}

func newInheritance(s *Set) *inheritance {
	return &inheritance{set: s, facts: shapeOf(reflect.TypeFor[Facts]()), origin: map[string]map[string]string{}}
}

func (in *inheritance) apply(c *Code) {
	own := reflect.ValueOf(&c.Facts).Elem()
	var pattern [16]byte // one letter per fact
	n := 0
	for _, key := range in.facts.keys {
		from := in.from(c, key)
		pattern[n] = '-'
		if from != nil {
			index := in.facts.fields[key].index
			own.FieldByIndex(index).Set(reflect.ValueOf(from).Elem().FieldByIndex(index))
			pattern[n] = 's'
			if from != &in.set.Defaults {
				pattern[n] = 'c'
			}
		}
		n++
	}
	c.Inherited = in.shared(string(pattern[:n]))
}

// from returns the defaults that a code's fact comes from, nil if it is its own or not given.
func (in *inheritance) from(c *Code, key string) *Facts {
	if c.Has("/" + key) {
		return nil
	}
	if c.Class != nil && in.set.Vendor.Has(classPointer(c)+"/defaults/"+key) {
		return &c.Class.Defaults
	}
	if in.set.Has("/defaults/" + key) {
		return &in.set.Defaults
	}
	return nil
}

func classPointer(c *Code) string {
	for i, class := range c.Set.Vendor.Classes {
		if class == c.Class {
			return item("/classes", i)
		}
	}
	return ""
}

func (in *inheritance) shared(pattern string) map[string]string {
	m, ok := in.origin[pattern]
	if !ok {
		for i, key := range in.facts.keys {
			if pattern[i] == '-' {
				continue
			}
			if m == nil {
				m = map[string]string{}
			}
			m[key] = map[byte]string{'s': "set", 'c': "class"}[pattern[i]]
		}
		in.origin[pattern] = m
	}
	return m
}
