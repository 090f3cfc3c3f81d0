package catalogfile

import "testing"

func TestAddSet(t *testing.T) {
	for _, c := range []struct{ before, after string }{
		{"name: A\nsets: [one, two]\nurl: x\n", "name: A\nsets: [one, two, new]\nurl: x\n"},
		{"sets: [ one ] # all\n", "sets: [ one, new ] # all\n"},
		{"sets: [one,\n  two\n]\n", "sets: [one,\n  two, new\n]\n"},
		{"sets: [\"one\"]\n", "sets: [\"one\", new]\n"},
		{"sets:\n  - one # the first\n  - two\nurl: x\n", "sets:\n  - one # the first\n  - two\n  - new\nurl: x\n"},
		{"sets:\n- one # first\nurl: x\n", "sets:\n- one # first\n- new\nurl: x\n"},
		{"sets:\r\n  - one\r\nurl: x\r\n", "sets:\r\n  - one\r\n  - new\r\nurl: x\r\n"},
		{"sets:\n  - one", "sets:\n  - one\n  - new"},
		{"sets: [new]\n", "sets: [new]\n"},
		{"name: A\nsets: []\n", "name: A\nsets: [new]\n"},
	} {
		got, err := AddSet([]byte(c.before), "new")
		if err != nil || string(got) != c.after {
			t.Errorf("%q becomes %q (%v), want %q", c.before, got, err, c.after)
		}
	}
	for _, bad := range []string{"", "name: x\n", "sets: one\n", "{", "- a\n"} {
		if got, err := AddSet([]byte(bad), "new"); err == nil {
			t.Errorf("%q becomes %q", bad, got)
		}
	}
}
