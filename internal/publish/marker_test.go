package publish

import (
	"strings"
	"testing"
)

// TestMarkerIsWhole cuts and bends a marker. What no run has written vouches for nothing.
func TestMarkerIsWhole(t *testing.T) {
	hash := strings.Repeat("0a", 32)
	line := strings.Repeat("b1", 32) + " 12 a/b\n"
	for _, good := range []string{
		markerHead + hash + "\n",
		markerHead + hash + "\n" + line,
		markerHead + hash + "\n" + line + "index.html\n",
		markerHead + unfinished + "\n",
		markerHead + unfinished + "\nz\na\n",
	} {
		if _, ok := parseMarker(good); !ok {
			t.Errorf("%q is refused", good)
		}
	}
	for _, bad := range []string{
		"",
		markerHead,
		markerHead + hash,
		markerHead + unfinished,
		hash + "\n" + line,
		markerHead + hash[:62] + "\n" + line,
		markerHead + hash + "0a\n" + line,
		markerHead + strings.ToUpper(hash) + "\n" + line,
		markerHead + strings.Repeat("xy", 32) + "\n" + line,
		markerHead + strings.Repeat(" ", 64) + "\n",
		markerHead + hash + "\n" + strings.TrimSuffix(line, "\n"),
		markerHead + hash + "\nz\na\n",
		markerHead + hash + "\n\n",
		markerHead + hash + "\n.errdocs\n",
		markerHead + hash + "\n../x\n",
		markerHead + unfinished + "\n../x\n",
		markerHead + hash + "\n" + strings.Replace(line, "b1", "B1", 1),
		markerHead + hash + "\n" + line[2:],
		markerHead + hash + "\n" + strings.Replace(line, " 12 ", " ", 1),
		markerHead + hash + "\n" + strings.Replace(line, " 12 ", " 012 ", 1),
		markerHead + hash + "\n" + strings.Replace(line, " 12 ", " +12 ", 1),
		markerHead + hash + "\n" + strings.Replace(line, " 12 ", " -1 ", 1),
		markerHead + hash + "\n" + strings.Replace(line, " 12 ", " 9223372036854775808 ", 1),
		markerHead + hash + "\n" + strings.Replace(line, "a/b", "a/../b", 1),
		markerHead + hash + "\n" + strings.Replace(line, "a/b", "a /b", 1),
	} {
		if _, ok := parseMarker(bad); ok {
			t.Errorf("%q is taken for a marker", bad)
		}
	}
	l, _ := parseMarker(markerHead + unfinished + "\nz/y\na\nz/x\nhalf")
	if got := markerText(t, l); got != markerHead+unfinished+"\na\nz/x\nz/y\n" {
		t.Errorf("claims are read as %q", got)
	}
	l, _ = parseMarker(markerHead + hash + "\n" + line)
	if e := l.find("a/b"); e == nil || e.size != 12 || e.sum[31] != 0xb1 || !l.hasDir("a") || l.find("a") != nil || l.hasDir("a/b") {
		t.Errorf("read as %+v", l)
	}
}
