package main

import (
	"fmt"
	"strings"
	"time"
)

// phases prints the phases of a build to stderr as they end.
type phases struct {
	progress
	started, since time.Time // the build, and the phase
	name           string
}

func (a *app) startPhases() *phases {
	now := time.Now()
	return &phases{progress: progress{w: a.stderr, paint: a.paint(1), terminal: a.terms[1]}, started: now, since: now}
}

// phase begins a phase. One that had no result of its own ends with its time.
func (r *phases) phase(name string) {
	if r.name != "" {
		r.result("")
	}
	r.name, r.since = name, time.Now()
	r.say(name)
}

// result ends the phase with what came of it.
func (r *phases) result(text string) {
	r.line(r.name, text, time.Since(r.since))
	r.name = ""
}

// total prints the last line.
func (r *phases) total(text string) { r.line("total", text, time.Since(r.started)) }

func (r *phases) line(name, text string, took time.Duration) {
	line := fmt.Sprintf("%s %6d ms  %s", r.paint.Strong(fmt.Sprintf("%-8s", name)), took.Milliseconds(), text)
	r.print(strings.TrimRight(line, " ") + "\n")
}
