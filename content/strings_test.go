package content

import (
	"strings"
	"testing"
	"testing/fstest"
)

// The English texts are a valid strings.yaml, which changes nothing.
func TestEnglishIsValid(t *testing.T) {
	fsys := tiny(t)
	fsys[stringsFile] = &fstest.MapFile{Data: EnglishYAML()}
	c := mustLoad(t, fsys)
	for _, key := range StringKeys() {
		for category, text := range c.Strings.Forms(key) {
			if (*Strings)(nil).Forms(key)[category] != text {
				t.Errorf("%s: %q", key, text)
			}
		}
	}
}

func TestSentencesEnd(t *testing.T) {
	for _, test := range []struct {
		language, text string
		ok             bool
	}{
		{"", "A sentence.", true}, {"", "A question?", false}, {"de", "Ein Satz.", true}, {"de-CH", "Ein Satz", false},
		{"ja", "文です。", true}, {"ja", "文です.", false}, {"zh-Hant", "句子。", true}, {"hi", "वाक्य।", true}, {"ar", "هل؟", true},
		{"ar", "جملة.", true}, {"ar", "جملة", false}, {"th", "ประโยค", true},
	} {
		if message, _ := checkSentence(test.text, test.language); (message == "") != test.ok {
			t.Errorf("%s %q: %q", test.language, test.text, message)
		}
	}
}

func TestPluralForms(t *testing.T) {
	s := &Strings{Language: "ar", texts: map[string]Forms{"count.codes": {"two": "رمزان", "few": "{n} رموز", "other": "{n} رمز"}}}
	var got []string
	for _, n := range []int{1, 2, 3, 100, -1} {
		got = append(got, s.Count("count.codes", n))
	}
	if want := "1 رمز|رمزان|3 رموز|100 رمز|-1 رمز"; strings.Join(got, "|") != want {
		t.Errorf("got %q", got)
	}
	if got := (*Strings)(nil).Count("count.codes", 1); got != "1 code" {
		t.Error(got)
	}
}
