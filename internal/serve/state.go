package serve

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"github.com/errdocs/errdocs/site"
)

// state is what is served until the next one is. It does not change once it is current.
type state struct {
	good    Built    // the last site that passed its check; zero while there is none
	shown   Built    // that, or a newer one that is not checked yet
	failure *failure // what is wrong with the newest files; nil: nothing
	open    bool     // shown is not checked yet
	fixing  bool     // and the build before it had an error
	serial  int      // another one where pages may have changed
}

// early returns the state with a site that is not checked yet, nil where that has to wait: the problem that pages show may still be there.
func (s *state) early(b Built) *state {
	if s.failure != nil && s.failure.checked {
		return nil
	}
	return &state{good: s.good, shown: b, open: true, fixing: s.failed(), serial: s.serial + 1}
}

// failed reports whether the last build that was finished had an error.
func (s *state) failed() bool { return s.failure != nil || s.fixing }

// next returns the state after a build.
func (s *state) next(b Built, err error) *state {
	n := &state{good: s.good, failure: newFailure(err), serial: s.serial}
	if !s.open || err != nil {
		n.serial++
	}
	if err == nil {
		n.good = b
	} else {
		n.failure.Kept, n.failure.checked = s.good.Site != nil, b.Site != nil
	}
	n.shown = n.good
	return n
}

// status returns what open pages get to know about a state, as JSON.
func (s *state) status() []byte {
	data, _ := json.Marshal(struct { // strings and numbers always have a JSON form
		Failure *failure `json:"failure,omitempty"`
	}{s.failure})
	return data
}

// page answers with a page or file of the site.
func (s *state) page(w http.ResponseWriter, r *http.Request) error {
	switch {
	case strings.HasPrefix(r.URL.Path, ownRoot):
		http.NotFound(w, r)
	case s.shown.Site == nil:
		writeBlank(w)
	case r.URL.Path == "/" && s.shown.Base != "/":
		w.Header().Set("Location", s.shown.Base)
		w.WriteHeader(http.StatusFound)
	default:
		return site.Hosting{Base: s.shown.Base, File: s.shown.Site.File, Edit: addScript}.Answer(w, r)
	}
	return nil
}

// tag answers with the tag of the page at the path that ?page= names, as that page's script element has
// it: an open page asks whether it is still what is served.
func (s *state) tag(w http.ResponseWriter, r *http.Request) error {
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	if s.shown.Site == nil {
		writeText(w, noTag)
		return nil
	}
	target, err := url.ParseRequestURI(r.URL.Query().Get("page"))
	if err != nil || target.Host != "" || !strings.HasPrefix(target.Path, "/") {
		http.Error(w, "page has to be the path of a page", http.StatusBadRequest)
		return nil
	}
	head := headOnly{}
	request := &http.Request{Method: http.MethodHead, URL: target, Header: http.Header{}}
	if err := (site.Hosting{Base: s.shown.Base, File: s.shown.Site.File}).Answer(head, request); err != nil {
		return err
	}
	writeText(w, strings.Trim(http.Header(head).Get("ETag"), `"`))
	return nil
}

// headOnly is a ResponseWriter that keeps the headers.
type headOnly http.Header

func (h headOnly) Header() http.Header            { return http.Header(h) }
func (h headOnly) Write(data []byte) (int, error) { return len(data), nil }
func (h headOnly) WriteHeader(int)                {}

// current is the state that is served now.
type current struct {
	mu   sync.Mutex
	s    *state
	over chan struct{} // closed when another state is current
}

// get returns the current state and a channel that is closed when it is no longer current.
func (c *current) get() (*state, <-chan struct{}) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.s, c.over
}

func (c *current) set(s *state) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.over != nil {
		close(c.over)
	}
	c.s, c.over = s, make(chan struct{})
}
