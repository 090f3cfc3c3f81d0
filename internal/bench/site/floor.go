package main

import (
	"bufio"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/alecthomas/chroma/v2/styles"
	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"github.com/errdocs/errdocs/search"
)

// floor does what no program can do without that makes these pages with these libraries: it renders each
// Markdown text, highlights each different sample, indexes all documents and reads the index, and writes
// as many files of the same sizes. It loads no catalog, makes no page and no link, and its files are filled
// with anything. It tells w the processor time of each part.
func floor(name, out string, w io.Writer) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	var t texts
	if err := gob.NewDecoder(bufio.NewReader(f)).Decode(&t); err != nil {
		return fmt.Errorf("read texts: %w", err)
	}
	parts := []struct {
		name string
		run  func() error
	}{
		{"goldmark", func() error { return renderAll(t.Markdown) }},
		{"chroma", func() error { return highlightAll(t.Samples) }},
		{"bleve", func() error { return indexAll(t.Documents) }},
		{"files", func() error { return writeAll(out, t.Files) }},
	}
	last := time.Duration(0)
	for _, p := range parts {
		if err := p.run(); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		now := ownTime()
		fmt.Fprintf(w, "%s %.2f s ", p.name, (now - last).Seconds())
		last = now
	}
	return nil
}

// workers calls f with 0 … n-1 on all processors. It returns the errors.
func workers(n int, f func(i int) error) error {
	var next atomic.Int64
	var group sync.WaitGroup
	errs := make([]error, runtime.GOMAXPROCS(0))
	for w := range errs {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && errs[w] == nil; i = int(next.Add(1)) - 1 {
				errs[w] = f(i)
			}
		})
	}
	group.Wait()
	return errors.Join(errs...)
}

func renderAll(list []string) error {
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.DefinitionList, extension.Footnote))
	return workers(len(list), func(i int) error { return md.Convert([]byte(list[i]), io.Discard) })
}

func highlightAll(list []sampleText) error {
	formatter, style := html.New(html.WithClasses(true)), styles.Get("github")
	return workers(len(list), func(i int) error {
		lexer := lexers.Get(list[i].Language)
		if lexer == nil {
			return fmt.Errorf("no lexer for %q", list[i].Language)
		}
		tokens, err := chroma.Coalesce(lexer).Tokenise(nil, list[i].Text)
		if err != nil {
			return err
		}
		return formatter.Format(io.Discard, style, tokens)
	})
}

// indexAll indexes documents in memory with a stock analysis, and reads all postings.
func indexAll(docs []search.Document) error {
	ix, err := bleve.NewUsing("", stockMapping(), scorch.Name, scorch.Name, nil)
	if err != nil {
		return err
	}
	batch := ix.NewBatch()
	for _, d := range docs {
		fields := map[string]any{
			"names": strings.Join(d.Names, " "), "title": d.Title, "summary": d.Summary, "tags": strings.Join(d.Tags, " "), "body": d.Body,
		}
		if err := batch.Index(d.ID, fields); err != nil {
			return errors.Join(err, ix.Close())
		}
	}
	err = ix.Batch(batch)
	for _, field := range indexedFields {
		if err == nil {
			err = readPostings(ix, field)
		}
	}
	return errors.Join(err, ix.Close())
}

var indexedFields = []string{"names", "title", "summary", "tags", "body"}

// stockMapping indexes words and nothing else: no copy of the text, no second field of everything.
func stockMapping() mapping.IndexMapping {
	m := bleve.NewIndexMapping()
	m.DefaultMapping = bleve.NewDocumentStaticMapping()
	for _, name := range indexedFields {
		f := bleve.NewTextFieldMapping()
		f.Analyzer, f.Store, f.IncludeInAll, f.DocValues, f.IncludeTermVectors = "standard", false, false, false, false
		m.DefaultMapping.AddFieldMappingsAt(name, f)
	}
	return m
}

func readPostings(ix bleve.Index, field string) error {
	low, err := ix.Advanced()
	if err != nil {
		return err
	}
	reader, err := low.Reader()
	if err != nil {
		return err
	}
	defer reader.Close()
	dict, err := reader.FieldDict(field)
	if err != nil {
		return err
	}
	defer dict.Close()
	ctx := context.Background()
	for term, err := dict.Next(); term != nil || err != nil; term, err = dict.Next() {
		if err != nil {
			return err
		}
		postings, err := reader.TermFieldReader(ctx, []byte(term.Term), field, true, true, false)
		if err != nil {
			return err
		}
		for p, err := postings.Next(nil); p != nil || err != nil; p, err = postings.Next(p) {
			if err != nil {
				return err
			}
		}
		if err := postings.Close(); err != nil {
			return err
		}
	}
	return nil
}

// writeAll writes files of these sizes.
func writeAll(out string, list []fileSize) error {
	largest, folders := int64(0), map[string]bool{}
	for _, f := range list {
		largest = max(largest, f.Size)
		if dir := filepath.Dir(filepath.Join(out, f.Path)); !folders[dir] {
			folders[dir] = true
			if err := os.MkdirAll(dir, 0o755); err != nil {
				return err
			}
		}
	}
	data := []byte(strings.Repeat("0123456789abcde\n", int(largest/16+1)))
	return workers(len(list), func(i int) error {
		return os.WriteFile(filepath.Join(out, list[i].Path), data[:list[i].Size], 0o644)
	})
}
