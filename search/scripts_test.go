package search

import (
	"bytes"
	"compress/gzip"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/internal/script"
)

// maxClient is how many bytes client.js may have after gzip, as a site has it. No page of a code loads it; it comes with the first search, whose
// bytes site/browser_requests_test.go counts. Checks of hostile files, the stemmer and the stop words are a third of it.
const maxClient = 11 << 10

// TestClientIsSmall checks that client.js imports letters.js and nothing else, and has no comments and nothing that a page must not have.
func TestClientIsSmall(t *testing.T) {
	files := Scripts()
	data, ok := bytes.CutPrefix(files[0].Data, []byte("import * as $letters from \"./letters.js\";\n"))
	if len(files) != 2 || !ok || files[0].Path != "client.js" || files[1].Path != "letters.js" {
		t.Fatalf("%d files, and client.js starts with %.50s", len(files), data)
	}
	for _, bad := range []string{"import ", "//", "innerHTML", "document", "window", "eval(", "localStorage"} {
		if strings.Contains(string(data), bad) {
			t.Errorf("client.js has %q", bad)
		}
	}
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(script.Small(string(data) + string(files[1].Data)))); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if b.Len() > maxClient {
		t.Errorf("client.js has %d bytes after gzip, want %d at most", b.Len(), maxClient)
	}
	t.Logf("client.js: %d bytes, %d after gzip", len(data), b.Len())
}
