package main

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/errdocs/errdocs/internal/bench/catalog"
)

// writeFile writes a file below a folder, with the folders that it needs.
func writeFile(root *os.Root, name string, data []byte) error {
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	return root.WriteFile(name, data, 0o644)
}

// writeCatalog puts the files of a catalog into a folder.
func writeCatalog(dir string, codes int) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	for name, data := range catalog.Files(codes) {
		if err := writeFile(root, name, data); err != nil {
			return err
		}
	}
	return nil
}

// weigh returns how many files and bytes are in a folder.
func weigh(dir string) (files int, bytes int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			files, bytes = files+1, bytes+info.Size()
		}
		return err
	})
	return files, bytes, err
}
