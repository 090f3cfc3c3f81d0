package content

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// TestDiff compares the small catalog with itself after edits.
func TestDiff(t *testing.T) {
	for _, test := range []struct {
		name  string
		edits []string // file, old text, new text
		want  string
	}{
		{"nothing", nil, ""},
		{"a fact", []string{"vendors/acme/api.yaml", "policy: conditional", "policy: never"}, `
changed acme/api/429
  retry.policy: conditional -> never
`},
		{"a list, a number that was not there, and what was dropped", []string{
			"vendors/acme/api.yaml", "    http: [429]\n", "    http: [429, 503]\n    number: 7\n",
			"vendors/acme/api.yaml", "    description: |\n      The limit is per key.\n\n      It resets each minute.\n", "",
		}, `
changed acme/api/429
  description: The limit is per key. It resets each minute. -> 
  number:  -> 7
  http: [429] -> [429, 503]
`},
		{"defaults of the set", []string{"vendors/acme/api.yaml", "{is: client, origin: vendor, evidence: your request is wrong}", "{is: server, origin: vendor, evidence: our service is down}"}, `
changed acme/api/not-found
  fault: client -> server
  fault.evidence: your request is wrong -> our service is down
`},
		{"origins of the set", []string{"vendors/acme/api.yaml", "retry: ours", "retry: vendor"}, `
changed acme/api/not-found
  retry.origin: ours -> vendor
  retry.silent: true -> false
`},
		{"the evidence of a step", []string{"vendors/acme/api.yaml", "plans can be changed", "larger plans"}, `
changed acme/api/429
  actions.engineer: [Wait as long as the header says., {is: Ask for a larger plan., origin: vendor, evidence: plans can be changed}] -> [Wait as long as the header says., {is: Ask for a larger plan., origin: vendor, evidence: larger plans}]
`},
		{"a sample's file", []string{"vendors/acme/samples/not-found.json", "Nothing there.", "Nothing."}, `
changed acme/api/not-found
  samples: [{title: Response, file: samples/not-found.json, language: json, http: 404}] -> [{title: Response, file: samples/not-found.json, language: json, http: 404}]
`},
		{"the delays", []string{"vendors/acme/api.yaml", "jitter_ms: 100", "jitter_ms: 200"}, `
changed acme/api/429
  retry.backoff.jitter_ms: 100 -> 200
`},
		{"a note", []string{"vendors/acme/api/429.md", "**all**", "all"}, `
changed acme/api/429
  note.md: Count the calls of **all** workers. -> Count the calls of all workers.
`},
		{"lines that only moved", []string{"vendors/acme/api.yaml", "codes:\n", "# the codes\n\ncodes:\n"}, ""},
		{"retired", []string{"vendors/zeta/codes.yaml", "    fault:", "    lifecycle: {status: legacy, note: Old}\n    fault:"}, `
deprecated zeta/codes/slow-down
  lifecycle.status:  -> legacy
  lifecycle.note:  -> Old
`},
		{"back in use", []string{"vendors/acme/sdk.yaml", "status: legacy", "status: active"}, `
changed acme/sdk/old-face-lost
  lifecycle.status: legacy -> active
`},
		{"renamed", []string{"vendors/zeta/codes.yaml", "SLOW_DOWN", "EASY\n    aliases: [SLOW_DOWN]"}, `
renamed zeta/codes/easy, was zeta/codes/slow-down
  code: SLOW_DOWN -> EASY
  aliases:  -> [SLOW_DOWN]
  slug: slow-down -> easy
`},
		{"replaced", []string{"vendors/zeta/codes.yaml", "SLOW_DOWN", "EASY"}, `
added zeta/codes/easy
removed zeta/codes/slow-down
`},
	} {
		t.Run(test.name, func(t *testing.T) {
			fsys := tiny(t)
			for i := 0; i < len(test.edits); i += 3 {
				text := string(fsys[test.edits[i]].Data)
				if strings.Count(text, test.edits[i+1]) != 1 {
					t.Fatalf("%s holds %q %d times", test.edits[i], test.edits[i+1], strings.Count(text, test.edits[i+1]))
				}
				fsys[test.edits[i]] = &fstest.MapFile{Data: []byte(strings.Replace(text, test.edits[i+1], test.edits[i+2], 1))}
			}
			same(t, "changes", tellChanges(Diff(mustLoad(t, tiny(t)), mustLoad(t, fsys))), strings.TrimPrefix(test.want, "\n"))
		})
	}
}

func tellChanges(changes []CodeDiff) string {
	var b strings.Builder
	for _, c := range changes {
		fmt.Fprintf(&b, "%s %s", c.Kind, c.Code().ID())
		if c.Kind == CodeRenamed {
			fmt.Fprintf(&b, ", was %s", c.Old.ID())
		}
		b.WriteByte('\n')
		for _, f := range c.Fields {
			fmt.Fprintf(&b, "  %s: %s -> %s\n", f.Field, f.Old, f.New)
		}
	}
	return b.String()
}
