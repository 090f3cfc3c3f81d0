package catalogfile

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
	"pgregory.net/rapid"

	"github.com/errdocs/errdocs/content"
)

// Set files as people and editors write them. @@ marks where the new entry C goes; files without it are refused.
var setFiles = map[string]string{
	"none yet":            "key: A\ncodes: []\n@@",
	"none yet, in front":  "codes: [ ] # soon\n@@key: A\n",
	"none yet, no end":    "codes: []@@",
	"last":                "codes:\n  - code: B\n    title: One\n\n  - code: A\n    title: Two\n@@",
	"close together":      "codes:\n  - code: B\n    title: One\n  - code: A\n    title: Two\n@@",
	"sorted":              "codes:\n- code: A\n  title: One\n- code: B\n  title: Two\n@@- code: D\n  title: Four\n",
	"sorted numbers":      "codes:\n- code: \"9\"\n- code: \"10\"\n- code: \"11\"\n@@",
	"first of the sorted": "codes:\n@@- code: D\n- code: E\n- code: F\n",
	"a key behind":        "codes:\n  - {code: B, title: One}\n  - {code: A, title: Two}\n@@note: x\n",
	"comments":            "codes:\n  # first\n  - code: B # one\n    # about B\n  - code: A\n    # about A\n@@  # the end\n# more\n",
	"no line break":       "codes:\n  - code: B\n  - code: A@@",
	"CRLF":                "codes:\r\n  - code: B\r\n\r\n  - code: A\r\n@@",
	"CRLF, none yet":      "codes: []\r\n@@note: x\r\n",
	"blank lines at end":  "codes:\n  - code: B\n  - code: A\n@@\n\n",
	"block text at end":   "codes:\n  - code: B\n    description: |\n      one\n\n      two\n@@",
	"defaults":            "defaults:\n  actions: {engineer: [x]}\ncodes:\n  - code: B\n@@",
	"document marks":      "---\ncodes:\n  - code: B\n@@...\n",

	"flow list":        "codes: [{code: B}]\n",
	"flow list, apart": "codes: [\n]\n",
	"quoted key":       "\"codes\": []\n",
	"kept line breaks": "codes:\n  - code: B\n    description: |+\n      one\n\n\n",
	"tabs":             "codes:\n\t- code: B\n",
	"not a list":       "codes: B\n",
	"no codes":         "key: A\n",
	"nothing":          "",
	"aliases":          "codes: &a []\nnote: *a\n",
}

func TestAddCode(t *testing.T) {
	for name, text := range setFiles {
		t.Run(name, func(t *testing.T) {
			head, tail, ok := strings.Cut(text, "@@")
			file := []byte(head + tail)
			got, line, err := AddCode(file, content.Code{Code: "C"})
			if !ok {
				var refused *Error
				if !errors.As(err, &refused) || refused.Hint == "" {
					t.Fatalf("want a refusal with a hint, got %v\n%s", err, got)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			checkAdded(t, file, got, "C", line)
			before, _, _ := strings.Cut(string(got), `- code: "C"`)
			if before = strings.NewReplacer("[]", "", "[ ]", "").Replace(before); !slices.Equal(strings.Fields(before), strings.Fields(strings.NewReplacer("[]", "", "[ ]", "").Replace(head))) {
				t.Errorf("at the wrong position:\n%s", got)
			}
			if bytes.Contains(file, []byte("\r\n")) && bytes.Count(got, []byte("\n")) != bytes.Count(got, []byte("\r\n")) {
				t.Errorf("line breaks are mixed: %q", got)
			}
		})
	}
}

// checkAdded makes sure that got is the file with a text inserted, and that it has the code as a string.
func checkAdded(t interface {
	Errorf(string, ...any)
	Fatalf(string, ...any)
}, file, got []byte, code string, line int) {
	if bytes.Contains(file, []byte("[]")) || bytes.Contains(file, []byte("[ ]")) {
		file = bytes.Replace(bytes.Replace(file, []byte(" []"), nil, 1), []byte(" [ ]"), nil, 1)
	}
	i := 0
	for i < len(file) && i < len(got) && file[i] == got[i] {
		i++
	}
	rest := len(file) - i
	if rest > len(got)-i || !bytes.Equal(file[i:], got[len(got)-rest:]) {
		t.Errorf("more has changed than was added:\n%s", got)
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(got, &doc); err != nil {
		t.Fatalf("%v\n%s", err, got)
	}
	found := 0
	for _, n := range value(doc.Content[0], "codes").Content {
		if v := value(n, "code"); v.Value == code {
			found++
			if v.Tag != "!!str" || n.Line != line {
				t.Errorf("%q is %s in line %d, returned was %d", code, v.Tag, n.Line, line)
			}
		}
	}
	if found != 1 {
		t.Errorf("%q occurs %d times:\n%s", code, found, got)
	}
}

// Any code is read back as the same string.
func TestAddCodeVerbatim(t *testing.T) {
	files := []string{"codes: []\n", "codes:\n  - code: ZZ\n    title: x\n", "codes:\r\n- {code: ZZ}\r\n"}
	odd := []string{"05", "yes", "no", "on", "y", "1e3", "0x1F", "0o7", "null", "~", "true", "1_000", "12:30", ".inf", "-", "- a", "? a", "a: b", "a #b",
		"#a", "&a", "*a", "!a", "%a", "@a", "`a", "[a]", "{a}", "'a'", `"a"`, `a\b`, "|", ">", "2025-11-20", "a,b", "=", "<<", "é", "TMGError.serverError(let code)", "POST /x", "---", "..."}
	check := func(t interface {
		Errorf(string, ...any)
		Fatalf(string, ...any)
	}, file, code string) {
		got, line, err := AddCode([]byte(file), content.Code{Code: code})
		if err != nil {
			t.Fatalf("%q: %v", code, err)
		}
		checkAdded(t, []byte(file), got, code, line)
	}
	for _, file := range files {
		for _, code := range odd {
			check(t, file, code)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		code := rapid.StringMatching(`[!-~À-ž]([ -~À-ž]{0,30}[!-~À-ž])?`).Draw(t, "code")
		if content.Fold(code) == content.Fold("ZZ") {
			t.Skip("the file has that code")
		}
		check(t, rapid.SampledFrom(files).Draw(t, "file"), code)
	})
}

func TestWords(t *testing.T) {
	for id, want := range map[string]string{"acme": "Acme", "token-io": "Token io", "CARD_EXPIRED": "Card expired", "api": "Api"} {
		if got := words(id); got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
		if r, _ := utf8.DecodeRuneInString(words(id)); !unicode.IsUpper(r) {
			t.Errorf("%s does not start with a capital", id)
		}
	}
}
