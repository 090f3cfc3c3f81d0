package main

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/site"
)

func (a *app) diffCommand() *cobra.Command {
	format := choice{value: "text", of: []string{"text", "md", "json"}}
	cmd := &cobra.Command{
		Use:   "diff <old> <new>",
		Short: "Compare two versions of a catalog",
		Long: `Diff lists the codes that were added, removed, renamed, deprecated or changed between two versions of a
catalog, and the addresses that the new site would lose.

A version is a folder, or a git revision of the content directory. The exit status is 1 when an address is
lost.`,
		Example: `  errdocs diff HEAD~1 .
  errdocs diff v1.0 v1.1 --format md`,
		Args: wantArgs(2, 2, "two versions of a catalog"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.diff(cmd.Context(), args[0], args[1], format.value)
		},
	}
	choose(cmd, &format, "format", "how to print: text, md (Markdown, for a pull request) or json")
	return cmd
}

// comparison is what differs between two versions.
type comparison struct {
	old, now string // as they were called
	cat      *content.Catalog
	changes  []content.CodeDiff
	lost     []content.Address
}

func (a *app) diff(ctx context.Context, old, now, format string) error {
	before, err := a.openVersion(ctx, old)
	if err != nil {
		return err
	}
	after, err := a.openVersion(ctx, now)
	if err != nil {
		return err
	}
	c := comparison{old: old, now: now, cat: after, changes: content.Diff(before, after)}
	if c.lost, err = site.Lost(before, after, site.Options{}); err != nil {
		return err
	}
	if len(c.lost) > 0 {
		a.status = exitProblems
	}
	switch format {
	case "json":
		return a.writeJSON(c.json())
	case "md":
		c.writeMarkdown(a)
	default:
		c.writeText(a)
		fmt.Fprintln(a.stderr, c.summary())
	}
	return nil
}

// changeKinds are the kinds of changes in the order in which they are told.
var changeKinds = []content.DiffKind{
	content.CodeRemoved, content.CodeRenamed, content.CodeAdded, content.CodeDeprecated, content.CodeChanged,
}

// of returns the changes of one kind.
func (c *comparison) of(kind content.DiffKind) []content.CodeDiff {
	var list []content.CodeDiff
	for _, ch := range c.changes {
		if ch.Kind == kind {
			list = append(list, ch)
		}
	}
	return list
}

func (c *comparison) summary() string {
	var parts []string
	for _, kind := range changeKinds {
		if n := len(c.of(kind)); n > 0 {
			parts = append(parts, fmt.Sprintf("%s %s", grouped(n), kind))
		}
	}
	text := strings.Join(parts, ", ")
	if text == "" {
		text = "no code differs"
	}
	if n := len(c.lost); n > 0 {
		text += "; " + plural(n, "address", "addresses") + " lost"
	}
	return text
}

func (c *comparison) writeText(a *app) {
	p := a.paint(0)
	for _, l := range c.lost {
		fmt.Fprintf(a.stdout, "%s %s%s\n", p.Bad(fmt.Sprintf("%-10s", "lost")), l.Path, ledTo(l))
	}
	for _, kind := range changeKinds {
		for _, ch := range c.of(kind) {
			code := ch.Code()
			fmt.Fprintf(a.stdout, "%s %s  %s\n", p.Strong(fmt.Sprintf("%-10s", kind)), code.ID(), code.Title)
			if kind == content.CodeRenamed {
				fmt.Fprintf(a.stdout, "           was %s\n", ch.Old.ID())
			}
			for _, f := range ch.Fields {
				fmt.Fprintf(a.stdout, "           %s %s\n", p.Quiet(f.Field+":"), fieldText(f, plainText))
			}
		}
	}
}

func ledTo(l content.Address) string {
	if l.Target == "" || l.Path == "/"+l.Target+"/" {
		return ""
	}
	return " (led to " + l.Target + ")"
}

