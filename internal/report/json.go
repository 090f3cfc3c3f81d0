package report

// jsonProblem is a problem in the output of `check --format json`.
type jsonProblem struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Col     int    `json:"col"`
	Width   int    `json:"width"`
	Rule    string `json:"rule"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
	Excerpt string `json:"excerpt,omitempty"`
	Help    string `json:"help"` // address of the rule's page
}

// JSON returns the problems as a value to encode. Each has the address of its rule's page.
func (e *Problems) JSON(page func(rule string) string) any {
	list := []jsonProblem{}
	for _, p := range e.Problems {
		list = append(list, jsonProblem{e.File(p), p.Line, p.Col, p.Width, p.Rule, p.Message, p.Hint, p.Excerpt, page(p.Rule)})
	}
	return list
}
