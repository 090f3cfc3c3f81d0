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
	cmd := define("completion", wantArgs(1, 1, "the name of a shell"), func(cmd *cobra.Command, args []string) error {
		return writeCompletion(cmd.Root(), a.stdout, args[0])
	})
	cmd.ValidArgs = shells
	return cmd
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
