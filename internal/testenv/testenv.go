// Package testenv knows what a test run has: which tools, and how much time. Only tests import it.
//
//	ERRDOCS_REQUIRE=browser,node  a missing tool fails the tests that need it, instead of skipping them
//	ERRDOCS_LONG=1                long cases run too
package testenv

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// Long reports whether long cases run.
func Long() bool { return os.Getenv("ERRDOCS_LONG") != "" }

// Times returns how often to do something: in an ordinary run, or in one with the long cases.
func Times(short, long int) int {
	if Long() {
		return long
	}
	return short
}

// Need skips a test whose tool is missing, as err says; nil means that it is there. Where ERRDOCS_REQUIRE lists the
// tool, browser or node, the test fails.
func Need(t testing.TB, tool string, err error) {
	t.Helper()
	if err == nil {
		return
	}
	if slices.Contains(strings.Split(os.Getenv("ERRDOCS_REQUIRE"), ","), tool) {
		t.Fatalf("%s is required: %v", tool, err)
	}
	t.Skip("skipped: ", err)
}

// Node returns the path of node, or skips the test.
func Node(t testing.TB) string {
	t.Helper()
	path, err := exec.LookPath("node")
	Need(t, "node", err)
	return path
}
