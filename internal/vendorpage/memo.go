package vendorpage

import "sync"

// memo caches what was computed from strings: pages repeat the same few strings, and the expressions are slow. It
// is emptied when it is full.
type memo[T any] struct {
	mu   sync.Mutex
	made map[string]T
}

// maxMemo is the maximum number of strings.
const maxMemo = 10_000

func (m *memo[T]) get(s string, judge func(string) T) T {
	m.mu.Lock()
	v, ok := m.made[s]
	m.mu.Unlock()
	if ok {
		return v
	}
	v = judge(s)
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.made == nil || len(m.made) >= maxMemo {
		m.made = map[string]T{}
	}
	m.made[s] = v
	return v
}
