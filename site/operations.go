package site

import (
	"fmt"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/templates"
)

// operation is a request or call of a vendor, with the codes that it can return.
type operation struct {
	name, id string // id is that of its section
	groups   []*delivery
}

// delivery is the codes of an operation that are in one set and arrive in the same way.
type delivery struct {
	set   *content.Set
	by    string
	codes []*content.Code
}

// operations are those of each vendor, in the order in which its codes name them.
type operations struct {
	of    map[*content.Vendor][]*operation
	named map[[2]string]*operation // by vendor and name
	ids   map[[2]string]bool       // by vendor and id
}

// newOperations reads the operations from where codes appear.
func newOperations(codes []*content.Code) operations {
	all := operations{map[*content.Vendor][]*operation{}, map[[2]string]*operation{}, map[[2]string]bool{}}
	groups := map[[4]string]*delivery{}
	for _, c := range codes {
		for _, w := range c.Where {
			if w.Operation == "" {
				continue
			}
			o := all.add(c.Set.Vendor, w.Operation)
			key := [4]string{c.Set.Vendor.ID, c.Set.ID, o.id, w.DeliveredBy}
			g := groups[key]
			if g == nil {
				g = &delivery{set: c.Set, by: w.DeliveredBy}
				groups[key], o.groups = g, append(o.groups, g)
			}
			if last := len(g.codes) - 1; last < 0 || g.codes[last] != c {
				g.codes = append(g.codes, c)
			}
		}
	}
	return all
}

func (all operations) add(v *content.Vendor, name string) *operation {
	if o := all.named[[2]string{v.ID, name}]; o != nil {
		return o
	}
	o := &operation{name: name, id: operationID(name)}
	for n := 2; all.ids[[2]string{v.ID, o.id}]; n++ {
		o.id = fmt.Sprintf("%s-%d", operationID(name), n)
	}
	all.named[[2]string{v.ID, name}], all.ids[[2]string{v.ID, o.id}] = o, true
	all.of[v] = append(all.of[v], o)
	return o
}

// operationID returns the id of an operation's section. What is not ASCII stays, so that names of all scripts have one.
func operationID(name string) string {
	other := func(r rune) bool { return r < 0x80 && (r < '0' || r > '9') && (r < 'a' || r > 'z') }
	return "operation-" + strings.Join(strings.FieldsFunc(strings.ToLower(name), other), "-")
}

func operationsPath(v *content.Vendor) string { return vendorPath(v) + "operations/" }

// operationPages adds the page of the operations of each vendor whose codes name any.
func operationPages(b *builder) {
	for _, v := range b.ed.vendors {
		if len(b.ed.operations.of[v]) == 0 {
			continue
		}
		h := b.ed.vendorHead(v, codesAnd(b.ed.codesIn(v), v), b.ed.words.Text("operations.lead"), b.ed.words.Text("operations.title", "vendor", v.Name), v.ID+" operations")
		b.page(operationsPath(v), h, func(p *page) templates.View { return p.operations(v) })
	}
}

func (p *page) operations(v *content.Vendor) *templates.OperationsPage {
	list, groups := p.ed.operations.of[v], 0
	for _, o := range list {
		groups += len(o.groups)
	}
	size := max(maxCell, min(maxConcept, maxMatrix/max(1, groups)))
	t := &templates.OperationsPage{Vendor: p.vendorLink(v)}
	for _, o := range list {
		codes := lists.Joined(o.groups, func(g *delivery) []*content.Code { return g.codes })
		operation := templates.Operation{ID: o.id, Name: o.name, Codes: len(lists.Set(codes...))}
		for _, g := range o.groups {
			operation.Groups = append(operation.Groups, templates.OperationGroup{
				Set: p.link(templates.Link{Text: g.set.Title, URL: setPath(g.set)}), DeliveredBy: g.by,
				Cell: p.cell(g.codes, size, func(rest []*content.Code) []templates.Link { return p.moreInSets(rest, nil) }),
			})
		}
		t.Operations = append(t.Operations, operation)
	}
	return t
}

// where returns where codes of a vendor appear, with links to what else its operations return.
func (p *page) where(v *content.Vendor, list []content.Where) []templates.Where {
	return lists.Each(list, func(w content.Where) templates.Where {
		t := templates.Where{Where: w}
		if o := p.ed.operations.named[[2]string{v.ID, w.Operation}]; o != nil {
			t.URL = p.url(operationsPath(v)) + "#" + o.id
		}
		return t
	})
}
