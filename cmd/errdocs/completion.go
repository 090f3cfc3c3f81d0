package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

// shells are those that a completion script can be written for.
var shells = []string{"bash", "zsh", "fish", "powershell"}

func (a *app) completionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "completion <shell>",
		Short: "Print a script that completes commands and codes in a shell",
		Long:  "Completion prints a script for " + strings.Join(shells, ", ") + " that completes commands, flags, codes and vendors.",
		Example: `  source <(errdocs completion bash)
  errdocs completion zsh > "${fpath[1]}/_errdocs"
  errdocs completion fish > ~/.config/fish/completions/errdocs.fish`,
		Args:      wantArgs(1, 1, "the name of a shell"),
		ValidArgs: shells,
		RunE: func(cmd *cobra.Command, args []string) error {
			return writeCompletion(cmd.Root(), a.stdout, args[0])
		},
	}
}

func writeCompletion(root *cobra.Command, w io.Writer, shell string) error {
	switch shell {
	case "bash":
		return root.GenBashCompletionV2(w, true)
	case "zsh":
		return root.GenZshCompletion(w)
	case "fish":
		return root.GenFishCompletion(w, true)
	case "powershell":
		return root.GenPowerShellCompletionWithDesc(w)
	}
	return &usageError{fmt.Sprintf("there is no completion for %q", shell),
		nearest(shell, shells, "one of: "+strings.Join(shells, ", "))}
}
