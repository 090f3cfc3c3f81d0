package main

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/templates"
)

// scaffold is a portal to start from. It is a working one: init, check and build is a test.
//
//go:embed all:scaffold
var scaffold embed.FS

func (a *app) initCommand() *cobra.Command {
	var theme bool
	cmd := &cobra.Command{
		Use:   "init [folder]",
		Short: "Start a portal of your own",
		Long: `Init writes a small portal that builds: a catalog with a sample vendor, the JSON Schemas by which editors
check and complete its files, a workflow that publishes to GitHub Pages, an issue form, a hook that checks
before a commit, and settings for editors and git.

What is there already stays as it is, so init can be run in a folder with files, and again. A catalog of your
own gets no sample vendor. --templates copies the theme, to be changed.`,
		Example: `  errdocs init errors
  errdocs init --templates`,
		Args: wantArgs(0, 1, ""),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.init(strings.Join(args, ""), theme)
		},
	}
	cmd.Flags().BoolVar(&theme, "templates", false, "copy the theme to templates/ too")
	return cmd
}

// newFile is a file that init writes unless there is one of its name.
type newFile struct {
	name string // with slashes, inside the folder
	data []byte
	mode fs.FileMode
}

func (a *app) init(dir string, theme bool) error {
	if a.content != "" {
		return &usageError{"init takes no --content", "it makes content/ in the folder: errdocs init DIR"}
	}
	if dir == "" {
		dir = "."
	}
	files, err := portalFiles(theme)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("making the folder: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("opening the folder: %w", err)
	}
	defer root.Close()
	for _, f := range files {
		if err := refuseLinks(root, f.name); err != nil {
			return err
		}
	}
	if files, err = a.withoutSample(root, files); err != nil {
		return err
	}
	for _, f := range files {
		wrote, err := f.write(root)
		if err != nil {
			return fmt.Errorf("writing %s: %w", f.name, err)
		}
		fmt.Fprintf(a.stdout, "%s %s\n", map[bool]string{true: "wrote", false: "kept "}[wrote], f.name)
	}
	a.nextSteps(dir, theme)
	return nil
}

// portalFiles lists the files of a new portal by name.
func portalFiles(theme bool) ([]newFile, error) {
	files, err := copyOf(scaffold, "scaffold", "")
	if err != nil {
		return nil, err
	}
	for i, f := range files {
		switch {
		case strings.HasPrefix(f.name, ".githooks/"):
			files[i].mode = 0o755
		case strings.HasPrefix(f.name, ".github/workflows/") && release() != "":
			files[i].data = bytes.ReplaceAll(f.data, []byte("@latest"), []byte("@"+release()))
		}
	}
	for _, s := range content.Schemas() {
		files = append(files, newFile{path.Join("content", content.SchemaDir, s.Name+".json"), s.JSON, 0o644})
	}
	if theme {
		own, err := copyOf(templates.Default(), ".", "templates")
		if err != nil {
			return nil, err
		}
		files = append(files, own...)
	}
	slices.SortFunc(files, func(a, b newFile) int { return strings.Compare(a.name, b.name) })
	return files, nil
}

// copyOf lists the files below a folder of fsys, to be written into the folder to.
func copyOf(fsys fs.FS, from, to string) ([]newFile, error) {
	var files []newFile
	err := fs.WalkDir(fsys, from, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		files = append(files, newFile{path.Join(to, strings.TrimPrefix(name, from+"/")), data, 0o644})
		return err
	})
	return files, err
}

// refuseLinks makes sure that neither the file nor a folder on the way to it is a symbolic link: init writes
// into the folder that was named and nowhere else.
func refuseLinks(root *os.Root, name string) error {
	parts := strings.Split(name, "/")
	for i := range parts {
		at := path.Join(parts[:i+1]...)
		info, err := root.Lstat(filepath.FromSlash(at))
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("looking at %s: %w", at, err)
		}
		switch {
		case info.Mode()&fs.ModeSymlink != 0:
			return &hinted{fmt.Errorf("%s is a symbolic link; nothing was written", at), "init follows none: put a folder or file in its place"}
		case at != name && !info.IsDir():
			return &hinted{fmt.Errorf("%s is no folder; nothing was written", at), "move it out of the way of " + name}
		}
	}
	return nil
}

// withoutSample leaves the catalog's files out where content/ holds anything that init did not write: the sample
// is for an empty catalog only. An init that was interrupted goes on.
func (a *app) withoutSample(root *os.Root, files []newFile) ([]newFile, error) {
	sample := map[string]newFile{}
	for _, f := range files {
		sample[f.name] = f
	}
	own := ""
	err := fs.WalkDir(root.FS(), "content", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case strings.HasPrefix(d.Name(), ".") && d.IsDir():
			return fs.SkipDir
		case d.IsDir():
			return nil
		}
		data, err := root.ReadFile(filepath.FromSlash(name))
		if err == nil && !bytes.Equal(data, sample[name].data) {
			own = name
			err = fs.SkipAll
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("looking at content: %w", err)
	}
	if own == "" {
		return files, nil
	}
	schemas := path.Join("content", content.SchemaDir) + "/"
	fmt.Fprintf(a.stdout, "kept  content (%s is your own)\n", own)
	return slices.DeleteFunc(files, func(f newFile) bool {
		return strings.HasPrefix(f.name, "content/") && !strings.HasPrefix(f.name, schemas)
	}), nil
}

// write creates the file and reports whether it did; one that is there stays.
func (f newFile) write(root *os.Root) (bool, error) {
	name := filepath.FromSlash(f.name)
	if err := root.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return false, err
	}
	file, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, f.mode)
	if errors.Is(err, fs.ErrExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	_, err = file.Write(f.data)
	if err = errors.Join(err, file.Close()); err != nil {
		return false, errors.Join(err, root.Remove(name)) // half a file would be kept by the next run
	}
	return true, nil
}

func (a *app) nextSteps(dir string, theme bool) {
	say := func(command, what string) {
		fmt.Fprintln(a.stdout, strings.TrimRight(fmt.Sprintf("  %-36s %s", command, what), " "))
	}
	fmt.Fprintf(a.stdout, "\nNext\n")
	if filepath.Clean(dir) != "." {
		say("cd "+dir, "")
	}
	say("errdocs build", "the site, in public/")
	say("errdocs new VENDOR", "a vendor of your own; then delete content/vendors/acme")
	say("errdocs check", "what is wrong, with file and line")
	say("git config core.hooksPath .githooks", "check before each commit")
	if theme {
		say("templates/", "delete the files that you do not change: they follow updates then")
	}
}
