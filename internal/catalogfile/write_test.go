package catalogfile

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/errdocs/errdocs/content"
)

// Write restores all files if the catalog has new problems, and adds schemas otherwise.
func TestWriteRestores(t *testing.T) {
	dir := t.TempDir()
	catalog := fstest.MapFS{
		"site.yaml":                &fstest.MapFile{Data: SiteYAML()},
		"vendors/acme/vendor.yaml": &fstest.MapFile{Data: VendorYAML(content.Vendor{ID: "acme", SetIDs: []string{"api"}})},
		"vendors/acme/api.yaml":    &fstest.MapFile{Data: SetYAML(content.Set{ID: "api", Key: "ACME"})},
	}
	if err := os.CopyFS(dir, catalog); err != nil {
		t.Fatal(err)
	}
	add := func(key string) error {
		change, err := NewSet(os.DirFS(dir), "acme", content.Set{ID: "web", Key: key})
		if err != nil {
			t.Fatal(err)
		}
		return Write(dir, change.Files)
	}
	var problems content.Problems
	if err := add("ACME"); !errors.As(err, &problems) || len(problems) != 1 || problems[0].Rule != "duplicate-set-key" {
		t.Fatalf("a key that is taken: %v", err)
	}
	vendor, err := os.ReadFile(filepath.Join(dir, "vendors/acme/vendor.yaml"))
	if err != nil || string(vendor) != string(catalog["vendors/acme/vendor.yaml"].Data) {
		t.Errorf("vendor.yaml is not restored: %v\n%s", err, vendor)
	}
	if has(os.DirFS(dir), "vendors/acme/web.yaml") {
		t.Error("the new file is still there")
	}
	if err := add(""); err != nil {
		t.Fatal(err)
	}
	if len(MissingSchemas(dir)) > 0 {
		t.Error("the schemas are missing")
	}
}
