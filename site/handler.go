package site

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
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

// handler serves a built site below a path. See Handler.
type handler struct {
	site *Site
	base string
	edit func(page []byte) []byte // nil: pages go out as they are
}

// Handler returns a handler that answers as GitHub Pages does with the site published below the path
// base, such as "/" or "/errdocs/". Addresses are case-sensitive; a directory without its slash
// redirects to it and keeps the query; x.html answers at x too; any other address answers 404.html
// with status 404. Only GET and HEAD are allowed. A path with a backslash, an encoded slash, a control
// character or a dot segment is refused with status 400: no address of a site has one. Every answer
// has an ETag and is to be revalidated, so that a rebuilt site shows at once.
func (s *Site) Handler(base string) http.Handler { return s.HandlerWith(base, nil) }

// HandlerWith is Handler with HTML pages that pass through edit on their way out. A nil edit changes
// nothing.
func (s *Site) HandlerWith(base string, edit func(page []byte) []byte) http.Handler {
	if base = strings.Trim(base, "/"); base != "" {
		base += "/"
	}
	return &handler{site: s, base: "/" + base, edit: edit}
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "this site can only be read", http.StatusMethodNotAllowed)
		return
	}
	if !WellFormed(r.URL) {
		http.Error(w, "this address is not well formed", http.StatusBadRequest)
		return
	}
	name, inside := strings.CutPrefix(r.URL.Path, h.base)
	if !inside {
		h.outside(w, r)
		return
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	switch {
	case h.site.has(name):
		h.file(w, r, name)
	case h.site.has(name + ".html"):
		h.file(w, r, name+".html")
	case h.site.has(name + "/index.html"):
		h.redirect(w, r, h.base+name+"/")
	default:
		h.lost(w, r)
	}
}

// WellFormed reports whether an address may be one of a site. It may not when its path contains what another program
// might read as a way out of the site, even if that only shows when the path is decoded twice, or decoded wrongly.
func WellFormed(u *url.URL) bool {
	bad := func(r rune) bool { return r == '\\' || r < ' ' || r == 0x7f }
	if !utf8.ValidString(u.Path) || strings.ContainsFunc(u.Path, bad) || twiceEncoded.MatchString(u.Path) {
		return false
	}
	if strings.Contains(strings.ToLower(u.EscapedPath()), "%2f") {
		return false
	}
	segments := strings.Split(u.Path, "/")
	return !slices.Contains(segments, ".") && !slices.Contains(segments, "..")
}

// twiceEncoded finds an encoded dot, separator, percent or control character in a decoded path.
var twiceEncoded = regexp.MustCompile(`%(?i:[01][0-9a-f]|2[5ef]|5c|7f)`)

// outside answers an address that is not below the base.
func (h *handler) outside(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path+"/" == h.base {
		h.redirect(w, r, h.base)
		return
	}
	http.NotFound(w, r)
}

// redirect sends to a path of the site. The path is known to be one, so it cannot name another host.
func (h *handler) redirect(w http.ResponseWriter, r *http.Request, to string) {
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
	w.Header().Set("Location", to)
	w.WriteHeader(http.StatusMovedPermanently)
}

// data returns the bytes of a file as they go out.
func (h *handler) data(name string) []byte {
	data := h.site.File(name)
	if h.edit != nil && data != nil && path.Ext(name) == ".html" {
		return h.edit(data)
	}
	return data
}

func (h *handler) file(w http.ResponseWriter, r *http.Request, name string) {
	data := h.data(name)
	h.describe(w, name, data)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}

func (h *handler) lost(w http.ResponseWriter, r *http.Request) {
	data := h.data("404.html")
	if data == nil {
		http.NotFound(w, r)
		return
	}
	h.describe(w, "404.html", data)
	w.Header().Set("Content-Length", fmt.Sprint(len(data)))
	w.WriteHeader(http.StatusNotFound)
	if r.Method != http.MethodHead {
		_, _ = w.Write(data) // the reader may have gone
	}
}

// describe sets the headers that a file's name and bytes decide.
func (h *handler) describe(w http.ResponseWriter, name string, data []byte) {
	kind := contentTypes[path.Ext(name)]
	if kind == "" {
		kind = "application/octet-stream"
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("ETag", fmt.Sprintf(`"%x"`, sha256.Sum256(data)))
}

func (s *Site) has(name string) bool { return s.File(name) != nil }
