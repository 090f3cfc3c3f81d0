package site

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/site/record"
)

// A page lists few equivalents, however many there are: at least one of each vendor, the best fit first.
func TestFairest(t *testing.T) {
	var codes []*content.Code
	for v := range 3 {
		set := &content.Set{ID: "s", Vendor: &content.Vendor{ID: fmt.Sprint("v", v)}}
		for i := range 10 {
			match := content.Match("narrower")
			if i == 7 {
				match = "exact"
			}
			codes = append(codes, &content.Code{Code: fmt.Sprint(i), Slug: fmt.Sprint(i), Match: match, Set: set})
		}
	}
	got := record.IDs(fairest(codes, 5))
	want := []string{"v0/s/0", "v0/s/7", "v1/s/0", "v1/s/7", "v2/s/7"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if n := len(fairest(codes, 30)); n != 30 {
		t.Errorf("%d codes", n)
	}
}

func TestEveryMatchHasARank(t *testing.T) {
	for _, m := range content.Values[content.Match]() {
		if _, ok := matchRank[content.Match(m)]; !ok {
			t.Errorf("the match %q has no rank", m)
		}
	}
}
