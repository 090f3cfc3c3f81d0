package site

import "sync"

// fragments are pieces that many pages have in common. Each is made once. It is safe for concurrent use.
type fragments struct{ made sync.Map }

// fragment is what a piece depends on.
type fragment struct {
	kind string
	id   string // of what it shows
	root string // from the pages that have it to the root
}

// get returns the piece, made by make where nobody has done so yet.
func (f *fragments) get(key fragment, make func() (string, error)) (string, error) {
	if text, ok := f.made.Load(key); ok {
		return text.(string), nil
	}
	text, err := make()
	if err != nil {
		return "", err
	}
	f.made.Store(key, text)
	return text, nil
}
