package find_test

import (
	"fmt"
	"strings"

	"github.com/errdocs/errdocs/search/find"
	"github.com/errdocs/errdocs/search/resolve"
)

func Example() {
	entries := []resolve.Entry{
		{ID: "acme/api/card-expired", Name: "CARD_EXPIRED", Title: "Card expired", Vendor: "acme", VendorName: "Acme", Set: "api"},
		{ID: "zeta/sdk/3004", Name: "3004", Title: "Timeout", Vendor: "zeta", VendorName: "Zeta", Set: "sdk"},
	}
	f := find.New(resolve.New(entries), []find.Hint{{Vendor: "zeta", Text: "ZetaClient", Weight: 4}})
	found, err := f.Find(strings.NewReader(`10:04:01 order 3004 paid
10:04:02 acme: CARD_EXPIRED for 4111 1111 1111 1111
10:04:03 ZetaClient failed with code 3004
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, one := range found.Found {
		for _, m := range one.Mentions {
			fmt.Printf("%d: %s, %s confidence. %s\n", m.Line, one.Candidates[0].Title, one.Confidence, m.Snippet)
		}
	}
	// Output:
	// 2: Card expired, high confidence. 10:04:02 acme: CARD_EXPIRED for 4111 11** **** 1111
	// 3: Timeout, high confidence. 10:04:03 ZetaClient failed with code 3004
}
