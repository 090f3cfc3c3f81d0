package publish

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
)

// writers is how many files are written at a time. The work is in the kernel; more don't help.
const writers = 4

// stage writes the new site into the work directory and makes it durable. The marker is the first file,
// so that whatever a killed run leaves is known to be its own.
func (w *work) stage(ctx context.Context, files Files, l *listing, old *tree) error {
	if err := w.stageTop(l, old); err != nil {
		return fmt.Errorf("writing the new site: %w", err)
	}
	for _, d := range l.dirs {
		if err := os.Mkdir(w.staged(d), 0o755); err != nil {
			return fmt.Errorf("writing the new site: %w", err)
		}
	}
	if err := w.stageFiles(ctx, files); err != nil {
		return err
	}
	if err := syncTree(w.fresh(), l.dirs); err != nil {
		return fmt.Errorf("writing the new site to disk: %w", err)
	}
	return ctx.Err()
}

func (w *work) staged(path string) string { return filepath.Join(w.fresh(), filepath.FromSlash(path)) }

// stageTop makes the directory with its marker, and carries the mode and the .gitignore of the old one over.
func (w *work) stageTop(l *listing, old *tree) error {
	if err := os.Mkdir(w.fresh(), 0o755); err != nil {
		return err
	}
	if err := writeFile(w.staged(markerName), l.marker(), true); err != nil {
		return err
	}
	if !old.exists {
		return nil
	}
	if old.ignore != nil {
		if err := writeFile(w.staged(ignoreName), old.ignore, syncEach); err != nil {
			return err
		}
	}
	return os.Chmod(w.fresh(), old.mode)
}

func (w *work) stageFiles(ctx context.Context, files Files) error {
	type file struct {
		path string
		data []byte
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	queue := make(chan file)
	var wg sync.WaitGroup
	for range writers {
		wg.Go(func() {
			for f := range queue {
				if err := writeFile(w.staged(f.path), f.data, syncEach); err != nil {
					cancel(fmt.Errorf("writing the new site: %w", err))
				}
			}
		})
	}
	for path, data := range files {
		select {
		case queue <- file{path, data}:
			continue
		case <-ctx.Done():
		}
		break
	}
	close(queue)
	wg.Wait()
	return context.Cause(ctx)
}

// writeFile creates a file that must not exist yet.
func writeFile(name string, data []byte, durable bool) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil && durable {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return err
}
