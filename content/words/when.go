package words

import "github.com/errdocs/errdocs/content"

// When says what must be known of an error for a case to apply: "Recoverable is true".
func (w Words) When(c content.When) string {
	var parts []string
	for _, p := range []struct{ key, value string }{
		{"", c.Operation}, {"when.message", c.Message}, {"when.field", c.Value}, {"when.brand", c.Brand}, {"when.region", c.Region},
		{"when.advice", c.Advice}, {"when.customer", w.name("presence", string(c.Customer))}, {"when.from", c.From},
	} {
		switch {
		case p.value == "":
		case p.key == "":
			parts = append(parts, p.value)
		default:
			parts = append(parts, w.Text(p.key, "field", c.Field, "value", p.value))
		}
	}
	return w.Comma(parts)
}
