package serve

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/site"
)

// longest is how long a test waits for what has to come; it does not measure speed.
const longest = 2 * time.Minute

// preview is a server that runs, with what it has reported.
type preview struct {
	t       *testing.T
	root    string // "http://127.0.0.1:1234"
	port    string
	reports chan Report
	stop    func() error
}

// run starts a server for a test.
func run(t *testing.T, o Options) *preview {
	t.Helper()
	l, err := Listen("127.0.0.1:0", false)
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(l.Addr().String())
	p := &preview{t: t, root: "http://" + l.Addr().String(), port: port, reports: make(chan Report, 10_000)}
	o.Report = func(r Report) { p.reports <- r }
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	server := New(l, o)
	go func() { ended <- server.Serve(ctx, l) }()
	stopped := false
	p.stop = func() error {
		if stopped {
			return nil
		}
		stopped = true
		cancel()
		select {
		case err := <-ended:
			return err
		case <-time.After(longest):
			t.Fatal("the server does not stop")
			return nil
		}
	}
	t.Cleanup(func() {
		if err := p.stop(); err != nil {
			t.Error(err)
		}
	})
	return p
}

// next returns the next report.
func (p *preview) next() Report {
	p.t.Helper()
	select {
	case r := <-p.reports:
		return r
	case <-time.After(longest):
		p.t.Fatal("no build was reported")
		return Report{}
	}
}

// until returns the next report that fits.
func (p *preview) until(what string, fits func(Report) bool) Report {
	p.t.Helper()
	var last Report
	for limit := time.After(longest); ; {
		select {
		case last = <-p.reports:
			if fits(last) {
				return last
			}
		case <-limit:
			p.t.Fatalf("no build with %s; the last report: %+v", what, last)
		}
	}
}

// get asks for a path as a browser's reader would.
func (p *preview) get(path string, header ...string) (*http.Response, string) {
	p.t.Helper()
	r, err := http.NewRequest("GET", p.root+path, nil)
	if err != nil {
		p.t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	transport := &http.Transport{DisableKeepAlives: true}
	got, err := transport.RoundTrip(r)
	if err != nil {
		p.t.Fatal(err)
	}
	defer got.Body.Close()
	body, err := io.ReadAll(got.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return got, string(body)
}

// page returns an HTML page with a text.
func page(text string) string {
	return "<!doctype html>\n<html><head><title>" + text + "</title>\n<link rel=\"icon\" href=\"data:,\">\n</head>\n<body>" + text + "</body></html>\n"
}

// few is a site of few files.
type few map[string]string

func (f few) File(path string) ([]byte, error) {
	if text, ok := f[path]; ok {
		return []byte(text), nil
	}
	return nil, nil
}

func (few) Check(context.Context) ([]string, error) { return []string{"index.html"}, nil }
func (few) Warm(context.Context) error              { return nil }

func small(text string) Built {
	return Built{few{"404.html": page("lost"), "acme/index.html": page("acme"), "assets/style.css": "a{}", "index.html": page(text)}, "/x/"}
}

// shows returns the home page of the site of a report.
func shows(r Report) string {
	data, _ := r.Built.Site.File("index.html")
	return string(data)
}

func fixed(b Built) func(context.Context, []Change) (Built, error) {
	return func(context.Context, []Change) (Built, error) { return b, nil }
}

// catalogDir copies the default catalog to where it can be edited, and returns the folder.
func catalogDir(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "content")
	if err := os.CopyFS(dir, content.Default()); err != nil {
		t.Fatal(err)
	}
	return dir
}

// builder builds the site of a folder as the command does.
func builder(dir string) func(context.Context, []Change) (Built, error) {
	var last *site.Preview
	return func(context.Context, []Change) (Built, error) {
		root, err := os.OpenRoot(dir)
		if err != nil {
			return Built{}, err
		}
		cat, err := content.Load(root.FS())
		if err != nil {
			return Built{}, err
		}
		s, err := site.NewPreview(last, cat, site.Options{BaseURL: "http://localhost/x/", Version: "test"})
		return Built{&remembered{s, &last}, "/x/"}, err
	}
}

// remembered is a preview that the next one takes over from, once it is checked.
type remembered struct {
	*site.Preview
	last **site.Preview
}

func (r *remembered) Check(ctx context.Context) ([]string, error) {
	pages, err := r.Preview.Check(ctx)
	if err == nil {
		*r.last = r.Preview
	}
	return pages, err
}

// edit replaces a text in a file, the way most editors save: a new file replaces the old one.
func edit(t *testing.T, path, old, new string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(data), old) {
		t.Fatalf("%s does not hold %q", path, old)
	}
	save(t, path, strings.Replace(string(data), old, new, 1))
}

