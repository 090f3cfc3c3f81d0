package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

func (a *app) helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [command | format [key]]",
		Short: "Show what a command does, or what a key of the catalog means",
		Args:  wantArgs(0, 2, ""),
		RunE: func(cmd *cobra.Command, args []string) error {
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
		},
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			var names []string
			for _, c := range cmd.Root().Commands() {
				if !c.Hidden && len(args) == 0 {
					names = append(names, c.Name())
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
	}
}

// helpText is the layout of help and usage.
const helpText = `{{with or .Long .Short}}{{.}}
{{end}}{{if .Runnable}}
Usage
  {{.UseLine}}
{{end}}{{if .HasAvailableSubCommands}}
Commands
{{range .Commands}}{{if or .IsAvailableCommand (eq .Name "help")}}  {{rpad .Name 12}}{{.Short}}
{{end}}{{end}}{{end}}{{if .HasExample}}
Examples
{{.Example}}
{{end}}{{if .HasAvailableLocalFlags}}
Flags
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}
{{end}}{{if .HasAvailableInheritedFlags}}
Flags of all commands
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}
{{end}}`
