package serve

import (
	"net/http"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/site"
)

// maxAddress is the longest request target that is looked at. Searches fit with room to spare.
const maxAddress = 8 << 10

// refuse returns the status of a request that is not answered, and why; 0 for one that is. The server has no secrets from the users of this
// machine; it keeps out other sites, open in the same browser, that send requests to it. They can name this server by
// its address or by a name of their own that resolves to it, so the Host is checked; their requests carry their Origin
// or say in Sec-Fetch-Site that they come from elsewhere.
//
// One kind of request from elsewhere is answered: following a link to a page, in a window of its own, such as a click
// in a chat or in a ticket. The page that has the link learns nothing from it: there is no CORS, pages cannot be
// framed, and they open without a reference to the window that opened them.
func (s *Server) refuse(r *http.Request) (status int, why string) {
	switch {
	case len(r.RequestURI) > maxAddress:
		return http.StatusRequestURITooLong, "this address is too long"
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		return http.StatusMethodNotAllowed, "this site can only be read"
	case r.ContentLength != 0 || len(r.TransferEncoding) > 0:
		return http.StatusBadRequest, "a request to read has no body"
	case r.URL.Scheme != "" || r.URL.Host != "" || !strings.HasPrefix(r.RequestURI, "/"):
		return http.StatusBadRequest, "this is not a proxy"
	case !site.WellFormed(r.URL):
		return http.StatusBadRequest, "this address is not well formed"
	case !s.hosts[r.Host]:
		return http.StatusForbidden, "this server answers only as localhost, 127.0.0.1 or [::1], with its port, and as the hosts of --allow-host"
	case !s.sameOrigin(r):
		return http.StatusForbidden, "this server answers only its own pages"
	}
	return 0, ""
}

// sameOrigin reports whether a page of this server, or its reader, sends the request.
func (s *Server) sameOrigin(r *http.Request) bool {
	if origin, sent := r.Header["Origin"]; sent && (len(origin) != 1 || origin[0] != "http://"+r.Host && !s.isProxied(origin[0], r.Host)) {
		return false
	}
	from, sent := r.Header["Sec-Fetch-Site"]
	if !sent {
		return true // not a browser, or an old one: the Host and the Origin have to do
	}
	if len(from) != 1 {
		return false
	}
	switch from[0] {
	case "none", "same-origin":
		return true
	case "same-site", "cross-site":
		return followsLink(r)
	}
	return false
}

// isProxied reports whether the origin is that of an allowed host behind a proxy that speaks HTTPS.
func (s *Server) isProxied(origin, host string) bool {
	return origin == "https://"+host && slices.Contains(s.options.Hosts, host)
}

// followsLink reports whether a browser opens a page in a window.
func followsLink(r *http.Request) bool {
	only := func(name, value string) bool {
		values := r.Header.Values(name)
		return len(values) == 1 && values[0] == value
	}
	return only("Sec-Fetch-Mode", "navigate") && only("Sec-Fetch-Dest", "document") &&
		r.Header["Origin"] == nil && !strings.HasPrefix(r.URL.Path, ownRoot)
}