func save(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path+"~", []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(path+"~", path); err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestPagesCarryTheScriptAndFilesDoNot(t *testing.T) {
	b := small("home")
	p := run(t, Options{Build: fixed(b)})
	p.next()
	for _, test := range []struct {
		path   string
		status int
		script bool
	}{
		{"/x/", 200, true}, {"/x/index.html", 200, true}, {"/x/acme/", 200, true}, {"/x/nothing/", 404, true}, {"/x/acme", 301, false},
		{"/x/assets/style.css", 200, false}, {"/", 302, false}, {"/y/", 404, false}, {"/~errdocs/nothing", 404, false},
		{"/~errdocs/live.js", 200, false}, {"/~errdocs/overlay.css", 200, false},
	} {
		got, body := p.get(test.path)
		if got.StatusCode != test.status || strings.Contains(body, `<script type="module" src="/~errdocs/live.js"`) != test.script {
			t.Errorf("%s: %d %q", test.path, got.StatusCode, body)
		}
		if got.Header.Get("X-Content-Type-Options") != "nosniff" || got.Header.Get("Cache-Control") != "no-cache" ||
			got.Header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: headers %v", test.path, got.Header)
		}
		tag := got.Header.Get("ETag")
		if test.status != 200 {
			continue
		}
		if again, _ := p.get(test.path, "If-None-Match", tag); again.StatusCode != http.StatusNotModified {
			t.Errorf("%s: asked again with its tag: %d", test.path, again.StatusCode)
		}
	}
	if strings.Contains(b.Site.(few)["index.html"], "errdocs") {
		t.Error("the site itself contains the script")
	}
}

// The tag in a page is what the page later asks about.
func TestTagOfAPage(t *testing.T) {
	p := run(t, Options{Build: fixed(small("home"))})
	p.next()
	for _, path := range []string{"/x/", "/x/acme/", "/x/nothing/at/all"} {
		_, body := p.get(path)
		_, rest, _ := strings.Cut(body, `data-errdocs-page="`)
		want, _, _ := strings.Cut(rest, `"`)
		if _, tag := p.get("/~errdocs/tag?page=" + path); tag != want || len(want) != 64 {
			t.Errorf("%s: the page says %q, the server %q", path, want, tag)
		}
	}
	for _, bad := range []string{"", "x", "http://evil.example/", "%ff", "/%zz"} {
		if got, _ := p.get("/~errdocs/tag?page=" + bad); got.StatusCode/100 != 4 {
			t.Errorf("page=%s: %d", bad, got.StatusCode)
		}
	}
}

func TestNoSiteYet(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a"), "bad")
	p := run(t, Options{Watch: []string{dir}, Build: func(context.Context, []Change) (Built, error) {
		data, err := os.ReadFile(filepath.Join(dir, "a"))
		if err == nil && string(data) == "bad" {
			err = content.Problems{{Pos: content.Pos{File: "a.yaml", Line: 3, Col: 5}, Rule: "rule", Message: "<b>wrong</b>",
				Hint: "fix it", Width: 2, Excerpt: "key: åé!", Caret: 5}}
		}
		return small("home"), err
	}})
	if r := p.next(); r.Err == nil || r.Kept || r.Fixed || r.Built.Site != nil {
		t.Errorf("first report: %+v", r)
	}
	got, body := p.get("/any/page/")
	if got.StatusCode != http.StatusServiceUnavailable || !strings.Contains(body, `data-errdocs-page="none"`) || strings.Contains(body, "wrong") {
		t.Errorf("%d %s", got.StatusCode, body)
	}
	if _, tag := p.get("/~errdocs/tag?page=/any/page/"); tag != "none" {
		t.Errorf("tag %q", tag)
	}
	want := `{"failure":{"title":"1 problem","kept":false,"problems":[{"position":"a.yaml:3:5","line":3,"rule":"rule",` +
		`"message":"\u003cb\u003ewrong\u003c/b\u003e","hint":"fix it","before":"key: ","meant":"åé","after":"!"}]}}`
	if _, status := p.get("/~errdocs/status"); status != want {
		t.Errorf("status\n%s, want\n%s", status, want)
	}
	save(t, filepath.Join(dir, "a"), "good")
	if r := p.next(); r.Err != nil || !r.Fixed || r.Kept {
		t.Errorf("second report: %+v", r)
	}
	if got, body := p.get("/x/"); got.StatusCode != 200 || !strings.Contains(body, "home") {
		t.Errorf("%d %s", got.StatusCode, body)
	}
}

