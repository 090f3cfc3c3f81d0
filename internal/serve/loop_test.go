package serve

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/site"
)

// A newer change stops a build that is under way, and only the newest state is reported.
func TestNewerChangeStopsBuild(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	write(t, path, "1")
	var stopped atomic.Int32
	p := run(t, Options{Watch: []string{dir}, Build: func(ctx context.Context) (Built, error) {
		data, err := os.ReadFile(path)
		if string(data) == "slow" {
			<-ctx.Done() // it would take for ever
			stopped.Add(1)
			return Built{}, fmt.Errorf("build: %w", ctx.Err())
		}
		return small(string(data)), err
	}})
	p.next()
	write(t, path, "slow")
	time.Sleep(4 * quiet) // the build is under way, most likely; else it never starts, which is as good
	write(t, filepath.Join(dir, "b"), "x")
	time.Sleep(4 * quiet)
	write(t, path, "3")
	r := p.next()
	if r.Err != nil || !strings.Contains(string(r.Built.Site.File("index.html")), "3") {
		t.Fatalf("reported: %+v", r)
	}
	var paths []string
	for _, c := range r.Changes {
		paths = append(paths, filepath.Base(c.Path)+" "+string(c.Kind))
	}
	if !slices.Equal(paths, []string{"a changed", "b added"}) {
		t.Errorf("changes %v, stopped %d", paths, stopped.Load())
	}
}

// Files that change all the time, faster than the site is built, do not keep it from being built.
func TestConstantChangesAreBuilt(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	write(t, path, "0")
	p := run(t, Options{Watch: []string{dir}, Build: func(ctx context.Context) (Built, error) {
		data, err := os.ReadFile(path)
		select {
		case <-ctx.Done():
			return Built{}, ctx.Err()
		case <-time.After(2 * patience): // longer than from one look to the next
			return small(string(data)), err
		}
	}})
	p.next()
	stop := make(chan struct{})
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for i := 1; ; i++ {
			select {
			case <-stop:
				return
			case <-time.After(quiet / 2):
				_ = os.WriteFile(path, fmt.Append(nil, i), 0o644) // a test of what is built, not of the disk
			}
		}
	}()
	r := p.next()
	close(stop)
	<-ended
	if r.Err != nil || len(r.Pages) != 1 {
		t.Errorf("reported: %+v", r)
	}
}

func TestPanicIsReported(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	write(t, path, "1")
	p := run(t, Options{Watch: []string{dir}, Build: func(context.Context) (Built, error) {
		if data, _ := os.ReadFile(path); string(data) == "bad" {
			panic("it broke")
		}
		return small("home"), nil
	}})
	p.next()
	write(t, path, "bad")
	r := p.next()
	var broken *PanicError
	if !errors.As(r.Err, &broken) || !r.Kept || !strings.Contains(string(broken.Stack), "loop_test.go") {
		t.Errorf("reported: %+v", r)
	}
	if _, news := p.get("/~errdocs/news"); !strings.Contains(news, "internal error: it broke") {
		t.Errorf("news: %s", news)
	}
	if got, body := p.get("/x/"); got.StatusCode != 200 || !strings.Contains(body, "home") {
		t.Errorf("the last good site: %d", got.StatusCode)
	}
	write(t, path, "good")
	if r := p.next(); r.Err != nil || !r.Mended {
		t.Errorf("reported: %+v", r)
	}
}

