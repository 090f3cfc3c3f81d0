package words

import (
	"strings"

	"github.com/errdocs/errdocs/content"
)

// When says what must be known of an error for a case to apply: "Recoverable is true".
func When(w content.When) string {
	var parts []string
	add := func(before, value, after string) {
		if value != "" {
			parts = append(parts, before+value+after)
		}
	}
	add("", w.Operation, "")
	add("message “", w.Message, "”")
	add(w.Field+" is ", w.Value, "")
	add("brand ", w.Brand, "")
	add("region ", w.Region, "")
	add("advice code ", w.Advice, "")
	add("customer ", string(w.Customer), "")
	add("from ", w.From, "")
	return strings.Join(parts, ", ")
}
