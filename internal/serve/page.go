package serve

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"path"
	"slices"
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
	files := map[string]ownFile{}
	for ext, kind := range map[string]string{".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"} {
		names, _ := fs.Glob(assets, "assets/*"+ext) // the pattern is well formed
		for _, name := range names {
			data := readAsset(path.Base(name))
			files[ownRoot+path.Base(name)] = ownFile{kind, fmt.Sprintf(`"%x"`, sha256.Sum256(data)), data}
		}
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
	return slices.Concat(page[:at], []byte(script), page[at:])
}

// blankPage is the page that is shown while there is no site.
var blankPage = insertScript(readAsset("blank.html"), noTag)

func readAsset(name string) []byte {
	data, _ := assets.ReadFile("assets/" + name) // it is compiled in
	return data
}

func writeBlank(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusServiceUnavailable)
	_, _ = w.Write(blankPage) // the reader may have gone
}

func writeText(w io.Writer, text string) { _, _ = io.WriteString(w, text) } // as above
