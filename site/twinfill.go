package site

import (
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/templates"
)

func twinPath(c *content.Code) string     { return c.ID() + ".json" }
func markdownPath(c *content.Code) string { return c.ID() + ".md" }

// full returns an address for programs: absolute where the site's address is known, relative to the
// page elsewhere.
func (p *page) full(fromRoot string) string {
	if p.options.BaseURL != "" {
		return p.options.BaseURL + fromRoot
	}
	return p.url(fromRoot)
}

// twin gathers what a code's page says. Markdown is rewritten by o.
func (p *page) twin(c *content.Code, o portable) *Twin {
	v, s := c.Set.Vendor, c.Set
	t := &Twin{
		Schema: p.full(schemaPath("code")), ID: c.ID(), Code: c.Code, URL: p.full(codePath(c)),
		Short: strings.ToUpper(c.ShortID()), Link: p.full(shortPath(c)), MD: p.full(markdownPath(c)),
		Vendor: TwinVendor{v.ID, v.Name, v.Product, p.full(vendorPath(v))},
		Set:    TwinSet{s.ID, s.Title, string(s.Kind), string(s.Platform), p.full(setPath(s))},
		Title:  c.Title, Summary: c.Summary, Answers: twinAnswers(Answers(c)),
		Description: o.text(c.Description, scopeOf(c)), Number: c.Number, Name: c.Name, Signature: c.Signature,
		Aliases: c.Aliases, Category: string(c.Category), HTTP: c.HTTP, GRPC: string(c.GRPC), Retry: twinRetry(c.Retry),
		Actions: TwinActions{o.list(c, c.Actions.Engineer), o.list(c, c.Actions.Support), o.list(c, c.Actions.User)},
		Causes:  o.list(c, c.Causes), StateAfter: c.StateAfter, Lifecycle: p.twinLifecycle(c), Envelope: twinEnvelope(envelopeOf(s)),
		Concept: p.twinConcept(c), Related: ids(p.visible(c.Related)), Same: ids(p.others(c)), Differences: o.list(c, c.Differences),
		Tags: c.Tags,
	}
	for key := range c.Inherited {
		t.Inherited = append(t.Inherited, key)
	}
	slices.Sort(t.Inherited)
	if c.Class != nil {
		t.Class = c.Class.Title
	}
	if c.Note != nil {
		t.Note = o.text(c.Note.Text, scopeOf(c))
	}
	for _, x := range c.Parameters {
		t.Parameters = append(t.Parameters, TwinParameter(x))
	}
	for _, w := range c.Where {
		t.Where = append(t.Where, TwinWhere(w))
	}
	t.addCode(p, c)
	for _, x := range sources(c) {
		t.Sources = append(t.Sources, TwinSource(x))
	}
	if x := support(v.Support); x != nil {
		t.Support = &TwinSupport{x.Contact, x.URL, x.Collect}
	}
	return t
}

// addCode adds samples, headers and handling code.
func (t *Twin) addCode(p *page, c *content.Code) {
	for _, s := range c.Samples {
		t.Samples = append(t.Samples, TwinSample{sampleTitle(s), s.Language, s.HTTP, s.Malformed, s.Note, s.Text})
	}
	for _, h := range p.headersOf(c) {
		x := TwinHeader{Name: h.Name, Summary: h.Summary, Absent: h.AbsentMeans}
		for _, v := range h.Values {
			x.Values = append(x.Values, TwinHeaderValue(v))
		}
		t.Headers = append(t.Headers, x)
	}
	for _, e := range c.Set.Vendor.Examples {
		if !slices.Contains(e.Codes, c) {
			continue
		}
		x := TwinExample{Title: e.Title, Summary: e.Summary}
		for _, tab := range e.Tabs {
			x.Tabs = append(x.Tabs, TwinTab{tabTitle(tab), tab.Language, tab.Text})
		}
		t.Examples = append(t.Examples, x)
	}
}

func (o portable) list(c *content.Code, texts []content.Markdown) []string {
	var list []string
	for _, m := range texts {
		list = append(list, o.text(m, scopeOf(c)))
	}
	return list
}

func ids(codes []*content.Code) []string {
	var list []string
	for _, c := range codes {
		list = append(list, c.ID())
	}
	return list
}

func twinAnswers(a templates.Answer) TwinAnswers {
	one := func(i templates.AnswerItem) TwinAnswer { return TwinAnswer{i.Key, i.Text, i.Detail, i.Note} }
	return TwinAnswers{one(a.Retry), one(a.Side), one(a.Next), one(a.Customer)}
}

func twinRetry(r content.Retry) *TwinRetry {
	if r.Header == "" && r.Backoff == nil {
		return nil
	}
	t := &TwinRetry{Header: r.Header}
	if r.Backoff != nil {
		b := TwinBackoff(*r.Backoff)
		t.Backoff = &b
	}
	return t
}

func (p *page) twinLifecycle(c *content.Code) *TwinLifecycle {
	l := p.lifecycle(c)
	if l == nil {
		return nil
	}
	t := &TwinLifecycle{
		Status: string(c.Lifecycle.Status), Sentence: l.Sentence, Since: c.Lifecycle.Since, Until: c.Lifecycle.Until, Note: l.Note,
	}
	if l.Successor != nil {
		t.ReplacedBy = l.Successor.ID
	}
	return t
}

func twinEnvelope(e *content.Envelope) *TwinEnvelope {
	if e == nil {
		return nil
	}
	t := &TwinEnvelope{
		ID: e.ID, Title: e.Title, ReturnedWhen: e.ReturnedWhen, MediaType: e.MediaType, Code: e.Code, Message: e.Message, Retryable: e.Retryable,
	}
	for _, f := range e.Fields {
		t.Fields = append(t.Fields, TwinField(f))
	}
	return t
}

func (p *page) twinConcept(c *content.Code) *TwinConcept {
	if c.Concept == nil {
		return nil
	}
	t := &TwinConcept{
		ID: c.Concept.ID, Title: c.Concept.Title, Summary: c.Concept.Summary, Match: string(c.Match), URL: p.full(conceptPath(c.Concept)),
		Missing: p.lacking[c.Concept],
	}
	for _, code := range p.equals(c) {
		r := p.refs[code]
		t.Equivalents = append(t.Equivalents, TwinEquivalent{r.ID, r.Code, r.Vendor, r.Set, r.Match, r.HTTP, r.Retry.Key, p.full(r.ID + "/")})
	}
	return t
}
