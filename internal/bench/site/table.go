package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// printTables prints what everything cost, and how errdocs compares.
func printTables(w io.Writer, all []*contest) {
	line(w, "codes", "program", "CPU s", "wall s", "peak MiB", "CPU ms a code", "files", "MB", "first query kB")
	rule(w, 2, 7)
	for _, c := range all {
		for _, r := range c.order {
			m := r.median()
			line(w, fmt.Sprint(c.codes), r.name, some(m.cpu.Seconds(), 2), some(m.wall.Seconds(), 2), count(int(m.peak>>20)),
				some(m.cpu.Seconds()*1000/float64(c.codes), 2), count(r.files), some(float64(r.bytes)/1e6, 1), some(r.first/1e3, 1))
		}
	}
	fmt.Fprintln(w)
	line(w, "codes", "errdocs compared with", "CPU", "wall", "peak", "first query")
	rule(w, 2, 4)
	for _, c := range all {
		for _, pair := range [][2]string{{nameFull, nameBoth}, {nameFull, nameJSON}, {nameFull, nameFloor}, {nameSame, nameFull}, {nameCheck, nameFull}, {nameFind, nameFull}} {
			c.compare(w, pair[0], pair[1])
		}
		for _, e := range edits {
			for _, name := range e.rows() {
				c.compare(w, name, nameFull)
			}
		}
	}
	for _, c := range all {
		if c.parts != "" {
			fmt.Fprintf(w, "\nThe floor at %d codes, CPU: %s", c.codes, c.parts)
		}
	}
	fmt.Fprintln(w)
}

// compare prints how many times as much one program took as another.
func (c *contest) compare(w io.Writer, name, other string) {
	a, b := c.rows[name], c.rows[other]
	if a == nil || b == nil {
		return
	}
	what := other
	if name != nameFull {
		what = strings.TrimPrefix(name, "errdocs, ") + ": with everything"
	}
	m, n := a.median(), b.median()
	line(w, fmt.Sprint(c.codes), what, ratio(float64(m.cpu), float64(n.cpu)), ratio(float64(m.wall), float64(n.wall)),
		ratio(float64(m.peak), float64(n.peak)), ratio(a.first, b.first))
}

func line(w io.Writer, cells ...string) {
	fmt.Fprintf(w, "| %s |\n", strings.Join(cells, " | "))
}

// rule prints the line under a table's head: columns of text, then of numbers.
func rule(w io.Writer, text, numbers int) {
	fmt.Fprintf(w, "|%s%s\n", strings.Repeat(" --- |", text), strings.Repeat(" --: |", numbers))
}

func count(n int) string {
	if n == 0 {
		return "–"
	}
	return fmt.Sprint(n)
}

func some(f float64, digits int) string {
	if f == 0 {
		return "–"
	}
	return strconv.FormatFloat(f, 'f', digits, 64)
}

// ratio returns a over b: "1/3.2", "1.4 ×".
func ratio(a, b float64) string {
	switch {
	case a == 0 || b == 0:
		return "–"
	case a < b:
		return fmt.Sprintf("1/%.1f", b/a)
	}
	return fmt.Sprintf("%.2f ×", a/b)
}
