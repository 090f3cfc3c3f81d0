package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/errdocs/errdocs/internal/golden"
	"github.com/errdocs/errdocs/internal/testenv"
)

// smallCatalog unpacks the catalog of the scripts and returns its folder.
func smallCatalog(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	if err := unpack("testdata/small.txtar", dir); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "content")
}

// TestMCP is a conversation of an agent, the client of the SDK, with errdocs over its standard input and output.
func TestMCP(t *testing.T) {
	dir := smallCatalog(t)
	toServer, fromClient := io.Pipe()
	toClient, fromServer := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- newApp(toServer, fromServer, io.Discard).run(context.Background(), []string{"mcp", "--content", dir})
	}()
	client := mcp.NewClient(&mcp.Implementation{Name: "test"}, nil)
	session, err := client.Connect(context.Background(), &mcp.IOTransport{Reader: toClient, Writer: fromClient}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var talk strings.Builder
	fmt.Fprintf(&talk, "%s\n\n", session.InitializeResult().Instructions)
	tools, err := session.ListTools(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, tool := range tools.Tools {
		fmt.Fprintf(&talk, "%s: %s\n", tool.Name, tool.Description)
	}
	for _, call := range []struct {
		tool      string
		arguments map[string]any
	}{
		{"explain", map[string]any{"code": "wrong-otp", "vendor": "acme"}},
		{"explain", map[string]any{"code": "WRONG_OTP"}},
		{"explain", map[string]any{"code": "-7"}},
		{"explain", map[string]any{"code": "--content=/etc"}},
		{"explain", map[string]any{"code": "WRONG_OTP", "vendor": "nobody"}},
		{"explain", map[string]any{}},
		{"search", map[string]any{"words": "code too late", "limit": 1}},
		{"search", map[string]any{"words": "zzz", "limit": -1}},
		{"find", map[string]any{"text": "acme said EXPIRED_OTP\nat line 2"}},
		{"find", map[string]any{"text": "nothing at all"}},
	} {
		fmt.Fprintf(&talk, "\n> %s %v\n", call.tool, call.arguments)
		result, err := session.CallTool(context.Background(), &mcp.CallToolParams{Name: call.tool, Arguments: call.arguments})
		switch {
		case err != nil:
			fmt.Fprintf(&talk, "protocol error: %v\n", err)
		case result.IsError:
			fmt.Fprintf(&talk, "error: %s\n", text(result))
		default:
			fmt.Fprintf(&talk, "%s\n", text(result))
		}
	}
	for _, uri := range []string{"errdocs://code/acme/api/wrong-otp", "errdocs://code/acme/api/nowhere"} {
		fmt.Fprintf(&talk, "\n> read %s\n", uri)
		page, err := session.ReadResource(context.Background(), &mcp.ReadResourceParams{URI: uri})
		if err != nil {
			fmt.Fprintf(&talk, "protocol error: %v\n", err)
			continue
		}
		fmt.Fprintf(&talk, "%s\n%s\n", page.Contents[0].MIMEType, page.Contents[0].Text)
	}
	for _, arguments := range []map[string]string{{"code": "wrong-otp", "vendor": "acme"}, {"code": "-7"}, {"code": "NOWHERE"}, {}} {
		fmt.Fprintf(&talk, "\n> prompt ticket %v\n", arguments)
		prompt, err := session.GetPrompt(context.Background(), &mcp.GetPromptParams{Name: "ticket", Arguments: arguments})
		if err != nil {
			fmt.Fprintf(&talk, "protocol error: %v\n", err)
			continue
		}
		for _, m := range prompt.Messages {
			fmt.Fprintln(&talk, m.Content.(*mcp.TextContent).Text)
		}
	}
	ticket, code := &mcp.CompleteReference{Type: "ref/prompt", Name: "ticket"}, &mcp.CompleteReference{Type: "ref/resource", URI: "errdocs://code/{vendor}/{set}/{code}"}
	for _, c := range []struct {
		of          *mcp.CompleteReference
		name, typed string
		given       map[string]string
	}{
		{ticket, "code", "w", nil}, {ticket, "code", "acme/", nil}, {ticket, "vendor", "", nil}, {ticket, "vendor", "z", nil}, {ticket, "other", "", nil},
		{code, "vendor", "", nil}, {code, "set", "", map[string]string{"vendor": "zeta"}}, {code, "code", "w", map[string]string{"vendor": "acme", "set": "api"}},
		{code, "code", "w", map[string]string{"vendor": "nobody"}}, {code, "other", "", nil},
	} {
		result, err := session.Complete(context.Background(), &mcp.CompleteParams{Ref: c.of, Argument: mcp.CompleteParamsArgument{Name: c.name, Value: c.typed},
			Context: &mcp.CompleteContext{Arguments: c.given}})
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&talk, "\n> complete %s of %s%s from %q after %v\n%q\n", c.name, c.of.Name, c.of.URI, c.typed, c.given, result.Completion.Values)
	}
	golden.File(t, "testdata/mcp.txt", talk.String())
	if err := session.Close(); err != nil {
		t.Error(err)
	}
	if status := <-ended; status != exitDone {
		t.Errorf("status %d after the client has gone", status)
	}
}

