package content

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/textproto"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/errdocs/errdocs/internal/testenv"
)

// languageServer is yaml-language-server, which editors check and complete YAML files with.
type languageServer struct {
	in   io.Writer
	out  *bufio.Reader
	dir  string // of the catalogs that were checked last
	last int    // request
}

// diagnostic is what an editor underlines.
type diagnostic struct {
	line    int // counted from 1
	message string
}

const languageServerBin = "testdata/language-server/node_modules/yaml-language-server/bin/yaml-language-server"

// startLanguageServer starts the server, or skips the test where it or node is missing.
func startLanguageServer(t *testing.T) *languageServer {
	t.Helper()
	node := testenv.Node(t)
	if _, err := os.Stat(languageServerBin); err != nil {
		testenv.Need(t, "node", errors.New(
			"yaml-language-server is missing; install it with: npm ci --prefix content/testdata/language-server"))
	}
	cmd := exec.Command(node, languageServerBin, "--stdio")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	watchdog := time.AfterFunc(3*time.Minute, func() { cmd.Process.Kill() })
	t.Cleanup(func() {
		watchdog.Stop()
		cmd.Process.Kill()
		cmd.Wait() // it was killed; there is no status to check
	})
	s := &languageServer{in: in, out: bufio.NewReader(out)}
	s.call(t, "initialize", map[string]any{"processId": nil, "rootUri": nil, "capabilities": map[string]any{}})
	s.send(t, message{Method: "initialized", Params: map[string]any{}})
	s.send(t, message{Method: "workspace/didChangeConfiguration", Params: map[string]any{"settings": map[string]any{"yaml": map[string]any{
		"validate": true, "completion": true, "hover": true, "schemaStore": map[string]any{"enable": false}, "disableDefaultProperties": true,
	}}}})
	return s
}

// message is one of JSON-RPC.
type message struct {
	Version string          `json:"jsonrpc"`
	ID      any             `json:"id,omitempty"`
	Method  string          `json:"method,omitempty"`
	Params  any             `json:"params,omitempty"`
	Result  json.RawMessage `json:"result,omitempty"`
	Error   json.RawMessage `json:"error,omitempty"`
}

func (s *languageServer) send(t *testing.T, m message) {
	t.Helper()
	m.Version = "2.0"
	data, err := json.Marshal(m)
	if err == nil {
		_, err = fmt.Fprintf(s.in, "Content-Length: %d\r\n\r\n%s", len(data), data)
	}
	if err != nil {
		t.Fatalf("tell the language server: %v", err)
	}
}

// receive returns the next message, with its parameters as they came.
func (s *languageServer) receive(t *testing.T) (m message, params json.RawMessage) {
	t.Helper()
	header, err := textproto.NewReader(s.out).ReadMIMEHeader()
	if err != nil {
		t.Fatalf("the language server has ended: %v", err)
	}
	n, err := strconv.Atoi(header.Get("Content-Length"))
	data := make([]byte, n)
	if err == nil {
		_, err = io.ReadFull(s.out, data)
	}
	m.Params = &params
	if err = errors.Join(err, json.Unmarshal(data, &m)); err != nil {
		t.Fatalf("read from the language server: %v", err)
	}
	if m.Method != "" && m.ID != nil { // it asks for something of the editor
		s.send(t, message{ID: m.ID, Result: json.RawMessage("null")})
	}
	return m, params
}

// call sends a request and returns its result.
func (s *languageServer) call(t *testing.T, method string, params any) json.RawMessage {
	t.Helper()
	s.last++
	s.send(t, message{ID: s.last, Method: method, Params: params})
	for {
		m, _ := s.receive(t)
		if id, ok := m.ID.(float64); ok && int(id) == s.last && m.Method == "" {
			if m.Error != nil {
				t.Fatalf("%s: %s", method, m.Error)
			}
			return m.Result
		}
	}
}

func (s *languageServer) uri(catalog, file string) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Join(s.dir, catalog, file))}).String()
}

// check opens all YAML files of catalogs and returns what the server reports for each, by the catalog's name and
// the file. A file that names no schema gets the line in front; lines are counted without it. What several catalogs share,
// a file of the same path and text, is opened once.
func (s *languageServer) check(t *testing.T, catalogs map[string]fs.FS) map[string]map[string][]diagnostic {
	t.Helper()
	s.dir = t.TempDir()
	all := map[string]map[string][]diagnostic{}
	wait, shift, opened := map[string][][2]string{}, map[string]int{}, map[[2]string]string{}
	for name, fsys := range catalogs {
		all[name] = map[string][]diagnostic{}
		s.writeSchemas(t, name)
		for _, file := range yamlFiles(t, fsys) {
			text, err := fs.ReadFile(fsys, file)
			if err != nil {
				t.Fatal(err)
			}
			same := [2]string{file, string(text)}
			if uri := opened[same]; uri != "" {
				wait[uri] = append(wait[uri], [2]string{name, file})
				continue
			}
			uri, whole := s.uri(name, file), strings.ToValidUTF8(string(text), "?")
			if line := SchemaLine(file); !strings.HasPrefix(whole, line) {
				whole, shift[uri] = line+whole, 1
			}
			wait[uri], opened[same] = [][2]string{{name, file}}, uri
			s.send(t, message{Method: "textDocument/didOpen", Params: map[string]any{"textDocument": map[string]any{
				"uri": uri, "languageId": "yaml", "version": 1, "text": whole,
			}}})
		}
	}
	for len(wait) > 0 {
		uri, found := s.published(t, shift)
		for _, at := range wait[uri] {
			all[at[0]][at[1]] = found
		}
		delete(wait, uri)
	}
	return all
}

// published waits for what the server reports on a file.
func (s *languageServer) published(t *testing.T, shift map[string]int) (uri string, found []diagnostic) {
	t.Helper()
	for {
		m, params := s.receive(t)
		if m.Method != "textDocument/publishDiagnostics" {
			continue
		}
		var p struct {
			URI         string
			Diagnostics []struct {
				Message string
				Range   struct{ Start struct{ Line int } }
			}
		}
		if err := json.Unmarshal(params, &p); err != nil {
			t.Fatal(err)
		}
		for _, d := range p.Diagnostics {
			found = append(found, diagnostic{d.Range.Start.Line + 1 - shift[p.URI], d.Message})
		}
		return p.URI, found
	}
}

func (s *languageServer) writeSchemas(t *testing.T, catalog string) {
	t.Helper()
	dir := filepath.Join(s.dir, catalog, SchemaDir)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	for _, schema := range Schemas() {
		if err := os.WriteFile(filepath.Join(dir, schema.Name+".json"), schema.JSON, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// complete returns what is offered at a position in a file that was checked without a line for its schema.
func (s *languageServer) complete(t *testing.T, catalog, file string, line, col int) []string {
	t.Helper()
	result := s.call(t, "textDocument/completion", map[string]any{
		"textDocument": map[string]any{"uri": s.uri(catalog, file)},
		"position":     map[string]any{"line": line, "character": col - 1}, // counted from 0; the schema's line comes first
	})
	var list struct{ Items []struct{ Label string } }
	if err := json.Unmarshal(result, &list); err != nil {
		t.Fatal(err)
	}
	var labels []string
	for _, item := range list.Items {
		labels = append(labels, strings.TrimSpace(item.Label))
	}
	return labels
}
