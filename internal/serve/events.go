package serve

import (
	"fmt"
	"net/http"
	"time"
)

const (
	// maxStreams is how many streams of events may be open. A browser opens one for all of its tabs.
	maxStreams = 32
	// heartbeat is how often a stream says something, so that both ends notice when the other is gone.
	heartbeat = 15 * time.Second
	// streamTimeout is how long one message of a stream may take.
	streamTimeout = 10 * time.Second
)

// events streams the status for open pages (server-sent events): that of the current state at once, then that of each
// that follows. A slow reader gets the newest only.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	select {
	case s.streams <- struct{}{}:
		defer func() { <-s.streams }()
	default:
		http.Error(w, "too many pages listen", http.StatusServiceUnavailable)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	if r.Method == http.MethodHead {
		return
	}
	stream := http.NewResponseController(w)
	say := func(text string) bool {
		if stream.SetWriteDeadline(time.Now().Add(streamTimeout)) != nil {
			return false
		}
		_, err := fmt.Fprint(w, text)
		return err == nil && stream.Flush() == nil
	}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	text, last := "retry: 500\n", &state{serial: -1}
	for {
		now, over := s.now.get()
		if now.serial != last.serial && !say(text+"data: "+string(now.status())+"\n\n") {
			return
		}
		text, last = "", now
		for waiting := true; waiting; {
			select {
			case <-over:
				waiting = false
			case <-beat.C:
				if !say(":\n\n") {
					return
				}
			case <-r.Context().Done():
				return
			}
		}
	}
}
