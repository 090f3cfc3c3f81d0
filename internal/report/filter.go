package report

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/position"
)

// Filter says which problems are reported. The zero value reports all.
type Filter struct {
	Paths          []string // absolute paths of files and folders; none: all
	Select, Ignore []string // ids of rules; none selected: all
}

// Hidden counts the problems that a filter drops, each once.
type Hidden struct {
	ByRule int // of rules that were ignored or not selected
	ByPath int // the others, in none of the paths
}

// wants reports whether problems of a rule are reported.
func (f *Filter) wants(rule string) bool {
	return (len(f.Select) == 0 || slices.Contains(f.Select, rule)) && !slices.Contains(f.Ignore, rule)
}

// covers reports whether a file is in one of the paths.
func (f *Filter) covers(file string) bool {
	return len(f.Paths) == 0 || slices.ContainsFunc(f.Paths, func(p string) bool {
		return file == p || strings.HasPrefix(file, strings.TrimSuffix(p, string(filepath.Separator))+string(filepath.Separator))
	})
}

// Filter removes the problems that a filter does not select, and counts them.
func (e *Problems) Filter(f Filter) (Hidden, error) {
	var kept position.Problems
	var hidden Hidden
	for _, p := range e.Problems {
		abs, err := filepath.Abs(e.File(p))
		if err != nil {
			return hidden, err
		}
		switch {
		case !f.wants(p.Rule):
			hidden.ByRule++
		case !f.covers(abs):
			hidden.ByPath++
		default:
			kept = append(kept, p)
		}
	}
	e.Problems = kept
	return hidden, nil
}
