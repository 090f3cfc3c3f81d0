package vendorpage

import "sync"

// memo remembers what was made of strings: pages say the same few things over and over, and the expressions that
// judge them are slow. It forgets everything when it has grown large.
type memo[T any] struct {
	mu   sync.Mutex
	made map[string]T
}

// maxMemo is how many strings are remembered.
const maxMemo = 10_000

func (m *memo[T]) get(s string, judge func(string) T) T {
	m.mu.Lock()
	defer m.mu.Unlock()
	v, ok := m.made[s]
	if !ok {
		if v = judge(s); m.made == nil || len(m.made) >= maxMemo {
			m.made = map[string]T{}
		}
		m.made[s] = v
	}
	return v
}
