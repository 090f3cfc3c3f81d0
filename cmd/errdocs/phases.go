package main

import (
	"fmt"
	"strings"
	"time"
)

// phases prints the phases of a build to stderr as they end.
type phases struct {
	a        *app
	progress *progress
	started  time.Time
	name     string
	since    time.Time
}

func (a *app) startPhases() *phases {
	now := time.Now()
	return &phases{a: a, progress: &progress{w: a.stderr, paint: a.paint(1), terminal: a.terms[1]}, started: now, since: now}
}

// phase begins a phase. One that had no result of its own ends with its time.
func (r *phases) phase(name string) {
	if r.name != "" {
		r.result("")
	}
	r.name, r.since = name, time.Now()
	r.progress.say(name)
}

// result ends the phase with what came of it.
func (r *phases) result(text string) {
	r.line(r.name, text, time.Since(r.since))
	r.name = ""
}

// total prints the last line.
func (r *phases) total(text string) { r.line("total", text, time.Since(r.started)) }

func (r *phases) line(name, text string, took time.Duration) {
	name = r.a.paint(1).Strong(fmt.Sprintf("%-8s", name))
	line := fmt.Sprintf("%s %6d ms  %s", name, took.Milliseconds(), text)
	r.progress.print(strings.TrimRight(line, " ") + "\n")
}

// end takes the progress line away.
func (r *phases) end() { r.progress.print("") }
