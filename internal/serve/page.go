package serve

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"fmt"
	"io"
	"net/http"
	"path"
	"strconv"
	"time"
)

// The addresses that are the server's own. No page of a site has one, since "~" is in no id and no slug.
const (
	ownRoot    = "/~errdocs/"
	eventsPath = ownRoot + "events"
	statusPath = ownRoot + "status"
	tagPath    = ownRoot + "tag"
)

// noTag is the tag of the page that is shown while there is no site.
const noTag = "none"

//go:embed assets
var assets embed.FS

// ownFile is a script or style that pages get from the server.
type ownFile struct {
	kind, tag string
	data      []byte
}

var ownFiles = readOwnFiles()

func readOwnFiles() map[string]ownFile {
	entries, err := assets.ReadDir("assets")
	if err != nil {
		panic(err) // it is compiled in
	}
	files := map[string]ownFile{}
	for _, e := range entries {
		data, err := assets.ReadFile("assets/" + e.Name())
		if err != nil {
			panic(err)
		}
		kind := map[string]string{".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}[path.Ext(e.Name())]
		files[ownRoot+e.Name()] = ownFile{kind, fmt.Sprintf(`"%x"`, sha256.Sum256(data)), data}
	}
	return files
}

func (f ownFile) serve(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", f.kind)
	w.Header().Set("ETag", f.tag)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(f.data))
}

// addScript adds the script that keeps a page up to date. It comes from this server, as the pages' own
// content security policy demands, and carries the tag of the page as it would be published.
func addScript(page []byte) []byte {
	return insertScript(page, fmt.Sprintf("%x", sha256.Sum256(page)))
}

func insertScript(page []byte, tag string) []byte {
	script := `<script type="module" src="` + ownRoot + `live.js" data-errdocs-page="` + tag + `"></script>` + "\n"
	at := bytes.Index(page, []byte("</head>"))
	if at < 0 {
		at = len(page) // a theme may leave out the tag; the parser does not mind where the script is
	}
	out := make([]byte, 0, len(page)+len(script))
	out = append(out, page[:at]...)
	out = append(out, script...)
	return append(out, page[at:]...)
}

// blank is the page that is shown while there is no site.
const blank = `<!doctype html>
<html lang="en">
<head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>No site yet</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="` + ownRoot + `blank.css">
</head>
<body>
<main>
<h1>No site yet</h1>
<p>It shows here by itself as soon as the catalog can be built.</p>
</main>
</body>
</html>
`

var blankPage = insertScript([]byte(blank), noTag)

func writeBlank(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Length", itoa(len(blankPage)))
	w.WriteHeader(http.StatusServiceUnavailable)
	if r.Method != http.MethodHead {
		_, _ = w.Write(blankPage) // the reader may have gone
	}
}

func writeText(w io.Writer, text string) { _, _ = io.WriteString(w, text) } // as above

func itoa(n int) string { return strconv.Itoa(n) }
