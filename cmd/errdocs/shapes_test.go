package main

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"testing"

	"github.com/errdocs/errdocs/internal/testenv/codeshapes"
)

// TestShapes explains every code of the table in every spelling, with a sign as well as without, and searches for it.
func TestShapes(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, codeshapes.Catalog()); err != nil {
		t.Fatal(err)
	}
	args := []string{"explain", "--content", dir, "--format", "json"}
	var want []codeshapes.Shape
	for _, s := range codeshapes.All() {
		for _, typed := range append([]string{s.Code, s.ID()}, s.Typed...) {
			args, want = append(args, typed), append(want, s)
		}
	}
	var out, messages bytes.Buffer
	if status := start(args, nil, &out, &messages); status != exitAmbiguous {
		t.Fatalf("exit status %d\n%s", status, messages.Bytes())
	}
	decoder := json.NewDecoder(&out)
	for i, s := range want {
		var answer struct {
			ID    string
			Codes []jsonCode
		}
		if err := decoder.Decode(&answer); err != nil {
			t.Fatal(err)
		}
		if answer.ID != s.ID() && !slices.ContainsFunc(answer.Codes, func(c jsonCode) bool { return c.ID == s.ID() }) {
			t.Errorf("%s: %q means %+v", s.ID(), args[5+i], answer)
		}
	}
	for _, code := range []string{"-1", "-32600", "*", "#N/A", "余额不足"} {
		out.Reset()
		if status := start([]string{"search", code, "--content", dir, "-n", "1"}, nil, &out, &messages); status != exitDone || !bytes.HasPrefix(out.Bytes(), []byte(code+"  ")) {
			t.Errorf("search %s: exit status %d, %s%s", code, status, out.Bytes(), messages.Bytes())
		}
	}
}
