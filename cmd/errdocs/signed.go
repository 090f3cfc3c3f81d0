package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// signed marks an argument such as -32600, which is a code and not a flag: no flag starts with a digit. The flag parser
// sees the mark, wantArgs removes it. No argument of a process contains this character.
const signed = "\x00"

// markSigned returns the arguments of a command line in which negative numbers are marked, except for the values of flags
// and what comes after "--".
func markSigned(root *cobra.Command, args []string) []string {
	cmd, _, err := root.Find(args)
	if err != nil {
		return args
	}
	args = slices.Clone(args)
	for i, arg := range args {
		if arg == "--" {
			break
		}
		if len(arg) > 1 && arg[0] == '-' && arg[1] >= '0' && arg[1] <= '9' && (i == 0 || !takesValue(cmd, args[i-1])) {
			args[i] = signed + arg
		}
	}
	return args
}

// takesValue reports whether an argument is a flag whose value is the next argument.
func takesValue(cmd *cobra.Command, arg string) bool {
	cmd.InheritedFlags() // makes the parents' flags known to Flags
	name, long := strings.CutPrefix(arg, "--")
	f := cmd.Flags().Lookup(name)
	if !long && len(arg) > 1 && arg[0] == '-' {
		f = cmd.Flags().ShorthandLookup(arg[len(arg)-1:])
	}
	return f != nil && (long || arg[0] == '-') && f.NoOptDefVal == ""
}
