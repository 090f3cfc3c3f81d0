package content

import "testing"

// A copy of a catalog answers from what it contains, not from what was loaded.
func TestLookupsFollowTheData(t *testing.T) {
	loaded := mustLoad(t, tiny(t))
	if loaded.Code("acme/api/429") == nil {
		t.Fatal("no code acme/api/429")
	}
	cut := *loaded
	cut.Vendors = cut.Vendors[:1]
	same(t, "code of a removed vendor", cut.Code("acme/api/429"), nil)
	set := *loaded.Vendor("acme").Set("api")
	set.Codes = []*Code{set.Codes[1], {Slug: "added"}}
	same(t, "moved code", set.Code("429"), set.Codes[0])
	same(t, "added code", set.Code("added"), set.Codes[1])
	same(t, "removed code", set.Code("not-found"), nil)
	made := &Catalog{Vendors: []*Vendor{{ID: "acme", Sets: []*Set{&set}}}}
	same(t, "catalog without a loader", made.Code("acme/api/429"), set.Codes[0])
	for _, id := range []string{"", "acme", "acme/", "acme/api", "acme/api/", "acme/api/429/x", "x/api/429"} {
		same(t, id, made.Code(id), nil)
	}
}
