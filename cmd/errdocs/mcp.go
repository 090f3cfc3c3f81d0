package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/spf13/cobra"
)

func (a *app) mcpCommand() *cobra.Command {
	return define("mcp", wantArgs(0, 0, ""), func(cmd *cobra.Command, _ []string) error {
		agent := newAgentStdio(a.stdin, a.stdout)
		err := a.mcpServer(mcp.ServerOptions{}).Run(cmd.Context(), &mcp.IOTransport{Reader: agent, Writer: agent})
		if errors.Is(err, io.EOF) || errors.Is(err, mcp.ErrConnectionClosed) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("talk with the agent: %w", err)
		}
		return nil
	})
}

type explainInput struct {
	Code   string `json:"code" jsonschema:"the code as it was seen, an id such as vendor/set/code, or the address of a page"`
	Vendor string `json:"vendor,omitempty" jsonschema:"whose code it is, if that is known"`
}

type searchInput struct {
	Words string `json:"words" jsonschema:"a code, or words that describe what happened"`
	Limit int    `json:"limit,omitempty" jsonschema:"how many results at most; 10 if it is left out"`
}

type findInput struct {
	Text string `json:"text" jsonschema:"a log, a stack trace or the body of a response"`
}

// mcpInstructions is what agents read about the answers.
const mcpInstructions = `The tools answer from a catalog of the error codes of vendors. In each answer an origin says who states it:
"vendor" (the vendor's docs), "ours" (the team that keeps the catalog) or "observed". Name the origin and give the link when you
repeat an answer. Where a retry policy is absent or "not-stated", there is none: do not invent one.`

// mcpServer returns a server whose tools are the commands, with further options.
func (a *app) mcpServer(options mcp.ServerOptions) *mcp.Server {
	options.Instructions = mcpInstructions
	s := mcp.NewServer(&mcp.Implementation{Name: "errdocs", Title: "Error codes of vendors", Version: cmp.Or(release(), "devel")}, &options)
	tool := func(name, about string) *mcp.Tool {
		return &mcp.Tool{Name: name, Description: about, Annotations: &mcp.ToolAnnotations{ReadOnlyHint: true}}
	}
	mcp.AddTool(s, tool("explain", "What an error code means at its vendor, whether to retry, who fixes it, what to do next and what to tell the customer."),
		func(ctx context.Context, _ *mcp.CallToolRequest, in explainInput) (*mcp.CallToolResult, any, error) {
			return a.call(ctx, "", "explain", "--format", "json", "--vendor", in.Vendor, "--", in.Code)
		})
	mcp.AddTool(s, tool("search", "Error codes by name or by what happened, best first."),
		func(ctx context.Context, _ *mcp.CallToolRequest, in searchInput) (*mcp.CallToolResult, any, error) {
			return a.call(ctx, "", "search", "--format", "json", "--limit", strconv.Itoa(cmp.Or(in.Limit, 10)), "--", in.Words)
		})
	mcp.AddTool(s, tool("find", "The error codes in a log or a response, with what to do about each."),
		func(ctx context.Context, _ *mcp.CallToolRequest, in findInput) (*mcp.CallToolResult, any, error) {
			return a.call(ctx, in.Text, "find", "--format", "json", "-")
		})
	s.AddResourceTemplate(&mcp.ResourceTemplate{
		Name: "code", Title: "The page of a code", URITemplate: codeURI + "{vendor}/{set}/{code}", MIMEType: "text/markdown",
		Description: "All that the catalog says about a code.",
	}, a.readCode)
	return s
}

// codeURI begins the addresses of codes as resources.
const codeURI = "errdocs://code/"

func (a *app) readCode(ctx context.Context, r *mcp.ReadResourceRequest) (*mcp.ReadResourceResult, error) {
	out, status, _ := a.runInside(ctx, "", "explain", "--format", "md", "--", strings.TrimPrefix(r.Params.URI, codeURI))
	if status != exitDone {
		return nil, mcp.ResourceNotFoundError(r.Params.URI)
	}
	return &mcp.ReadResourceResult{Contents: []*mcp.ResourceContents{{URI: r.Params.URI, MIMEType: "text/markdown", Text: out}}}, nil
}

// call runs a command and returns what it prints as the result of a tool. An unknown code is an answer, no error.
func (a *app) call(ctx context.Context, input string, args ...string) (*mcp.CallToolResult, any, error) {
	out, status, complaint := a.runInside(ctx, input, args...)
	if status != exitDone && status != exitProblems && status != exitAmbiguous {
		return nil, nil, errors.New(complaint)
	}
	return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: strings.TrimSpace(cmp.Or(out, complaint))}}}, nil, nil
}

// runInside runs a command on the same catalog.
func (a *app) runInside(ctx context.Context, input string, args ...string) (out string, status int, complaint string) {
	var stdout, stderr bytes.Buffer
	inner := newApp(strings.NewReader(input), &stdout, &stderr)
	for i, dir := range a.content {
		args = slices.Insert(args, i, "--content="+dir)
	}
	status = inner.run(ctx, args)
	return stdout.String(), status, stderr.String()
}
