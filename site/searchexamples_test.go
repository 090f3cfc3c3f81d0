package site

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/search"
)

// tries returns the texts of the searches that the home page of a catalog proposes.
func tries(t *testing.T, c *content.Catalog) []string {
	t.Helper()
	b, err := newBuilder(c, Options{})
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{}
	for _, l := range b.newPage("", "./").tryThese() {
		texts = append(texts, l.Text)
	}
	return texts
}

// What the home page of the default catalog proposes are the string that most vendors share, a number that
// is an error, and words for what a customer did; the search answers each with such a code.
func TestTryTheDefault(t *testing.T) {
	c := defaultCatalog(t)
	texts := tries(t, c)
	if len(texts) != 3 {
		t.Fatalf("got %q, want three searches", texts)
	}
	vendors := map[string]map[string]bool{}
	most := 0
	for code := range c.All() {
		key := content.Fold(code.Code)
		if vendors[key] == nil {
			vendors[key] = map[string]bool{}
		}
		vendors[key][code.Set.Vendor.ID] = true
		if !numeric(code) {
			most = max(most, len(vendors[key]))
		}
	}
	if n := len(vendors[content.Fold(texts[0])]); n != most || n < 2 {
		t.Errorf("%d vendors have %s, %d share another string", n, texts[0], most)
	}
	index := defaultIndex(t)
	for i, fits := range []func(*content.Code) bool{
		func(c *content.Code) bool { return c.Code == texts[0] },
		func(c *content.Code) bool {
			return c.Code == texts[1] && numeric(c) && c.Category != "success" && !slices.Contains(c.Fault.Is, "none")
		},
		func(c *content.Code) bool {
			return slices.Contains(c.Fault.Is, "end-user") && strings.EqualFold(c.Title, texts[2])
		},
	} {
		result, err := index.Query(texts[i], search.Options{Limit: 1})
		if err != nil || len(result.Hits) == 0 {
			t.Errorf("%q finds nothing: %v", texts[i], err)
			continue
		}
		if code := c.Code(strings.Trim(result.Hits[0].Document.URL, "/")); code == nil || !fits(code) {
			t.Errorf("%q finds %+v first", texts[i], *result.Hits[0].Document)
		}
	}
}

// Any catalog gets what it has: the first vendor's codes are errors, the second's HTTP statuses.
func TestTryThese(t *testing.T) {
	const rest = "summary: Words., next_step: none, retry: {policy: never}, actions: {engineer: [Wait.]}"
	for _, test := range []struct {
		name          string
		errors, other []string
		want          []string
	}{
		{"nothing but a success", []string{"code: '0', title: It worked, category: success, fault: none"}, nil, []string{}},
		{"one code", []string{"code: ONLY_ONE, title: Broken, category: internal, fault: server"}, nil, []string{"ONLY_ONE"}},
		{
			"the string of two vendors, the error of two numbers",
			[]string{
				"code: FIRST, title: First, category: internal, fault: server", "code: SHARED(let x), title: Second, category: internal, fault: server",
				"code: '200', title: It worked, category: success, fault: none",
			},
			[]string{"code: '404', title: Not there, category: not-found, fault: client", "code: shared, title: Third, category: internal, fault: server"},
			[]string{"SHARED", "404"},
		},
		{
			"the vendor's own number, the customer's own words",
			[]string{
				"code: '31005', title: PIN is wrong, category: verification, fault: end-user",
				"code: '31006', title: Code came too late, category: verification, fault: end-user",
			},
			[]string{"code: '404', title: Not there, category: not-found, fault: client"},
			[]string{"31005", "PIN is wrong"},
		},
		{
			"a condition where no customer is at fault",
			[]string{"code: A_B, title: Broken, category: internal, fault: server, concept: broken, match: exact"}, nil,
			[]string{"A_B", "it is broken"},
		},
		{
			"what is no longer in use",
			[]string{"code: OLD_ONE, title: Broken, category: internal, fault: server, lifecycle: {status: removed, since: '2.0', note: Gone.}"}, nil, []string{},
		},
	} {
		fsys := fstest.MapFS{
			"site.yaml":     {Data: []byte("title: Tiny\nsummary: Small.\n")},
			"concepts.yaml": {Data: []byte("- {id: broken, title: It is broken, summary: Words., category: internal}\n")},
		}
		for vendor, codes := range map[string][]string{"acme": test.errors, "zeta": test.other} {
			kind := map[string]string{"acme": "error", "zeta": "http-status"}[vendor]
			set := "title: Set\nkey: " + strings.ToUpper(vendor) + "\nkind: " + kind + "\norigins: ours\nsummary: Words.\ncodes:\n"
			for _, code := range codes {
				set += "  - {" + code + ", " + rest + "}\n"
			}
			if len(codes) > 0 {
				fsys["vendors/"+vendor+"/vendor.yaml"] = &fstest.MapFile{Data: []byte("name: " + vendor + "\nproduct: Payments\nsummary: Words.\nsets: [set]\n")}
				fsys["vendors/"+vendor+"/set.yaml"] = &fstest.MapFile{Data: []byte(set)}
			}
		}
		c, err := content.Load(fsys)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if diff := cmp.Diff(test.want, tries(t, c)); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
}
