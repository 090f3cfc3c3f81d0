package jsonfile_test

import (
	"testing"

	"github.com/errdocs/errdocs/internal/jsonfile"
)

func FuzzAppendText(f *testing.F) {
	for _, s := range []string{"", "plain", "a\nb\tc", `"\`, "<p>&", "Größe \u2028 \u2029", "\x00\x7f\r\b", "\xff", "\ufffd", "\U0001f600"} {
		f.Add(s)
	}
	for c := range 256 {
		f.Add("1234" + string([]byte{byte(c)}) + "6789")
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := string(jsonfile.AppendText([]byte("x"), s)), "x"+string(jsonfile.Encode(s)); got != want {
			t.Errorf("%q is %s, and encoding/json writes %s", s, got, want)
		}
	})
}
