//lint:file-ignore SA1019 the suite asks for sampling and logging, which are deprecated

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// suiteOptions are what the conformance suite asks of a server besides what errdocs offers: subscriptions.
var suiteOptions = mcp.ServerOptions{
	SubscribeHandler:   func(context.Context, *mcp.SubscribeRequest) error { return nil },
	UnsubscribeHandler: func(context.Context, *mcp.UnsubscribeRequest) error { return nil },
}

// addSuite adds the tools, resources and prompts to a server that the scenarios of the suite call by name.
func addSuite(s *mcp.Server) {
	for name, answer := range suiteTools() {
		schema := json.RawMessage(`{"type": "object"}`)
		if name == "json_schema_2020_12_tool" {
			schema = json.RawMessage(suiteSchema)
		}
		s.AddTool(&mcp.Tool{Name: name, Description: "Of the suite", InputSchema: schema}, answer)
	}
	resource := func(uri, mime string, c mcp.ResourceContents) {
		c.MIMEType = mime
		s.AddResource(&mcp.Resource{Name: uri, Description: "Of the suite", URI: uri, MIMEType: mime},
			func(_ context.Context, r *mcp.ReadResourceRequest) (*mcp.ReadResourceResult, error) {
				c.URI = r.Params.URI
				return &mcp.ReadResourceResult{Contents: []*mcp.ResourceContents{&c}}, nil
			})
	}
	resource("test://static-text", "text/plain", mcp.ResourceContents{Text: "a text"})
	resource("test://static-binary", "image/png", mcp.ResourceContents{Blob: []byte("an image")})
	resource("test://watched-resource", "text/plain", mcp.ResourceContents{Text: "a text"})
	s.AddResourceTemplate(&mcp.ResourceTemplate{Name: "template", URITemplate: "test://template/{id}/data"},
		func(_ context.Context, r *mcp.ReadResourceRequest) (*mcp.ReadResourceResult, error) {
			id := strings.Split(r.Params.URI, "/")[3]
			return &mcp.ReadResourceResult{Contents: []*mcp.ResourceContents{{URI: r.Params.URI, MIMEType: "application/json", Text: `{"id": "` + id + `"}`}}}, nil
		})
	prompt := func(name string, arguments []string, content ...func(map[string]string) mcp.Content) {
		p := &mcp.Prompt{Name: name, Description: "Of the suite"}
		for _, a := range arguments {
			p.Arguments = append(p.Arguments, &mcp.PromptArgument{Name: a, Required: true})
		}
		s.AddPrompt(p, func(_ context.Context, r *mcp.GetPromptRequest) (*mcp.GetPromptResult, error) {
			result := &mcp.GetPromptResult{}
			for _, c := range content {
				result.Messages = append(result.Messages, &mcp.PromptMessage{Role: "user", Content: c(r.Params.Arguments)})
			}
			return result, nil
		})
	}
	said := func(map[string]string) mcp.Content { return suiteText("a text") }
	prompt("test_simple_prompt", nil, said)
	prompt("test_prompt_with_arguments", []string{"arg1", "arg2"}, func(a map[string]string) mcp.Content { return suiteText(a["arg1"] + " " + a["arg2"]) })
	prompt("test_prompt_with_embedded_resource", []string{"resourceUri"}, func(a map[string]string) mcp.Content { return suiteResource(a["resourceUri"]) }, said)
	prompt("test_prompt_with_image", nil, func(map[string]string) mcp.Content { return suiteImage }, said)
}

func suiteText(s string) mcp.Content { return &mcp.TextContent{Text: s} }

func suiteResource(uri string) mcp.Content {
	return &mcp.EmbeddedResource{Resource: &mcp.ResourceContents{URI: uri, MIMEType: "text/plain", Text: "a text"}}
}

var suiteImage = &mcp.ImageContent{Data: []byte("an image"), MIMEType: "image/png"}

