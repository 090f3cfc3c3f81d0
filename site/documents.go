package site

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/internal/jobs"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/search"
)

// facets are what search results are counted and filtered by, with the values of a code.
var facets = []struct {
	search.Facet
	of func(*content.Code) []string
}{
	{search.Facet{ID: "vendor", Title: "table.vendor"}, func(c *content.Code) []string { return []string{c.Set.Vendor.Name} }},
	{search.Facet{ID: "set", Title: "table.set"}, func(c *content.Code) []string { return []string{c.Set.Title} }},
	{search.Facet{ID: "platform", Title: "fact.platform"}, func(c *content.Code) []string { return present(words.Of(c).Platform(c.Set.Platform)) }},
	{search.Facet{ID: "http", Title: "fact.http"}, func(c *content.Code) []string { return lists.Each(c.HTTP.Is, strconv.Itoa) }},
	{search.Facet{ID: "retry", Title: "table.retry"}, func(c *content.Code) []string { return present(newVerdict(c).Text) }},
	{search.Facet{ID: "next", Title: "table.next"}, func(c *content.Code) []string { return []string{words.Of(c).Next(c.NextStep.Is).Text} }},
	{search.Facet{ID: "status", Title: "code.lifecycle"}, func(c *content.Code) []string { return []string{words.Of(c).StatusOrActive(c)} }},
}

// present returns the texts that are not empty.
func present(texts ...string) []string {
	return lists.Filter(texts, func(s string) bool { return s != "" })
}

// Documents returns the search documents of a catalog, one for each code and each page of pages/, the internal
// ones only when they are asked for, and the facets.
func Documents(c *content.Catalog, internal bool) ([]search.Facet, []search.Document) {
	facets, sources := sources(c, internal, nil)
	return facets, lists.Each(sources, func(s search.Source) search.Document { return s.Make() })
}

// Sources is Documents, but they are made one by one.
func Sources(c *content.Catalog, internal bool) ([]search.Facet, []search.Source) {
	return sources(c, internal, digestCodes(c, nil, unkept).whole)
}

// sources sums up what documents are made from, with sums over all that is in the entries of codes; nil: it sums up nothing.
func sources(c *content.Catalog, internal bool, whole map[*content.Code]jobs.Sum) ([]search.Facet, []search.Source) {
	var list []search.Facet
	for _, f := range facets {
		f.Title = c.Strings.Text(f.Title)
		list = append(list, f.Facet)
	}
	own := filters(c, internal)
	for _, f := range own {
		list = append(list, search.Facet{ID: f.ID, Title: f.Title})
	}
	s := newSummer()
	s.sum(c.Site)
	s.strings(&c.Strings)
	all := s.finish()
	docs := make([]search.Source, 0, len(whole)+len(c.Pages))
	var in jobs.Sum
	var set *content.Set
	for code := range c.All() {
		if set != code.Set {
			set = code.Set
			s.setShape(*set)
			s.vendorShape(*set.Vendor)
			s.String(set.Vendor.Product)
			in = s.finish()
		}
		if internal || !code.Internal() {
			if whole != nil {
				s.add(all, in, whole[code])
				s.about(code)
			}
			docs = append(docs, search.Source{ID: code.ID(), Sum: s.finish(), Make: func() search.Document { return withFields(document(code), code, own, internal) }})
		}
	}
	for _, p := range c.Pages {
		if internal || !p.Internal() {
			s.add(all)
			s.entry(*p, p.ID)
			docs = append(docs, search.Source{ID: strings.TrimSuffix(p.Path(), "/"), Sum: s.finish(), Make: func() search.Document { return guideDocument(words.Words{Strings: &c.Strings}, p) }})
		}
	}
	return list, docs
}

// about writes what the document of a code says of its concept and class.
func (s *summer) about(c *content.Code) {
	if c.Concept != nil {
		s.String(c.Concept.ID)
		s.String(c.Concept.Title)
		s.sum(c.Concept.Keywords)
	}
	if c.Class != nil {
		s.String(c.Class.Title)
	}
}

