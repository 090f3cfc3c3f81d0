package publish

import (
	"io/fs"
	"os"
)

// Folder is a folder of which the files are read, and nothing outside of it, wherever a link leads.
type Folder struct {
	rooted
	root *os.Root
	at   *os.File // the same
}

// rooted is what os.Root.FS returns.
type rooted interface {
	fs.ReadDirFS
	fs.ReadFileFS
	fs.ReadLinkFS
	fs.StatFS
}

// OpenFolder opens a folder.
func OpenFolder(dir string) (*Folder, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	at, err := root.Open(".")
	if err != nil {
		root.Close()
		return nil, err
	}
	return &Folder{root.FS().(rooted), root, at}, nil
}

// Open opens a file. An os.Root opens each folder on the way to it, so the system is asked first to stay below this one.
func (f *Folder) Open(name string) (fs.File, error) {
	if fs.ValidPath(name) {
		if file := openBeneath(f.at, name); file != nil {
			return file, nil
		}
	}
	return f.rooted.Open(name)
}

// Close closes the folder.
func (f *Folder) Close() {
	f.at.Close()
	f.root.Close()
}
