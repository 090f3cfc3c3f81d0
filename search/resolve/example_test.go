package resolve_test

import (
	"fmt"

	"github.com/errdocs/errdocs/search/resolve"
)

func Example() {
	r := resolve.New([]resolve.Entry{
		{ID: "acme/api/rate-limited", Name: "RATE_LIMITED", Vendor: "acme", VendorName: "Acme", Set: "api", SetTitle: "API"},
		{ID: "zeta/sdk/rate-limited", Name: "ZError.rateLimited", Vendor: "zeta", VendorName: "Zeta", Set: "sdk", SetTitle: "SDK"},
		{ID: "zeta/sdk/slow-down", Name: "ZError.slowDown", Vendor: "zeta", VendorName: "Zeta", Set: "sdk", SetTitle: "SDK"},
	})
	for _, text := range []string{"rate-limited", "Zeta: rate limited", "slowdown(429)", "SLOW_DWON"} {
		found := r.Resolve(text, "")
		fmt.Print(text, ": ", found.Kind)
		for _, e := range found.Entries {
			fmt.Print(" ", e.URL)
		}
		fmt.Println()
	}
	// Output:
	// rate-limited: several acme/api/rate-limited/ zeta/sdk/rate-limited/
	// Zeta: rate limited: one zeta/sdk/rate-limited/
	// slowdown(429): one zeta/sdk/slow-down/
	// SLOW_DWON: nearest zeta/sdk/slow-down/
}
