package main

import (
	"os"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/internal/terminal"
	"github.com/errdocs/errdocs/site/record"
)

// paint returns the colors of stdout (0) or stderr (1). An explicit flag wins over NO_COLOR (https://no-color.org),
// which wins over what the stream is.
func (a *app) paint(stream int) terminal.Paint {
	switch {
	case a.color != "auto":
		return terminal.Paint{On: a.color == "always"}
	case os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb":
		return terminal.Paint{}
	}
	return terminal.Paint{On: a.terms[stream]}
}

// verdict returns what a list says of a code, painted, and who states it; "" for a value that is not an error.
func verdict(p terminal.Paint, c *content.Code) string {
	v := record.NewVerdict(c)
	if v == nil {
		return ""
	}
	paint := p.Strong
	switch v.Tone {
	case words.Go:
		paint = p.Good
	case words.Wait, words.Check:
		paint = p.Wait
	case words.Stop:
		paint = p.Stop
	}
	return paint(v.Label) + strings.TrimPrefix(v.String(), v.Label)
}
