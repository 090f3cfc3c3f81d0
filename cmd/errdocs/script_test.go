package main

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/errdocs/errdocs/internal/golden"
	"github.com/errdocs/errdocs/internal/testenv"
)

func TestMain(m *testing.M) {
	testenv.Cheap()
	testscript.Main(testenv.Tests{M: m}, map[string]func(){"errdocs": main})
}

// TestScripts runs testdata/script. Each script starts in an empty home folder next to small, a catalog
// of its own. "run errdocs …" runs a command, and "status N errdocs …" demands its exit status; both run it in this
// process. An argument such as <app.log names the file to read as standard input.
func TestScripts(t *testing.T) {
	testdata, err := filepath.Abs("testdata")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join(testdata, "script"),
		UpdateScripts:       *golden.Update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", filepath.Join(env.WorkDir, "home"))
			env.Setenv("errdocs", filepath.SplitList(env.Getenv("PATH"))[0])
			return unpack(filepath.Join(testdata, "small.txtar"), filepath.Join(env.WorkDir, "small"))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"run": runs, "status": status, "same": same, "damage": damage,
		},
	})
}

func runs(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) == 0 || args[0] != "errdocs" {
		ts.Fatalf("usage: run errdocs…")
	}
	if status := run(ts, args[1:]...); (status != exitDone) != neg {
		ts.Fatalf("exit status %d", status)
	}
}

func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 || args[1] != "errdocs" {
		ts.Fatalf("usage: status N errdocs…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	if got := run(ts, args[2:]...); got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

// process is locked while a command of a script runs: there is one working directory and one environment for all.
var process sync.Mutex

// variables are those of the environment that scripts set, and that errdocs and git read.
var variables = []string{"HOME", "XDG_CACHE_HOME", "NO_COLOR", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_GLOBAL"}

// run runs errdocs in this process, because hundreds of processes would take longer to start than to work. It returns
// the exit status.
func run(ts *testscript.TestScript, args ...string) int {
	stdin := ""
	args = slices.DeleteFunc(slices.Clone(args), func(arg string) bool {
		name, ok := strings.CutPrefix(arg, "<")
		if ok {
			stdin = ts.ReadFile(name)
		}
		return ok
	})
	process.Lock()
	defer process.Unlock()
	before, err := os.Getwd()
	ts.Check(err)
	defer os.Chdir(before)
	ts.Check(os.Chdir(ts.MkAbs(".")))
	for _, name := range variables {
		defer os.Setenv(name, os.Getenv(name))
		ts.Check(os.Setenv(name, ts.Getenv(name)))
	}
	return start(args, strings.NewReader(stdin), ts.Stdout(), ts.Stderr())
}

// same demands that a folder is what a build from nothing makes: "same public".
func same(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: same folder")
	}
	fresh := ts.MkAbs("../fresh")
	ts.Check(os.RemoveAll(fresh))
	if status := run(ts, "build", "--no-cache", "--out", fresh); status != exitDone {
		ts.Fatalf("exit status %d", status)
	}
	want, got := filesBelow(ts, fresh), filesBelow(ts, ts.MkAbs(args[0]))
	if diff := cmp.Diff(want, got); diff != "" {
		ts.Fatalf("%s is not what a build from nothing makes:\n%s", args[0], diff)
	}
}

func filesBelow(ts *testscript.TestScript, dir string) map[string]string {
	files := map[string]string{}
	ts.Check(filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		files[strings.TrimPrefix(name, dir)] = fmt.Sprintf("%x", sha256.Sum256(data))
		return err
	}))
	return files
}

// damage flips a bit in the middle of each file of a folder.
func damage(ts *testscript.TestScript, neg bool, args []string) {
	for name := range filesBelow(ts, ts.MkAbs(args[0])) {
		name = ts.MkAbs(args[0]) + name
		data, err := os.ReadFile(name)
		ts.Check(err)
		data[len(data)/2] ^= 1
		ts.Check(os.WriteFile(name, data, 0o600))
	}
}

func unpack(archive, dir string) error {
	ar, err := txtar.ParseFile(archive)
	if err != nil {
		return err
	}
	for _, f := range ar.Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			return fmt.Errorf("unpacking %s: %w", archive, err)
		}
	}
	return nil
}
