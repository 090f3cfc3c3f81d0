package main

import (
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/position"
	"github.com/errdocs/errdocs/internal/terminal"
	"github.com/errdocs/errdocs/internal/terms"
	"github.com/errdocs/errdocs/internal/vendorpage"
)

// printImport prints what went where, what was left out and what was written.
func (a *app) printImport(r *vendorpage.Report) {
	w, p := a.stdout, a.paint(0)
	title := r.Page.Title
	if title != "" {
		title = "“" + title + "”"
	}
	about := lists.Filter([]string{r.Page.Kind, r.Page.Encoding, title, r.Page.URL}, func(s string) bool { return s != "" })
	fmt.Fprintf(w, "%s: %s\n", r.Page.File, strings.Join(about, ", "))
	for i := range r.Sets {
		s := &r.Sets[i]
		fmt.Fprintf(w, "\n%s  %s, %s\n", p.Strong(s.ID), plural(len(s.Codes), "code"), s.File)
		for _, t := range s.Tables {
			printListing(w, p, t)
		}
		switch {
		case s.Drift != nil:
			printDrift(w, p, s.Drift)
		case r.DryRun:
			printCodes(w, s.Codes)
		}
	}
	if len(r.LeftOut) > 0 {
		fmt.Fprintf(w, "\n%s\n", p.Strong("left out"))
		for _, l := range r.LeftOut {
			fmt.Fprintf(w, "  line %-5d %-8s %s: %s\n", l.Line, l.What, l.Text, l.Why)
		}
	}
	for _, n := range r.Notes {
		fmt.Fprintf(w, "\n%s %s\n", p.Quiet("note:"), n)
	}
	for _, name := range r.Written {
		fmt.Fprintf(a.stderr, "wrote %s\n", name)
	}
}

// printListing prints what was read of the page and where its columns went.
func printListing(w io.Writer, p terminal.Paint, l vendorpage.Listing) {
	line := fmt.Sprintf("%s in line %d", l.Shape, l.Line)
	if l.Heading != "" {
		line += " under “" + position.Cut(l.Heading, 60) + "”"
	}
	line += fmt.Sprintf(", %d rows", l.Rows)
	if l.Lost > 0 {
		line += fmt.Sprintf(", %d characters left out", l.Lost)
	}
	fmt.Fprintf(w, "  %s\n", p.Quiet(line))
	for i, c := range l.Columns {
		to := string(c.Field)
		if c.Field == terms.Ignore {
			to = "left out: " + c.Why
		}
		if c.Filled > 0 {
			fmt.Fprintf(w, "    %-24s → %s\n", position.Cut(cmp.Or(c.Header, fmt.Sprintf("column %d", i+1)), 26), to)
		}
	}
}

func printCodes(w io.Writer, codes []vendorpage.CodeReport) {
	width := lists.Max(codes, func(c vendorpage.CodeReport) int { return min(terminal.Columns(c.Code), 40) })
	for _, c := range codes {
		var facts []string
		if c.Number != nil {
			facts = append(facts, strconv.FormatInt(*c.Number, 10))
		}
		for _, h := range c.HTTP {
			facts = append(facts, "HTTP "+strconv.Itoa(h))
		}
		if c.GRPC != "" {
			facts = append(facts, "gRPC "+string(c.GRPC))
		}
		fmt.Fprintf(w, "    %s  %-16s  %s\n", terminal.Pad(c.Code, width), strings.Join(facts, ", "), c.Title)
	}
}

func printDrift(w io.Writer, p terminal.Paint, d *vendorpage.Drift) {
	list := func(sign, word string, changes []vendorpage.Change, where string) {
		for _, c := range changes {
			text := c.To
			if c.From != "" {
				text = c.From + " → " + c.To
			}
			if text != "" {
				text = ": " + text
			}
			fmt.Fprintf(w, "    %s %-10s %s  %s%s\n", sign, word, p.Strong(c.Code), p.Quiet(fmt.Sprintf("%s %d", where, c.Line)), text)
		}
	}
	list("+", "added", d.Added, "page line")
	list("-", "removed", d.Removed, "line")
	list("~", "reworded", d.Reworded, "line")
	list("#", "renumbered", d.Renumbered, "line")
	if !d.Any() {
		fmt.Fprintln(w, "    the file agrees with the page")
	}
	if len(d.Removed) > 0 {
		fmt.Fprintf(w, "    %s\n", p.Quiet("removed codes stay, because their addresses are public; give them lifecycle: {status: removed}"))
	}
	if d.Unknown > 0 {
		fmt.Fprintf(w, "    %s\n", p.Quiet(plural(d.Unknown, "entry has", "entries have")+" no digest: their wording cannot be compared"))
	}
}
