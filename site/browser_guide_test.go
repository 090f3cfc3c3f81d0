package site_test

import (
	"context"
	"net/http/httptest"
	"slices"
	"testing"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/browsertest"
	"github.com/errdocs/errdocs/internal/testenv"
	"github.com/errdocs/errdocs/site"
)

// TestGuideIsAccessible runs axe on pages of the guide; on all of them with the long cases.
func TestGuideIsAccessible(t *testing.T) {
	browsertest.Need(t)
	t.Parallel()
	c, err := content.Load(content.Errdocs())
	if err != nil {
		t.Fatal(err)
	}
	s, err := site.Build(context.Background(), c, site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s.Handler("/"))
	defer server.Close()
	p := open(t, server.URL+"/", look{})
	for _, g := range c.Pages {
		if testenv.Long() || slices.Contains([]string{"guide", "guide/tutorial", "guide/tickets", "guide/reference/concepts"}, g.ID) {
			p.GoTo(g.Path())
			p.accessible("/" + g.Path())
		}
	}
}
