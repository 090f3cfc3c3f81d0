package content

import (
	"strings"
	"sync"
	"testing"
	"testing/fstest"
)

func TestPlace(t *testing.T) {
	c := mustLoad(t, tiny(t))
	code := c.Code("acme/api/429")
	for pointer, want := range map[string]string{
		"":                       "vendors/acme/api.yaml:27:5",
		"/code":                  "vendors/acme/api.yaml:27:11",
		"/http/0":                "vendors/acme/api.yaml:38:12",
		"/http/7":                "vendors/acme/api.yaml:38:11",
		"/retry/backoff/base_ms": "vendors/acme/api.yaml:62:26",
		"/retry/backoff/none/x":  "vendors/acme/api.yaml:62:16",
		"/samples/1/malformed":   "vendors/acme/api.yaml:78:92",
		"/signature":             "vendors/acme/api.yaml:27:5",
		"/nothing/at/all":        "vendors/acme/api.yaml:27:5",
	} {
		same(t, pointer, code.Pos(pointer).String(), want)
	}
	same(t, "inherited", c.Code("acme/api/not-found").Pos("/fault").String(), "vendors/acme/api.yaml:19:5")
	same(t, "vendor", c.Vendor("acme").Pos("/classes/1/range/0").String(), "vendors/acme/vendor.yaml:34:44")
	same(t, "set", c.Vendor("acme").Set("api").Pos("/defaults/fault").String(), "vendors/acme/api.yaml:12:10")
	same(t, "has", []bool{code.Has("/retry"), code.Has("/signature")}, []bool{true, false})
	same(t, "zero", new(Positions).Pos("/x"), Pos{})
}

// descriptions are texts in every YAML style, as they follow a key that is indented by four spaces.
var descriptions = map[string]string{
	"plain":                  "One line with a § in it",
	"plain, several lines":   "One line\n      and another\n\n      and a third with § in it",
	"plain, tab at the end":  "One line\t\n      and a § here",
	"single quotes":          "'It''s § here'",
	"single, several lines":  "'It''s\n      not ''there'', but\n\n\n      § here'",
	"double quotes":          `"a \" b \\ \u00e9 \x41 \t \U0001F600 § c"`,
	"double, several lines":  "\"one \\\n      two\n\n      three § four\"",
	"double, escaped break":  "\"one   \\\n\n\n      two § three\"",
	"literal":                "|\n      one\n        two\n\n\n      three § four\n",
	"literal, first blank":   "|\n\n      one §\n",
	"literal, indicator":     "|2-\n        one\n      two § three\n",
	"literal, kept":          "|+\n      one\n      é § three\n\n",
	"folded":                 ">\n      one\n      two\n\n      three\n\n\n      four\n      five § six\n",
	"folded, more indented":  ">-\n      one\n        two\n        three\n      four § five\n",
	"folded, then spaces":    ">\n      one\n       \n      § two\n",
	"folded, then indented":  ">\n      one\n\n        two §\n",
	"folded, last paragraph": ">-\n      one\n\n      two\n\n      § three",
}

// TestPosIn looks for the section sign in texts of every YAML style: PosIn must find it in the file.
func TestPosIn(t *testing.T) {
	for name, description := range descriptions {
		set := strings.Replace(string(tiny(t)["vendors/zeta/codes.yaml"].Data), "    concept:", "    description: "+description+"\n    concept:", 1)
		fsys := tiny(t)
		fsys["vendors/zeta/codes.yaml"] = &fstest.MapFile{Data: []byte(set)}
		c := mustLoad(t, fsys)
		code := c.Code("zeta/codes/slow-down")
		offset := strings.Index(string(code.Description), "§")
		if offset < 0 {
			t.Fatalf("%s: %q lacks the sign", name, code.Description)
		}
		pos := c.PosIn(&code.Positions, "/description", string(code.Description), offset)
		line := []rune(newText("", []byte(set)).Line(pos.Line))
		if pos.Col > len(line) || line[pos.Col-1] != '§' {
			t.Errorf("%s: offset %d of %q is reported at %s", name, offset, code.Description, pos)
		}
		for _, far := range []int{-1, 0, len(code.Description), 1 << 20} {
			c.Problem(c.PosIn(&code.Positions, "/description", string(code.Description), far), 0, "x", "x", "")
		}
	}
}

func TestNotePos(t *testing.T) {
	n := &Note{File: "a.md", Text: "one\ntwo é three\n"}
	for offset, want := range map[int]string{-1: "a.md:1:1", 0: "a.md:1:1", 3: "a.md:1:4", 4: "a.md:2:1", 11: "a.md:2:7", 99: "a.md:2:13"} {
		same(t, "offset", n.Pos(offset).String(), want)
	}
}

// TestConcurrentReading reads positions and excerpts from many goroutines, for the race detector.
func TestConcurrentReading(t *testing.T) {
	c := mustLoad(t, tiny(t))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for code := range c.All() {
				p := c.Problem(c.PosIn(&code.Positions, "/summary", code.Summary, 3), 0, "broken-link", "there is no code", "write it")
				if p.Excerpt == "" || c.Code(code.ID()) != code {
					t.Error("no excerpt")
				}
			}
		})
	}
	wg.Wait()
}
