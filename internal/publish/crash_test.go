package publish

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/errdocs/errdocs/internal/testenv"
)

// The test binary, started with this variable, publishes to the directory it names: for ever ("loop") or
// once the site of a number. The others take the exchange away from it, make the sites small, and keep a spare tree of any site;
// the last has the time at which the output was written.
const (
	childEnv   = "PUBLISH_TEST_CHILD"
	renamesEnv = "PUBLISH_TEST_RENAMES"
	onceEnv    = "PUBLISH_TEST_ONCE"
	smallEnv   = "PUBLISH_TEST_SMALL"
	spareEnv   = "PUBLISH_TEST_SPARE"
)

func TestMain(m *testing.M) {
	testenv.Cheap()
	out := os.Getenv(childEnv)
	if out == "" {
		if !testenv.Long() {
			flag.Set("rapid.checks", "50")
		}
		os.Exit(testenv.Tests{M: m}.Run())
	}
	if os.Getenv(renamesEnv) != "" {
		exchange = func(a, b string) error { return errors.ErrUnsupported }
	}
	var since time.Time
	if at := os.Getenv(spareEnv); at != "" {
		spareFrom, maxFresh = 1, 1
		ns, _ := strconv.ParseInt(at, 10, 64)
		since = time.Unix(0, ns)
	}
	for i := 0; ; i++ {
		v := i
		if once := os.Getenv(onceEnv); once != "" {
			v, _ = strconv.Atoi(once)
		}
		fmt.Println("begin", i)
		res, err := keepOrAdd(out, crashSite(v), since)
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		since = res.Done
		fmt.Println("published", i)
		if os.Getenv(onceEnv) != "" {
			os.Exit(0)
		}
	}
}

// keepOrAdd publishes a site as a build with a cache does: it adds only what cannot be kept.
func keepOrAdd(out string, site map[string]string, since time.Time) (Result, error) {
	st, err := Begin(context.Background(), out, Options{Since: since})
	if err != nil {
		return Result{}, err
	}
	for p, text := range site {
		if st.Keep(p, sha256.Sum256([]byte(text))) {
			continue
		}
		if err := add(st, p, []byte(text)); err != nil {
			return Result{}, errors.Join(err, st.Abort())
		}
	}
	return st.Commit()
}

// crashSite returns one of a few sites that differ in files, directories and contents, and have others in common.
func crashSite(i int) map[string]string {
	i %= crashSites
	pages := 100 + 20*i
	if os.Getenv(smallEnv) != "" {
		pages = 2 + i
	}
	s := site(fmt.Sprint("version ", i), pages)
	for p, text := range site("the same", pages) {
		if len(p)%2 == 0 {
			s[p] = text
		}
	}
	return s
}

const crashSites = 5

func child(out string, env ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), append(env, childEnv+"="+out)...)
	return cmd
}

// siteIn returns the number of the site in dir if it is complete and has nothing besides.
func siteIn(t *testing.T, dir string) int {
	got := readAll(t, dir)
	delete(got, manifestName)
	for i := range crashSites {
		if maps.Equal(got, crashSite(i)) {
			return i
		}
	}
	return torn
}

// TestKill kills publishing processes at random moments. Every time the output must be a whole site, and
// the next run must leave nothing else behind.
func TestKill(t *testing.T) {
	var left, missing atomic.Int32
	runs := testenv.Times(5, 200)
	t.Run("", func(t *testing.T) {
		for _, env := range []string{"", renamesEnv + "=1", spareEnv + "=0"} {
			t.Run(env, func(t *testing.T) {
				t.Parallel()
				parent := memoryDir(t)
				publish(t, filepath.Join(parent, "public"), crashSite(0))
				for range runs {
					killOne(t, filepath.Join(parent, "public"), env)
					if entries, _ := os.ReadDir(parent); len(entries) > 1 {
						left.Add(1)
					}
					if state(t, parent) == waiting {
						missing.Add(1)
					}
					if rand.IntN(3) == 0 && env != spareEnv+"=0" {
						publish(t, filepath.Join(parent, "public"), crashSite(rand.IntN(crashSites)))
						wantNames(t, parent, "public")
					}
				}
			})
		}
	})
	report(t, "crashes runs=%d faults=%[1]d swept=%d repaired=%d", 3*runs, left.Load(), missing.Load())
}

// What is in the output after a fault.
const (
	torn    = -1 // neither site
	waiting = -2 // nothing, but the ready site waits for the next run to put it there
)

