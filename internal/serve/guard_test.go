package serve

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// A request as it goes over the wire; HOST is replaced by the right host, PORT by its port.
type rawRequest struct{ name, text string }

const goodHost = "Host: HOST\r\n"

func get(path, headers string) string { return "GET " + path + " HTTP/1.1\r\n" + headers + "\r\n" }

func withHeader(name string, values ...string) []rawRequest {
	var list []rawRequest
	for _, v := range values {
		list = append(list, rawRequest{name + ": " + v, get("/x/", goodHost+name+": "+v+"\r\n")})
	}
	return list
}

// hostileHosts are names by which a foreign page may try to reach the server.
func hostileHosts() []rawRequest {
	var list []rawRequest
	for _, host := range []string{
		"", "evil.example", "evil.example:PORT", "127.0.0.1", "localhost", "[::1]", "127.0.0.1:1", "localhost:80", "127.0.0.1:PORT1", "127.0.0.1:0PORT",
		"localhost:PORT.evil.example", "127.0.0.1.evil.example:PORT", "localhost.evil.example:PORT", "evil.localhost:PORT", "localhost.:PORT",
		"localhost.localdomain:PORT", "LOCALHOST:PORT", "0.0.0.0:PORT", "0:PORT", "[::]:PORT", "127.1:PORT", "127.0.1:PORT", "2130706433:PORT",
		"0x7f000001:PORT", "0x7f.0.0.1:PORT", "0177.0.0.1:PORT", "127.0.0.2:PORT", "127.0.0.01:PORT", "127.0.0.1.:PORT", "[::ffff:127.0.0.1]:PORT", "[0:0:0:0:0:0:0:1]:PORT",
		"[::1%25lo]:PORT", "::1:PORT", "[127.0.0.1]:PORT", "evil@127.0.0.1:PORT", "127.0.0.1:PORT@evil.example", "127.0.0.1:PORT/", "127.0.0.1:PORT#", "127.0.0.1:PORT?",
		"127.0.0.1:PORT, evil.example", "evil.example, 127.0.0.1:PORT", "http://127.0.0.1:PORT", "127.0.0.1:PORT:PORT", "127.0.0.1 :PORT", "localhost%2e:PORT",
		"l\u00f6calhost:PORT", "\uff11\uff12\uff17.0.0.1:PORT", "192.168.0.1:PORT", "10.0.0.1:PORT", "169.254.169.254:PORT", "169.254.169.254", "null", "*", "*:PORT", "-:PORT",
		"rebind.it:PORT", "127.0.0.1.nip.io:PORT", "localtest.me:PORT", "router.lan:PORT", "host.docker.internal:PORT",
	} {
		list = append(list, rawRequest{"Host: " + host, get("/x/", "Host: "+host+"\r\n")})
	}
	return append(list,
		rawRequest{"no host", get("/x/", "")},
		rawRequest{"no host, HTTP/1.0", "GET /x/ HTTP/1.0\r\n\r\n"},
		rawRequest{"two hosts", get("/x/", "Host: HOST\r\nHost: HOST\r\n")},
		rawRequest{"two hosts, one foreign", get("/x/", "Host: HOST\r\nHost: evil.example\r\n")},
		rawRequest{"foreign host, own forwarded", get("/x/", "Host: evil.example\r\nX-Forwarded-Host: HOST\r\nForwarded: host=HOST\r\n")},
		rawRequest{"absolute address, foreign", get("http://evil.example/x/", goodHost)},
		rawRequest{"absolute address, own", get("http://HOST/x/", goodHost)},
		rawRequest{"absolute address, own, foreign host", get("http://HOST/x/", "Host: evil.example\r\n")},
		rawRequest{"absolute address, https", get("https://HOST/x/", goodHost)},
		rawRequest{"absolute address, file", get("file:///etc/passwd", goodHost)},
	)
}