// TestMCPAnswersAllBeforeItEnds pipes requests in, as a shell does: each is answered although the input ends, one with a number
// that was used before too, and a line that is not JSON.
func TestMCPAnswersAllBeforeItEnds(t *testing.T) {
	in := `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}
not JSON
{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"explain","arguments":{"code":"WRONG_OTP"}}}

{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"search","arguments":{"words":"late"}}}
{"jsonrpc":"2.0","id":"last","method":"ping"}`
	var out bytes.Buffer
	if status := newApp(strings.NewReader(in), &out, io.Discard).run(context.Background(), []string{"mcp", "--content", smallCatalog(t)}); status != exitDone {
		t.Errorf("status %d", status)
	}
	for _, want := range []string{`"id":1,"result"`, `"id":null,"error":{"code":-32700`, `"id":2,`, `"id":"last","result"`} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %s in\n%s", want, out.String())
		}
	}
}

func text(r *mcp.CallToolResult) string { return r.Content[0].(*mcp.TextContent).Text }

// TestMCPConformance runs the public suite against the server. It speaks HTTP only, so the SDK's handler is in between, and most
// scenarios call tools, resources and prompts of names that the suite prescribes, so these are added to those of errdocs.
func TestMCPConformance(t *testing.T) {
	const modules = "testdata/conformance/node_modules/"
	node, err := filepath.Abs(modules + "node/bin/node")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(node); err != nil {
		testenv.Need(t, "node", errors.New("the conformance suite is missing; install it with: npm ci --prefix cmd/errdocs/testdata/conformance"))
	}
	a := newApp(strings.NewReader(""), io.Discard, io.Discard)
	a.content = []string{smallCatalog(t)}
	mcpServer := a.mcpServer(suiteOptions)
	addSuite(mcpServer)
	handler := mcp.NewStreamableHTTPHandler(func(*http.Request) *mcp.Server { return mcpServer },
		&mcp.StreamableHTTPOptions{EventStore: mcp.NewMemoryEventStore(nil)})
	server := httptest.NewServer(handler)
	defer server.Close()
	cmd := exec.CommandContext(t.Context(), node, modules+"@modelcontextprotocol/conformance/dist/index.js", "server", "--url", server.URL, "--suite", "all")
	cmd.Env = append(os.Environ(), "no_proxy=127.0.0.1")
	out, err := cmd.CombinedOutput()
	if err != nil || !bytes.Contains(out, []byte("\nTotal: 44 passed, 0 failed\n")) {
		t.Errorf("the suite does not pass (%v):\n%s", err, out)
	}
}

