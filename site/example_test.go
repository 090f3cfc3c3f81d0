package site_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"log"
	"slices"
	"strings"
	"sync"
	"testing/fstest"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/site"
)

// pages is a Sink that keeps the names of pages.
type pages struct {
	mu    sync.Mutex
	names []string
}

func (p *pages) Add(path string, _ []byte, _ [sha256.Size]byte) error {
	if dir, ok := strings.CutSuffix(path, "/index.html"); ok {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.names = append(p.names, dir)
	}
	return nil
}

func (p *pages) Keep(string, [sha256.Size]byte) bool { return false }

func ExampleWrite() {
	catalog, err := content.Load(fstest.MapFS{
		"site.yaml":                {Data: []byte("title: Error codes\nsummary: What our vendors send.\n")},
		"vendors/acme/vendor.yaml": {Data: []byte("name: Acme\nsummary: Takes payments.\nsets: [api]\n")},
		"vendors/acme/api.yaml": {Data: []byte(`title: API
key: ACME
kind: error
summary: Codes of the API.
origins: ours
defaults: {fault: client, next_step: wait, retry: {policy: with-backoff}, actions: {engineer: [Slow down.]}}
codes:
  - {code: TOO_MANY, title: Too many requests, summary: The caller is too fast., category: rate-limit}
`)},
	})
	if err != nil {
		log.Fatal(err)
	}
	var sink pages
	built, err := site.Write(context.Background(), catalog, site.Options{}, &sink)
	if err != nil {
		log.Fatal(err)
	}
	slices.Sort(sink.names)
	fmt.Println(built.Counts.Pages, "pages and", built.Counts.Redirects, "redirects:")
	fmt.Println(strings.Join(sink.names, " "))
	// Output:
	// 15 pages and 2 redirects:
	// acme acme/api acme/api/too-many acme/runbook code/too-many codes compare compare/http compare/retry coverage e/acme-too-many find go help search
}
