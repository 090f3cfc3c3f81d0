package site

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
)

// Retouch returns the site with the pages of some codes made anew, and their twins. It is for a preview: the texts of
// those codes, and nothing else, have changed in the catalog that the site was built from. What the site says of
// all codes together, such as the search index, stays as it was until the next Rebuild. It returns nil where
// something is wrong: Rebuild tells what. The site itself is still good, but only one call at a time may work on
// sites of one catalog.
func (s *Site) Retouch(ctx context.Context, codes []*content.Code) *Site {
	b, sink := s.builder, &memory{}
	b.sink, b.before, b.problems, b.errs = sink, nil, nil, nil
	for _, c := range codes {
		if text := b.texts[c]; text != nil {
			text.drop()
		}
	}
	for _, j := range b.jobs {
		if j.reads.code == nil || !slices.Contains(codes, j.reads.code) {
			continue
		}
		if err := b.do(j); err != nil || ctx.Err() != nil {
			return nil
		}
	}
	if len(b.problems)+len(b.errs) > 0 || b.lacksPlaces() {
		return nil
	}
	now := *s
	now.Files = slices.Clone(s.Files)
	for _, f := range sink.files {
		i, found := slices.BinarySearchFunc(now.Files, f.Path, func(f File, path string) int { return strings.Compare(f.Path, path) })
		if !found {
			return nil
		}
		now.Counts.Bytes += len(f.Data) - len(now.Files[i].Data)
		if !bytes.Equal(now.Files[i].Data, f.Data) {
			now.Files[i] = f
		}
	}
	return &now
}

// lacksPlaces reports whether a text links to a place that a page does not have.
func (b *builder) lacksPlaces() bool {
	r := &Record{b.made}
	for _, m := range b.made {
		if slices.ContainsFunc(m.anchors, func(a anchor) bool { return !r.hasPlace(a.path+"index.html", a.id) }) {
			return true
		}
	}
	return false
}
