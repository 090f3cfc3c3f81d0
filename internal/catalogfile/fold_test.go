package catalogfile

import (
	"fmt"
	"strings"
	"testing"
)

// Keys stay in their order, scalars become texts, and what has no value is an empty one.
func TestFold(t *testing.T) {
	show := func(open rune, keys []string, items []string, text string, line int) string {
		if open == 0 {
			return fmt.Sprintf("%d:%s", line, text)
		}
		return fmt.Sprintf("%c%s|%s", open, strings.Join(keys, ","), strings.Join(items, " "))
	}
	got, err := Fold([]byte("b: 0x10\na: [yes, ~, \"q\\\"\"]\nc: {d: &x [1], e: *x}\n"), show)
	if want := `{b,a,c|1:0x10 [|2:yes 2: 2:q" {d,e|[|3:1 3:`; err != nil || got != want {
		t.Errorf("got %s, %v, want %s", got, err, want)
	}
	if _, err := Fold([]byte("a: ["), show); err == nil {
		t.Error("no error for broken YAML")
	}
}
