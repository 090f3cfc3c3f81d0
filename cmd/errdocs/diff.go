package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/terminal"
	"github.com/errdocs/errdocs/site"
)

func (a *app) diffCommand() *cobra.Command {
	cmd := define("diff", wantArgs(2, 2, "two versions of a catalog"), func(cmd *cobra.Command, args []string) error {
		return a.diff(cmd.Context(), args[0], args[1])
	})
	a.formats(cmd, "how to print: text, changes (drafts for changes.yaml) or json", "text", "changes", "json")
	return cmd
}

// comparison is the difference between two versions.
type comparison struct {
	old, now string // as they were called
	cat      *content.Catalog
	changes  []content.CodeDiff // by kind, as in changeKinds
	lost     []content.Address
}

// changeKinds are the kinds of changes in the order in which they are printed.
var changeKinds = []content.DiffKind{
	content.CodeRemoved, content.CodeRenamed, content.CodeMoved, content.CodeAdded, content.CodeDeprecated, content.CodeChanged,
}

func (a *app) diff(ctx context.Context, old, now string) error {
	before, err := a.openVersion(ctx, old)
	if err != nil {
		return err
	}
	after, err := a.openVersion(ctx, now)
	if err != nil {
		return err
	}
	c := comparison{old: old, now: now, cat: after, changes: content.Diff(before, after)}
	slices.SortStableFunc(c.changes, func(a, b content.CodeDiff) int {
		return cmp.Compare(slices.Index(changeKinds, a.Kind), slices.Index(changeKinds, b.Kind))
	})
	if c.lost, err = site.Lost(before, after, site.Options{}); err != nil {
		return err
	}
	if len(c.lost) > 0 {
		a.status = exitProblems
	}
	switch a.format {
	case "json":
		return a.writeJSON(c.json())
	case "changes":
		c.writeChanges(a.stdout, time.Now().Format(time.DateOnly))
	default:
		c.writeText(a.stdout, a.paint(0))
		fmt.Fprintln(a.stderr, c.summary())
	}
	return nil
}

func (c *comparison) summary() string {
	var parts []string
	count := map[content.DiffKind]int{}
	for _, ch := range c.changes {
		count[ch.Kind]++
	}
	for _, kind := range changeKinds {
		if count[kind] > 0 {
			parts = append(parts, fmt.Sprintf("%s %s", grouped(count[kind]), kind))
		}
	}
	text := cmp.Or(strings.Join(parts, ", "), "no code differs")
	if n := len(c.lost); n > 0 {
		text += "; " + plural(n, "address", "addresses") + " lost"
	}
	return text
}

func (c *comparison) writeText(w io.Writer, p terminal.Paint) {
	for _, l := range c.lost {
		fmt.Fprintf(w, "%s %s%s\n", p.Bad(fmt.Sprintf("%-10s", "lost")), l.Path, ledTo(l))
	}
	for _, ch := range c.changes {
		code := ch.Code()
		fmt.Fprintf(w, "%s %s  %s\n", p.Strong(fmt.Sprintf("%-10s", ch.Kind)), code.ID(), code.Title)
		if was := formerID(ch); was != "" {
			fmt.Fprintf(w, "           was %s\n", was)
		}
		for _, f := range ch.Fields {
			fmt.Fprintf(w, "           %s %s\n", p.Quiet(f.Field+":"), fieldText(f))
		}
	}
}

// formerID returns the id that a renamed or moved code had, "" for others.
func formerID(ch content.CodeDiff) string {
	if ch.New == nil || ch.Old == nil || ch.Old.ID() == ch.New.ID() {
		return ""
	}
	return ch.Old.ID()
}

func ledTo(l content.Address) string {
	if l.Target == "" || l.Path == "/"+l.Target+"/" {
		return ""
	}
	return " (led to " + l.Target + ")"
}

// fieldText says in a few words how a field changed.
func fieldText(f content.FieldDiff) string {
	if f.Old == f.New {
		return "a file that it names"
	}
	old, now := f.Clip()
	return cmp.Or(old, "nothing") + " → " + cmp.Or(now, "nothing")
}

func (c *comparison) json() any {
	type change struct {
		Kind content.DiffKind `json:"kind"`
		jsonCode
		From   string              `json:"from,omitempty"`
		Fields []content.FieldDiff `json:"fields,omitempty"`
	}
	type lost struct {
		Address string `json:"address"`
		LedTo   string `json:"led_to,omitempty"`
	}
	changes, addresses := []change{}, []lost{}
	for _, ch := range c.changes {
		changes = append(changes, change{ch.Kind, newJSONCode(c.cat, ch.Code()), formerID(ch), ch.Fields})
	}
	for _, l := range c.lost {
		addresses = append(addresses, lost{l.Path, l.Target})
	}
	return map[string]any{"old": c.old, "new": c.now, "changes": changes, "lost": addresses}
}

// announced are the kinds of entries of changes.yaml, with what they are about.
var announced = []struct {
	kind  content.AnnouncementKind
	about []content.DiffKind
}{
	{"added", []content.DiffKind{content.CodeAdded}},
	{"changed", []content.DiffKind{content.CodeChanged, content.CodeRenamed, content.CodeMoved, content.CodeDeprecated}},
	{"removed", []content.DiffKind{content.CodeRemoved}},
}

// writeChanges writes drafts of entries for changes.yaml, one for each kind, without internal codes. What is gone has no
// entry to refer to.
func (c *comparison) writeChanges(w io.Writer, day string) {
	for _, a := range announced {
		var lines, refs []string
		for _, ch := range c.changes {
			code := ch.Code()
			if !slices.Contains(a.about, ch.Kind) || code.Internal() {
				continue
			}
			line := fmt.Sprintf("    - %s of %s", content.CodeSpan(code.Code), content.CodeSpan(code.Set.Vendor.Name))
			for i, f := range ch.Fields {
				line += map[bool]string{true: ": ", false: ", "}[i == 0] + f.Field
			}
			if lines = append(lines, line); ch.New != nil {
				refs = append(refs, code.ID())
			}
		}
		if len(lines) == 0 {
			continue
		}
		fmt.Fprintf(w, "- date: %s\n  title: %s %s\n  kind: %s\n  summary: |\n%s\n", day, plural(len(lines), "code"), a.kind, a.kind, strings.Join(lines, "\n"))
		if len(refs) > 0 {
			fmt.Fprintf(w, "  codes: [%s]\n", strings.Join(refs, ", "))
		}
	}
}
