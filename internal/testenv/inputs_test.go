package testenv

import "testing"

// Names outside the module are left out, and repeated ones: by name, whatever folder they are relative to.
func TestInputs(t *testing.T) {
	const notes = `# test log
getenv HOME
open testdata/a
open testdata/a
stat testdata/a
open /tmp/a
stat /module2/go.mod
getenv HOME
chdir /tmp/x
open testdata/a
open ../../module/pkg/testdata/a
open ../../module/go.mod
stat /module
another line
`
	const want = `# test log
getenv HOME
open testdata/a
stat testdata/a
getenv HOME
chdir /tmp/x
open ../../module/go.mod
stat /module
another line
`
	if got := string(inputs([]byte(notes), "/module", "/module/pkg")); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
