package content

import (
	"slices"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/internal/testenv/codeshapes"
)

// TestShapes loads codes as vendors write them and looks each up in every spelling of the table.
func TestShapes(t *testing.T) {
	c, err := Load(codeshapes.Catalog())
	if err != nil {
		t.Fatal(err)
	}
	all := codeshapes.All()
	if len(all) < 70 {
		t.Fatalf("only %d shapes", len(all))
	}
	for _, s := range all {
		code := c.Code(s.ID())
		if code == nil || code.Code != s.Code {
			t.Errorf("%s: no code %s", s.ID(), s.Code)
			continue
		}
		if got := Fold(s.Code); got != s.Fold {
			t.Errorf("%s: fold %q, want %q", s.Code, got, s.Fold)
		}
		for _, first := range []string{s.Code, s.ID(), code.ShortID(), strings.ToUpper(code.ShortID()), "`" + s.Code + "`"} {
			if got := c.Lookup(first, ""); len(got) == 0 || got[0] != code {
				t.Errorf("%s: %q means %v", s.ID(), first, got)
			}
		}
		for _, typed := range s.Typed {
			if got := c.Lookup(typed, ""); !slices.Contains(got, code) {
				t.Errorf("%s: %q means %v", s.ID(), typed, got)
			}
		}
	}
}

// TestSignedNumbersAreTwoCodes checks that no spelling of a number means the one with the other sign too.
func TestSignedNumbersAreTwoCodes(t *testing.T) {
	c, err := Load(codeshapes.Catalog())
	if err != nil {
		t.Fatal(err)
	}
	for typed, want := range map[string]string{
		"-1": "acme/sys/minus-1", "1": "acme/sys/1", "-32600": "acme/rpc/minus-32600", "32600": "acme/rpc/32600", "acme: -1": "acme/sys/minus-1",
	} {
		if got := c.Lookup(typed, ""); len(got) != 1 || got[0].ID() != want {
			t.Errorf("%q means %v, want %s", typed, got, want)
		}
	}
}
