package main

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/errdocs/errdocs/internal/golden"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"errdocs": main})
}

// TestScripts runs testdata/script. Each script starts in an empty home folder next to small, a catalog
// of its own. "status N errdocs …" runs a command and demands its exit status.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *golden.Update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", filepath.Join(env.WorkDir, "home"))
			return unpack("testdata/small.txtar", filepath.Join(env.WorkDir, "small"))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"status": status, "same": same, "damage": damage},
	})
}

func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N command…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit, ok := err.(*exec.ExitError)
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

// same demands that a folder is what a build from nothing makes: "same public".
func same(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: same folder")
	}
	fresh := ts.MkAbs("../fresh")
	ts.Check(os.RemoveAll(fresh))
	ts.Check(ts.Exec("errdocs", "build", "--no-cache", "--out", fresh))
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
