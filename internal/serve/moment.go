package serve

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"github.com/errdocs/errdocs/content"
)

// moment is what is served from one build to the next. It does not change once it is current.
type moment struct {
	built   Built        // the last good site; zero while there is none
	pages   http.Handler // answers with the site, nil while there is none
	plain   http.Handler // the same, as it would be published
	failure *failure     // what is wrong with the newest files; nil: nothing
	news    []byte       // what open pages are told, as JSON
}

// news is what open pages are told of a moment.
type news struct {
	Failure *failure `json:"failure,omitempty"`
}

// failure is why there is no newer site, as pages show it.
type failure struct {
	Title    string    `json:"title"`
	Kept     bool      `json:"kept"` // the last good site is still there
	Text     string    `json:"text,omitempty"`
	Problems []problem `json:"problems,omitempty"`
	More     int       `json:"more,omitempty"` // problems that are only in the terminal
}

// problem is a content.Problem with its excerpt in three parts: before what is meant, that, and after it.
type problem struct {
	Place   string `json:"place"`
	Line    int    `json:"line"`
	Rule    string `json:"rule"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
	Before  string `json:"before,omitempty"`
	Meant   string `json:"meant,omitempty"`
	After   string `json:"after,omitempty"`
}

// maxShown is how many problems a page shows; who has more mends these first.
const maxShown = 25

// newFailure returns what pages show of an error, nil for no error.
func newFailure(err error) *failure {
	var problems content.Problems
	switch {
	case err == nil:
		return nil
	case !errors.As(err, &problems):
		return &failure{Title: "The site cannot be built", Text: err.Error()}
	}
	f := &failure{Title: "1 problem", More: max(0, len(problems)-maxShown)}
	if n := len(problems); n != 1 {
		f.Title = itoa(n) + " problems"
	}
	for _, p := range problems[:min(len(problems), maxShown)] {
		line := []rune(p.Excerpt)
		start := min(max(p.Caret, 0), len(line))
		end := min(start+max(p.Width, 1), len(line))
		f.Problems = append(f.Problems, problem{
			Place: p.Pos.String(), Line: p.Line, Rule: p.Rule, Message: p.Message, Hint: p.Hint,
			Before: string(line[:start]), Meant: string(line[start:end]), After: string(line[end:]),
		})
	}
	return f
}

// next returns the moment after a build.
func (m *moment) next(b Built, err error) *moment {
	n := &moment{built: m.built, pages: m.pages, plain: m.plain, failure: newFailure(err)}
	if err == nil {
		n.built, n.plain = b, b.Site.Handler(b.Base)
		n.pages = b.Site.HandlerWith(b.Base, addScript)
	} else {
		n.failure.Kept = n.pages != nil
	}
	n.news = encodeNews(news{Failure: n.failure})
	return n
}

func encodeNews(n news) []byte {
	data, err := json.Marshal(n)
	if err != nil {
		panic(err) // strings and numbers always have a JSON form
	}
	return data
}

// page answers with a page or file of the site.
func (m *moment) page(w http.ResponseWriter, r *http.Request) {
	switch {
	case strings.HasPrefix(r.URL.Path, ownRoot):
		http.NotFound(w, r)
	case m.pages == nil:
		writeBlank(w, r)
	case r.URL.Path == "/" && m.built.Base != "/":
		w.Header().Set("Location", m.built.Base)
		w.WriteHeader(http.StatusFound)
	default:
		m.pages.ServeHTTP(w, r)
	}
}

// tag answers with the tag of the page at the path that ?page= names, as that page's script element has
// it: an open page asks whether it is still what is served.
func (m *moment) tag(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	if m.plain == nil {
		writeText(w, noTag)
		return
	}
	target, err := url.ParseRequestURI(r.URL.Query().Get("page"))
	if err != nil || target.Host != "" || !strings.HasPrefix(target.Path, "/") {
		http.Error(w, "page has to be the path of a page", http.StatusBadRequest)
		return
	}
	head := headOnly{}
	m.plain.ServeHTTP(head, &http.Request{Method: http.MethodHead, URL: target, Header: http.Header{}})
	writeText(w, strings.Trim(http.Header(head).Get("ETag"), `"`))
}

// headOnly is a ResponseWriter that keeps the headers.
type headOnly http.Header

func (h headOnly) Header() http.Header            { return http.Header(h) }
func (h headOnly) Write(data []byte) (int, error) { return len(data), nil }
func (h headOnly) WriteHeader(int)                {}

// current is the moment that is served now.
type current struct {
	mu   sync.Mutex
	m    *moment
	over chan struct{} // closed when another moment is current
}

// get returns the current moment and a channel that is closed when it is no longer.
func (c *current) get() (*moment, <-chan struct{}) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.m, c.over
}

func (c *current) set(m *moment) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.over != nil {
		close(c.over)
	}
	c.m, c.over = m, make(chan struct{})
}
