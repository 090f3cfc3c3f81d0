package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

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

// progress is a line on a terminal that says what is being done. It appears when the work has taken a while and is
// removed at the end. The zero value is never shown.
type progress struct {
	w     io.Writer
	paint terminal.Paint

	mu    sync.Mutex
	text  string
	drawn bool

	done chan struct{} // closed to end it; nil if there is no terminal
	gone chan struct{} // closed when it is gone
}

// progressDelay is how long a command works silently, progressPace how often the line is drawn.
const (
	progressDelay = 300 * time.Millisecond
	progressPace  = 100 * time.Millisecond
)

// startProgress returns a progress line that shows on stderr if that is a terminal.
func (a *app) startProgress() *progress {
	p := &progress{w: a.stderr, paint: a.paint(1)}
	if a.terms[1] {
		p.done, p.gone = make(chan struct{}), make(chan struct{})
		go p.show()
	}
	return p
}

func (p *progress) show() {
	defer close(p.gone)
	for wait := progressDelay; ; wait = progressPace {
		select {
		case <-p.done:
			p.print("")
			return
		case <-time.After(wait):
			p.mu.Lock()
			fmt.Fprint(p.w, "\r\x1b[K", p.paint.Quiet(p.text+" …"))
			p.drawn = true
			p.mu.Unlock()
		}
	}
}

// say sets what the line says.
func (p *progress) say(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.text = text
}

// print replaces the line by other text.
func (p *progress) print(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.drawn {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.drawn = false
	}
	fmt.Fprint(p.w, text)
}

// stop removes the line and returns when it is gone.
func (p *progress) stop() {
	if p.done != nil {
		close(p.done)
		<-p.gone
	}
}
