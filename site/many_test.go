package site

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/errdocs/errdocs/content"
)

// manyCodes returns a catalog of made-up codes: vendors of one set each, in which concepts, statuses and
// retry policies take turns. All codes start with the same letter. Tests that ask for the same share one, as large ones take long to load.
func manyCodes(t testing.TB, vendors, codesEach int) *content.Catalog {
	t.Helper()
	load, _ := manyCatalogs.LoadOrStore([2]int{vendors, codesEach}, sync.OnceValues(func() (*content.Catalog, error) {
		return content.Load(manyFiles(vendors, codesEach))
	}))
	c, err := load.(func() (*content.Catalog, error))()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

var manyCatalogs sync.Map

func manyFiles(vendors, codesEach int) fstest.MapFS {
	const conditions = 25
	fsys := fstest.MapFS{"site.yaml": {Data: []byte("title: Many\nsummary: Made up.\nbase_url: https://many.example.com/\n")}}
	var concepts strings.Builder
	for i := range conditions {
		fmt.Fprintf(&concepts, "- {id: condition-%d, title: Condition number %d, summary: It happens now and then., category: internal}\n", i, i)
	}
	fsys["concepts.yaml"] = &fstest.MapFile{Data: []byte(concepts.String())}
	policies := content.Values[content.RetryPolicy]()
	for v := range vendors {
		dir := fmt.Sprintf("vendors/vendor-%d", v)
		fsys[dir+"/vendor.yaml"] = &fstest.MapFile{Data: fmt.Appendf(nil, "name: Vendor %d\nproduct: Payments\nsummary: Takes payments.\nsets: [api]\n", v)}
		var set strings.Builder
		fmt.Fprintf(&set, "title: HTTP API\nkey: V%d\nkind: error\norigins: ours\nplatform: server\nsummary: Many.\ncodes:\n", v)
		first := "aliases: [PaymentError.first], "
		for i := range codesEach {
			fmt.Fprintf(&set, "  - {code: CODE_NUMBER_%d, %stitle: The payment was refused for reason %d, summary: The bank of the customer refused the payment for a reason of its own., "+
				"category: internal, concept: condition-%d, match: close, http: [%d], fault: server, next_step: wait, retry: {policy: %s}, actions: {engineer: [Wait.]}}\n",
				i, first, i, i%conditions, 400+i%30, policies[i%len(policies)])
			first = ""
		}
		fsys[dir+"/api.yaml"] = &fstest.MapFile{Data: []byte(set.String())}
	}
	return fsys
}

var (
	manyOnce  sync.Once
	manyBuilt *Site
)

// manySite is the site of 4 vendors with 250 codes each.
func manySite(t *testing.T) *Site {
	t.Helper()
	manyOnce.Do(func() { manyBuilt = build(t, manyCodes(t, 4, 250), Options{}) })
	if manyBuilt == nil {
		t.Fatal("the site of many codes was not built")
	}
	return manyBuilt
}
