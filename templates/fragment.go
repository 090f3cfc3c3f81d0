package templates

import (
	"fmt"
	"strings"
)

// Equivalent returns the row of a code in the table of equivalents, the template "equivalent" of code.html, as
// HTML. The row is the same on all pages of one depth, so that it need not be made for each.
func (t *Theme) Equivalent(r CodeRef) (string, error) {
	var b strings.Builder
	if err := t.pages["code.html"].ExecuteTemplate(&b, "equivalent", r); err != nil {
		return "", fmt.Errorf("render code.html: %w", err)
	}
	return b.String(), nil
}
