package report

import (
	"fmt"
	"io"
	"strings"
)

// maxAnnotations is how many errors GitHub shows of one step; it drops the rest silently.
const maxAnnotations = 10

// WriteAnnotations writes the problems as workflow commands of GitHub Actions, which GitHub shows in the diff. Those
// beyond GitHub's limit are plain text in the log, and a notice says so.
func (e *Problems) WriteAnnotations(w io.Writer) {
	for i, p := range e.Problems {
		if i >= maxAnnotations {
			p.File = e.File(p)
			fmt.Fprintln(w, p)
			continue
		}
		message := p.Message
		if p.Hint != "" {
			message += "\nhint: " + p.Hint
		}
		fmt.Fprintf(w, "::error file=%s,line=%d,col=%d,endColumn=%d,title=%s::%s\n", escapeProperty(e.File(p)),
			p.Line, p.Col, p.Col+p.Width, escapeProperty(p.Rule), escapeData(message))
	}
	if n := len(e.Problems); n > maxAnnotations {
		fmt.Fprintf(w, "::notice title=errdocs::%d problems; the first %d are annotated, the log has all\n", n, maxAnnotations)
	}
}

// escapeData and escapeProperty follow the toolkit of GitHub Actions (packages/core/src/command.ts).
var (
	escapeData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace
	escapeProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace
)
