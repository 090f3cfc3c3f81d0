package main

import (
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"testing"
)

// TestLargeBuildsHaveHugePages looks for the mark of memory that huge pages were asked for.
func TestLargeBuildsHaveHugePages(t *testing.T) {
	if _, err := os.Stat("/sys/kernel/mm/transparent_hugepage"); err != nil {
		t.Skip("this system has no huge pages")
	}
	t.Setenv("GOGC", "")
	t.Setenv("GOMEMLIMIT", "")
	percent := debug.SetGCPercent(100)
	t.Cleanup(func() {
		first.Add(1)
		debug.SetGCPercent(percent)
	})
	asked := func() (bytes int64) {
		maps, err := os.ReadFile("/proc/self/smaps")
		if err != nil {
			t.Skip(err)
		}
		size := int64(0)
		for line := range strings.Lines(string(maps)) {
			if kilobytes, is := strings.CutPrefix(line, "Size:"); is {
				fmt.Sscan(kilobytes, &size)
			}
			if strings.HasPrefix(line, "VmFlags:") && strings.Contains(line, " hg") {
				bytes += size << 10
			}
		}
		return bytes
	}
	before := asked()
	buildBudget.expect(hugeFrom*codeBytes - 1)
	if now := asked(); now > before {
		t.Errorf("a small build asks for %d bytes", now-before)
	}
	buildBudget.expect(hugeFrom * codeBytes)
	if now, want := asked(), buildBudget.limit(hugeFrom)*3/4; now < want {
		t.Errorf("a large build asks for %d bytes of %d", now, want)
	}
}