// suiteTools returns what the tools of the suite do.
func suiteTools() map[string]mcp.ToolHandler {
	type request = *mcp.CallToolRequest
	constant := func(content ...mcp.Content) mcp.ToolHandler {
		return func(context.Context, request) (*mcp.CallToolResult, error) {
			return &mcp.CallToolResult{Content: content}, nil
		}
	}
	asks := func(schema string) mcp.ToolHandler {
		return func(ctx context.Context, r request) (*mcp.CallToolResult, error) {
			answer, err := r.Session.Elicit(ctx, &mcp.ElicitParams{Message: "for the suite", RequestedSchema: json.RawMessage(schema)})
			if err != nil {
				return nil, err
			}
			return constant(suiteText(fmt.Sprint(answer.Action, answer.Content)))(ctx, r)
		}
	}
	return map[string]mcp.ToolHandler{
		"test_simple_text":            constant(suiteText("a text")),
		"test_image_content":          constant(suiteImage),
		"test_audio_content":          constant(&mcp.AudioContent{Data: []byte("a sound"), MIMEType: "audio/wav"}),
		"test_embedded_resource":      constant(suiteResource("test://embedded-resource")),
		"test_multiple_content_types": constant(suiteText("a text"), suiteImage, suiteResource("test://mixed")),
		"json_schema_2020_12_tool":    constant(suiteText("done")),
		"test_error_handling": func(context.Context, request) (*mcp.CallToolResult, error) {
			result := &mcp.CallToolResult{}
			result.SetError(errors.New("an error for the suite"))
			return result, nil
		},
		"test_tool_with_logging": func(ctx context.Context, r request) (*mcp.CallToolResult, error) {
			for range 3 {
				if err := r.Session.Log(ctx, &mcp.LoggingMessageParams{Level: "info", Data: "a line"}); err != nil {
					return nil, err
				}
			}
			return constant(suiteText("done"))(ctx, r)
		},
		"test_tool_with_progress": func(ctx context.Context, r request) (*mcp.CallToolResult, error) {
			for _, p := range []float64{0, 50, 100} {
				if err := r.Session.NotifyProgress(ctx, &mcp.ProgressNotificationParams{ProgressToken: r.Params.GetProgressToken(), Progress: p, Total: 100}); err != nil {
					return nil, err
				}
			}
			return constant(suiteText("done"))(ctx, r)
		},
		"test_sampling": func(ctx context.Context, r request) (*mcp.CallToolResult, error) {
			answer, err := r.Session.CreateMessage(ctx, &mcp.CreateMessageParams{MaxTokens: 100,
				Messages: []*mcp.SamplingMessage{{Role: "user", Content: suiteText("a question")}}})
			if err != nil {
				return nil, err
			}
			return constant(answer.Content)(ctx, r)
		},
		"test_elicitation": asks(`{"type": "object", "properties": {"username": {"type": "string"}}, "required": ["username"]}`),
		"test_elicitation_sep1034_defaults": asks(`{"type": "object", "properties": {
			"name": {"type": "string", "default": "John Doe"}, "age": {"type": "integer", "default": 30}, "score": {"type": "number", "default": 95.5},
			"status": {"type": "string", "enum": ["active", "inactive", "pending"], "default": "active"}, "verified": {"type": "boolean", "default": true}}}`),
		"test_elicitation_sep1330_enums": asks(`{"type": "object", "properties": {
			"untitledSingle": {"type": "string", "enum": ["option1", "option2", "option3"]},
			"titledSingle": {"type": "string", "oneOf": [{"const": "value1", "title": "One"}, {"const": "value2", "title": "Two"}, {"const": "value3", "title": "Three"}]},
			"legacyEnum": {"type": "string", "enum": ["opt1", "opt2", "opt3"], "enumNames": ["One", "Two", "Three"]},
			"untitledMulti": {"type": "array", "items": {"type": "string", "enum": ["option1", "option2", "option3"]}},
			"titledMulti": {"type": "array", "items": {"anyOf": [{"const": "value1", "title": "One"}, {"const": "value2", "title": "Two"}, {"const": "value3", "title": "Three"}]}}}}`),
		"test_reconnection": func(ctx context.Context, r request) (*mcp.CallToolResult, error) {
			if r.Extra != nil && r.Extra.CloseSSEStream != nil {
				r.Extra.CloseSSEStream(mcp.CloseSSEStreamArgs{})
			}
			return constant(suiteText("done"))(ctx, r)
		},
	}
}

// suiteSchema is what the suite expects of its tool with a JSON Schema of 2020-12.
const suiteSchema = `{
	"$schema": "https://json-schema.org/draft/2020-12/schema",
	"type": "object",
	"$defs": {"address": {"type": "object", "properties": {"street": {"type": "string"}, "city": {"type": "string"}}}},
	"properties": {"name": {"type": "string"}, "address": {"$ref": "#/$defs/address"}},
	"additionalProperties": false
}`
