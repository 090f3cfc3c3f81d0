package site

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/site/prose"
	"github.com/errdocs/errdocs/site/record"
	"github.com/errdocs/errdocs/templates"
)

// samples returns a code's example payloads, the line with the code marked.
func (p *page) samples(c *content.Code) []templates.Sample {
	var list []templates.Sample
	for i, s := range c.Samples {
		list = append(list, p.sample(s, fmt.Sprintf("sample-%d", i+1), markOf(c)))
	}
	return list
}

// markOf describes the line of a sample with the code, in any spelling that payloads use.
func markOf(c *content.Code) prose.Mark {
	m := prose.Mark{Words: append([]string{c.Code, c.Name}, c.Aliases...)}
	if i := strings.LastIndexByte(c.Code, '.'); i >= 0 {
		m.Words = append(m.Words, c.Code[i+1:])
	}
	if e := record.EnvelopeOf(c.Set); e != nil {
		m.Key = e.Code[strings.LastIndexByte(e.Code, '/')+1:]
	}
	return m
}

func (p *page) sample(s *content.Sample, id string, m prose.Mark) templates.Sample {
	t := templates.Sample{
		Sample: record.NewSample(s), ID: id, Language: content.LanguageName(s.Language), By: mark(p.ed.words, cmp.Or(s.Origin, content.Ours), ""), Code: p.ed.prose.Sample(s.Language, s.Text, m),
	}
	if t.By.Kind == string(content.Ours) {
		t.By.Text = p.ed.words.Text("sample.by-us")
	}
	if s.HTTP != 0 {
		t.Status = strings.TrimSpace(fmt.Sprintf("HTTP/1.1 %d %s", s.HTTP, http.StatusText(s.HTTP)))
	}
	return t
}

// envelope returns an envelope of a vendor.
func (p *page) envelope(v *content.Vendor, e *content.Envelope) *templates.Envelope {
	t := &templates.Envelope{Envelope: *e, URL: p.url(vendorPath(v)) + "#envelope-" + e.ID}
	if e.Sample != nil {
		t.Sample = new(p.sample(e.Sample, "envelope-"+e.ID+"-sample", prose.Mark{}))
	}
	if e.Note != "" {
		pointer := fmt.Sprintf("/envelopes/%d/note", slices.Index(v.Envelopes, e))
		t.Note = p.text(scope{vendor: v}, e.Note, &v.Positions, pointer, prose.Text{ID: "envelope-" + e.ID + "-note", Label: e.Title, Level: 4})
	}
	return t
}

func (p *page) example(e *content.Example, id string, m prose.Mark) templates.Example {
	x := record.NewExample(e)
	t := templates.Example{ID: id, Title: x.Title, Summary: x.Summary}
	used := map[string]int{}
	for _, tab := range x.Tabs {
		tabID := tab.Language
		if used[tabID]++; used[tabID] > 1 {
			tabID = fmt.Sprintf("%s-%d", tabID, used[tab.Language])
		}
		t.Tabs = append(t.Tabs, templates.Tab{ID: tabID, Title: tab.Title, Code: p.ed.prose.Sample(tab.Language, tab.Body, m)})
	}
	return t
}
