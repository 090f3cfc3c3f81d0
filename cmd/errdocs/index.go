package main

import (
	"bytes"
	"fmt"
	"hash/crc32"
	"strings"
	"time"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/publish"
	"github.com/errdocs/errdocs/search"
	"github.com/errdocs/errdocs/site"
)

// indexes returns where the search index of the catalog is kept for the next command.
func (s *source) indexes(internal bool) publish.Cache {
	return publish.OpenCache("indexes", fmt.Sprint(strings.Join(s.dirs, "\x00"), "\x00", internal, s.drafts))
}

// oldIndex reads and decodes the index of the command before, and returns its data, too.
func (s *source) oldIndex() (*search.Cache, string) {
	data, _ := s.indexes(false).Load()
	old := search.ReadCache(data) // what is damaged has nothing
	old.Opened()
	return old, data
}

// index returns the search index of a public site: that of the command before, changed where the catalog has changed.
func (s *source) index(cat *content.Catalog) (*search.Index, error) {
	old, data := s.before()
	searched := publish.OpenCache("searched", fmt.Sprint(strings.Join(s.dirs, "\x00"), "\x00", s.drafts))
	if sources, _ := searched.Load(); s.seen != nil && s.seen.Same(sources, indexKey(data)) {
		if ix := old.Opened(); ix != nil {
			return ix, nil
		}
	}
	if s.light { // it lacks texts
		s.lookup = false
		whole, err := s.decode()
		if err != nil {
			return nil, err
		}
		cat = whole
	}
	facets, docs := site.Sources(cat, false)
	ix, err := search.BuildOn(old, program(), cat.Site.Language, facets, docs, cat.Site.Synonyms...)
	if err != nil || len(docs) < largeIndex {
		return ix, err
	}
	now := ix.Cache()
	if now.Whole() { // what an edit changes is made faster than kept
		var encoded bytes.Buffer
		now.WriteTo(&encoded) // never fails
		data = encoded.String()
		s.indexes(false).Store(&encoded, time.Time{})
	}
	if s.seen != nil && (now.Whole() || now.Same()) {
		searched.Store(bytes.NewReader(s.seen.Encode(indexKey(data))), time.Time{})
	}
	return ix, nil
}

// indexKey stands for this program and an index, which ends with a sum over it.
func indexKey(data string) string {
	return fmt.Sprintf("%s %d %x", program(), len(data), data[max(0, len(data)-crc32.Size):])
}

// largeIndex is from how many documents on an index is kept: it takes half a second to make.
var largeIndex = 1000
