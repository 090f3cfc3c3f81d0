package site_test

import (
	"bytes"
	"iter"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/site"
)

// allCodes yields the codes of a catalog in its order.
func allCodes(c *content.Catalog) iter.Seq[*content.Code] {
	return func(yield func(*content.Code) bool) {
		for _, v := range c.Vendors {
			for _, s := range v.Sets {
				for _, code := range s.Codes {
					if !yield(code) {
						return
					}
				}
			}
		}
	}
}

var kindOf = regexp.MustCompile(`^<!doctype html><html [^>]*data-kind=([a-z]+)>`)

// features are things that only some pages of a kind have; samplePages has a page with each.
var features = []string{
	`class="banner stop"`, `class=answer`, `data-tabs=language`, `<ol class=steps>`, `class=status`, `id=delays`, `class=hl`,
	`id=parity`, ` id=envelope`, `id=headers`, `id=handling`, `class="alert`, `class=task-list-item`,
	`<dl>`, `<table`, `id=tell`, `id=discrepancies`, `id=classes`,
}

// samplePages returns addresses of pages that show every type of page and everything in them: the
// longest page of each type, and one with each feature that the longest has not.
func samplePages(t *testing.T) []string {
	t.Helper()
	s := site.DefaultSite(t)
	type page struct {
		address string
		data    []byte
	}
	kinds := map[string][]page{}
	for _, f := range s.Files {
		if m := kindOf.FindSubmatch(f.Data); m != nil {
			kind := string(m[1])
			kinds[kind] = append(kinds[kind], page{strings.TrimSuffix(f.Path, "index.html"), f.Data})
		}
	}
	var chosen []string
	nowhere := slices.Clone(features)
	for _, pages := range kinds {
		slices.SortStableFunc(pages, func(a, b page) int { return len(b.data) - len(a.data) })
		missing := slices.Clone(features)
		for i, p := range pages {
			before, has := len(missing), func(f string) bool { return bytes.Contains(p.data, []byte(f)) }
			missing, nowhere = slices.DeleteFunc(missing, has), slices.DeleteFunc(nowhere, has)
			if i == 0 || len(missing) < before {
				chosen = append(chosen, p.address)
			}
		}
	}
	slices.Sort(chosen)
	if len(kinds) < 15 {
		t.Fatalf("only %d kinds of pages were found", len(kinds))
	}
	if len(nowhere) > 0 {
		t.Fatalf("no page has %q", nowhere)
	}
	return chosen
}
