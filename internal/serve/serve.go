// Package serve shows a site while its author works on it.
//
// A Server answers as GitHub Pages does (site.Hosting), builds the site again when a file of it
// changes, and updates the open pages. The parts:
//
//	snapshot.go  what is in the folders: the only judge of whether something changed
//	watch.go     when to look and where, and when a change is complete
//	loop.go      one build at a time; a newer change stops an older build
//	state.go     what is served now: the last good site, and what is wrong since
//	failure.go   what is wrong, as pages show it
//	guard.go     which requests are answered at all
//	events.go    the stream that keeps open pages up to date
//	page.go      what is added to a page on its way out
//	assets/      the script and the styles of what is added
//
// A mistake never takes the site away: the last good one stays, and the pages show what is wrong on top. What the
// server adds to a page is added on its way out only, and is in no file of the site.
//
// A site is shown as soon as it is planned, and checked then; its pages are made when they are asked for (site.Preview). All come from
// one state of the files. One that would show a problem waits until the check is done, after which the last good site is back.
package serve

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"
)

// Options say what is served, and which folders it is made from.
type Options struct {
	// Build plans the site. Its context ends when a newer change makes the result useless. It gets what has changed since the
	// last call. Mistakes of the author come back as content.Problems, here and from
	// Site.Check, whose File is shown unchanged.
	Build func(context.Context, []Change) (Built, error)
	// Watch are the folders that the site is made of. One that is missing may come.
	Watch []string
	// Hosts are names besides those of this machine that a request may have as its Host, each with its port if it has one.
	// They are for containers and proxies.
	Hosts []string
	// Report is called after each build that counts, one call at a time.
	Report func(Report)
}

// Site is what is served. Its methods are called from several goroutines at once.
type Site interface {
	// File returns a file, nil where there is none. After an error, the request waits for what Check returns.
	File(path string) ([]byte, error)
	// Check goes through the whole site, and returns the pages that are not as in the last one that it found good.
	Check(context.Context) (pages []string, err error)
	// Warm makes what the first reader of a good site would have to wait for.
	Warm(context.Context) error
}

// Built is a site and where it is served.
type Built struct {
	Site Site
	Base string // the path of its home page: "/" or "/errdocs/"
}

// Report describes one build.
type Report struct {
	Changes []Change      // what led to it, sorted by path; none for the first one
	Err     error         // content.Problems or any other error; nil when there is a new site
	Kept    bool          // there was a site before; it stays where Err is set
	Fixed   bool          // the build before had an error, this one has none
	Shown   time.Duration // from the newest change until pages showed it, or what is wrong with it
	Checked time.Duration // until all pages were checked
	Built   Built         // the new site; zero when Err is set
	Pages   []string      // HTML files that are new, gone or different from the site before; none for the first site
}

// The time-outs. A stream of events has none of these for its answer: see events.go.
const (
	headerTimeout   = 5 * time.Second
	readTimeout     = 10 * time.Second
	writeTimeout    = 30 * time.Second
	idleTimeout     = 60 * time.Second
	settleTimeout   = 20 * time.Second
	shutdownTimeout = 2 * time.Second
)

// maxHeader is large because a browser sends the cookies of every program that ever served on this host.
const maxHeader = 64 << 10

// Server serves a site while its author works on it.
type Server struct {
	options Options
	hosts   map[string]bool // what the Host header may say
	now     current
	streams chan struct{} // one token for each open stream
}

// New returns a server for a listener, which must be one of Listen.
func New(l net.Listener, o Options) *Server {
	s := &Server{options: o, hosts: hostsOf(l.Addr(), o.Hosts), streams: make(chan struct{}, maxStreams)}
	s.now.set(&state{})
	return s
}

// Serve builds, watches and answers until the context ends, and returns nil then. It closes the listener.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	ctx, stop := context.WithCancel(ctx)
	var loop sync.WaitGroup
	defer loop.Wait()
	defer stop()
	loop.Go(func() { s.loop(ctx) })
	server := &http.Server{
		Handler:                      s,
		ReadHeaderTimeout:            headerTimeout,
		ReadTimeout:                  readTimeout,
		WriteTimeout:                 writeTimeout,
		IdleTimeout:                  idleTimeout,
		MaxHeaderBytes:               maxHeader,
		DisableGeneralOptionsHandler: true,
		BaseContext:                  func(net.Listener) context.Context { return ctx }, // ends the streams
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(l) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve %s: %w", l.Addr(), err)
	case <-ctx.Done():
	}
	end, cancel := context.WithTimeout(context.Background(), shutdownTimeout)
	defer cancel()
	if err := server.Shutdown(end); err != nil {
		_ = server.Close() // slow readers have had time enough
	}
	if err := <-failed; !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve %s: %w", l.Addr(), err)
	}
	return nil
}

// ServeHTTP answers one request, if it is one that a page of this server or its reader would send.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "no-cache")
	h.Set("Content-Security-Policy", "frame-ancestors 'none'") // besides the one that each page has
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	if status, why := s.refuse(r); status != 0 {
		if status == http.StatusMethodNotAllowed {
			h.Set("Allow", "GET, HEAD")
		}
		h.Set("Connection", "close")
		http.Error(w, why, status)
		return
	}
	if own, ok := ownFiles[r.URL.Path]; ok {
		own.serve(w, r)
		return
	}
	switch r.URL.Path {
	case eventsPath:
		s.events(w, r)
	case statusPath:
		now, _ := s.now.get()
		h.Set("Content-Type", "application/json")
		h.Set("Cache-Control", "no-store")
		_, _ = w.Write(now.status()) // the reader may have gone
	case tagPath:
		s.settled(w, r, (*state).tag)
	default:
		s.settled(w, r, (*state).page)
	}
}

// settled has the current state answer. Where it turns out that what it would show has problems, the next one does.
func (s *Server) settled(w http.ResponseWriter, r *http.Request, answer func(*state, http.ResponseWriter, *http.Request) error) {
	limit := time.After(settleTimeout)
	for {
		now, over := s.now.get()
		err := answer(now, w, r)
		if err == nil {
			return
		}
		select {
		case <-over:
		case <-r.Context().Done():
			return
		case <-limit:
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
	}
}
