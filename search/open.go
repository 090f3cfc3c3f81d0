package search

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/errdocs/errdocs/internal/lists"
)

var errDamaged = errors.New("the index is damaged")

// Open reads an index that was exported, from the root of a site: search/root.json and what it names. The index answers
// like the one that was exported, with the same scores. Its documents have what an export contains: the URL, which is
// also the ID, names, label, title, summary, verdict, facets, Retired and Weight.
func Open(site fs.FS) (*Index, error) {
	ix, err := open(site)
	if err != nil {
		return nil, fmt.Errorf("open index: %w", err)
	}
	return ix, nil
}

func open(site fs.FS) (*Index, error) {
	e := &export{site: site}
	if err := e.read("root", &e.root); err != nil {
		return nil, err
	}
	if e.root.Format != format || e.root.Docs < 0 || e.root.Docs >= maxNumber {
		return nil, fmt.Errorf("search/root.json has the format %q, want %q: %w", e.root.Format, format, errDamaged)
	}
	if err := e.readLists(); err != nil {
		return nil, err
	}
	docs, err := e.documents()
	if err != nil {
		return nil, err
	}
	p, err := e.postings(docs)
	if err != nil {
		return nil, err
	}
	facets := lists.Each(e.root.Facets, func(f rootFacet) Facet { return Facet{f.ID, f.Title} })
	ix := newIndex(e.root.Language, facets, docs, nil)
	ix.postings, ix.extra = p, e.root.Extra
	return ix, nil
}

// export is an export that is being read.
type export struct {
	site fs.FS
	root rootFile
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

// each calls f with each file of a kind and its number.
func (e *export) each(kind string, f func(n int, p *part) error) error {
	list := e.root.Files[kind]
	if list == nil {
		return nil
	}
	n := len(list.Names) / hashDigits
	if len(list.Names)%hashDigits > 0 || len(list.From) > 0 && len(list.From) != n {
		return fmt.Errorf("list of %s: %w", kind, errDamaged)
	}
	for i := range n {
		name, key := list.Names[i*hashDigits:(i+1)*hashDigits], strconv.Itoa(i)
		if len(list.From) > 0 {
			key = list.From[i]
		}
		var p part
		err := e.read(name, &p)
		if err == nil && p.Is != stamp(kind, key) {
			err = errDamaged
		}
		if err == nil {
			err = f(i, &p)
		}
		if err != nil {
			return fmt.Errorf("file %s of %s: %w", name, kind, err)
		}
	}
	return nil
}

func ceil(a, b int) int { return (a + b - 1) / b }

// documents reads the documents.
func (e *export) documents() ([]*Document, error) {
	r := &e.root
	if r.Docs > 0 && r.Heads == nil && r.Files[kindHeads] == nil {
		return nil, errDamaged
	}
	docs := []*Document{}
	for range r.Docs {
		docs = append(docs, &Document{})
	}
	var err error
	if r.Heads != nil {
		var h heads
		if err = json.Unmarshal(r.Heads, &h); err == nil {
			err = h.read(r, docs)
		}
	}
	err = errors.Join(err, e.each(kindHeads, func(_ int, p *part) error {
		if p.Heads == nil {
			return errDamaged
		}
		return p.Heads.read(r, docs)
	}))
	texts := slices.Clone(r.Summaries)
	err = errors.Join(err, e.each(kindTexts, func(_ int, p *part) error {
		texts = append(texts, p.Data...)
		return nil
	}), e.facets(docs))
	retired, errRetired := readPostings(r.Retired, fieldWord, len(docs))
	if err = errors.Join(err, errRetired, r.weigh(docs)); err != nil || len(texts) != len(docs) {
		return nil, errors.Join(err, errDamaged)
	}
	for i, d := range docs {
		d.Summary = texts[i]
	}
	for _, p := range retired {
		docs[p.doc].Retired = true
	}
	return docs, nil
}

// weigh gives the documents their weights.
func (r *rootFile) weigh(docs []*Document) error {
	for key, numbers := range r.Weights {
		w, err := strconv.ParseFloat(key, 64)
		list, errList := readPostings(numbers, fieldWord, len(docs))
		if err != nil || errList != nil || !(w > 0) || math.IsInf(w, 0) {
			return errDamaged
		}
		for _, p := range list {
			docs[p.doc].Weight = w
		}
	}
	return nil
}

// facets gives the documents their values of all facets.
func (e *export) facets(docs []*Document) error {
	read := func(first, n int, columns []string) error {
		if len(columns) != len(e.root.Facets) || first < 0 || first > len(docs) || n < 0 {
			return errDamaged
		}
		some := docs[first:min(len(docs), first+n)]
		for f, facet := range e.root.Facets {
			sets, err := readNumbers(columns[f])
			if err != nil || len(sets) != len(some) {
				return errDamaged
			}
			for i, d := range some {
				values, err := facet.valuesOf(sets[i])
				if err != nil {
					return err
				}
				d.Facets = append(d.Facets, values)
			}
		}
		return nil
	}
	list := e.root.Files[kindFacets]
	if list == nil && len(docs) > 0 {
		return read(0, len(docs), e.root.Columns)
	}
	return e.each(kindFacets, func(n int, p *part) error { return read(n*list.Per, list.Per, p.Data) })
}

// valuesOf returns the values of a set.
func (m *rootFacet) valuesOf(set int) ([]string, error) {
	if set >= len(m.Sets) {
		return nil, errDamaged
	}
	return chosen(m.Values, m.Sets[set])
}

// postings reads the postings of all terms. Those of fieldCode follow from the names.
func (e *export) postings(docs []*Document) (postings, error) {
	p, l, all := postings{}, listMaker{}, map[string][]posting{}
	for i, d := range docs {
		list, counts := codes(d.Names), map[string]int32{}
		for _, c := range list {
			counts[c]++
		}
		for c, n := range counts {
			all[c] = append(all[c], posting{int32(i), n, rounded(len(list), fieldCode)})
		}
	}
	for _, code := range sortedKeys(all) {
		l.add(fieldCode, code, all[code])
	}
	p[fieldCode] = l.made()
	err := e.each(kindTerms, func(_ int, file *part) error { return p.read(file, len(docs), false) })
	return p, errors.Join(err, e.each(kindWords, func(_ int, file *part) error { return p.read(file, len(docs), true) }))
}

// read reads the postings of a file, whose terms come after all that were read. Only a file of words has the documents of fieldWord.
func (p postings) read(file *part, docs int, ofWords bool) error {
	if len(file.Terms) != len(file.Data) {
		return errDamaged
	}
	for i, term := range file.Terms {
		for data := range strings.SplitSeq(file.Data[i], ".") {
			if data == "" || !slices.Contains(allFields, field(data[0])) {
				return errDamaged
			}
			f := field(data[0])
			if (f == fieldWord) != ofWords || f == fieldCode {
				continue
			}
			l := p[f]
			if n := len(l.terms); n > 0 && l.terms[n-1] >= term {
				return errDamaged
			}
			if _, err := readPostings(data[1:], f, docs); err != nil {
				return err
			}
			p[f] = termList{append(l.terms, term), append(l.lists, data[1:])}
		}
	}
	return nil
}