// hostileOrigins are requests that a page from elsewhere makes.
func hostileOrigins() []rawRequest {
	list := withHeader("Origin",
		"null", "", "http://evil.example", "https://evil.example", "http://HOST.evil.example", "https://HOST", "http://127.0.0.1", "http://localhost",
		"http://localhost:PORT", "http://[::1]:PORT", "http://127.0.0.1:1", "http://127.0.0.1:PORT1", "http://HOST/", "http://HOST/x/", "HTTP://HOST", "ws://HOST", "HOST",
		"//HOST", "http://evil@HOST", "http://HOST@evil.example", "http://HOST, http://evil.example", "http://HOST http://evil.example", "chrome-extension://abcdefgh",
		"moz-extension://abcdefgh", "file://", "data:", "blob:http://HOST/x", "about:blank", "*", "http://HOST#", "http://HOST?", "http://HOST.", "http://\u24db\u24de\u24d2alhost:PORT",
	)
	list = append(list, withHeader("Sec-Fetch-Site", "cross-site", "same-site", "", "Same-Origin", "same-origin, cross-site", "none, cross-site", "same-origins", "x", "null", "?1")...)
	for _, site := range []string{"cross-site", "same-site"} {
		for _, m := range []string{"cors", "no-cors", "websocket", "same-origin", "nested-navigate", "", "Navigate"} {
			list = append(list, rawRequest{site + " " + m, get("/x/", goodHost+"Sec-Fetch-Site: "+site+"\r\nSec-Fetch-Mode: "+m+"\r\nSec-Fetch-Dest: document\r\n")})
		}
		for _, d := range []string{
			"iframe", "frame", "embed", "object", "script", "style", "image", "font", "audio", "video", "track", "worker", "sharedworker", "serviceworker",
			"manifest", "empty", "report", "", "Document",
		} {
			list = append(list, rawRequest{site + " into " + d, get("/x/", goodHost+"Sec-Fetch-Site: "+site+"\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: "+d+"\r\n")})
		}
		click := "Sec-Fetch-Site: " + site + "\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n"
		list = append(list,
			rawRequest{site + " window with an origin", get("/x/", goodHost+click+"Origin: null\r\n")},
			rawRequest{site + " window on the stream", get("/~errdocs/events", goodHost+click)},
			rawRequest{site + " window on the status", get("/~errdocs/status", goodHost+click)},
			rawRequest{site + " window on the tag", get("/~errdocs/tag?page=/x/", goodHost+click)},
			rawRequest{site + " twice", get("/x/", goodHost+click+"Sec-Fetch-Mode: cors\r\n")},
			rawRequest{site + " and same-origin", get("/x/", goodHost+"Sec-Fetch-Site: same-origin\r\n"+click)},
			rawRequest{site + " posts", "POST /x/ HTTP/1.1\r\n" + goodHost + click + "Content-Length: 0\r\n\r\n"},
		)
	}
	return list
}

// hostilePaths are not in the site, but some program might read them as a path that is.
func hostilePaths() []rawRequest {
	var list []rawRequest
	for _, path := range []string{
		"/../etc/passwd", "/x/../etc/passwd", "/x/../../etc/passwd", "/x/acme/..", "/x/acme/../", "/x/./", "/x/.", "/./x/", "/../x/", "/..", "/.",
		"/x/%2e%2e/", "/x/%2E%2e/x/", "/x/.%2e/x/", "/x/%2e./x/", "/x/%2e/", "/%2e%2e/%2e%2e/etc/passwd",
		"/x%2facme/", "/x%2Facme/", "/x/acme%2findex.html", "/%2fetc/passwd", "/x/..%2f..%2fetc/passwd", "/x/%2e%2e%2fetc%2fpasswd", "/x/acme%2f", "/%2f%2fevil.example/",
		"/x\\acme/", "/x/..\\..\\windows\\win.ini", "/x%5cacme/", "/x%5Cacme/", "/x/..%5c..%5cwindows", "/x/%5c%5cevil.example%5cshare", "/\\evil.example/", "/%5cevil.example/", "/x/acme\\",
		"/x/%00", "/x/index.html%00", "/x/index.html%00.css", "/%00/x/", "/x/%01", "/x/%1f", "/x/%7f", "/x/a%0d%0aSet-Cookie:a=b", "/x/a%0aX:b", "/x/a%0db", "/x/%09", "/x/%08acme/", "/x/%1b[2J",
		"/x/%252e%252e/", "/x/%252f", "/x/%255c", "/x/%2500", "/x/%250a", "/x/%25252e", "/x/%252E%252E%252Fetc",
		"/x/%c0%ae%c0%ae/", "/x/%c0%afetc", "/x/%e0%80%af", "/x/%ff", "/x/%fe%ff", "/x/%80", "/x/%ed%a0%80", "/x/%f8%80%80%80%ae", "/x/\xff", "/x/\xc0\xae",
		"/x/%", "/x/%2", "/x/%zz", "/x/%u002e%u002e/", "x/", "x", "../x/", "?", "#", "*",
		"/x/ ", "/x/\x01", "/x/\x7f", "/x/\x00",
		"/x/" + strings.Repeat("a", maxAddress), "/x/?" + strings.Repeat("q", maxAddress), "/x/" + strings.Repeat("a/", maxAddress/2), "/x/" + strings.Repeat("../", 2000) + "etc/passwd",
		"/~errdocs/../x/", "/~errdocs/%2e%2e/x/", "/~errdocs/..%2fserve.go", "/~errdocs/events%00", "/x/~errdocs/..",
	} {
		list = append(list, rawRequest{"path " + path[:min(len(path), 40)], get(path, goodHost)})
	}
	return list
}

