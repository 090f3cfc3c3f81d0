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

// progress is a line on a terminal that says what is being done. It appears when that takes a while, and makes room for
// other text. The zero value writes nothing but that.
type progress struct {
	w        io.Writer
	paint    terminal.Paint
	terminal bool

	mu    sync.Mutex
	text  string // to be drawn, or drawn
	drawn bool
}

// progressDelay is how long a command works silently.
const progressDelay = 300 * time.Millisecond

// say sets what the line says, once it appears.
func (p *progress) say(text string) {
	p.print("")
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.text = text; p.terminal {
		time.AfterFunc(progressDelay, p.draw)
	}
}

func (p *progress) draw() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.text != "" && !p.drawn {
		fmt.Fprint(p.w, "\r\x1b[K", p.paint.Quiet(p.text+" …"))
		p.drawn = true
	}
}

// print replaces the line by other text, "" for none.
func (p *progress) print(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.drawn {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
	p.text, p.drawn = "", false
	fmt.Fprint(p.w, text)
}
