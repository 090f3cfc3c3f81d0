package content

import (
	"net/url"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/search/find"
)

// findHints returns texts that occur near the codes of a vendor: its name and hosts, the fields of its envelopes, its
// headers, the callbacks of its SDK. All of them are in the catalog for other reasons.
func findHints(c *Catalog, internal bool) []find.Hint {
	h := &hints{}
	for _, v := range c.Vendors {
		sets := lists.Filter(v.Sets, func(s *Set) bool {
			return internal || slices.ContainsFunc(s.Codes, func(c *Code) bool { return !c.Internal() })
		})
		if len(sets) > 0 {
			h.vendor(v, sets, internal)
		}
	}
	return h.list
}

// hints collects hints, each text of a set or vendor once and with its greatest weight.
type hints struct{ list []find.Hint }

func (h *hints) add(v *Vendor, set, text string, weight int) {
	if len(text) < 3 {
		return
	}
	for i, have := range h.list {
		if have.Vendor == v.ID && have.Set == set && have.Text == text {
			h.list[i].Weight = max(have.Weight, weight)
			return
		}
	}
	h.list = append(h.list, find.Hint{Vendor: v.ID, Set: set, Text: text, Weight: weight})
}

func (h *hints) vendor(v *Vendor, sets []*Set, internal bool) {
	h.add(v, "", strings.ToLower(v.Name), 5)
	h.add(v, "", strings.ReplaceAll(v.ID, "-", ""), 4)
	for _, word := range strings.Split(v.ID, "-") {
		switch {
		case everyday[word]:
		case len(word) > 4:
			h.add(v, "", word, 4)
		case len(word) == 4:
			h.add(v, "", word, 2)
		}
	}
	if product := strings.ToLower(v.Product); strings.Count(product, " ") >= 2 {
		h.add(v, "", product, 4)
	}
	h.host(v, v.URL)
	for _, s := range v.Sources {
		h.host(v, s.URL)
	}
	for _, x := range v.Headers {
		if !standardHeaders[strings.ToLower(x.Name)] {
			h.add(v, "", strings.ToLower(x.Name), 6)
		}
	}
	for _, s := range sets {
		h.set(s, internal)
	}
}

func (h *hints) set(s *Set, internal bool) {
	v := s.Vendor
	key := strings.ToLower(s.Key)
	if strings.Contains(strings.ReplaceAll(v.ID, "-", ""), key) {
		h.add(v, "", key, 5)
	} else {
		h.add(v, s.ID, key, 5)
	}
	for _, word := range strings.Fields(s.Title) {
		if strings.Contains(word, "-") {
			h.add(v, s.ID, word, 4)
		}
	}
	if s.Kind == KindGRPCStatus {
		h.add(v, s.ID, "rpc error", 1) // how gRPC's libraries start the text of an error, whoever's it is
	}
	h.envelope(s)
	seen := map[Where]bool{} // many codes have that of their set
	for _, c := range s.Codes {
		if c.Internal() && !internal {
			continue
		}
		for _, w := range c.Where {
			if seen[w] {
				continue
			}
			seen[w] = true
			for _, name := range identifier().FindAllString(w.Operation+" "+w.DeliveredBy, -1) {
				h.name(s, name)
			}
			for _, m := range pathWord().FindAllStringSubmatch(w.Operation, -1) {
				h.add(v, s.ID, m[1], 3)
			}
		}
	}
}

// envelope adds the names of an envelope's fields, and how they nest.
func (h *hints) envelope(s *Set) {
	e := lists.First(s.Vendor.Envelopes, func(e *Envelope) bool { return e.ID == s.Envelope })
	if e == nil {
		return
	}
	for _, f := range e.Fields {
		name := f.Name[strings.LastIndexByte(f.Name, '.')+1:]
		switch {
		case standardHeaders[name]:
			h.add(s.Vendor, s.ID, name, 1)
		case compound.MatchString(name), name != strings.ToLower(name) && len(name) > 8:
			h.add(s.Vendor, s.ID, name, 3)
		}
	}
	path := lists.Filter(strings.Split(e.Code, "/"), func(part string) bool { return strings.Trim(part, "0123456789") != "" })
	if len(path) > 1 {
		h.add(s.Vendor, s.ID, strings.Join(path[:2], "/"), 5)
	}
}

// name adds an identifier of the vendor's interface: for the whole vendor, since the listeners of an SDK serve more than
// one set.
func (h *hints) name(s *Set, name string) {
	for _, part := range strings.Split(name, ".") {
		if compound.MatchString(part) && len(part) > 7 {
			h.add(s.Vendor, "", part, 5)
		}
	}
}

// host adds the domain name of a vendor.
func (h *hints) host(v *Vendor, address string) {
	u, err := url.Parse(address)
	if err != nil {
		return
	}
	labels := strings.Split(u.Hostname(), ".")
	if len(labels) < 2 {
		return
	}
	labels = labels[len(labels)-2:]
	switch name := labels[0]; {
	case sharedHosts[name]:
	case everyday[name]:
		h.add(v, "", name+"."+labels[1], 5)
	default:
		h.add(v, "", name, 5)
	}
}

var (
	identifier = pattern.New(`[A-Za-z_][A-Za-z0-9_.]*`)
	compound   = pattern.New(`^[A-Za-z]+[a-z0-9][A-Z_-]|^[A-Za-z]+-[a-z]|^[a-z]+_[a-z]`)
	pathWord   = pattern.New(`/([a-z]+(?:-[a-z]+)+)`)

	// everyday are words that occur in the log of any shop.
	everyday = lists.Words("account bank card cloud error identity mobile online payment payments secure server service token wallet")
	// sharedHosts publish for many vendors, or standards.
	sharedHosts = lists.Words("bitbucket github gitlab grpc iana ietf mozilla readme rfc-editor w3 zendesk")
	// standardHeaders are sent by any vendor.
	standardHeaders = lists.Words("content-type date grpc-message grpc-status retry-after www-authenticate")
)