// What can be had quickly is shown first; the build of everything follows, and has the last word. While
// something is wrong, only that build counts.
func TestTouchComesFirst(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	write(t, path, "1")
	var touches atomic.Int32
	p := run(t, Options{
		Watch: []string{dir},
		Build: func(context.Context) (Built, error) {
			data, err := os.ReadFile(path)
			if string(data) == "bad" {
				err = errors.New("it is bad")
			}
			return small("built " + string(data)), err
		},
		Touch: func(_ context.Context, changes []Change) (Built, bool) {
			touches.Add(1)
			data, _ := os.ReadFile(path)
			if string(data) == "panic" {
				panic("it broke")
			}
			return small("touched " + string(data)), string(data) != "no" && changes[0].Path == path
		},
	})
	home := func(r Report) string {
		if r.Err != nil {
			return r.Err.Error()
		}
		_, rest, _ := strings.Cut(string(r.Built.Site.File("index.html")), "<body>")
		text, _, _ := strings.Cut(rest, "<")
		return fmt.Sprint(text, " ", r.Touched)
	}
	var got []string
	got = append(got, home(p.next()))
	for _, text := range []string{"2", "no", "panic", "bad", "3", "4"} {
		write(t, path, text)
		for last := ""; last != "built "+text && last != "it is bad"; {
			last = home(p.next())
			got = append(got, last)
			last, _, _ = strings.Cut(last, " true")
			last, _, _ = strings.Cut(last, " false")
		}
	}
	want := []string{
		"built 1 false", "touched 2 false", "built 2 true", "built no false", "built panic false", "touched bad false", "it is bad",
		"built 3 false", "touched 4 false", "built 4 true",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if touches.Load() != 5 {
		t.Errorf("touched %d times", touches.Load())
	}
}

func TestDifferentPages(t *testing.T) {
	before := small("one").Site
	now := &site.Site{Files: []site.File{
		{Path: "404.html", Data: page("lost")},
		{Path: "assets/style.css", Data: []byte("b{}")},
		{Path: "index.html", Data: page("two")},
		{Path: "new/index.html", Data: page("new")},
	}}
	if got := differentPages(before, now); !slices.Equal(got, []string{"acme/index.html", "index.html", "new/index.html"}) {
		t.Errorf("got %v", got)
	}
	if got := differentPages(nil, now); got != nil {
		t.Errorf("first site: %v", got)
	}
}

// TestAuthorsDay works on the real catalog as an author does: whatever state the files are in, there is a
// site, and at the end it is the one of the files.
func TestAuthorsDay(t *testing.T) {
	dir := catalogDir(t)
	thales := filepath.Join(dir, "vendors", "thales")
	file := filepath.Join(thales, "android.yaml")
	data, err := os.ReadFile(file)
	must(t, err)
	good := string(data)
	p := run(t, Options{Watch: []string{dir, filepath.Join(dir, "..", "templates")}, Build: builder(dir)})
	if r := p.next(); r.Err != nil {
		t.Fatal(r.Err)
	}
	serves := func(what, text string) {
		t.Helper()
		if got, body := p.get("/x/thales/android/server-error/"); got.StatusCode != 200 || !strings.Contains(body, text) {
			t.Errorf("%s: %d", what, got.StatusCode)
		}
	}
	const title = "Any other error of the backend"
	failed := func(r Report) bool { return r.Err != nil && r.Kept }
	mended := func(r Report) bool { return r.Err == nil }

	for _, cut := range []int{len(good) / 3, len(good) / 2, len(good) - 7, 1} {
		write(t, file, good[:cut])
		r := p.until("a half-written file", failed)
		if problems := (content.Problems{}); !errors.As(r.Err, &problems) {
			t.Errorf("half-written: %v", r.Err)
		}
		serves("half-written", title)
	}
	save(t, file, strings.Replace(good, title, "Another title", 1))
	r := p.until("the whole file", mended)
	if !r.Mended || !slices.Contains(r.Pages, "thales/android/server-error/index.html") {
		t.Errorf("mended: %v, %d pages", r.Mended, len(r.Pages))
	}
	serves("mended", "Another title")

	must(t, os.Remove(file))
	p.until("a lost file", failed)
	serves("a lost file", "Another title")
	write(t, file, good)
	p.until("the file back", mended)

	must(t, os.Rename(dir, dir+"-away"))
	p.until("a lost folder", failed)
	serves("a lost folder", title)
	must(t, os.Rename(dir+"-away", dir))
	p.until("the folder back", mended)

	for i := range 20 {
		edit(t, file, "title: ", fmt.Sprintf("title: %d ", i))
	}
	save(t, file, good)
	whole, err := builder(dir)(context.Background())
	must(t, err)
	p.until("what the files say", func(r Report) bool {
		return r.Err == nil && len(differentPages(whole.Site, r.Built.Site)) == 0
	})
	serves("at the end", title)
}
