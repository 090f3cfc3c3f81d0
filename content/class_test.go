package content

import "testing"

func TestUnlisted(t *testing.T) {
	c := &Catalog{Vendors: []*Vendor{
		{ID: "acme", Name: "Acme", Classes: []*Class{
			{ID: "all", Range: []int{0}}, {ID: "high", Range: []int{30000}}, {ID: "middle", Range: []int{31000, 31999}},
		}, Sets: []*Set{{Codes: []*Code{{Code: "31007"}}}}},
		{ID: "zeta", Name: "Zeta", Classes: []*Class{{ID: "few", Range: []int{100, 40000}}, {ID: "named"}}},
	}}
	for _, test := range []struct{ number, vendor, want string }{
		{"31005", "acme", "middle"},
		{"30005", "Acme", "high"},
		{"29999", "acme", "all"},
		{"31007", "acme", ""}, // it has an entry
		{"31005", "", "middle few"},
		{"4100", "", ""}, // too short to be sure
		{"4100", "zeta", "few"},
		{"99", "zeta", ""},
		{"x", "acme", ""},
	} {
		got := ""
		for _, u := range c.Unlisted(test.number, test.vendor) {
			if got != "" {
				got += " "
			}
			got += u.Class.ID
		}
		if got != test.want {
			t.Errorf("%+v: got %q", test, got)
		}
	}
}
