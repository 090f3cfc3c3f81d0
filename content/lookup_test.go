package content

import "testing"

func TestLookup(t *testing.T) {
	c, err := Load(Default())
	if err != nil {
		t.Fatal(err)
	}
	for code := range c.All() {
		for _, name := range append(code.Spellings(), code.ID(), code.ShortID(), "https://x.example/"+code.ID()+"/") {
			var found bool
			for _, other := range c.Lookup(name, code.Set.Vendor.ID) {
				found = found || other == code
				if other.Set.Vendor != code.Set.Vendor {
					t.Errorf("%q at %s: %s", name, code.Set.Vendor.ID, other.ID())
				}
			}
			if !found {
				t.Errorf("%q at %s does not find %s", name, code.Set.Vendor.ID, code.ID())
			}
		}
	}
	for _, test := range [][2]string{{"no-such-code", ""}, {"", ""}, {"30004", "thales"}, {"EXPIRED_OPT", ""}} {
		if found := c.Lookup(test[0], test[1]); found != nil {
			t.Errorf("%q at %q: %s", test[0], test[1], found[0].ID())
		}
	}
	if found := new(Catalog).Lookup("30004", ""); found != nil {
		t.Error("an empty catalog has a code")
	}
}