func TestFailureIsShort(t *testing.T) {
	problems := make(content.Problems, 1000)
	f := newFailure(problems)
	if len(f.Problems) != maxShown || f.More != 1000-maxShown || f.Title != "1000 problems" {
		t.Errorf("%d shown, %d more, %q", len(f.Problems), f.More, f.Title)
	}
	for _, p := range []content.Problem{{Caret: 9, Width: 9}, {Caret: -1, Width: -1, Excerpt: "ab"}, {Excerpt: "ab", Caret: 1, Width: 99}} {
		got := newFailure(content.Problems{p}).Problems[0]
		if got.Before+got.Meant+got.After != p.Excerpt {
			t.Errorf("%+v became %+v", p, got)
		}
	}
	if f := newFailure(fmt.Errorf("reading: %w", fs.ErrPermission)); f.Text != "reading: permission denied" || f.Problems != nil {
		t.Errorf("%+v", f)
	}
}

// The stream sends the current state at once and of the next ones as they come; the server ends
// while it is open.
func TestEvents(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a"), "1")
	p := run(t, Options{Watch: []string{dir}, Build: func(context.Context, []Change) (Built, error) {
		data, err := os.ReadFile(filepath.Join(dir, "a"))
		if err == nil && string(data) == "bad" {
			err = fmt.Errorf("a is bad")
		}
		return small("home"), err
	}})
	p.next()
	got, err := http.Get(p.root + "/~errdocs/events")
	if err != nil {
		t.Fatal(err)
	}
	defer got.Body.Close()
	if got.Header.Get("Content-Type") != "text/event-stream" || got.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("headers %v", got.Header)
	}
	lines := bufio.NewScanner(got.Body)
	data := func() string {
		for lines.Scan() {
			if text, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				return text
			}
		}
		return "the end"
	}
	if text := data(); text != "{}" {
		t.Errorf("first: %s", text)
	}
	save(t, filepath.Join(dir, "a"), "bad")
	if text := data(); text != `{"failure":{"title":"The site cannot be built","kept":true,"text":"a is bad"}}` {
		t.Errorf("second: %s", text)
	}
	save(t, filepath.Join(dir, "a"), "2")
	if text := data(); text != "{}" {
		t.Errorf("third: %s", text)
	}
	if err := p.stop(); err != nil {
		t.Error(err)
	}
	if text := data(); text != "the end" {
		t.Errorf("after the end: %s", text)
	}
}

func TestTooManyStreams(t *testing.T) {
	p := run(t, Options{Build: fixed(small("home"))})
	p.next()
	for range maxStreams {
		got, err := http.Get(p.root + "/~errdocs/events")
		if err != nil || got.StatusCode != 200 {
			t.Fatal(err, got)
		}
		defer got.Body.Close()
	}
	if got, _ := p.get("/~errdocs/events"); got.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("one more: %d", got.StatusCode)
	}
	if got, _ := p.get("/x/"); got.StatusCode != 200 {
		t.Errorf("a page meanwhile: %d", got.StatusCode)
	}
}

func TestListen(t *testing.T) {
	for _, addr := range []string{
		"", "4321", "127.0.0.1", ":4321", "0.0.0.0:0", "[::]:0", "192.168.1.1:0", "example.com:80", "127.0.0.1:http", "127.0.0.1:65536",
		"127.0.0.1:-1", "127.0.0.1:+1", "127.0.0.1:01", "127.0.0.1:", "127.1:0", "[::ffff:127.0.0.1]:0", "[::1%lo]:0", "localhost.:0", "LOCALHOST:0",
		"169.254.169.254:0", "http://127.0.0.1:1/",
	} {
		l, err := Listen(addr, false)
		if _, ok := err.(*AddressError); !ok {
			t.Errorf("%q: %v", addr, err)
		}
		if l != nil {
			l.Close()
		}
	}
	for _, addr := range []string{"127.0.0.1:0", "localhost:0", "127.0.0.2:0"} {
		l, err := Listen(addr, false)
		if err != nil {
			t.Errorf("%q: %v", addr, err)
			continue
		}
		if _, err := Listen(l.Addr().String(), false); err == nil {
			t.Errorf("%s: listened on twice", l.Addr())
		}
		l.Close()
	}
}
