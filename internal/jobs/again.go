package jobs

import (
	"context"
	"sync"

	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/parallel"
)

// Again is Run for the jobs of the run before, of which only some may have another input: these. All of them are asked for only when a
// file is gone that one of the others has made. The record is nil, and nothing is done, if the run before did not have each of some.
func (r *Runner) Again(ctx context.Context, some []Job, all func() []Job) (*Record, error) {
	given := named(some)
	if lists.Count(r.Before.made, func(m *result) bool { return given[m.name] != nil }) < len(some) {
		return nil, nil
	}
	others := sync.OnceValue(func() map[string]*Job { return named(all()) })
	record := &Record{made: make([]*result, len(r.Before.made))}
	err := parallel.Do(ctx, 0, len(record.made), func(i int) (err error) {
		m := r.Before.made[i]
		if j := given[m.name]; j != nil {
			record.made[i], err = r.do(j, m)
			return err
		}
		kept := r.keep(m.files)
		if record.made[i] = m; len(kept) < len(m.files) {
			record.made[i], err = r.make(others()[m.name], m, kept)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return record, record.check(r.Before)
}

func named(jobs []Job) map[string]*Job {
	byName := make(map[string]*Job, len(jobs))
	for i := range jobs {
		byName[jobs[i].Name] = &jobs[i]
	}
	return byName
}
