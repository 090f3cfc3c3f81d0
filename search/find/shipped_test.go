package find_test

import (
	"sync"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/search/find"
)

// Package content imports find, so that only a test outside of find can load the default catalog.
func init() {
	find.Shipped = sync.OnceValues(func() (*find.Finder, error) {
		c, err := content.Load(content.Default())
		if err != nil {
			return nil, err
		}
		return c.Finder(c.Resolver(false), false), nil
	})
}
