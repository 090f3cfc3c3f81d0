package content

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/errdocs/errdocs/internal/golden"
)

// The embedded schemas are those of the types; -update writes them.
func TestSchemaFiles(t *testing.T) {
	for _, s := range schemaKinds {
		golden.File(t, filepath.Join(SchemaDir, s.Name+".json"), string(generateSchema(s.Name)))
	}
	files, err := os.ReadDir(SchemaDir)
	if err != nil || len(files) != len(schemaKinds) {
		t.Errorf("%d files in %s, want %d (%v)", len(files), SchemaDir, len(schemaKinds), err)
	}
}

// Every YAML file of the default catalog names its schema in its first line.
func TestSchemaLines(t *testing.T) {
	for _, name := range yamlFiles(t, Default()) {
		text, err := fs.ReadFile(Default(), name)
		if err != nil {
			t.Fatal(err)
		}
		if want := SchemaLine(name); !strings.HasPrefix(string(text), want) {
			t.Errorf("%s does not start with %q", name, want)
		}
		_, schema, _ := strings.Cut(SchemaLine(name), "=")
		if _, err := os.Stat(path.Join(path.Dir(name), strings.TrimSpace(schema))); err != nil {
			t.Error(err)
		}
	}
}

// Each key of the format says what it is for.
func TestSchemaDescribesEveryKey(t *testing.T) {
	plain := regexp.MustCompile(`^/(Code|Title|Summary|Name|Slug|Product|Type|Note|Contact|Description|Quote|Language|Operation)$`)
	var walk func(at string, v any)
	walk = func(at string, v any) {
		m, ok := v.(map[string]any)
		if !ok {
			return
		}
		if properties, ok := m["properties"].(map[string]any); ok && m["type"] == "object" {
			for key, p := range properties {
				if p.(map[string]any)["description"] == nil && !plain.MatchString("/"+strings.ToUpper(key[:1])+key[1:]) {
					t.Errorf("%s/%s has no description: comment the field", at, key)
				}
				walk(at+"/"+key, p)
			}
		}
		walk(at+"[]", m["items"])
	}
	for _, s := range Schemas() {
		var v any
		if err := json.Unmarshal(s.JSON, &v); err != nil {
			t.Fatal(err)
		}
		walk(s.Name, v)
	}
}

// An editor reports nothing in a catalog that breaks no rule.
func TestSchemasAcceptCatalogs(t *testing.T) {
	server := startLanguageServer(t)
	for name, files := range server.check(t, map[string]fs.FS{
		"default": Default(), "tiny": tiny(t), "init": os.DirFS("../internal/scaffold/portal/content"),
	}) {
		for file, found := range files {
			for _, d := range found {
				t.Errorf("%s: %s:%d: %s", name, file, d.line, d.message)
			}
		}
	}
}

// TestSchemasRefuse opens the files that break each rule in an editor's language server. The table
// testdata/schemas.txt counts the problems whose very line it marks; of the others some are reported a line off, and
// most need more than one file, or more than a schema can say. It reports nothing in a file without problems.
func TestSchemasRefuse(t *testing.T) {
	server := startLanguageServer(t)
	catalogs := map[string]fs.FS{}
	for _, rule := range testedRules() {
		catalogs[rule], _ = ruleFiles(t, readArchive(t, filepath.Join("testdata", "rules", rule+".txtar")))
	}
	checked := server.check(t, catalogs)
	var table strings.Builder
	for _, rule := range testedRules() {
		wrong := map[string][]int{}
		n := 0
		for _, p := range loadProblems(t, catalogs[rule]) {
			if strings.HasSuffix(p.File, ".yaml") {
				wrong[p.File] = append(wrong[p.File], p.Line)
				n++
			}
		}
		told := 0
		for file, found := range checked[rule] {
			for _, line := range wrong[file] {
				if slices.ContainsFunc(found, func(d diagnostic) bool { return d.line == line }) {
					told++
				}
			}
			for _, d := range found {
				if len(wrong[file]) == 0 {
					t.Errorf("%s: %s:%d: reported by the schema only: %s", rule, file, d.line, d.message)
				}
			}
		}
		if n > 0 {
			fmt.Fprintf(&table, "%-18s %2d of %2d\n", rule, told, n)
		}
	}
	golden.File(t, "testdata/schemas.txt", table.String())
}

// An editor names an unknown key and offers the members of a closed list.
func TestEditor(t *testing.T) {
	server := startLanguageServer(t)
	fsys := tiny(t)
	text := "title: API errors\nkey: ACME\nkind: error\nsummary: Codes of the API.\ncodes:\n  - code: A\n    titel: An A\n    next_step: \n"
	fsys["vendors/acme/api.yaml"] = &fstest.MapFile{Data: []byte(text)}
	found := server.check(t, map[string]fs.FS{"tiny": fsys})["tiny"]["vendors/acme/api.yaml"]
	if !slices.ContainsFunc(found, func(d diagnostic) bool { return d.line == 7 && strings.Contains(d.message, "titel is not allowed") }) {
		t.Errorf("the unknown key titel in line 7 is not told: %v", found)
	}
	offered := server.complete(t, "tiny", "vendors/acme/api.yaml", 8, 16)
	for _, step := range Values[NextStep]() {
		if !slices.Contains(offered, step) {
			t.Errorf("next_step: %s is not offered, only %q", step, offered)
		}
	}
	if len(offered) != len(Values[NextStep]()) {
		t.Errorf("offers more than the steps: %q", offered)
	}
	if keys := server.complete(t, "tiny", "vendors/acme/api.yaml", 7, 5); !slices.Contains(keys, "user_message") {
		t.Errorf("the key user_message is not offered, only %q", keys)
	}
}

func yamlFiles(t testing.TB, fsys fs.FS) []string {
	t.Helper()
	var names []string
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && !strings.HasPrefix(d.Name(), ".") && path.Ext(name) == ".yaml" && !strings.Contains(name, "/samples/") && !strings.Contains(name, "/examples/") {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}
