package serve

import (
	"bytes"
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
	p := run(t, Options{Watch: []string{dir}, Build: func(ctx context.Context, _ []Change) (Built, error) {
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
	if r.Err != nil || !strings.Contains(shows(r), "3") {
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
	p := run(t, Options{Watch: []string{dir}, Build: func(ctx context.Context, _ []Change) (Built, error) {
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
	p := run(t, Options{Watch: []string{dir}, Build: func(context.Context, []Change) (Built, error) {
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
	if _, status := p.get("/~errdocs/status"); !strings.Contains(status, "internal error: it broke") {
		t.Errorf("status: %s", status)
	}
	if got, body := p.get("/x/"); got.StatusCode != 200 || !strings.Contains(body, "home") {
		t.Errorf("the last good site: %d", got.StatusCode)
	}
	write(t, path, "good")
	if r := p.next(); r.Err != nil || !r.Fixed {
		t.Errorf("reported: %+v", r)
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
	fixed := func(r Report) bool { return r.Err == nil }

	for _, cut := range []int{len(good) / 3, len(good) / 2, len(good) - 7, 1} {
		write(t, file, good[:cut])
		r := p.until("a half-written file", failed)
		if problems := (content.Problems{}); !errors.As(r.Err, &problems) {
			t.Errorf("half-written: %v", r.Err)
		}
		serves("half-written", title)
	}
	save(t, file, strings.Replace(good, title, "Another title", 1))
	r := p.until("the whole file", fixed)
	if !r.Fixed || !slices.Contains(r.Pages, "thales/android/server-error/index.html") {
		t.Errorf("fixed: %v, %d pages", r.Fixed, len(r.Pages))
	}
	serves("fixed", "Another title")

	must(t, os.Remove(file))
	p.until("a lost file", failed)
	serves("a lost file", "Another title")
	write(t, file, good)
	p.until("the file back", fixed)

	must(t, os.Rename(dir, dir+"-away"))
	p.until("a lost folder", failed)
	serves("a lost folder", title)
	must(t, os.Rename(dir+"-away", dir))
	p.until("the folder back", fixed)

	for i := range 20 {
		edit(t, file, "title: ", fmt.Sprintf("title: %d ", i))
	}
	save(t, file, good)
	cat, err := content.Load(os.DirFS(dir))
	must(t, err)
	whole, err := site.Build(t.Context(), cat, site.Options{BaseURL: "http://localhost/x/", Version: "test"})
	must(t, err)
	p.until("what the files say", func(r Report) bool {
		for path, data := range whole.All() {
			if r.Err != nil {
				return false
			}
			if got, err := r.Built.Site.File(path); err != nil || !bytes.Equal(got, data) {
				return false
			}
		}
		return true
	})
	serves("at the end", title)
}

// slow is a site whose first check ends only when it is stopped.
type slow struct {
	few
	checks *atomic.Int32
}

func (s slow) Check(ctx context.Context) ([]string, error) {
	if s.checks.Add(1) == 1 {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	return nil, nil
}

// A site is shown before its check has ended. If a change that cannot be built stops the check, it is made up for, and the site stays.
func TestShownBeforeTheCheck(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	write(t, path, "old")
	var checks atomic.Int32
	p := run(t, Options{Watch: []string{dir}, Build: func(context.Context, []Change) (Built, error) {
		data, err := os.ReadFile(path)
		b := small(string(data))
		switch {
		case err == nil && string(data) == "bad":
			err = errors.New("it is bad")
		case string(data) == "new":
			b.Site = slow{b.Site.(few), &checks}
		}
		return b, err
	}})
	p.next()
	write(t, path, "new")
	for limit := time.Now().Add(longest); ; time.Sleep(quiet) {
		if _, body := p.get("/x/"); strings.Contains(body, "new") {
			break
		}
		if time.Now().After(limit) {
			t.Fatal("the new page is not shown")
		}
	}
	write(t, path, "bad")
	if r := p.next(); r.Err == nil || !r.Kept || checks.Load() != 2 {
		t.Errorf("reported: %+v, after %d checks", r, checks.Load())
	}
	if _, body := p.get("/x/"); !strings.Contains(body, "new") {
		t.Errorf("the page that was never found bad is gone: %s", body)
	}
}

// troubled is a site with a page that has a problem, which its check finds when it may end.
type troubled struct {
	few
	end chan struct{}
}

func (s troubled) File(path string) ([]byte, error) {
	if path == "acme/index.html" {
		return nil, site.ErrProblems
	}
	return s.few.File(path)
}

func (s troubled) Check(context.Context) ([]string, error) {
	<-s.end
	return nil, errors.New("acme is wrong")
}

// A page with a problem waits for the check, and comes from the last good site then, as all pages do.
func TestPageWithAProblemWaits(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	write(t, path, "old")
	end := make(chan struct{})
	p := run(t, Options{Watch: []string{dir}, Build: func(context.Context, []Change) (Built, error) {
		data, err := os.ReadFile(path)
		b := small(string(data))
		if string(data) == "bad" {
			b.Site = troubled{b.Site.(few), end}
		}
		return b, err
	}})
	p.next()
	write(t, path, "bad")
	for limit := time.Now().Add(longest); ; time.Sleep(quiet) {
		if _, body := p.get("/x/"); strings.Contains(body, "bad") {
			break
		}
		if time.Now().After(limit) {
			t.Fatal("the new page is not shown")
		}
	}
	got := make(chan string)
	go func() {
		_, body := p.get("/x/acme/")
		got <- body
	}()
	close(end)
	if body := <-got; !strings.Contains(body, "acme") {
		t.Errorf("got %s", body)
	}
	if r := p.next(); r.Err == nil || !r.Kept {
		t.Errorf("reported: %+v", r)
	}
	if _, body := p.get("/x/"); !strings.Contains(body, "old") {
		t.Errorf("the last good site is not back: %s", body)
	}
}
