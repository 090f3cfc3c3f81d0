package main

import (
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// maxStart is how many bytes the packages of errdocs may allocate before a command starts. Tables and expressions that few
// commands need are made when they are used.
const maxStart = 600 << 10

func TestStartIsLight(t *testing.T) {
	cmd := exec.Command(os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	sum, packages := 0, 0
	for _, m := range regexp.MustCompile(`(?m)^init (\S+) @.* (\d+) bytes`).FindAllStringSubmatch(string(out), -1) {
		if !strings.HasPrefix(m[1], modulePath) {
			continue
		}
		n, err := strconv.Atoi(m[2])
		if err != nil {
			t.Fatal(err)
		}
		if sum, packages = sum+n, packages+1; n > maxStart/10 {
			t.Logf("%s allocates %d bytes", m[1], n)
		}
	}
	if packages < 10 || sum > maxStart {
		t.Errorf("%d packages allocate %d bytes at the start, want at most %d", packages, sum, maxStart)
	}
}
