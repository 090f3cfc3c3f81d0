package publish

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// The test binary, started with this variable, publishes to the directory it names: for ever ("loop") or
// once. A second variable takes the exchange away from it.
const (
	childEnv   = "PUBLISH_TEST_CHILD"
	renamesEnv = "PUBLISH_TEST_RENAMES"
	onceEnv    = "PUBLISH_TEST_ONCE"
)

func TestMain(m *testing.M) {
	out := os.Getenv(childEnv)
	if out == "" {
		os.Exit(m.Run())
	}
	if os.Getenv(renamesEnv) != "" {
		exchange = func(a, b string) error { return errors.ErrUnsupported }
	}
	for i := 0; ; i++ {
		v := i
		if once := os.Getenv(onceEnv); once != "" {
			v, _ = strconv.Atoi(once)
		}
		if _, err := Dir(context.Background(), out, filesOf(crashSite(v)), Options{}); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Println("published", i)
		if os.Getenv(onceEnv) != "" {
			os.Exit(0)
		}
	}
}

// crashSite returns one of a few sites that differ in files, directories and contents.
func crashSite(i int) map[string]string {
	i %= 5
	return site(fmt.Sprint("version ", i), 100+20*i)
}

func child(out string, env ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), append(env, childEnv+"="+out)...)
	return cmd
}

// whole reports whether dir holds one of the sites, complete and with nothing besides.
func whole(t *testing.T, dir string) bool {
	got := readAll(t, dir)
	delete(got, markerName)
	for i := range 5 {
		if maps.Equal(got, crashSite(i)) {
			return true
		}
	}
	return false
}

// TestKill kills publishing processes at random moments. Every time the output must be a whole site, and
// the next run must leave nothing else behind.
func TestKill(t *testing.T) {
	for _, mode := range []struct{ name, env string }{{"exchange", ""}, {"renames", renamesEnv + "=1"}} {
		t.Run(mode.name, func(t *testing.T) {
			t.Parallel()
			parent := memoryDir(t)
			out := filepath.Join(parent, "public")
			publish(t, out, crashSite(0))
			left, missing := 0, 0
			for range 20 {
				killOne(t, out, mode.env)
				if entries, _ := os.ReadDir(parent); len(entries) > 1 {
					left++
				}
				_, err := os.Stat(out)
				if errors.Is(err, fs.ErrNotExist) && mode.env != "" && whole(t, filepath.Join(parent, ".public.errdocs", "ready")) {
					missing++ // the next run puts the ready site there
				} else if !whole(t, out) {
					t.Fatal("a killed run left half a site")
				}
				if rand.IntN(3) == 0 {
					publish(t, out, crashSite(rand.IntN(5)))
					wantNames(t, parent, "public")
				}
			}
			t.Logf("20 kills, %d left a work directory, %d between the renames", left, missing)
		})
	}
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
	time.Sleep(time.Duration(rand.IntN(int(40 * time.Millisecond))))
	cmd.Process.Kill()
	cmd.Wait()
}

// TestRepair leaves the work directory as a kill at each step of the pair of renames would, and lets the
// next run find it.
func TestRepair(t *testing.T) {
	for _, step := range []string{"ready made", "old moved away", "old emptied in place", "new in place", "old half removed"} {
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
			pl, err := findPlace(out, Options{})
			if err != nil {
				t.Fatal(err)
			}
			w, err := pl.lock(t.Context(), 0)
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
			// The marker is there at every moment: the exchange leaves no gap.
			if _, err := os.Stat(filepath.Join(out, markerName)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if !whole(t, out) {
		t.Error("the output is a mixture")
	}
	wantNames(t, parent, "public")
}

// TestLockIsGivenOn lets the lock change hands often: a run that waited on a lock file which its holder
// has removed holds nothing.
func TestLockIsGivenOn(t *testing.T) {
	parent := memoryDir(t)
	out := filepath.Join(parent, "public")
	pl, err := findPlace(out, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var holders, taken atomic.Int32
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 200 {
				w, err := pl.lock(t.Context(), 0)
				if err != nil {
					t.Error(err)
					return
				}
				if holders.Add(1) > 1 {
					t.Error("two runs hold the lock")
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
