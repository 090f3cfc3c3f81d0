package main

import (
	_ "embed" // help.md and help.tmpl
	"fmt"
	"strings"

	"github.com/spf13/cobra"
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
		var names []string
		for _, c := range cmd.Root().Commands() {
			if !c.Hidden && len(args) == 0 {
				names = append(names, c.Name())
			}
		}
		return names, cobra.ShellCompDirectiveNoFileComp
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
