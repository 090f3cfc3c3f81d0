package main

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/errdocs/errdocs/internal/terminal"
)

// phases prints the phases of a build as they end. On a terminal, a line says what is being done: it appears when that takes a
// while, and makes room for other text. The zero value has no such line.
type phases struct {
	w              io.Writer
	paint          terminal.Paint
	terminal       bool
	started, since time.Time // the build, and the phase
	name           string

	mu    sync.Mutex
	text  string // of the line: to be drawn, or drawn
	drawn bool
}

func (a *app) startPhases() *phases {
	now := time.Now()
	return &phases{w: a.stderr, paint: a.paint(1), terminal: a.terms[1], started: now, since: now}
}

// phase begins a phase. One that had no result of its own ends with its time.
func (p *phases) phase(name string) {
	if p.name != "" {
		p.result("")
	}
	p.name, p.since = name, time.Now()
	p.say(name)
}

// result ends the phase with what came of it.
func (p *phases) result(text string) {
	p.line(p.name, text, time.Since(p.since))
	p.name = ""
}

// total prints the last line.
func (p *phases) total(text string) { p.line("total", text, time.Since(p.started)) }

func (p *phases) line(name, text string, took time.Duration) {
	line := fmt.Sprintf("%s %6d ms  %s", p.paint.Strong(fmt.Sprintf("%-8s", name)), took.Milliseconds(), text)
	p.print(strings.TrimRight(line, " ") + "\n")
}

// progressDelay is how long a command works silently.
const progressDelay = 300 * time.Millisecond

// say sets what the line says, once it appears.
func (p *phases) say(text string) {
	p.print("")
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.text = text; p.terminal {
		time.AfterFunc(progressDelay, p.draw)
	}
}

func (p *phases) draw() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.text != "" && !p.drawn {
		fmt.Fprint(p.w, "\r\x1b[K", p.paint.Quiet(p.text+" …"))
		p.drawn = true
	}
}

// print replaces the line by other text, "" for none.
func (p *phases) print(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.drawn {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
	p.text, p.drawn = "", false
	fmt.Fprint(p.w, text)
}
