package search

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

func TestStarts(t *testing.T) {
	long := strings.Repeat("a", 30)
	for _, test := range []struct {
		list starts
		want string
	}{
		{starts{"a", "ab", "abd", "b"}, `"AaBbCdAb"`},
		{starts{"!exist", "étage", "étude", "期限", "期間"}, `"A!existAétageAétudeA期限A期間"`}, // only ASCII is shared
		{starts{long, long + "b"}, `"A` + long + `Zaaaaab"`},
		{starts{`"`, `"\`}, `"A\"B\\"`},
	} {
		data, err := json.Marshal(test.list)
		if err != nil || string(data) != test.want {
			t.Errorf("%q: %s, want %s (%v)", test.list, data, test.want, err)
		}
		var got starts
		if err := json.Unmarshal(data, &got); err != nil || !slices.Equal(got, test.list) {
			t.Errorf("%s: %q, want %q (%v)", data, got, test.list, err)
		}
	}
	for _, text := range []string{`"a"`, `"AaCb"`, `"AaZ"`, `"0"`, `1`, `["a"]`, `"[a"`} {
		var got starts
		if err := json.Unmarshal([]byte(text), &got); err == nil {
			t.Errorf("%s: %q", text, got)
		}
	}
}
