package report

import "github.com/errdocs/errdocs/internal/position"

// JSON returns the problems as a value to encode. Each has the address of its rule's page.
func (e *Problems) JSON(page func(rule string) string) any {
	type problem struct {
		position.Problem
		Help string `json:"help"`
	}
	list := []problem{}
	for _, p := range e.Located() {
		list = append(list, problem{p, page(p.Rule)})
	}
	return list
}
