package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/catalogfile"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/position"
	"github.com/errdocs/errdocs/internal/report"
	"github.com/errdocs/errdocs/internal/vendorpage"
)

// app is one run of the command line.
type app struct {
	stdin   io.Reader
	stdout  *bufio.Writer // results
	stderr  io.Writer     // everything else
	terms   [2]bool       // whether stdout and stderr are terminals
	status  int           // of a command that ended without an error
	color   string        // --color
	format  string        // --format, of the commands that have it
	vendor  string        // --vendor, likewise
	content []string      // --content
	themes  string        // --templates
	source  *source       // that a command looks things up in

	changing sync.Mutex // held while files are changed: an interrupt lets that come to its end
}

// whole runs what an interrupt must not cut short.
func (a *app) whole(f func()) {
	a.changing.Lock()
	defer a.changing.Unlock()
	f()
}

func newApp(stdin io.Reader, stdout, stderr io.Writer) *app {
	return &app{
		stdin:  stdin,
		stdout: bufio.NewWriter(stdout),
		stderr: stderr,
		terms:  [2]bool{isTerminal(stdout), isTerminal(stderr)},
	}
}

// run executes one command and returns the exit status.
func (a *app) run(ctx context.Context, args []string) int {
	defer a.close()
	root := a.command()
	root.SetArgs(markSigned(root, args))
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	err := root.ExecuteContext(ctx)
	if ferr := a.stdout.Flush(); ferr != nil { // the error of any write since the start
		err = fmt.Errorf("write the result: %w", ferr)
	}
	if err == nil {
		return a.status
	}
	return a.fail(ctx, err)
}

// command returns the tree of commands. Without arguments it shows the help.
func (a *app) command() *cobra.Command {
	root := &cobra.Command{
		Use:   "errdocs <command>",
		Short: "Turn a catalog of error codes into a searchable static site",
		Long: `errdocs turns a catalog of error codes into a searchable static site.

In a folder with content/ it works on that catalog, elsewhere on the built-in one.`,
		Args:          wantArgs(0, -1, ""),
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return cmd.Help()
		}
		return unknownCommand(root, args[0])
	}
	root.SetFlagErrorFunc(flagError)
	root.SetHelpTemplate(helpText)
	root.SetUsageTemplate(helpText)
	flags := root.PersistentFlags()
	flags.SortFlags = false
	flags.StringArrayVar(&a.content, "content", nil, "`folder` of the catalog (default: ./content, or else the built-in one); a second one adds its vendors and images")
	flags.StringVar(&a.themes, "templates", "", "folder whose files replace those of the theme (default: templates next to the catalog)")
	a.color = "auto"
	flags.Var(choice[string]{&a.color, []string{"auto", "always", "never"}}, "color", "use colors: auto, always or never")
	flags.BoolP("help", "h", false, "show help")
	cobra.EnableCommandSorting = false
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpCommand(a.helpCommand())
	root.AddCommand(a.buildCommand(), a.assembleCommand(), a.checkCommand(), a.rulesCommand(), a.serveCommand(),
		a.explainCommand(), a.findCommand(), a.searchCommand(), a.listCommand(), a.openCommand(), a.statsCommand(),
		a.importCommand(), a.initCommand(), a.newCommand(), a.renameCommand(), a.fixCommand(), a.schemaCommand(),
		a.diffCommand(), a.exportCommand(), a.mcpCommand(), a.completionCommand(), a.versionCommand())
	for _, c := range root.Commands() {
		c.Flags().SortFlags = false
	}
	return root
}

// failure is an error with the exit status that it leads to, and a hint about what to do.
type failure struct {
	error
	status int
	hint   string
}

func (e *failure) Unwrap() error  { return e.error }
func (e *failure) Advice() string { return e.hint }

// usageError is a wrong call of errdocs.
type usageError struct{ message, hint string }

func (e *usageError) Error() string  { return e.message }
func (e *usageError) Advice() string { return e.hint }

func unknownCommand(root *cobra.Command, word string) error {
	return &usageError{fmt.Sprintf("there is no command %q", word), nearest(word, namesOfCommands(root), "errdocs help lists the commands")}
}

func namesOfCommands(root *cobra.Command) []string {
	shown := lists.Filter(root.Commands(), func(c *cobra.Command) bool { return !c.Hidden })
	return lists.Each(shown, (*cobra.Command).Name)
}

// flagError adds the nearest name to the flag package's message.
func flagError(cmd *cobra.Command, err error) error {
	hint := cmd.CommandPath() + " --help lists the flags"
	unknown, ok := errors.AsType[*pflag.NotExistError](err)
	if !ok {
		return &usageError{err.Error(), hint}
	}
	var names []string
	add := func(f *pflag.Flag) { names = append(names, "--"+f.Name) }
	cmd.Flags().VisitAll(add)
	cmd.InheritedFlags().VisitAll(add)
	slices.Sort(names)
	name := "--" + unknown.GetSpecifiedName()
	if short := unknown.GetSpecifiedShortnames(); short != "" {
		name = "-" + unknown.GetSpecifiedName()
		if cmd.Name() == "explain" || cmd.Name() == "search" {
			hint = "if it is a code: " + cmd.CommandPath() + " -- -" + short
		}
	}
	return &usageError{fmt.Sprintf("%s has no flag %s", cmd.CommandPath(), name), nearest(name, slices.Compact(names), hint)}
}

