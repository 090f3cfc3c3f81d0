package main

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/internal/publish"
	"github.com/errdocs/errdocs/site"
)

// maxParts is the largest number of parts.
const maxParts = 1000

func (a *app) assembleCommand() *cobra.Command {
	var f buildFlags
	cmd := define("assemble", wantArgs(1, maxParts, "the directories of the parts"), func(cmd *cobra.Command, args []string) error {
		f.parts, f.noCache = args, true
		return a.build(cmd.Context(), f)
	})
	f.add(cmd)
	return cmd
}

// setPart takes the value of --part.
func (f *buildFlags) setPart(text string) (err error) {
	p := &f.part
	nth, of, _ := strings.Cut(text, "/")
	p.I, err = strconv.Atoi(nth)
	if err == nil {
		p.N, err = strconv.Atoi(of)
	}
	if err != nil || p.I < 1 || p.N < p.I || p.N > maxParts {
		return fmt.Errorf("want two numbers such as 2/4, up to %d", maxParts)
	}
	return nil
}

// addRecord adds the record of a part to its files.
func addRecord(stage *publish.Stage, s *site.Site) error {
	f, err := s.PartFile()
	if err != nil {
		return fmt.Errorf("write the record of the part: %w", err)
	}
	return stage.Add(f.Path, f.Data, sha256.Sum256(f.Data))
}

// sums returns where parts leave what they have summed up for the others that are made on this machine, and for assembling them.
func (f *buildFlags) sums(src *source) publish.Cache {
	if f.part.N > 0 && !f.noCache || len(f.parts) > 0 {
		return src.cache("sums")
	}
	return publish.Cache{}
}

// storeSums keeps what a part has summed up, if the part before had not.
func storeSums(cache publish.Cache, before, now *site.Record) {
	if !maps.Equal(before.Kept, now.Kept) {
		cache.Store(now, time.Time{})
	}
}

// partFiles are what the parts of a site have made.
type partFiles struct {
	*publish.Stage
	records []*site.PartRecord
	files   map[string]partFile // by path

	mu     sync.Mutex
	failed error
}

// partFile is where a file of a part is, and how large. It has not changed since the part was published, if it has not since a time.
type partFile struct {
	dir   string
	size  int
	since time.Time
}

func readParts(dirs []string) (*partFiles, error) {
	p := &partFiles{files: map[string]partFile{}}
	for _, dir := range dirs {
		data, err := os.ReadFile(filepath.Join(dir, site.PartPath))
		if errors.Is(err, fs.ErrNotExist) {
			return nil, &failure{fmt.Errorf("%s is not a part of a site: it has no %s", dir, site.PartPath), exitEnvironment, "errdocs build --part 1/4 --out " + dir + " makes one"}
		}
		if err != nil {
			return nil, fmt.Errorf("read a part: %w", err)
		}
		record, err := site.ReadPart(dir, data)
		if err != nil {
			return nil, damaged(dir, site.PartPath)
		}
		p.records = append(p.records, record)
		_, done := publish.OpenCache("records", dir).Load() // if this machine has made the part
		since := publish.Since(dir, site.PartPath, done)
		for f := range record.Record.All() {
			p.files[f.Path] = partFile{dir, f.Size, since}
		}
	}
	return p, nil
}

func damaged(dir, file string) error {
	return &failure{fmt.Errorf("%s: %s is missing, damaged or of another version of errdocs", dir, file), exitEnvironment, "build or copy that part again"}
}

// over returns the stage as a sink that takes over files of the parts.
func (p *partFiles) over(stage *publish.Stage) site.Sink {
	if p.Stage = stage; len(p.records) == 0 {
		return stage
	}
	return p
}

// Keep adds a file of a part. It is there in every part that is whole: one that is not fails the build.
func (p *partFiles) Keep(path string, sum [sha256.Size]byte) bool {
	f := p.files[path]
	taken, err := p.Take(path, filepath.Join(f.dir, filepath.FromSlash(path)), int64(f.size), sum, f.since)
	if !taken {
		err = damaged(f.dir, path)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.failed = cmp.Or(p.failed, err)
	return true
}
