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

// TestClientIsOneSmallFile checks that client.js has no imports, no comments and nothing that a page must not have.
func TestClientIsOneSmallFile(t *testing.T) {
	files := Scripts()
	if len(files) != 1 || files[0].Path != "client.js" {
		t.Fatalf("%d files", len(files))
	}
	data := files[0].Data
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
	if _, err := w.Write([]byte(script.Small(string(data)))); err != nil {
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
