package jobs

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/errdocs/errdocs/internal/values"
)

// folder is a sink that keeps files, and counts those that it is given.
type folder struct {
	mu    sync.Mutex
	files map[string]string
	added []string
}

func (f *folder) Add(path string, data []byte, _ Sum) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.files[path], f.added = string(data), append(f.added, path)
	return nil
}

func (f *folder) Keep(path string, sum Sum) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	data, ok := f.files[path]
	return ok && sha256.Sum256([]byte(data)) == sum
}

func (f *folder) Read(path string, size int) []byte {
	f.mu.Lock()
	defer f.mu.Unlock()
	if data, ok := f.files[path]; ok && len(data) == size {
		return []byte(data)
	}
	return nil
}

// newFiles returns what was added since the last call, sorted.
func (f *folder) newFiles() string {
	slices.Sort(f.added)
	added := strings.Join(f.added, " ")
	f.added = nil
	return added
}

// write returns a job that makes files of a text, and notes their number.
func write(name, text string, paths ...string) Job {
	return Job{Name: name, Key: sha256.Sum256([]byte(text)), Make: func(o *Output) error {
		for _, path := range paths {
			o.File(path, []byte(text))
		}
		o.Note(fmt.Sprint(len(paths), " files"))
		return nil
	}}
}

func TestOnlyChangedInputRunsAgain(t *testing.T) {
	f := &folder{files: map[string]string{}}
	r := Runner{Sink: f, Before: &Record{}, Inspect: func(path string, data []byte) string { return path + "=" + string(data) }}
	run := func(want string, jobs ...Job) {
		t.Helper()
		record, err := r.Run(t.Context(), jobs)
		if err != nil {
			t.Fatal(err)
		}
		if got := f.newFiles(); got != want {
			t.Errorf("made %q, want %q", got, want)
		}
		if made := record.Made("a"); len(made) != 2 || made[1].Note != "a2=one" || made[1].Size != 3 {
			t.Errorf("the record of a is %+v", made)
		}
		for name, notes := range record.Notes() {
			if name == "a" && (len(notes) != 1 || notes[0] != "2 files") {
				t.Errorf("the notes of a are %q", notes)
			}
		}
		r.Before = record
	}
	a := write("a", "one", "a1", "a2")
	run("a1 a2 b", a, write("b", "one", "b"))
	run("", a, write("b", "one", "b"))
	run("b", a, write("b", "two", "b"))
	run("c", a, write("b", "two", "b"), write("c", "", "c"))

	delete(f.files, "a2") // a1 is kept, so only a2 is missing
	run("a2", a)

	r.Before = nil
	run("a1 a2", a)
}

// A job that makes something else of the same input would leave a mix of two runs.
func TestOtherFilesOfTheSameInput(t *testing.T) {
	f := &folder{files: map[string]string{}}
	n := 0
	job := Job{Name: "a", Make: func(o *Output) error {
		n++
		o.File("1", fmt.Append(nil, n))
		o.File("2", nil)
		return nil
	}}
	r := Runner{Sink: f}
	record, err := r.Run(t.Context(), []Job{job})
	if err != nil {
		t.Fatal(err)
	}
	delete(f.files, "2")
	r.Before = record
	if _, err := r.Run(t.Context(), []Job{job}); err == nil || !strings.Contains(err.Error(), "1 came out differently") {
		t.Errorf("error: %v", err)
	}
}

func TestTwoFilesOfOnePath(t *testing.T) {
	r := Runner{Sink: Discard}
	_, err := r.Run(t.Context(), []Job{write("1", "", "A/b"), write("2", "", "a/B")})
	if err == nil || err.Error() != "two files have one path: A/b and a/B" {
		t.Errorf("error: %v", err)
	}
	if r.Before, err = r.Run(t.Context(), []Job{write("1", "", "A/b"), write("2", "", "c")}); err != nil {
		t.Fatal(err)
	}
	for name, jobs := range map[string][]Job{
		"a new file and one of before": {write("1", "", "A/b"), write("2", "other", "a/B")},
		"two new files":                {write("3", "", "d"), write("4", "", "D")},
		"a file that another job made": {write("1", "", "A/b"), write("2", "", "c"), write("3", "", "c")},
	} {
		if _, err := r.Run(t.Context(), jobs); err == nil || !strings.Contains(err.Error(), "two files have one path: ") {
			t.Errorf("%s: error: %v", name, err)
		}
	}
}

