//go:build !linux

package publish

import "path/filepath"

// syncEach makes every file durable as it is written; syncTree has the directories left to do.
const syncEach = true

func syncTree(dir string, dirs []string) error {
	for _, d := range dirs {
		if err := syncDir(filepath.Join(dir, filepath.FromSlash(d))); err != nil {
			return err
		}
	}
	return syncDir(dir)
}
