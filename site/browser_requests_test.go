package site_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/bench/catalog"
	"github.com/errdocs/errdocs/internal/browsertest"
	"github.com/errdocs/errdocs/internal/testenv"
	"github.com/errdocs/errdocs/search"
	"github.com/errdocs/errdocs/site"
)

// TestFirstSearchIsCheap opens the dialog on a page and searches, with nothing in the cache: requests, bytes after gzip, and
// waves of requests of which each needs the answers of the one before. 100,000 codes need ERRDOCS_LONG=huge, five minutes and 7 GB.
func TestFirstSearchIsCheap(t *testing.T) {
	for _, test := range []struct {
		codes, requests, kB int // pasted
		typed, typedKB      int
	}{
		{152, 5, 36, 6, 40},
		{1000, 4, 52, 5, 54},
		{10000, 5, 87, 6, 97},
		{100000, 5, 150, 6, 160},
	} {
		t.Run(fmt.Sprint(test.codes), func(t *testing.T) {
			if test.codes > 1000 && !testenv.Long() {
				t.Skip("runs with ERRDOCS_LONG")
			}
			if test.codes > 10000 && os.Getenv("ERRDOCS_LONG") != "huge" {
				t.Skip("runs with ERRDOCS_LONG=huge")
			}
			s := searched(t, test.codes)
			words, code, typo := s.queries()
			for _, text := range []string{words, code, typo} {
				s.start(true)
				p := s.open()
				p.openDialog()
				p.search(text)
				p.Until(`document.querySelectorAll("` + optionHits + `").length > 0`)
				requests, kB, waves := s.counts()
				t.Logf("pasted %q: %d requests, %d kB, %d waves", text, requests, kB, waves)
				if requests > test.requests || kB > test.kB || waves > 3 {
					t.Errorf("pasted %q: %d requests, %d kB, %d waves; want %d, %d and 3 at most: %v", text, requests, kB, waves, test.requests, test.kB, s.asked)
				}
				if shown := read[int](p, `document.querySelectorAll("`+optionHits+`").length`); shown < 8 && read[bool](p, `Boolean(document.querySelector(".finder .status a"))`) {
					t.Errorf("pasted %q: %d results are shown of many", text, shown)
				}
				p.Close()
			}
			s.start(false)
			p := s.open()
			p.openDialog()
			// In the page, where a late key comes before what waits for a pause.
			read[bool](p, `(async (text) => {
				const input = document.querySelector(".finder input");
				for (let i = 1; i <= text.length; i++) {
					input.value = text.slice(0, i);
					input.dispatchEvent(new Event("input"));
					if (i < text.length) await new Promise((done) => setTimeout(done, 100));
				}
				return true;
			})(`+quote(words)+`)`)
			p.Until(`document.querySelector(".finder input").value === ` + quote(words) + " && " + answered)
			requests, kB, _ := s.counts()
			t.Logf("typed %q: %d requests, %d kB", words, requests, kB)
			if requests > test.typed || kB > test.typedKB {
				t.Errorf("typed %q: %d requests, %d kB; want %d and %d at most: %v", words, requests, kB, test.typed, test.typedKB, s.asked)
			}
		})
	}
}

// counted is the default site with the search of a catalog of another size. It counts what is asked for.
type counted struct {
	t    *testing.T
	docs []search.Document
	base string

	mu      sync.Mutex
	on      bool
	inWaves bool // requests are answered together once no more come
	waiting []chan struct{}
	last    time.Time
	asked   []string
	bytes   int
	waves   int
}

func searched(t *testing.T, codes int) *counted {
	browsertest.Need(t)
	s, base := built(t, atRoot)
	pages, files := s.Handler(base), map[string][]byte{}
	c := site.DefaultCatalog(t)
	if codes != 152 {
		var err error
		if c, err = content.Load(catalog.Synthetic(codes)); err != nil {
			t.Fatal(err)
		}
	}
	exports, docs := site.SearchFiles(t, c)
	for _, f := range exports {
		files["/"+f.Path] = f.Data
	}
	counter := &counted{t: t, docs: docs}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		data, own := files[r.URL.Path]
		if !own {
			recorder := httptest.NewRecorder()
			pages.ServeHTTP(recorder, r)
			data = recorder.Body.Bytes()
			w.Header().Set("Content-Type", recorder.Header().Get("Content-Type"))
		}
		counter.note(r.URL.Path, data)
		w.Write(data)
	}))
	t.Cleanup(server.Close)
	counter.base = server.URL + "/"
	return counter
}

// note counts a file, and waits for its wave.
func (c *counted) note(path string, data []byte) {
	c.mu.Lock()
	if !c.on || strings.HasSuffix(path, "/icon.svg") { // of the page
		c.mu.Unlock()
		return
	}
	c.asked = append(c.asked, path)
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(data)
	z.Close()
	c.bytes += min(b.Len(), len(data))
	done := make(chan struct{})
	c.waiting, c.last = append(c.waiting, done), time.Now()
	if len(c.waiting) == 1 {
		c.waves++
		go c.release()
	}
	c.mu.Unlock()
	<-done
}

// release answers the requests of a wave once no more come.
func (c *counted) release() {
	for quiet := false; !quiet; time.Sleep(20 * time.Millisecond) {
		c.mu.Lock()
		if quiet = !c.inWaves || time.Since(c.last) > 400*time.Millisecond; quiet {
			for _, done := range c.waiting {
				close(done)
			}
			c.waiting = nil
		}
		c.mu.Unlock()
	}
}

func (c *counted) start(inWaves bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.on, c.inWaves, c.asked, c.bytes, c.waves = false, inWaves, nil, 0, 0
}

// open opens a page in a profile of its own and starts to count when it is idle.
func (c *counted) open() *tab {
	p := open(c.t, c.base, look{})
	p.GoTo("help/")
	c.mu.Lock()
	defer c.mu.Unlock()
	c.on = true
	return p
}

// counts returns what was asked for once nothing more is.
func (c *counted) counts() (requests, kB, waves int) {
	for {
		c.mu.Lock()
		requests, kB, waves = len(c.asked), (c.bytes+500)/1000, c.waves
		quiet := len(c.waiting) == 0 && time.Since(c.last) > time.Second
		c.mu.Unlock()
		if quiet {
			return requests, kB, waves
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// queries returns two words of a title, a code, and the code with a slip.
func (c *counted) queries() (words, code, typo string) {
	for _, d := range c.docs[len(c.docs)/3:] {
		long := strings.FieldsFunc(strings.ToLower(d.Title), func(r rune) bool { return r < 'a' || r > 'z' })
		code = d.Names[0]
		if len(long) > 1 && len(long[0]) > 4 && len(long[1]) > 4 && strings.Count(code, "_") > 1 {
			middle := len(code) / 3
			return long[0] + " " + long[1], code, code[:middle] + code[middle+1:]
		}
	}
	c.t.Fatal("no document for the queries")
	return
}
