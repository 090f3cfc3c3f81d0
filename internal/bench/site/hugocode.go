package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/site/record"
)

// code returns the front matter of a code's page.
func (h *hugoSite) code(c *content.Code, weight int) fields {
	v := c.Set.Vendor
	f := fields{
		"type": "code", "code": c.Code, "title": c.Title, "summary": c.Summary, "weight": weight + 1,
		"vendor": v.ID, "short": strings.ToUpper(c.ShortID()), "spellings": c.Aliases, "http": c.HTTP.Is, "status_line": statusLine(c),
		"retry": words.Words{}.Retry(c.Retry.Policy).Text, "retry_note": c.Retry.Note, "status": status(c),
		"answer":      answer(record.NewAnswers(c)),
		"actors":      []fields{actor(v, "Engineer", c.Actions.Engineer), actor(v, "Support", c.Actions.Support), actor(v, "End user", c.Actions.User)},
		"description": plainLinks(v, string(c.Description)), "causes": markdowns(v, content.Texts(c.Causes)), "differences": markdowns(v, c.Discrepancies),
		"where":      list(c.Where, func(w content.Where) fields { return fields{"operation": w.Operation, "delivered_by": w.DeliveredBy} }),
		"parameters": list(c.Parameters, func(p content.Parameter) fields { return fields{"name": p.Name, "type": p.Type, "summary": p.Summary} }),
		"samples":    list(c.Samples, func(s *content.Sample) fields { return sample(v, s) }),
		"aliases":    h.aliases(c), "tags": c.Tags, "edit": "https://example.org/repo/edit/" + c.Pos("").String(),
	}
	if c.Number != nil {
		f["number"] = *c.Number
	}
	if c.Class != nil {
		f["class"] = fields{"id": c.Class.ID, "title": c.Class.Title}
	}
	if c.Concept != nil {
		f["compare"], f["match"] = []string{c.Concept.ID}, c.Match
	}
	if b := c.Retry.Backoff; b != nil {
		f["backoff"] = fields{"base": b.Base, "factor": b.Factor}
	}
	if c.Lifecycle.Status != "" {
		f["lifecycle"] = lifecycle(c)
	}
	for _, e := range v.Envelopes {
		if e.ID == c.Set.Envelope {
			f["envelope"] = envelope(v, e, false)
		}
	}
	var headers []fields
	for _, x := range v.Headers {
		if slices.Contains(x.Codes, c) {
			headers = append(headers, fields{"name": x.Name, "summary": x.Summary})
		}
	}
	f["headers"] = headers
	var examples []int
	for i, x := range v.Examples {
		if slices.Contains(x.Codes, c) {
			examples = append(examples, i)
		}
	}
	f["examples"] = examples
	var related []string
	for _, r := range c.Related {
		related = append(related, "/"+r.ID())
	}
	f["related"] = related
	return f
}

// aliases returns the short link of a code, and the addresses of its spellings that no other code took.
func (h *hugoSite) aliases(c *content.Code) []string {
	all := []string{"/e/" + c.ShortID() + "/"}
	for _, s := range append([]string{c.Code}, c.Aliases...) {
		if a := "/code/" + content.Slug(s) + "/"; !h.taken[a] {
			h.taken[a] = true
			all = append(all, a)
		}
	}
	return all
}

func status(c *content.Code) string {
	if s := (words.Words{}).Status(c); s != "" {
		return s
	}
	return "Active"
}

func statusLine(c *content.Code) string {
	if len(c.HTTP.Is) == 0 {
		return "not stated"
	}
	return fmt.Sprint(c.HTTP.Is[0])
}

func answer(a record.Answers) fields {
	item := func(i record.Answer) fields {
		return fields{"text": i.Text, "tone": i.Tone, "detail": i.Note}
	}
	return fields{"retry": item(a.Retry), "fault": item(a.Fault), "next": item(a.Next), "customer": item(a.Customer)}
}

func actor(v *content.Vendor, title string, steps []content.Item) fields {
	return fields{"title": title, "steps": markdowns(v, content.Texts(steps))}
}

func markdowns(v *content.Vendor, list []content.Markdown) []string {
	var out []string
	for _, m := range list {
		out = append(out, plainLinks(v, string(m)))
	}
	return out
}

func lifecycle(c *content.Code) fields {
	f := fields{"status": status(c), "note": c.Lifecycle.Note}
	if s := c.Successor; s != nil {
		f["successor"] = fields{"code": s.Code, "path": s.ID() + "/"}
	}
	return f
}

// sample returns a payload: a file by its name, so that Hugo can keep what it rendered of it, others as text.
func sample(v *content.Vendor, s *content.Sample) fields {
	f := fields{"title": s.Title, "language": s.Language, "http": s.HTTP, "note": s.Note}
	if s.File != "" {
		f["file"] = v.ID + "/" + s.File
	} else {
		f["text"] = s.Text
	}
	return f
}

func envelope(v *content.Vendor, e *content.Envelope, whole bool) fields {
	f := fields{
		"id": e.ID, "title": e.Title, "returned_when": e.ReturnedWhen, "media_type": e.MediaType,
		"fields": list(e.Fields, func(x content.Field) fields {
			return fields{"name": x.Name, "pointer": x.Pointer, "summary": x.Summary}
		}),
	}
	if whole {
		f["note"] = plainLinks(v, string(e.Note))
		if e.Sample != nil && e.Sample.File != "" {
			f["sample"] = v.ID + "/" + e.Sample.File
		}
	}
	return f
}

func example(v *content.Vendor, e *content.Example) fields {
	return fields{"title": e.Title, "summary": e.Summary, "tabs": list(e.Tabs, func(t *content.Tab) fields {
		return fields{"language": t.Language, "file": v.ID + "/" + t.File}
	})}
}

var (
	shortLink = regexp.MustCompile(`\[\[([^\[\]]+)\]\]`)
	codeLink  = regexp.MustCompile(`\]\(code:([^)#]+)`)
)

// plainLinks turns the links to codes that errdocs knows into those of Markdown.
func plainLinks(v *content.Vendor, text string) string {
	text = codeLink.ReplaceAllStringFunc(text, func(m string) string {
		ref := strings.TrimPrefix(m, "](code:")
		if v != nil && strings.Count(ref, "/") == 1 {
			ref = v.ID + "/" + ref
		}
		return "](/codes/" + ref + "/"
	})
	if v == nil {
		return text
	}
	return shortLink.ReplaceAllStringFunc(text, func(m string) string {
		ref := m[2 : len(m)-2]
		name := ref[strings.LastIndexByte(ref, '/')+1:]
		for _, s := range v.Sets {
			for _, c := range s.Codes {
				if c.Code == name {
					return "[`" + name + "`](/codes/" + c.ID() + "/)"
				}
			}
		}
		return "`" + name + "`"
	})
}