func TestErrorsEndTheRun(t *testing.T) {
	bad := errors.New("bad")
	r := Runner{Sink: Discard}
	if _, err := r.Run(t.Context(), []Job{write("a", "", "a"), {Name: "b", Make: func(*Output) error { return bad }}}); err != bad {
		t.Errorf("error: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := r.Run(ctx, []Job{write("a", "", "a")}); !errors.Is(err, context.Canceled) {
		t.Errorf("error: %v", err)
	}
}

// What a run has made when it is ended need not be made again, and is compared with the rest as if it were new.
func TestEndedRun(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	f := &folder{files: map[string]string{}}
	r := Runner{Sink: f, Before: &Record{}}
	for n, want := range []string{"a", "b", "c", ""} {
		ctx, end := context.WithCancel(t.Context())
		list := []Job{write("a", "one", "a"), write("b", "one", "b"), write("c", "one", "c")}
		for i := range list {
			make := list[i].Make
			list[i].Make = func(o *Output) error {
				end()
				return make(o)
			}
		}
		record, err := r.Run(ctx, list)
		if got := f.newFiles(); got != want {
			t.Errorf("run %d made %q, want %q", n, got, want)
		}
		if end(); (err == nil) != (want == "") || err == nil && record.Jobs() != 3 {
			t.Errorf("run %d: %v, %d jobs", n, err, record.Jobs())
		}
		r.Since = record
	}
	r.Since, _ = r.Run(ended(t), []Job{write("a", "one", "a")})
	if r.Since.Jobs() != 1 {
		t.Errorf("a run that is ended at once forgets what is known")
	}
	other, _ := r.Run(t.Context(), []Job{write("A", "one", "A")})
	r.Since = Joined([]*Record{r.Since, other})
	if _, err := r.Run(t.Context(), []Job{write("a", "one", "a"), write("A", "one", "A")}); err == nil {
		t.Error("two files of one path, of two runs that were ended, are no error")
	}
}

func ended(t *testing.T) context.Context {
	ctx, end := context.WithCancel(t.Context())
	end()
	return ctx
}

// A panic in a job goes on where Run was called, with where it came from, and no further files are made.
func TestPanicReachesTheCaller(t *testing.T) {
	after := 0
	list := []Job{{Name: "broken", Make: func(*Output) error { _ = []byte(nil)[after]; return nil }}}
	for i := range 100 {
		list = append(list, Job{Name: fmt.Sprint(i), Make: func(*Output) error { after++; return nil }})
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1)) // one worker: none may make a file after the panic
	defer func() {
		err, ok := recover().(error)
		var cause runtime.Error
		if !ok || !errors.As(err, &cause) {
			t.Fatalf("recovered %v", err)
		}
		if !strings.Contains(err.Error(), " jobs/jobs_test.go:") {
			t.Errorf("it does not say where it came from:\n%s", err)
		}
		if after > 0 {
			t.Errorf("%d files were made after it", after)
		}
	}()
	r := Runner{Sink: Discard}
	_, _ = r.Run(t.Context(), list)
	t.Error("Run returned")
}

// A record survives being written down, and nothing else is taken for one.
func TestRecordRoundTrip(t *testing.T) {
	r := Runner{Sink: Discard, Inspect: func(path string, _ []byte) string { return "note of " + path }}
	record, err := r.Run(t.Context(), []Job{write("a", "one", "a1", "a2"), write("b", "two", "b"), write("c", "three")})
	if err != nil {
		t.Fatal(err)
	}
	record.Kept = map[string]string{"a": "kept", "": ""}
	text := written(t, record)
	var back Record
	if err := back.Read(string(text)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(text, written(t, &back)) {
		t.Error("the record changes when it is written twice")
	}
	for i := range text {
		damaged := bytes.Clone(text)
		damaged[i] ^= 1
		if err := new(Record).Read(string(damaged)); !errors.Is(err, ErrRecord) {
			t.Fatalf("byte %d of %d changed: %v", i, len(text), err)
		}
		if err := new(Record).Read(string(text[:i])); !errors.Is(err, ErrRecord) {
			t.Fatalf("cut at %d: %v", i, err)
		}
	}
}

func written(t *testing.T, r *Record) []byte {
	var b bytes.Buffer
	if n, err := r.WriteTo(&b); err != nil || n != int64(b.Len()) {
		t.Fatalf("%d bytes of %d were written: %v", b.Len(), n, err)
	}
	return b.Bytes()
}

// FuzzRecord reads any bytes as a record. What is taken for one is written again and can be read.
func FuzzRecord(f *testing.F) {
	f.Add([]byte(""))
	f.Add([]byte("\x01\x01a0123456789abcdef0123456789abcdef\x00\x01\x01b\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		text := append([]byte(recordHead), data...) // with the head before and the sum after it, only the data decides
		var sealed strings.Builder
		w := values.Writer{Bytes: text, To: &sealed}
		w.End()
		var r Record
		if err := r.Read(sealed.String()); err != nil {
			return
		}
		var back Record
		if err := back.Read(string(written(t, &r))); err != nil {
			t.Errorf("what it wrote itself is refused: %v", err)
		}
	})
}

// A job of other input takes over the files that it knows to be the same, as long as they are there.
func TestFilesAgain(t *testing.T) {
	f := &folder{files: map[string]string{}}
	r := Runner{Sink: f, Before: &Record{}}
	run := func(text, want string) {
		t.Helper()
		job := write("a", text)
		job.Make = func(o *Output) error {
			for _, path := range []string{"same", "other", "new " + text} {
				if path == "other" || !o.Again(path) {
					o.File(path, []byte(text[:1]+path))
				}
			}
			return nil
		}
		record, err := r.Run(context.Background(), []Job{job})
		if err != nil {
			t.Fatal(err)
		}
		if got := f.newFiles(); got != want || len(record.Made("a")) != 3 {
			t.Errorf("%s: added %q, want %q; the record has %d files", text, got, want, len(record.Made("a")))
		}
		r.Before = record
	}
	run("1", "new 1 other same")
	run("12", "new 12 other")
	delete(f.files, "same")
	run("13", "new 13 other same")
	delete(f.files, "other")
	run("13", "other")
}
