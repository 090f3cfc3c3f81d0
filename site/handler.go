package site

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/errdocs/errdocs/internal/pattern"
)

// contentTypes are the types of the files that a site or a user's theme may have. Whatever else there
// is goes out as bytes that a browser does not open.
var contentTypes = map[string]string{
	".html":  "text/html; charset=utf-8",
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".json":  "application/json",
	".md":    "text/markdown; charset=utf-8",
	".csv":   "text/csv; charset=utf-8",
	".txt":   "text/plain; charset=utf-8",
	".xml":   "application/xml",
	".svg":   "image/svg+xml",
	".png":   "image/png",
	".jpg":   "image/jpeg",
	".jpeg":  "image/jpeg",
	".gif":   "image/gif",
	".webp":  "image/webp",
	".pdf":   "application/pdf",
	".ico":   "image/x-icon",
	".woff2": "font/woff2",
}

// Hosting answers requests for the files of a site.
type Hosting struct {
	Base string                            // the path that the site is published below, such as "/" or "/errdocs/"
	File func(path string) ([]byte, error) // of the site, nil where there is none
	Edit func(page []byte) []byte          // changes HTML pages on their way out; nil: it changes nothing
}

// Answer answers as GitHub Pages does. Addresses are case-sensitive; a directory without its slash
// redirects to it and keeps the query; x.html answers at x too; any other address answers 404.html
// with status 404. Only GET and HEAD are allowed. A path with a backslash, an encoded slash, a control
// character or a dot segment is refused with status 400: no address of a site has one. Every answer
// has an ETag and is to be revalidated, so that a rebuilt site shows at once. After an error, which is that of File,
// the request is not answered.
func (h Hosting) Answer(w http.ResponseWriter, r *http.Request) error {
	if h.Base = strings.Trim(h.Base, "/"); h.Base != "" {
		h.Base += "/"
	}
	h.Base = "/" + h.Base
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "this site can only be read", http.StatusMethodNotAllowed)
		return nil
	}
	if !WellFormed(r.URL) {
		http.Error(w, "this address is not well formed", http.StatusBadRequest)
		return nil
	}
	name, inside := strings.CutPrefix(r.URL.Path, h.Base)
	switch {
	case r.URL.Path+"/" == h.Base:
		h.redirect(w, r, h.Base)
		return nil
	case !inside:
		http.NotFound(w, r)
		return nil
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	for _, file := range []string{name, name + ".html", name + "/index.html"} {
		data, err := h.File(file)
		switch {
		case err != nil:
			return err
		case data == nil:
		case file == name+"/index.html":
			h.redirect(w, r, h.Base+name+"/")
			return nil
		default:
			data = h.describe(w, file, data)
			http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
			return nil
		}
	}
	return h.lost(w, r)
}

// WellFormed reports whether an address may be one of a site. It may not when its path contains what another program
// might read as a way out of the site, even if that only shows when the path is decoded twice, or decoded wrongly.
func WellFormed(u *url.URL) bool {
	bad := func(r rune) bool { return r == '\\' || r < ' ' || r == 0x7f }
	segments := strings.Split(u.Path, "/")
	return utf8.ValidString(u.Path) && !strings.ContainsFunc(u.Path, bad) && !twiceEncoded.MatchString(u.Path) &&
		!strings.Contains(strings.ToLower(u.EscapedPath()), "%2f") && !slices.Contains(segments, ".") && !slices.Contains(segments, "..")
}

// twiceEncoded finds an encoded dot, separator, percent or control character in a decoded path.
var twiceEncoded = pattern.New(`%(?i:[01][0-9a-f]|2[5ef]|5c|7f)`)

// redirect sends to a path of the site. The path is known to be one, so it cannot name another host.
func (h Hosting) redirect(w http.ResponseWriter, r *http.Request, to string) {
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
	w.Header().Set("Location", to)
	w.WriteHeader(http.StatusMovedPermanently)
}

func (h Hosting) lost(w http.ResponseWriter, r *http.Request) error {
	data, err := h.File("404.html")
	if err != nil {
		return err
	}
	if data == nil {
		http.NotFound(w, r)
		return nil
	}
	data = h.describe(w, "404.html", data)
	w.Header().Set("Content-Length", fmt.Sprint(len(data)))
	w.WriteHeader(http.StatusNotFound)
	if r.Method != http.MethodHead {
		_, _ = w.Write(data) // the reader may have gone
	}
	return nil
}

// describe sets the headers that a file's name and bytes decide, and returns the bytes as they go out.
func (h Hosting) describe(w http.ResponseWriter, name string, data []byte) []byte {
	if h.Edit != nil && path.Ext(name) == ".html" {
		data = h.Edit(data)
	}
	w.Header().Set("Content-Type", cmp.Or(contentTypes[path.Ext(name)], "application/octet-stream"))
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("ETag", fmt.Sprintf(`"%x"`, sha256.Sum256(data)))
	return data
}