// hostileShapes are requests that are none to read a page.
func hostileShapes() []rawRequest {
	var list []rawRequest
	for _, method := range []string{
		"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "MKCOL", "COPY", "MOVE", "LOCK", "SEARCH", "QUERY", "get", "Get", "HEADX", "PRI", "DEBUG", "TRACK",
	} {
		list = append(list, rawRequest{method, method + " /x/ HTTP/1.1\r\n" + goodHost + "\r\n"})
	}
	return append(list,
		rawRequest{"OPTIONS *", "OPTIONS * HTTP/1.1\r\n" + goodHost + "\r\n"},
		rawRequest{"CONNECT", "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n"},
		rawRequest{"preflight", "OPTIONS /x/ HTTP/1.1\r\n" + goodHost + "Origin: http://HOST\r\nAccess-Control-Request-Method: GET\r\nAccess-Control-Request-Private-Network: true\r\n\r\n"},
		rawRequest{"body", get("/x/", goodHost+"Content-Length: 5\r\n") + "hello"},
		rawRequest{"chunks", get("/x/", goodHost+"Transfer-Encoding: chunked\r\n") + "0\r\n\r\n"},
		rawRequest{"both lengths", get("/x/", goodHost+"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n"},
		rawRequest{"two lengths", get("/x/", goodHost+"Content-Length: 5\r\nContent-Length: 6\r\n") + "hello"},
		rawRequest{"negative length", get("/x/", goodHost+"Content-Length: -1\r\n")},
		rawRequest{"unknown encoding", get("/x/", goodHost+"Transfer-Encoding: gzip\r\n")},
		rawRequest{"large head", get("/x/", goodHost+"Cookie: "+strings.Repeat("c", 2*maxHeader)+"\r\n")},
		rawRequest{"HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"},
		rawRequest{"HTTP/0.9", "GET /x/\r\n\r\n"},
		rawRequest{"HTTP/3.0", "GET /x/ HTTP/3.0\r\n" + goodHost + "\r\n"},
		rawRequest{"TLS", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"},
		rawRequest{"folded header", get("/x/", goodHost+"Origin:\r\n http://evil.example\r\n")},
		rawRequest{"space in header", get("/x/", "Host : HOST\r\n")},
		rawRequest{"null in header", get("/x/", goodHost+"Origin: http://HOST\x00\r\n")},
	)
}

// TestHostileRequestsAreRefused sends each request over a connection of its own. None may be answered
// with anything but a refusal.
func TestHostileRequestsAreRefused(t *testing.T) {
	p := run(t, Options{Build: fixed(small("CANARY"))})
	p.next()
	all := append(hostileHosts(), append(hostileOrigins(), append(hostilePaths(), hostileShapes()...)...)...)
	if len(all) < 200 {
		t.Fatalf("only %d requests", len(all))
	}
	for _, r := range all {
		status, answer := p.raw(r.text)
		refused := status == 400 || status == 403 || status == 405 || status == 414 || status == 431 || status == 501 || status == 505 || answer == ""
		if !refused || strings.Contains(answer, "<html") || strings.Contains(answer, "Access-Control") || strings.Contains(answer, "Location:") {
			t.Errorf("%q: status %d\n%.300s", r.name, status, answer)
		}
	}
	t.Logf("%d hostile requests", len(all))
	if got, body := p.get("/x/"); got.StatusCode != 200 || !strings.Contains(body, "CANARY") {
		t.Errorf("afterwards, a good one: %d", got.StatusCode)
	}
}

// What a reader and the pages themselves send is answered.
func TestOrdinaryRequestsAreAnswered(t *testing.T) {
	p := run(t, Options{Build: fixed(small("CANARY"))})
	p.next()
	for _, r := range []rawRequest{
		{"plain", get("/x/", goodHost)},
		{"localhost", get("/x/", "Host: localhost:PORT\r\n")},
		{"IPv6", get("/x/", "Host: [::1]:PORT\r\n")},
		{"typed in", get("/x/", goodHost+"Sec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n")},
		{"own page", get("/x/", goodHost+"Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Dest: empty\r\n")},
		{"own origin", get("/x/", goodHost+"Origin: http://HOST\r\n")},
		{"own origin, localhost", get("/x/", "Host: localhost:PORT\r\nOrigin: http://localhost:PORT\r\n")},
		{"a link in a chat", get("/x/", goodHost+"Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n")},
		{"a link in another local program", get("/x/", goodHost+"Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n")},
		{"query", get("/x/?q=a%2fb%00%5c..", goodHost)},
	} {
		if status, answer := p.raw(r.text); status != 200 || !strings.Contains(answer, "CANARY") {
			t.Errorf("%s: %d", r.name, status)
		}
	}
}

// Nothing outside of the site has an address.
func TestOrdinaryPathsAreLost(t *testing.T) {
	p := run(t, Options{Build: fixed(small("CANARY"))})
	p.next()
	for _, path := range []string{
		"/etc/passwd", "/x/.git/config", "/x/.env", "/x/content/site.yaml", "/x/X/", "/X/", "/x/ACME/", "/x//acme/", "//", "//evil.example/", "/x//evil.example/",
		"/x/..;/", "/x/...", "/x/..%3b/", "/~errdocs/", "/~errdocs/assets/live.js", "/~errdocs", "/x/~errdocs/live.js", "/x/con", "/x/index.html:x", "/x/index.html::$DATA",
		"/x/index.html.", "/x/index.html%20", "/x/100%25",
	} {
		status, answer := p.raw(get(path, goodHost))
		if status != 404 || strings.Contains(answer, "CANARY") || strings.Contains(answer, "Location:") {
			t.Errorf("%s: status %d\n%.300s", path, status, answer)
		}
	}
}

// raw sends bytes and returns the status and all of the answer; 0 and "" when there was none.
func (p *preview) raw(text string) (int, string) {
	p.t.Helper()
	text = strings.NewReplacer("HOST", strings.TrimPrefix(p.root, "http://"), "PORT", p.port).Replace(text)
	c, err := net.Dial("tcp", "127.0.0.1:"+p.port)
	if err != nil {
		p.t.Fatal(err)
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(longest))
	_, _ = io.WriteString(c, text) // the server may have closed it: then there is an answer to read, or none
	_ = c.(*net.TCPConn).CloseWrite()
	got, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		return 0, ""
	}
	defer got.Body.Close()
	var head strings.Builder
	_ = got.Header.Write(&head) // to memory
	body, _ := io.ReadAll(got.Body)
	return got.StatusCode, fmt.Sprintf("%s\r\n%s", head.String(), body)
}

// A host that the author allows is answered, also behind a proxy that speaks HTTPS; all others are refused as before.
func TestAllowedHosts(t *testing.T) {
	p := run(t, Options{Build: fixed(small("it")), Hosts: []string{"preview.example:8080"}})
	p.next()
	const allowed = "Host: preview.example:8080\r\n"
	for _, test := range []struct {
		headers string
		status  int
	}{
		{allowed, 200},
		{goodHost, 200},
		{allowed + "Origin: http://preview.example:8080\r\n", 200},
		{allowed + "Origin: https://preview.example:8080\r\n", 200},
		{allowed + "Origin: https://evil.example\r\n", 403},
		{allowed + "Sec-Fetch-Site: cross-site\r\n", 403},
		{goodHost + "Origin: https://HOST\r\n", 403},
		{"Host: preview.example\r\n", 403},
		{"Host: preview.example:PORT\r\n", 403},
		{"Host: evil.example:8080\r\n", 403},
	} {
		if status, _ := p.raw(get("/x/", test.headers+"Connection: close\r\n")); status != test.status {
			t.Errorf("%q: %d, want %d", test.headers, status, test.status)
		}
	}
	l, err := Listen("0.0.0.0:0", true)
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	if _, err := Listen("example.com:0", true); err == nil {
		t.Error("listens on a name")
	}
}
