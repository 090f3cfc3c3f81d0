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

// scaffold is a portal to start from. A test runs init, check and build.
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

Existing files stay as they are, so init can be run in a folder with files, and again. A catalog of your own
gets no sample vendor. --templates copies the theme, for you to change.`,
		Example: `  errdocs init errors
  errdocs init --templates`,
		Args: wantArgs(0, 1, ""),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.init(strings.Join(args, ""), theme)
		},
	}
	cmd.Flags().BoolVar(&theme, "templates", false, "also copy the theme to templates/")
	return cmd
}

// newFile is a file that init writes unless it exists.
type newFile struct {
	name string // with slashes, inside the folder
	data []byte
	mode fs.FileMode
}

func (a *app) init(dir string, theme bool) error {
	if a.content != "" {
		return &usageError{"init does not accept --content", "it creates content/ in DIR: errdocs init DIR"}
	}
	if dir == "" {
		dir = "."
	}
	files, err := portalFiles(theme)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("create folder: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("open folder: %w", err)
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
			return fmt.Errorf("write %s: %w", f.name, err)
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

// copyOf lists the files below a folder of fsys, for the folder to.
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

// refuseLinks makes sure that neither the file nor a folder above it is a symbolic link: init writes into the named
// folder and nowhere else.
func refuseLinks(root *os.Root, name string) error {
	parts := strings.Split(name, "/")
	for i := range parts {
		at := path.Join(parts[:i+1]...)
		info, err := root.Lstat(filepath.FromSlash(at))
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("stat %s: %w", at, err)
		}
		switch {
		case info.Mode()&fs.ModeSymlink != 0:
			return &hinted{fmt.Errorf("%s is a symbolic link; nothing was written", at), "init does not follow symbolic links: replace it by a folder or file"}
		case at != name && !info.IsDir():
			return &hinted{fmt.Errorf("%s is not a folder; nothing was written", at), "move it away: init writes " + name}
		}
	}
	return nil
}

// withoutSample removes the catalog's files from the list if content/ has a file that init did not write: the
// sample is for an empty catalog only. After an interrupted init, it stays.
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
		return nil, fmt.Errorf("read content: %w", err)
	}
	if own == "" {
		return files, nil
	}
	schemas := path.Join("content", content.SchemaDir) + "/"
	fmt.Fprintf(a.stdout, "kept  content (%s is yours)\n", own)
	return slices.DeleteFunc(files, func(f newFile) bool {
		return strings.HasPrefix(f.name, "content/") && !strings.HasPrefix(f.name, schemas)
	}), nil
}

// write creates the file and reports whether it did; existing files stay.
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
		return false, errors.Join(err, root.Remove(name)) // the next run would keep half a file
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
	say("errdocs new VENDOR", "your own vendor; then delete content/vendors/acme")
	say("errdocs check", "what is wrong, with file and line")
	say("git config core.hooksPath .githooks", "check before each commit")
	if theme {
		say("templates/", "delete the files that you do not change, so that updates apply to them")
	}
}
