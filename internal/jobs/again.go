package jobs

import (
	"context"
	"sync"

	"github.com/errdocs/errdocs/internal/parallel"
)

// Again is Run for the jobs of the run before, of which only some may have another input: these. All of them are asked for only when a
// file is gone that one of the others has made. The record is nil, and nothing is done, if the run before did not have each of some,
// in this order.
func (r *Runner) Again(ctx context.Context, some []Job, all func() []Job) (*Record, error) {
	given, left := make([]*Job, len(r.Before.made)), some
	for i, m := range r.Before.made {
		if len(left) > 0 && left[0].Name == m.name {
			given[i], left = &left[0], left[1:]
		}
	}
	if len(left) > 0 {
		return nil, nil
	}
	others := sync.OnceValue(func() map[string]*Job {
		list := all()
		byName := make(map[string]*Job, len(list))
		for i := range list {
			byName[list[i].Name] = &list[i]
		}
		return byName
	})
	record := &Record{made: make([]*result, len(r.Before.made))}
	err := parallel.Do(ctx, 0, len(record.made), func(i int) (err error) {
		m := r.Before.made[i]
		if given[i] != nil {
			record.made[i], err = r.do(given[i], m)
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
	return record, record.check(r.Before.made)
}
