package golden

import (
	"os"
	"path/filepath"
	"testing"
)

func TestUpdateRewritesArchive(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.txtar")
	if err := os.WriteFile(name, []byte("-- in --\none\n-- want --\nold\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	defer func(old bool) { *Update = old }(*Update)
	*Update = true
	t.Run("test", func(t *testing.T) {
		a := Open(t, name)
		a.Compare(t, a.File("want"), "new\n")
	})
	*Update = false
	File(t, name, "-- in --\none\n-- want --\nnew\n")
	a := Open(t, name)
	a.Compare(t, a.File("want"), "new\n")
}
