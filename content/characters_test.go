package content

import "testing"

func TestLookAlikes(t *testing.T) {
	for text, bad := range map[string]bool{
		"a\u0300": true, "a\u036f": true, "a\u0370": false, "-\u0300": false,
		"A\u0430": true, "Z\u0430": true, "a\u0430": true, "z\u0430": true, "\u00c0\u0430": true, "\u024f\u0430": true,
		"@\u0430": false, "[\u0430": false, "\u00bf\u0430": false, "\u0250\u0430": false,
		"a\u0400": true, "a\u052f": true, "a\u0530": true, "a\u058f": true, "a\u0590": false, "a\u13a0": true, "a\u13ff": true, "a\u139f": false,
		"a\uff21": true, "a\uff5a": true, "a\uff5b": false, "a\U0001d400": true, "a\U0001d7ff": true, "a\U0001d800": false,
	} {
		if _, kind := lookAlike(text); (kind != "") != bad {
			t.Errorf("%q: %q", text, kind)
		}
	}
}
