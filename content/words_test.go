package content

import (
	"regexp"
	"strings"
	"testing"
)

func TestSlug(t *testing.T) {
	for code, want := range map[string]string{
		"SERVER_ERROR":              "server-error",
		"TMGError.serverWrongOTP":   "tmgerror-serverwrongotp",
		"TMGError.serverError(let)": "tmgerror-servererror",
		"30007":                     "30007",
		"__a--B..9__":               "a-b-9",
		"Überlauf":                  "uberlauf",
		"\u0130\u212a":              "i", // the Kelvin sign is no letter of a word
		"-32600":                    "minus-32600",
		"ORA-00600":                 "ora-00600",
		"ОШИБКА":                    "",
		"(x)":                       "",
		"":                          "",
	} {
		if got := Slug(code); got != want {
			t.Errorf("Slug(%q) = %q, want %q", code, got, want)
		}
	}
}

var slugText = regexp.MustCompile(`^([a-z0-9]+(-[a-z0-9]+)*)?$`)

// FuzzSlug checks the laws of slugs and folds.
func FuzzSlug(f *testing.F) {
	for _, s := range []string{"SERVER_ERROR", "TMGError.serverError(let code)", "a(b", "İ", "\xff-A", "-", "a-b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		slug, fold := Slug(s), Fold(s)
		bare, _, _ := strings.Cut(s, "(")
		upper := strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' {
				return r - 'a' + 'A'
			}
			return r
		}, bare)
		for law, ok := range map[string]bool{
			"a slug has its form":               slugText.MatchString(slug),
			"the slug of a slug is itself":      Slug(slug) == slug,
			"a fold is the slug's fold":         !isASCII(fold) || Fold(slug) == fold,
			"the fold of a fold is itself":      Fold(fold) == fold,
			"a fold has no hyphen":              !strings.Contains(fold, "-"),
			"letter case does not matter":       Slug(upper) == slug,
			"what is in brackets is left out":   Slug(bare+"(x)") == slug,
			"separators do not matter to folds": strings.Contains(fold, "minus") || Fold(strings.NewReplacer("-", "_", "_", ".").Replace(bare)) == fold,
			"what is not UTF-8 does not count":  Slug(strings.ToValidUTF8(bare, "�")) == slug,
			"the sign is part of a number":      Fold("-1"+bare) == "minus"+Fold("1"+bare),
		} {
			if !ok {
				t.Errorf("%s: %q has the slug %q and the fold %q", law, s, slug, fold)
			}
		}
	})
}

func isASCII(s string) bool { return !strings.ContainsFunc(s, func(r rune) bool { return r >= 0x80 }) }

func TestNearest(t *testing.T) {
	keys := []string{"title", "summary", "code", "codes", "next_step", "http", "signature"}
	for word, want := range map[string]string{
		"titel": "title", "TITLE": "title", "sumary": "summary", "cdoe": "code", "htp": "http", "nextstep": "next_step",
		"sign": "signature", "x": "", "": "", "colour": "", "ti": "", "codess": "codes", "code": "code",
	} {
		if got := Nearest(word, keys); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
	if got := Nearest("bat", []string{"cat", "hat"}); got != "cat" {
		t.Errorf("of equals the first must win, got %q", got)
	}
}