// state returns the number of the site in the output next to which a process has been killed.
func state(t *testing.T, parent string) int {
	t.Helper()
	out := filepath.Join(parent, "public")
	if _, err := os.Stat(out); errors.Is(err, fs.ErrNotExist) &&
		siteIn(t, filepath.Join(parent, ".public.errdocs", "ready")) != torn {
		return waiting
	}
	n := siteIn(t, out)
	if n == torn {
		t.Fatalf("half a site: %v", slices.Sorted(maps.Keys(readAll(t, parent))))
	}
	return n
}

func killOne(t *testing.T, out, env string) {
	t.Helper()
	cmd := child(out, env)
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	bufio.NewReader(pipe).ReadString('\n')
	time.Sleep(time.Duration(rand.IntN(int(60 * time.Millisecond))))
	cmd.Process.Kill()
	cmd.Wait()
}

// report logs a line that the table of the long suite is made from. A torn site or one that is left behind ends a test
// at once; so a test that reports has seen none.
func report(t *testing.T, format string, args ...any) {
	if !t.Failed() {
		t.Logf("long: "+format+" torn=0 leftovers=0", args...)
	}
}

// TestRepair leaves the work directory as a kill at each step of the pair of renames would, and lets the
// next run find it.
func TestRepair(t *testing.T) {
	for _, step := range []string{"ready made", "ready made, another begun", "old moved away", "old emptied in place", "new in place", "old half removed"} {
		t.Run(step, func(t *testing.T) {
			withoutExchange(t)
			parent := t.TempDir()
			out, work := filepath.Join(parent, "public"), filepath.Join(parent, ".public.errdocs")
			write(t, filepath.Join(work, "lock"), "process 1\n")
			publishInto := func(name string, v int) { publish(t, filepath.Join(work, name), crashSite(v)) }
			switch step {
			case "ready made":
				publish(t, out, crashSite(1))
				publishInto("ready", 2)
			case "ready made, another begun":
				publishInto("ready", 2)
				write(t, filepath.Join(work, "new", manifestName), manifestHead+unfinished+"\nindex.html\n")
				write(t, filepath.Join(work, "new", "index.html"), "half")
			case "old moved away":
				publishInto("old", 1)
				publishInto("ready", 2)
			case "old emptied in place":
				os.Mkdir(out, 0o755)
				publishInto("ready", 2)
			case "new in place":
				publish(t, out, crashSite(2))
				publishInto("old", 1)
			case "old half removed":
				publish(t, out, crashSite(2))
				publishInto("old", 1)
				os.Remove(filepath.Join(work, "old", "index.html"))
			}
			write(t, filepath.Join(work, "lock"), "process 1\n")
			target, err := findTarget(out, Options{})
			if err != nil {
				t.Fatal(err)
			}
			w, err := target.lock(t.Context(), 0)
			if err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(w.recover(), w.release()); err != nil {
				t.Fatal(err)
			}
			wantSite(t, out, crashSite(2))
			wantNames(t, parent, "public")
		})
	}
}

// TestManyAtOnce lets processes publish to one output at the same time, while this one reads.
func TestManyAtOnce(t *testing.T) {
	parent := memoryDir(t)
	out := filepath.Join(parent, "public")
	publish(t, out, crashSite(0))
	const processes = 8
	done := make(chan error, processes)
	for i := range processes {
		cmd := child(out, onceEnv+"="+strconv.Itoa(i))
		var text bytes.Buffer
		cmd.Stdout = &text
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		go func() {
			err := cmd.Wait()
			if err != nil {
				err = fmt.Errorf("%w: %s", err, text.String())
			}
			done <- err
		}()
	}
	for running := processes; running > 0; {
		select {
		case err := <-done:
			running--
			if err != nil {
				t.Error(err)
			}
		default:
			// There is a manifest at every moment: the exchange leaves no gap.
			if _, err := os.Stat(filepath.Join(out, manifestName)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if siteIn(t, out) == torn {
		t.Error("the output is a mixture")
	}
	wantNames(t, parent, "public")
}

// TestLockIsGivenOn lets the lock change hands often: a run that waited on a lock file which its holder
// has removed protects nothing.
func TestLockIsGivenOn(t *testing.T) {
	parent := memoryDir(t)
	out := filepath.Join(parent, "public")
	target, err := findTarget(out, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var holders, taken atomic.Int32
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 200 {
				w, err := target.lock(t.Context(), 0)
				if err != nil {
					t.Error(err)
					return
				}
				if holders.Add(1) > 1 {
					t.Error("two runs have the lock")
				}
				taken.Add(1)
				holders.Add(-1)
				if err := w.release(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if taken.Load() != 8*200 {
		t.Errorf("the lock was taken %d times, want %d", taken.Load(), 8*200)
	}
	if entries, _ := os.ReadDir(parent); len(entries) > 0 {
		t.Errorf("left behind: %v", entries)
	}
}
