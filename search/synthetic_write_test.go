package search

import (
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

var (
	synthDir  = flag.String("synthetic", "", "folder for TestWriteSynthetic to write to")
	synthSize = flag.Int("documents", 152, "number of documents that TestWriteSynthetic writes")
)

// TestWriteSynthetic writes a synthetic catalog, its index and the client's scripts for bench/bench.mjs.
func TestWriteSynthetic(t *testing.T) {
	if *synthDir == "" {
		t.Skip("writes where -synthetic says")
	}
	type document struct {
		URL     string `json:"url"`
		Name    string `json:"name"`
		Label   string `json:"label"`
		Title   string `json:"title"`
		Summary string `json:"summary"`
		Body    string `json:"body"`
	}
	var out struct {
		Docs    []document `json:"docs"`
		Queries []string   `json:"queries"`
	}
	docs := synthDocs(*synthSize)
	for _, d := range docs {
		out.Docs = append(out.Docs, document{d.URL, d.name(), d.Label, d.Title, d.Summary, d.Body})
	}
	s := newSynth(21)
	for i := range 400 {
		d := &docs[s.IntN(len(docs))]
		out.Queries = append(out.Queries, s.query(d, []int{0, 1, 5, 6, 6, 9}[i%6]))
	}
	data, err := json.Marshal(out)
	if err != nil {
		t.Fatal(err)
	}
	write := func(name string, data []byte) {
		name = filepath.Join(*synthDir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("documents.json", data)
	for _, f := range mustExport(t, mustBuild(t, synthFacets, docs)) {
		write(f.Path, f.Data)
	}
	write("scripts/package.json", []byte(`{"type": "module"}`))
	client, err := fs.ReadFile(Scripts(), "client.js")
	if err != nil {
		t.Fatal(err)
	}
	write("scripts/client.js", client)
}
