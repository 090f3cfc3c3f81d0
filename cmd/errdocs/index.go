package main

import (
	"fmt"
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

// readIndex returns the search index of the last command, nothing if there is none.
func readIndex(cache publish.Cache) *search.Cache {
	c := &search.Cache{}
	if data, _ := cache.Load(); c.UnmarshalBinary(data) != nil {
		return nil
	}
	return c
}

// storeIndex keeps a search index for the next command.
func storeIndex(cache publish.Cache, index *search.Cache) {
	if data, err := index.MarshalBinary(); err == nil {
		cache.Store(data, time.Time{})
	}
}

// index returns the search index of a public site: that of the command before, changed where the catalog has changed.
func (s *source) index(cat *content.Catalog) (*search.Index, error) {
	facets, docs := site.Documents(cat, false)
	cache := s.indexes(false)
	ix, err := search.BuildOn(readIndex(cache), program(), cat.Site.Language, facets, docs, cat.Site.Synonyms...)
	if err == nil && len(docs) >= largeIndex && ix.Cache().Whole() { // what an edit changes is made faster than kept
		storeIndex(cache, ix.Cache())
	}
	return ix, err
}

// largeIndex is from how many documents on an index is kept: it takes half a second to make.
var largeIndex = 1000
