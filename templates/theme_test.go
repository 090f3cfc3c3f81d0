package templates

import (
	"io"
	"testing"

	"github.com/errdocs/errdocs/content/words"
)

// Every page type renders from its zero value: no template insists on a field that may be absent.
func TestRenderZero(t *testing.T) {
	theme, err := New(nil, words.Words{})
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range views {
		if err := theme.Render(io.Discard, Page{Site: &Site{}}, v); err != nil {
			t.Error(err)
		}
	}
}
