package publish

import (
	"strings"
	"testing"
)

// What no run of errdocs has written is not a manifest.
func TestDamagedManifestIsRefused(t *testing.T) {
	hash := strings.Repeat("0a", 32)
	line := strings.Repeat("b1", 32) + " 12 a/b\n"
	for _, good := range []string{
		manifestHead + hash + "\n",
		manifestHead + hash + "\n" + line,
		manifestHead + hash + "\n" + line + "index.html\n",
		manifestHead + unfinished + "\n",
		manifestHead + unfinished + "\nz\na\n",
	} {
		if _, ok := parseManifest(good, nil); !ok {
			t.Errorf("%q is refused", good)
		}
	}
	for _, bad := range []string{
		"",
		manifestHead,
		manifestHead + hash,
		manifestHead + unfinished,
		hash + "\n" + line,
		manifestHead + hash[:62] + "\n" + line,
		manifestHead + hash + "0a\n" + line,
		manifestHead + strings.ToUpper(hash) + "\n" + line,
		manifestHead + strings.Repeat("xy", 32) + "\n" + line,
		manifestHead + strings.Repeat(" ", 64) + "\n",
		manifestHead + hash + "\n" + strings.TrimSuffix(line, "\n"),
		manifestHead + hash + "\nz\na\n",
		manifestHead + hash + "\n\n",
		manifestHead + hash + "\n.errdocs\n",
		manifestHead + hash + "\n../x\n",
		manifestHead + unfinished + "\n../x\n",
		manifestHead + hash + "\n" + strings.Replace(line, "b1", "B1", 1),
		manifestHead + hash + "\n" + line[2:],
		manifestHead + hash + "\n" + strings.Replace(line, " 12 ", " ", 1),
		manifestHead + hash + "\n" + strings.Replace(line, " 12 ", " 012 ", 1),
		manifestHead + hash + "\n" + strings.Replace(line, " 12 ", " +12 ", 1),
		manifestHead + hash + "\n" + strings.Replace(line, " 12 ", " -1 ", 1),
		manifestHead + hash + "\n" + strings.Replace(line, " 12 ", " 9223372036854775808 ", 1),
		manifestHead + hash + "\n" + strings.Replace(line, "a/b", "a/../b", 1),
		manifestHead + hash + "\n" + strings.Replace(line, "a/b", "a /b", 1),
	} {
		if _, ok := parseManifest(bad, nil); ok {
			t.Errorf("%q is accepted as a manifest", bad)
		}
	}
	l, _ := parseManifest(manifestHead+unfinished+"\nz/y\na\nz/x\nhalf", nil)
	if got := textOf(l); got != manifestHead+unfinished+"\na\nz/x\nz/y\n" {
		t.Errorf("the unfinished manifest is read as %q", got)
	}
	l, _ = parseManifest(manifestHead+hash+"\n"+line, nil)
	if e := l.find("a/b"); e == nil || e.size != 12 || e.sum[31] != 0xb1 || !l.hasDir("a") || l.find("a") != nil || l.hasDir("a/b") {
		t.Errorf("read as %+v", l)
	}
}