func document(c *content.Code) search.Document {
	v, s := c.Set.Vendor, c.Set
	d := search.Document{
		ID: c.ID(), URL: codePath(c), Names: names(c), Label: v.Name + " · " + s.Title, Title: c.Title, Summary: c.Summary, Verdict: chip(c),
		Body: body(c), Retired: c.Lifecycle.Retired(),
		Weight: weights[cmp.Or(c.Weight, s.Weight)],
		Tags:   append([]string{v.ID, v.Product, s.ID, words.Of(c).Platform(s.Platform), words.Of(c).Category(c.Category)}, c.Tags...),
	}
	if c.Concept != nil {
		d.Tags = append(d.Tags, c.Concept.ID, c.Concept.Title)
	}
	for _, h := range c.HTTP.Is {
		d.Tags = append(d.Tags, fmt.Sprintf("HTTP %d", h))
	}
	if c.GRPC != "" {
		d.Tags = append(d.Tags, "gRPC "+string(c.GRPC))
	}
	if c.Class != nil {
		d.Tags = append(d.Tags, c.Class.Title)
	}
	for _, f := range facets {
		d.Facets = append(d.Facets, f.of(c))
	}
	return d
}

// weights are what scores are multiplied by.
var weights = map[content.Weight]float64{content.WeightHigh: 2, content.WeightLow: 0.5}

// names returns the spellings that find a code exactly, its own first.
func names(c *content.Code) []string {
	var all, folds []string
	for _, s := range append([]string{c.Code}, append(c.Spellings(), c.ShortID())...) {
		if fold := content.Fold(s); !slices.Contains(folds, fold) {
			all, folds = append(all, s), append(folds, fold)
		}
	}
	return all
}

// body returns all texts about a code as plain text.
func body(c *content.Code) string {
	return visibleText(func(add func(...string)) {
		add(c.Message...)
		add(string(c.Description), c.StateAfter.Is, c.Retry.Header, c.Retry.Note, c.UserMessage.Say, c.UserMessage.Note)
		add(c.Signature, c.Lifecycle.Note, c.Source.Quote)
		for _, s := range c.UserMessage.In {
			if s.Text != c.UserMessage.Say {
				add(s.Text)
			}
		}
		for _, it := range slices.Concat(c.Causes, c.Actions.Engineer, c.Actions.Support, c.Actions.User) {
			add(string(it.Text))
		}
		for _, m := range c.Discrepancies {
			add(string(m))
		}
		for _, w := range c.Where {
			add(w.Operation, w.DeliveredBy)
		}
		for _, x := range c.Parameters {
			add(x.Name, x.Summary)
		}
		if c.Note != nil {
			add(string(c.Note.Text))
		}
		add(strings.Join(c.Tags, " ")) // again: here their words are stemmed, so that "throttled" finds "throttling"
		add(c.Keywords...)
		if c.Concept != nil {
			add(c.Concept.Keywords...)
		}
		for _, s := range c.Samples {
			text := s.Text
			if strings.Contains(text, "%") { // else it would be copied
				text = encoded.ReplaceAllString(text, " ")
			}
			add(s.Title, s.Note, text)
		}
	})
}

// encoded are characters of percent-encoded texts, which are not letters of the words next to them: "by%20Bank".
var encoded = pattern.New("%[0-9A-Fa-f]{2}")

// visibleText returns the texts in Markdown that write adds, a line break between them, without what readers do not see: where a link
// leads, and comments.
func visibleText(write func(add func(...string))) string {
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	write(func(texts ...string) {
		for _, text := range texts {
			if text != "" && b.Len() > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(text)
		}
	})
	m := b.Bytes()
	seen := m[:0] // what replaces something is shorter
	for {
		i := bytes.IndexAny(m, "]<")
		if i < 0 {
			return string(append(seen, m...))
		}
		seen, m = append(seen, m[:i]...), m[i:]
		if n := unseen(m); n > 0 {
			seen, m = append(seen, "] "...), m[n:]
		} else {
			seen, m = append(seen, m[0]), m[1:]
		}
	}
}

// unseen returns how long the destination of a link or the comment is that a text starts with, 0 for neither.
func unseen(m []byte) int {
	if rest, ok := bytes.CutPrefix(m, []byte("<!--")); ok {
		if end := bytes.Index(rest, []byte("-->")); end >= 0 {
			return len("<!--") + end + len("-->")
		}
	}
	if rest, ok := bytes.CutPrefix(m, []byte("](")); ok {
		if end := bytes.IndexAny(rest, ") \t\n\r\f"); end >= 0 && rest[end] == ')' {
			return len("](") + end + 1
		}
	}
	return 0
}
