package main

import (
	"bytes"
	"context"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/site"
)

// explain prints the bytes of the files that build publishes: all of them in one call, as it separates them.
func TestExplainPrintsPublishedFiles(t *testing.T) {
	cat, err := content.Load(content.Default())
	if err != nil {
		t.Fatal(err)
	}
	s, err := site.Build(context.Background(), cat, site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	var markdown, json [][]byte
	for c := range cat.All() {
		ids = append(ids, c.ID())
		markdown = append(markdown, s.File(c.ID()+".md"))
		json = append(json, s.File(c.ID()+".json"))
	}
	for format, want := range map[string][]byte{"md": bytes.Join(markdown, []byte("\n")), "json": slices.Concat(json...)} {
		if d := cmp.Diff(string(want), printed(t, append(ids, "--format", format)...)); d != "" {
			t.Errorf("%s (-published +printed):\n%s", format, d)
		}
	}
}

// printed returns what explain prints to stdout.
func printed(t *testing.T, args ...string) string {
	t.Helper()
	t.Chdir(t.TempDir())
	var out bytes.Buffer
	if status := start(append([]string{"explain"}, args...), nil, &out, os.Stderr); status != exitDone {
		t.Fatalf("exit status %d", status)
	}
	return out.String()
}
