package main

import "github.com/spf13/cobra"

func (a *app) helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [command]",
		Short: "Show what a command does",
		Args:  wantArgs(0, 1, ""),
		RunE: func(cmd *cobra.Command, args []string) error {
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
