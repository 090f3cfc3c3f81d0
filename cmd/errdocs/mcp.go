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

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/content"
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
	options.Instructions, options.CompletionHandler = mcpInstructions, a.completeForAgent
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
	s.AddPrompt(&mcp.Prompt{
		Name: "ticket", Title: "Answer a ticket", Description: "What to answer to a ticket with an error code, from what the catalog says about it.",
		Arguments: []*mcp.PromptArgument{
			{Name: "code", Description: "the code as the ticket has it", Required: true},
			{Name: "vendor", Description: "whose code it is, if that is known"},
		},
	}, a.ticketPrompt)
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

// ticketPrompt asks for an answer from the Markdown of a code. If several codes or none have the name, it has what explain says.
func (a *app) ticketPrompt(ctx context.Context, r *mcp.GetPromptRequest) (*mcp.GetPromptResult, error) {
	if r.Params.Arguments["code"] == "" {
		return nil, &jsonrpc.Error{Code: jsonrpc.CodeInvalidParams, Message: `the prompt needs the argument "code"`}
	}
	out, _, complaint := a.runInside(ctx, "", "explain", "--format", "md", "--vendor", r.Params.Arguments["vendor"], "--", r.Params.Arguments["code"])
	const ask = `Write the answer to a ticket with this error code. Say what it means at this vendor, whether to retry, who fixes it and what to
do next. Give the text for the customer as it is. Name who states each of these and add the link. If the page does not state one of them, or if
no single code fits, say so.
`
	return &mcp.GetPromptResult{Messages: []*mcp.PromptMessage{
		{Role: "user", Content: &mcp.TextContent{Text: ask}},
		{Role: "user", Content: &mcp.TextContent{Text: out + complaint}},
	}}, nil
}

// completeForAgent completes the arguments of the prompt, and the parts of the address of a code after those given before.
func (a *app) completeForAgent(_ context.Context, r *mcp.CompleteRequest) (*mcp.CompleteResult, error) {
	inner := newApp(strings.NewReader(""), io.Discard, io.Discard)
	inner.content = a.content
	defer inner.close()
	cat, err := inner.openCatalog(content.StubDrafts)
	var found []string
	switch name, typed := r.Params.Argument.Name, r.Params.Argument.Value; {
	case err != nil:
	case r.Params.Ref.Type == "ref/resource" && r.Params.Ref.URI == codeURI+"{vendor}/{set}/{code}":
		found = partsOfAddresses(cat, name, typed, r.Params.Context)
	case r.Params.Ref.Name == "ticket" && name == "code":
		found = codesLike(cat, typed)
	case r.Params.Ref.Name == "ticket" && name == "vendor":
		found = slices.DeleteFunc(vendorsOf(cat, typed), func(v string) bool { return !strings.HasPrefix(v, typed) })
	}
	const most = 100 // of the protocol
	values := []string{}
	for _, line := range found[:min(len(found), most)] {
		value, _, _ := strings.Cut(line, "\t") // shells show a title behind it
		values = append(values, value)
	}
	return &mcp.CompleteResult{Completion: mcp.CompletionResultDetails{Values: values, Total: len(found), HasMore: len(found) > most}}, nil
}

// partsOfAddresses returns what the parts of addresses of codes begin with, sorted.
func partsOfAddresses(cat *content.Catalog, part, typed string, given *mcp.CompleteContext) []string {
	at := slices.Index([]string{"vendor", "set", "code"}, part)
	if at < 0 {
		return nil
	}
	before := map[string]string{}
	if given != nil {
		before = given.Arguments
	}
	var list []string
	for c := range cat.All() {
		parts := strings.Split(c.ID(), "/")
		if strings.HasPrefix(parts[at], typed) && cmp.Or(before["vendor"], parts[0]) == parts[0] && cmp.Or(before["set"], parts[1]) == parts[1] {
			list = append(list, parts[at])
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
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
