package main

import (
	"bufio"
	"encoding/gob"
	"fmt"
	"os"
	"path/filepath"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/search"
	"github.com/errdocs/errdocs/site"
)

// texts is what the floor works on: the texts of a catalog, each once, and the files that errdocs made of it.
type texts struct {
	Markdown  []string
	Samples   []sampleText
	Documents []search.Document
	Files     []fileSize
}

type sampleText struct{ Language, Text string }

type fileSize struct {
	Path string
	Size int64
}

// writeTexts collects them from a catalog and a built site.
func writeTexts(catalogDir, siteDir, name string) error {
	c, err := content.Load(os.DirFS(catalogDir))
	if err != nil {
		return err
	}
	var t texts
	t.collect(c)
	_, t.Documents = site.Documents(c, false)
	if t.Files, err = fileSizes(siteDir); err != nil {
		return err
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	if err := gob.NewEncoder(w).Encode(t); err != nil {
		return fmt.Errorf("write texts: %w", err)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

// collect gathers the Markdown texts and the samples.
func (t *texts) collect(c *content.Catalog) {
	seen := map[string]bool{}
	markdown := func(list ...content.Markdown) {
		for _, m := range list {
			if m != "" && !seen["m"+string(m)] {
				seen["m"+string(m)] = true
				t.Markdown = append(t.Markdown, string(m))
			}
		}
	}
	sample := func(language, text string) {
		if key := "s" + language + " " + text; !seen[key] {
			seen[key] = true
			t.Samples = append(t.Samples, sampleText{language, text})
		}
	}
	for _, k := range c.Concepts {
		markdown(k.Advice)
	}
	for _, n := range c.Announcements {
		markdown(n.Summary)
	}
	for _, v := range c.Vendors {
		if v.Note != nil {
			markdown(v.Note.Text)
		}
		for _, k := range v.Classes {
			markdown(k.Advice)
		}
		for _, e := range v.Envelopes {
			markdown(e.Note)
			if e.Sample != nil {
				sample(e.Sample.Language, e.Sample.Text)
			}
		}
		for _, e := range v.Examples {
			for _, tab := range e.Tabs {
				sample(tab.Language, tab.Text)
			}
		}
		for _, s := range v.Sets {
			markdown(s.Note)
		}
	}
	for code := range c.All() {
		markdown(code.Description)
		markdown(content.Texts(code.Causes)...)
		markdown(code.Discrepancies...)
		markdown(content.Texts(code.Actions.Engineer)...)
		markdown(content.Texts(code.Actions.Support)...)
		markdown(content.Texts(code.Actions.User)...)
		if code.Note != nil {
			markdown(code.Note.Text)
		}
		for _, s := range code.Samples {
			sample(s.Language, s.Text)
		}
	}
}

// fileSizes lists the files of a folder.
func fileSizes(dir string) ([]fileSize, error) {
	var list []fileSize
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		list = append(list, fileSize{rel, info.Size()})
		return err
	})
	return list, err
}
