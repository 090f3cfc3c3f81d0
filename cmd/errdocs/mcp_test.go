package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/errdocs/errdocs/internal/golden"
)

// TestMCP is a conversation of an agent, the client of the SDK, with errdocs over its standard input and output.
func TestMCP(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/small.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, golden.FS(archive.Files)); err != nil {
		t.Fatal(err)
	}
	toServer, fromClient := io.Pipe()
	toClient, fromServer := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- newApp(toServer, fromServer, io.Discard).run(context.Background(), []string{"mcp", "--content", filepath.Join(dir, "content")})
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
	golden.File(t, "testdata/mcp.txt", talk.String())
	if err := session.Close(); err != nil {
		t.Error(err)
	}
	if status := <-ended; status != exitDone {
		t.Errorf("status %d after the client has gone", status)
	}
}

func text(r *mcp.CallToolResult) string { return r.Content[0].(*mcp.TextContent).Text }
