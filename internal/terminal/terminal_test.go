package terminal

import "testing"

func TestFill(t *testing.T) {
	for _, tt := range []struct{ text, indent, want string }{
		{"", "  ", ""},
		{"one two three four", "", "one two\nthree four\n"},
		{"one two three", "  ", "  one two\n  three\n"},
		{"a-word-that-is-longer-than-a-line b", "", "a-word-that-is-longer-than-a-line\nb\n"},
		{"日本語 日本 語", "", "日本語\n日本 語\n"},
		{"first\nsecond", "", "first\nsecond\n"},
	} {
		if got := Fill(tt.text, tt.indent, 10); got != tt.want {
			t.Errorf("Fill(%q, %q) = %q, want %q", tt.text, tt.indent, got, tt.want)
		}
	}
}

func TestColumns(t *testing.T) {
	for text, want := range map[string]int{"": 0, "abc": 3, "äö": 2, "a\u0308": 1, "日本": 4, "ＡＢ": 4, "🔒": 2, "\u200b": 0, "–": 1} {
		if got := Columns(text); got != want {
			t.Errorf("Columns(%q) = %d, want %d", text, got, want)
		}
	}
}
