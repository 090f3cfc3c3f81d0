package catalogfile

import (
	"errors"
	"strings"
	"testing"
)

// AddOrigins puts one text in, marked here with @@, and what it has fixed stays as it is.
func TestAddOrigins(t *testing.T) {
	for name, text := range map[string]string{
		"before the codes":    "title: A\n@origins: ours\n@codes:\n  - code: B\n",
		"before the defaults": "key: A\n@origins: ours\n@defaults: {fault: client}\ncodes: []\n",
		"above comments":      "key: A # one\n\n@origins: ours\n@# what all share\n# and more\ndefaults: {fault: client}\ncodes: []\n",
		"a schema line":       "# yaml-language-server: x\n@origins: ours\n@codes: []\n",
		"CRLF":                "key: A\r\n@origins: ours\r\n@codes: []\r\n",
		"a mapping":           "origins: {@default: ours, @retry: vendor}\ncodes: []\n",
		"an empty mapping":    "origins: {@default: ours@}\ncodes: []\n",
		"a block":             "origins:\n@  default: ours\n@  retry: vendor\ncodes: []\n",
		"has one":             "origins: vendor\ncodes: []\n",
		"has a default":       "origins: {default: vendor}\ncodes: []\n",
	} {
		part := append(strings.Split(text, "@"), "", "")[:3]
		file, want := part[0]+part[2], strings.ReplaceAll(text, "@", "")
		for range 2 {
			got, err := AddOrigins([]byte(file), "ours")
			if err != nil || string(got) != want {
				t.Errorf("%s: %v\n%s", name, err, got)
			}
			file = want
		}
	}
	for name, file := range map[string]string{"no YAML": "a: [", "flow": "{codes: []}", "no codes": "key: A\n"} {
		var refused *Error
		if _, err := AddOrigins([]byte(file), "ours"); !errors.As(err, &refused) || refused.Hint == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