func (c *comparison) writeMarkdown(a *app) {
	fmt.Fprintf(a.stdout, "### Error codes: %s → %s\n\n%s.\n", codeSpan(c.old), codeSpan(c.now), c.summary())
	if len(c.lost) > 0 {
		fmt.Fprint(a.stdout, "\n#### Addresses that would be lost\n\n")
	}
	for _, l := range c.lost {
		fmt.Fprintf(a.stdout, "- %s%s\n", codeSpan(l.Path), ledTo(l))
	}
	for _, kind := range changeKinds {
		if len(c.of(kind)) > 0 {
			fmt.Fprintf(a.stdout, "\n#### %s\n\n", strings.ToUpper(string(kind[:1]))+string(kind[1:]))
		}
		for _, ch := range c.of(kind) {
			code := ch.Code()
			fmt.Fprintf(a.stdout, "- %s %s %s", codeSpan(code.Code), codeSpan(code.ID()), codeSpan(code.Title))
			if kind == content.CodeRenamed {
				fmt.Fprintf(a.stdout, ", was %s", codeSpan(ch.Old.ID()))
			}
			fmt.Fprintln(a.stdout)
			for _, f := range ch.Fields {
				fmt.Fprintf(a.stdout, "  - %s: %s\n", f.Field, fieldText(f, codeSpan))
			}
		}
	}
}

func plainText(s string) string { return s }

// codeSpan returns a text as Markdown code, whatever is in it.
func codeSpan(s string) string {
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return fence + s + fence
}

// fieldText tells how a field changed, in a few words.
func fieldText(f content.FieldDiff, show func(string) string) string {
	if f.Old == f.New {
		return "a file that it names"
	}
	old, now := clip(f.Old, f.New)
	for _, s := range []*string{&old, &now} {
		if *s == "" {
			*s = "nothing"
		} else {
			*s = show(*s)
		}
	}
	return old + " → " + now
}

// maxField is how many characters of a value are shown, leadIn how many of them before the difference.
const (
	maxField = 60
	leadIn   = 12
)

// clip shortens two texts to the part where they differ.
func clip(old, now string) (string, string) {
	if utf8.RuneCountInString(old) <= maxField && utf8.RuneCountInString(now) <= maxField {
		return old, now
	}
	a, b := []rune(old), []rune(now)
	same := 0
	for same < min(len(a), len(b)) && a[same] == b[same] {
		same++
	}
	from := max(same-leadIn, 0)
	return part(a, from), part(b, from)
}

// part returns at most maxField characters of a text from an index on.
func part(r []rune, from int) string {
	from = min(from, len(r))
	to := min(from+maxField, len(r))
	text := string(r[from:to])
	if from > 0 {
		text = "…" + text
	}
	if to < len(r) {
		text += "…"
	}
	return text
}

func (c *comparison) json() any {
	type field struct {
		Field string `json:"field"`
		Old   string `json:"old"`
		New   string `json:"new"`
	}
	type change struct {
		Kind content.DiffKind `json:"kind"`
		jsonCode
		From   string  `json:"from,omitempty"` // the id that a renamed code had
		Fields []field `json:"fields,omitempty"`
	}
	type lost struct {
		Address string `json:"address"`
		LedTo   string `json:"led_to,omitempty"`
	}
	changes, addresses := []change{}, []lost{}
	for _, kind := range changeKinds {
		for _, ch := range c.of(kind) {
			j := change{Kind: kind, jsonCode: newJSONCode(c.cat, ch.Code())}
			if kind == content.CodeRenamed {
				j.From = ch.Old.ID()
			}
			for _, f := range ch.Fields {
				j.Fields = append(j.Fields, field(f))
			}
			changes = append(changes, j)
		}
	}
	for _, l := range c.lost {
		addresses = append(addresses, lost{l.Path, l.Target})
	}
	return map[string]any{"old": c.old, "new": c.now, "changes": changes, "lost": addresses}
}