// nearest returns a hint with the candidate that was most likely meant.
func nearest(word string, candidates []string, otherwise string) string {
	if near := content.Nearest(word, candidates); near != "" {
		return fmt.Sprintf("did you mean %s?", near)
	}
	return otherwise
}

// wantArgs requires at least min and at most max arguments; a negative max means no limit.
func wantArgs(min, max int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		for i := range args {
			args[i] = strings.TrimPrefix(args[i], signed)
		}
		switch {
		case len(args) < min:
			return &usageError{fmt.Sprintf("%s needs %s", cmd.CommandPath(), what), cmd.UseLine()}
		case max >= 0 && len(args) > max:
			return &usageError{fmt.Sprintf("%s does not accept the argument %q", cmd.CommandPath(), args[max]), cmd.UseLine()}
		}
		return nil
	}
}

// choice is a flag that takes a word of a closed list.
type choice[T ~string] struct {
	value *T
	of    []string
}

func (c choice[T]) String() string { return string(*c.value) }
func (c choice[T]) Type() string   { return "word" }

// Set takes the value from the command line.
func (c choice[T]) Set(s string) error {
	if !slices.Contains(c.of, s) {
		return errors.New(nearest(s, c.of, "want one of "+strings.Join(c.of, ", ")))
	}
	*c.value = T(s)
	return nil
}

// choose adds such a flag to a command, with completion.
func choose[T ~string](cmd *cobra.Command, value *T, name, usage string, of ...string) {
	cmd.Flags().Var(choice[T]{value, of}, name, usage)
	complete(cmd, name, cobra.FixedCompletions(of, cobra.ShellCompDirectiveNoFileComp))
}

// formats adds the flag --format to a command. The first format is the default, which is the same for all commands.
func (a *app) formats(cmd *cobra.Command, usage string, of ...string) {
	a.format = of[0]
	choose(cmd, &a.format, "format", usage, of...)
}

// vendors adds the flag --vendor to a command.
func (a *app) vendors(cmd *cobra.Command, usage string) {
	cmd.Flags().StringVar(&a.vendor, "vendor", "", usage)
	complete(cmd, "vendor", a.completing(vendorsOf))
}

// complete gives a flag of a command completion.
func complete(cmd *cobra.Command, flag string, list cobra.CompletionFunc) {
	_ = cmd.RegisterFlagCompletionFunc(flag, list) // fails only for a flag that is not there
}

// fail prints an error and returns its exit status.
func (a *app) fail(ctx context.Context, err error) int {
	if errors.Is(err, context.Canceled) && ctx.Err() != nil {
		fmt.Fprintln(a.stderr, "errdocs: interrupted; nothing was changed")
		return exitInterrupted
	}
	if problems, ok := errors.AsType[*report.Problems](err); ok {
		problems.WriteText(a.stderr, a.paint(1))
		a.countProblems(problems)
		return exitProblems
	}
	a.complain(err.Error(), advice(err))
	return statusOfError(err)
}

// statusOfError returns the exit status of an error other than problems.
func statusOfError(err error) int {
	if e, ok := errors.AsType[*failure](err); ok {
		return e.status
	}
	_, usage := errors.AsType[*usageError](err)
	page, ofPage := errors.AsType[*vendorpage.Error](err)
	file, ofFile := errors.AsType[*catalogfile.Error](err)
	switch {
	case usage, ofPage && page.Usage:
		return exitUsage
	case ofPage && page.Limit, ofFile && file.Limit:
		return exitLimit
	case ofPage, ofFile:
		return exitProblems
	}
	return exitEnvironment
}

// advice returns what to do about an error, "" if it does not say.
func advice(err error) string {
	var advised interface{ Advice() string }
	switch {
	case errors.As(err, &advised):
		return advised.Advice()
	case errors.Is(err, syscall.ENOSPC):
		return "free some space and try again"
	case errors.Is(err, fs.ErrPermission):
		return "check the permissions of that file and its folder"
	}
	return ""
}

// maxMessage is how many bytes of a message are printed: names of files can be long.
const maxMessage = 1000

func (a *app) complain(message, hint string) {
	p := a.paint(1)
	fmt.Fprintf(a.stderr, "%s %s\n", p.Bad("errdocs:"), position.Cut(position.Clean(message), maxMessage))
	if hint != "" {
		fmt.Fprintf(a.stderr, "  %s %s\n", p.Quiet("hint:"), hint)
	}
}
