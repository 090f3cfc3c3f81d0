package serve

import (
	"errors"
	"fmt"

	"github.com/errdocs/errdocs/content"
)

// failure is why there is no newer site, as pages show it.
type failure struct {
	Title    string    `json:"title"`
	Kept     bool      `json:"kept"` // the last good site is still there
	Text     string    `json:"text,omitempty"`
	Problems []problem `json:"problems,omitempty"`
	More     int       `json:"more,omitempty"` // problems that are only in the terminal

	checked bool // the site could be planned, and its check has found this
}

// problem is a content.Problem with its excerpt in three parts: the text before the marked one, that, and the rest.
type problem struct {
	Pos     string `json:"position"`
	Line    int    `json:"line"`
	Rule    string `json:"rule"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
	Before  string `json:"before,omitempty"`
	Meant   string `json:"meant,omitempty"`
	After   string `json:"after,omitempty"`
}

// maxShown is how many problems a page shows: enough to start with.
const maxShown = 25

// newFailure returns what pages show of an error, nil for no error.
func newFailure(err error) *failure {
	if err == nil {
		return nil
	}
	problems, ok := errors.AsType[content.Problems](err)
	if !ok {
		return &failure{Title: "The site cannot be built", Text: err.Error()}
	}
	f := &failure{Title: "1 problem", More: max(0, len(problems)-maxShown)}
	if n := len(problems); n != 1 {
		f.Title = fmt.Sprint(n, " problems")
	}
	for _, p := range problems[:min(len(problems), maxShown)] {
		before, meant, after := p.Marked()
		f.Problems = append(f.Problems, problem{p.Pos.String(), p.Line, p.Rule, p.Message, p.Hint, before, meant, after})
	}
	return f
}