// FuzzMCP sends lines to the server: it ends when they do, and each line of its answers is a message.
func FuzzMCP(f *testing.F) {
	const start = `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"x","version":"1"}}}` +
		"\n" + `{"jsonrpc":"2.0","method":"notifications/initialized"}` + "\n"
	for _, line := range []string{
		`{"jsonrpc":"2.0","id":2,"method":"tools/list"}`,
		`{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"explain","arguments":{"code":"-7","vendor":"acme"}}}`,
		`{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"search","arguments":{"words":"\u0000 --content=/","limit":-1}}}`,
		`{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"find","arguments":{"text":"EXPIRED_OTP 4111111111111111"}}}`,
		`{"jsonrpc":"2.0","id":null,"method":"resources/read","params":{"uri":"errdocs://code/../../etc/passwd"}}`,
		`{"jsonrpc":"2.0","id":2,"method":"prompts/get","params":{"name":"ticket","arguments":{"code":"--format=json"}}}`,
		`{"jsonrpc":"2.0","id":2,"method":"completion/complete","params":{"ref":{"type":"ref/resource","uri":"errdocs://code/{vendor}/{set}/{code}"},"argument":{"name":"code","value":"W"}}}`,
		`[{"jsonrpc":"2.0"},{}]`, `{`, "\x00\xff", `{"jsonrpc":"2.0","id":{},"method":7}`,
	} {
		f.Add([]byte(line))
	}
	dir := smallCatalog(f)
	f.Fuzz(func(t *testing.T, lines []byte) {
		const end = "\n" + `{"jsonrpc":"2.0","id":"end","method":"ping"}` + "\n"
		out := &awaited{text: []byte(`"id":"end"`), seen: make(chan struct{})}
		if !wholeJSON(json.NewDecoder(bytes.NewReader(lines))) {
			out.once.Do(func() { close(out.seen) }) // the ping is a part of what is not complete
		}
		a := newApp(strings.NewReader(""), io.Discard, io.Discard)
		a.content = []string{dir}
		server := a.mcpServer(mcp.ServerOptions{})
		server.AddReceivingMiddleware(out.count)
		input := io.MultiReader(strings.NewReader(start), bytes.NewReader(lines), strings.NewReader(end), out)
		_ = server.Run(t.Context(), &mcp.IOTransport{Reader: io.NopCloser(input), Writer: out})
		out.once.Do(func() { close(out.seen) }) // it has given up
		for line := range bytes.Lines(out.Bytes()) {
			var message struct {
				Version string `json:"jsonrpc"`
			}
			if err := json.Unmarshal(line, &message); err != nil || message.Version != "2.0" {
				t.Errorf("%v in %q", err, line)
			}
		}
	})
}

// wholeJSON reports whether a text consists of JSON values.
func wholeJSON(d *json.Decoder) bool {
	var v json.RawMessage
	err := d.Decode(&v)
	for err == nil {
		err = d.Decode(&v)
	}
	return err == io.EOF
}

// awaited is an output, and an input that ends when a text has been written to it and no call is being answered.
type awaited struct {
	bytes.Buffer
	text  []byte
	seen  chan struct{}
	once  sync.Once
	calls sync.WaitGroup
}

func (a *awaited) Write(p []byte) (int, error) {
	if bytes.Contains(p, a.text) {
		a.once.Do(func() { close(a.seen) })
	}
	return a.Buffer.Write(p)
}

func (a *awaited) Read([]byte) (int, error) {
	<-a.seen
	a.calls.Wait()
	return 0, io.EOF
}

func (a *awaited) Close() error { return nil }

func (a *awaited) count(handler mcp.MethodHandler) mcp.MethodHandler {
	return func(ctx context.Context, method string, r mcp.Request) (mcp.Result, error) {
		a.calls.Add(1)
		defer a.calls.Done()
		return handler(ctx, method, r)
	}
}
