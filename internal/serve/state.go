package serve

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"sync"
)

// state is what is served from one build to the next. It does not change once it is current.
type state struct {
	built   Built        // the last good site; zero while there is none
	pages   http.Handler // answers with the site, nil while there is none
	plain   http.Handler // the same, as it would be published
	failure *failure     // what is wrong with the newest files; nil: nothing
	status  []byte       // for open pages, as JSON
}

// next returns the state after a build.
func (s *state) next(b Built, err error) *state {
	n := &state{built: s.built, pages: s.pages, plain: s.plain, failure: newFailure(err)}
	if err == nil {
		n.built, n.plain = b, b.Site.Handler(b.Base)
		n.pages = b.Site.HandlerWith(b.Base, addScript)
	} else {
		n.failure.Kept = n.pages != nil
	}
	n.status = encode(status{n.failure})
	return n
}

// status is what open pages get to know about a state.
type status struct {
	Failure *failure `json:"failure,omitempty"`
}

func encode(s status) []byte {
	data, err := json.Marshal(s)
	if err != nil {
		panic(err) // strings and numbers always have a JSON form
	}
	return data
}

// page answers with a page or file of the site.
func (s *state) page(w http.ResponseWriter, r *http.Request) {
	switch {
	case strings.HasPrefix(r.URL.Path, ownRoot):
		http.NotFound(w, r)
	case s.pages == nil:
		writeBlank(w, r)
	case r.URL.Path == "/" && s.built.Base != "/":
		w.Header().Set("Location", s.built.Base)
		w.WriteHeader(http.StatusFound)
	default:
		s.pages.ServeHTTP(w, r)
	}
}

// tag answers with the tag of the page at the path that ?page= names, as that page's script element has
// it: an open page asks whether it is still what is served.
func (s *state) tag(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	if s.plain == nil {
		writeText(w, noTag)
		return
	}
	target, err := url.ParseRequestURI(r.URL.Query().Get("page"))
	if err != nil || target.Host != "" || !strings.HasPrefix(target.Path, "/") {
		http.Error(w, "page has to be the path of a page", http.StatusBadRequest)
		return
	}
	head := headOnly{}
	s.plain.ServeHTTP(head, &http.Request{Method: http.MethodHead, URL: target, Header: http.Header{}})
	writeText(w, strings.Trim(http.Header(head).Get("ETag"), `"`))
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
