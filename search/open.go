package search

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
)

var errDamaged = errors.New("the index is damaged")

// Open reads an index that was exported, from the root of a site: search/meta.json and what it names. The index answers
// like the one that was exported, with the same scores. Its documents have what an export contains: the URL, which is
// also the ID, the first name, label, title, summary, facets and Retired. The caller closes the index.
func Open(site fs.FS) (*Index, error) {
	ix, err := open(site)
	if err != nil {
		return nil, fmt.Errorf("open index: %w", err)
	}
	return ix, nil
}

func open(site fs.FS) (*Index, error) {
	e, err := readExport(site)
	if err != nil {
		return nil, err
	}
	docs, err := e.documents()
	if err != nil {
		return nil, err
	}
	p, err := e.postings(len(docs))
	if err != nil {
		return nil, err
	}
	var facets []Facet
	for _, f := range e.meta.Facets {
		facets = append(facets, Facet{f.ID, f.Title})
	}
	return newIndex(facets, docs, p)
}

// export is an export that is being read.
type export struct {
	site   fs.FS
	meta   meta
	bundle map[string][]string // the shards by their first string, if they are one file
}

func readExport(site fs.FS) (*export, error) {
	e := &export{site: site, bundle: map[string][]string{}}
	if err := e.read("meta", &e.meta); err != nil {
		return nil, err
	}
	if m := &e.meta; m.Format != format || m.Records < 1 || m.Chunk < 1 {
		return nil, fmt.Errorf("search/meta.json has the format %q, want %q: %w", m.Format, format, errDamaged)
	}
	if !e.meta.Bundle {
		return e, nil
	}
	var shards [][]string
	if err := e.read(e.meta.Dir+"/all", &shards); err != nil {
		return nil, err
	}
	for _, list := range shards {
		if len(list) > 0 {
			e.bundle[list[0]] = list
		}
	}
	return e, nil
}

func (e *export) read(name string, v any) error {
	path := "search/" + name + ".json"
	data, err := fs.ReadFile(e.site, path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, v); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// shard returns the strings of a shard.
func (e *export) shard(kind string, n int) ([]string, error) {
	name := kind + strconv.Itoa(n)
	mark := e.meta.mark(name)
	list := e.bundle[mark]
	if !e.meta.Bundle {
		if err := e.read(e.meta.Dir+"/"+name, &list); err != nil {
			return nil, err
		}
	}
	if len(list) == 0 || list[0] != mark {
		return nil, fmt.Errorf("shard %s: %w", name, errDamaged)
	}
	return list[1:], nil
}

// records calls f with each n strings of each of the shards of a kind.
func (e *export) records(kind string, shards, n int, f func([]string) error) error {
	for i := range shards {
		list, err := e.shard(kind, i)
		if err != nil {
			return err
		}
		if len(list)%n > 0 {
			return fmt.Errorf("shard %s%d: %w", kind, i, errDamaged)
		}
		for record := range slices.Chunk(list, n) {
			if err := f(record); err != nil {
				return fmt.Errorf("shard %s%d: %w", kind, i, err)
			}
		}
	}
	return nil
}

func ceil(a, b int) int { return (a + b - 1) / b }

// documents reads the documents.
func (e *export) documents() ([]*Document, error) {
	var docs []*Document
	err := e.records("r", ceil(e.meta.Docs, e.meta.Records), 6, func(r []string) error {
		d := &Document{ID: r[0], URL: r[0], Label: r[2], Title: r[3], Summary: r[4], Verdict: r[5]}
		if r[1] != "" {
			d.Names = []string{r[1]}
		}
		docs = append(docs, d)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(docs) != e.meta.Docs {
		return nil, fmt.Errorf("%d documents instead of %d: %w", len(docs), e.meta.Docs, errDamaged)
	}
	retired, err := readPostings(e.meta.Retired, fieldWord, len(docs))
	if err != nil {
		return nil, err
	}
	for _, p := range retired {
		docs[p.doc].Retired = true
	}
	return docs, e.facets(docs)
}

// facets gives the documents their values of all facets.
func (e *export) facets(docs []*Document) error {
	if len(e.meta.Facets) == 0 {
		return nil
	}
	chunks := slices.Collect(slices.Chunk(docs, e.meta.Chunk))
	n := 0
	return e.records("f", len(chunks), len(e.meta.Facets), func(columns []string) error {
		if n == len(chunks) {
			return errDamaged
		}
		for f, facet := range e.meta.Facets {
			sets, err := readNumbers(columns[f])
			if err != nil || len(sets) != len(chunks[n]) {
				return errDamaged
			}
			for i, d := range chunks[n] {
				values, err := facet.valuesOf(sets[i])
				if err != nil {
					return err
				}
				d.Facets = append(d.Facets, values)
			}
		}
		n++
		return nil
	})
}

// valuesOf returns the values of a set.
func (m *metaFacet) valuesOf(set int) ([]string, error) {
	if set >= len(m.Sets) {
		return nil, errDamaged
	}
	var values []string
	for _, v := range m.Sets[set] {
		if v < 0 || v >= len(m.Values) {
			return nil, errDamaged
		}
		values = append(values, m.Values[v])
	}
	return values, nil
}

// postings reads the postings of all terms.
func (e *export) postings(docs int) (postings, error) {
	p := newPostings()
	err := e.records("t", len(e.meta.Terms), 2, func(pair []string) error {
		for data := range strings.SplitSeq(pair[1], ".") {
			if data == "" || !slices.Contains(allFields, field(data[0])) {
				return errDamaged
			}
			f := field(data[0])
			data, err := e.long(data[1:])
			if err != nil {
				return err
			}
			if p[f][pair[0]], err = readPostings(data, f, docs); err != nil {
				return err
			}
		}
		return nil
	})
	return p, err
}

// long returns the postings that data refers to, or data itself.
func (e *export) long(data string) (string, error) {
	ref, ok := strings.CutPrefix(data, "*")
	if !ok {
		return data, nil
	}
	pieces, err := readNumbers(ref)
	if err != nil || len(pieces) != 2 {
		return "", errDamaged
	}
	var b strings.Builder
	for i := range pieces[1] {
		list, err := e.shard("p", pieces[0]+i)
		if err != nil {
			return "", err
		}
		b.WriteString(strings.Join(list, ""))
	}
	return b.String(), nil
}
