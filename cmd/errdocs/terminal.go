package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"
	"unicode"
)

// isTerminal reports whether a file is a terminal. A character device that is not the null device is as
// near as one gets without a call of its own for each system.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err == nil && !os.SameFile(info, null)
}

// painter puts colours around text. The zero value puts none. No meaning is in a colour alone.
type painter struct{ on bool }

// paint returns the painter of stdout (0) or stderr (1). An explicit flag wins over NO_COLOR
// (https://no-color.org), and that over what the stream is.
func (a *app) paint(stream int) painter {
	switch {
	case a.color.value != "auto":
		return painter{a.color.value == "always"}
	case os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb":
		return painter{}
	}
	return painter{a.terms[stream]}
}

func (p painter) wrap(code, s string) string {
	if !p.on || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

func (p painter) strong(s string) string { return p.wrap("1", s) }
func (p painter) quiet(s string) string  { return p.wrap("2", s) }
func (p painter) bad(s string) string    { return p.wrap("1;31", s) }
func (p painter) good(s string) string   { return p.wrap("32", s) }
func (p painter) wait(s string) string   { return p.wrap("33", s) }
func (p painter) stop(s string) string   { return p.wrap("31", s) }
func (p painter) link(s string) string   { return p.wrap("36", s) }

// progress is one line on a terminal that says what is being done. It appears when the work has taken
// a while and is gone at the end. The zero value never shows.
type progress struct {
	w     io.Writer
	paint painter

	mu    sync.Mutex
	text  string
	drawn bool

	done chan struct{} // closed to end it; nil where there is no terminal
	gone chan struct{} // closed when it is gone
}

// progressDelay is how long a command works in silence, progressPace how often the line is drawn.
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
			fmt.Fprint(p.w, "\r\x1b[K", p.paint.quiet(p.text+" …"))
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

// print writes other text in place of the line.
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

// columns returns how many columns of a terminal a text takes.
func columns(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case wide(r):
			n += 2
		default:
			n++
		}
	}
	return n
}

// wide reports whether a character takes two columns: the blocks that Unicode's EastAsianWidth.txt
// calls wide or full-width, and the pictographs.
func wide(r rune) bool {
	if r < 0x1100 {
		return false
	}
	for _, b := range [][2]rune{
		{0x1100, 0x115f}, {0x2e80, 0x303e}, {0x3041, 0x33ff}, {0x3400, 0x4dbf}, {0x4e00, 0xa4cf}, {0xa960, 0xa97f},
		{0xac00, 0xd7a3}, {0xf900, 0xfaff}, {0xfe30, 0xfe6f}, {0xff01, 0xff60}, {0xffe0, 0xffe6},
		{0x1f300, 0x1f64f}, {0x1f680, 0x1f6ff}, {0x1f900, 0x1f9ff}, {0x1fa70, 0x1faff}, {0x20000, 0x3fffd},
	} {
		if r >= b[0] && r <= b[1] {
			return true
		}
	}
	return false
}

// fill breaks a text into lines of at most width columns; each line starts with indent, which counts.
// A word that is longer than a line has one of its own, for an address must stay whole.
func fill(text, indent string, width int) string {
	var b strings.Builder
	for paragraph := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
		used := 0
		for word := range strings.FieldsSeq(paragraph) {
			switch w := columns(word); {
			case used == 0:
				b.WriteString(indent)
				used = columns(indent) + w
			case used+1+w > width:
				b.WriteString("\n" + indent)
				used = columns(indent) + w
			default:
				b.WriteByte(' ')
				used += 1 + w
			}
			b.WriteString(word)
		}
		if used > 0 {
			b.WriteByte('\n')
		}
	}
	return b.String()
}
