package site

import (
	"context"
	"errors"
	"testing"
	"testing/fstest"

	"github.com/errdocs/errdocs/content"
)

// A card number that is in no file of the content, here one in a user's theme, is a problem of the page that
// would show it.
func TestLeakInAFinishedPage(t *testing.T) {
	theme := fstest.MapFS{"notfound.html": {Data: []byte("{{define \"main\"}}<h1>Not found</h1>\n<p>Card 4539 1488 0343 6467</p>{{end}}")}}
	_, err := Build(context.Background(), catalogOf(t, "tiny.txtar"), Options{Templates: theme})
	var problems content.Problems
	if !errors.As(err, &problems) || len(problems) != 1 {
		t.Fatalf("got %v, wanted one problem", err)
	}
	if p := problems[0]; p.File != "/404.html" || p.Line < 2 || p.Rule != "card-number" || p.Hint == "" {
		t.Errorf("got %+v", p)
	}
}
