package main

import (
	"os"
	"path"
)

// writeFile writes a file below a folder, with the folders that it needs.
func writeFile(root *os.Root, name string, data []byte) error {
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	return root.WriteFile(name, data, 0o644)
}
