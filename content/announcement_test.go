package content

import (
	"testing"
	"testing/fstest"
)

func TestNews(t *testing.T) {
	c := mustLoad(t, tiny(t))
	same(t, "entries", len(c.Announcements), 2)
	face, state := c.Announcements[0], c.Announcements[1]
	same(t, "id", face.ID(), "2025-11-20-one-face-code")
	same(t, "codes", ids(face.Codes), []string{"acme/sdk/30001"})
	same(t, "internal", []bool{face.Internal(), state.Internal(), (&Announcement{}).Internal()}, []bool{false, true, false})
}

func TestNewsReferences(t *testing.T) {
	fsys := tiny(t)
	fsys["changes.yaml"] = &fstest.MapFile{Data: []byte(`- date: 2025-11-20
  title: A
  kind: note
  summary: B.
  codes: [api/429, acme/api/428, acme/api/429, acme/api/429, acme/apis/429]
`)}
	same(t, "problems", tell(loadProblems(t, fsys)), `changes.yaml:5:11: "api/429" does not name a code [unknown-reference]
    |   codes: [api/429, acme/api/428, acme/api/429, acme/api/429, acme/apis/429]
    |           ^^^^^^^
    hint: write "vendor/set/slug"
changes.yaml:5:20: there is no code "acme/api/428" [unknown-reference]
    |   codes: [api/429, acme/api/428, acme/api/429, acme/api/429, acme/apis/429]
    |                    ^^^^^^^^^^^^
    hint: did you mean "acme/api/429"?
changes.yaml:5:48: "acme/api/429" is listed twice [duplicate-id]
    |   codes: [api/429, acme/api/428, acme/api/429, acme/api/429, acme/apis/429]
    |                                                ^^^^^^^^^^^^
    hint: delete one of the two
changes.yaml:5:62: there is no set of acme "apis" [unknown-reference]
    |   codes: [api/429, acme/api/428, acme/api/429, acme/api/429, acme/apis/429]
    |                                                              ^^^^^^^^^^^^^
    hint: did you mean "api"?
`)
}
