package terminal

import "testing"

func TestColumns(t *testing.T) {
	for text, want := range map[string]int{"": 0, "abc": 3, "äö": 2, "a\u0308": 1, "日本": 4, "ＡＢ": 4, "🔒": 2, "\u200b": 0, "–": 1, Paint{On: true}.Bad("no"): 2} {
		if got := Columns(text); got != want {
			t.Errorf("Columns(%q) = %d, want %d", text, got, want)
		}
	}
}
