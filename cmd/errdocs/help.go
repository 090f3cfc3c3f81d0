package main

import (
	_ "embed" // help.md and help.tmpl
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/content"
)

func (a *app) helpCommand() *cobra.Command {
	cmd := define("help", wantArgs(0, 2, ""), func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 && args[0] == "format" {
			return a.helpFormat(strings.Join(args[1:], ""))
		}
		if len(args) > 1 {
			return &usageError{fmt.Sprintf("errdocs help does not accept the argument %q", args[1]), cmd.UseLine()}
		}
		about := cmd.Root()
		if len(args) == 1 {
			var err error
			if about, _, err = cmd.Root().Find(args); err != nil || about == cmd.Root() {
				return unknownCommand(cmd.Root(), args[0])
			}
		}
		about.InitDefaultHelpFlag()
		return about.Help()
	})
	cmd.ValidArgsFunction = func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return namesOfCommands(cmd.Root()), cobra.ShellCompDirectiveNoFileComp
	}
	return cmd
}

// helpText is the layout of help and usage.
//
//go:embed help.tmpl
var helpText string

// texts are the texts of the commands. Below the heading of each, which says how it is called, are a line about it, what it
// does, and examples.
//
//go:embed help.md
var texts string

// define returns a command with its texts.
func define(name string, args cobra.PositionalArgs, run func(*cobra.Command, []string) error) *cobra.Command {
	_, text, _ := strings.Cut(texts, "\n## "+name)
	text, _, _ = strings.Cut(text, "\n## ")
	text, example, _ := strings.Cut(text, "\nExamples\n\n")
	part := append(strings.SplitN(text, "\n\n", 3), "")
	return &cobra.Command{
		Use: name + part[0], Short: strings.TrimSpace(part[1]), Long: strings.TrimRight(part[2], "\n"), Example: strings.TrimRight(example, "\n"),
		Args: args, RunE: run,
	}
}

// formatKey is a key of the format, as the reference of the guide explains it.
type formatKey struct {
	file, section, name string
	text                []string // lines of Markdown
}

var (
	referenceTitle   = regexp.MustCompile(`(?m)^title: "Reference: (.*)"$`)
	referenceSection = regexp.MustCompile("^## `?([^`]*)`?$")
	referenceTerm    = regexp.MustCompile("^`([^`]+)`")
	markdownLink     = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)
)

// formatKeys reads the reference, whose pages a test generates.
func formatKeys() (keys []formatKey) {
	pages, _ := fs.Glob(content.Errdocs(), "pages/guide/reference/*.md") // the pattern is well formed
	for _, page := range pages {
		text, _ := fs.ReadFile(content.Errdocs(), page) // it is compiled in
		file := referenceTitle.FindStringSubmatch(string(text))[1]
		section := ""
		for line := range strings.Lines(string(text)) {
			line = strings.TrimRight(line, "\n")
			if s := referenceSection.FindStringSubmatch(line); s != nil {
				section = s[1]
			} else if term := referenceTerm.FindStringSubmatch(line); term != nil && section != "" {
				keys = append(keys, formatKey{file, section, term[1], []string{line}})
			} else if n := len(keys); n > 0 && keys[n-1].file == file && keys[n-1].section == section {
				keys[n-1].text = append(keys[n-1].text, line)
			}
		}
	}
	return keys
}

// helpFormat explains the keys with a name, or lists all keys for "".
func (a *app) helpFormat(name string) error {
	keys := formatKeys()
	if name == "" {
		a.listKeys(keys)
		return nil
	}
	p := a.paint(0)
	var names []string
	shown := map[string]bool{} // several mappings have the same key
	for _, k := range keys {
		names = append(names, k.name)
		if k.name != name && k.section+"."+k.name != name {
			continue
		}
		if about := k.text[1]; shown[about] {
			continue
		} else if len(shown) > 0 {
			fmt.Fprintln(a.stdout)
		}
		shown[k.text[1]] = true
		fmt.Fprintf(a.stdout, "%s  %s\n", p.Strong(strings.NewReplacer("`", "").Replace(k.text[0])), p.Quiet(k.file+", "+strings.ToLower(k.section)))
		text := strings.TrimRight(strings.Join(k.text[1:], "\n"), "\n")
		text = markdownLink.ReplaceAllString(strings.TrimPrefix(text, ": "), "$1")
		fmt.Fprintln(a.stdout, "  "+strings.NewReplacer("\n\n", "\n", `\<`, "<").Replace(text))
	}
	if len(shown) == 0 {
		return &usageError{fmt.Sprintf("the format has no key %q", cut(name)), nearest(name, names, "errdocs help format lists them")}
	}
	return nil
}

// listKeys prints the keys of each mapping on a line.
func (a *app) listKeys(keys []formatKey) {
	last := ""
	for _, k := range keys {
		if at := k.file + ", " + strings.ToLower(k.section); at != last {
			if last != "" {
				fmt.Fprintln(a.stdout)
			}
			fmt.Fprintf(a.stdout, "%s\n ", a.paint(0).Strong(at))
			last = at
		}
		fmt.Fprint(a.stdout, " "+k.name)
	}
	fmt.Fprintln(a.stdout)
}
