package content

import (
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/errdocs/errdocs/internal/position"
	"github.com/errdocs/errdocs/internal/testenv"
)

// FuzzLoad replaces a set file by any bytes. Load must not panic, and each problem must be
// short, clean and inside its file.
func FuzzLoad(f *testing.F) {
	files, err := filepath.Glob("testdata/rules/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(tiny(f)["vendors/acme/api.yaml"].Data)
	f.Add(tiny(f)["vendors/acme/sdk.yaml"].Data)
	for i := 0; i < len(files); i += testenv.Times(3, 1) {
		fsys, _ := ruleFiles(f, readArchive(f, files[i]))
		for _, file := range []string{"vendors/zeta/codes.yaml", "vendors/zeta/vendor.yaml", "site.yaml", "concepts.yaml"} {
			if fsys[file] != nil && len(fsys[file].Data) < 4096 {
				f.Add(fsys[file].Data)
			}
		}
	}
	small := tiny(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		fsys := fstest.MapFS{}
		for name, file := range small {
			fsys[name] = file
		}
		fsys["vendors/zeta/codes.yaml"] = &fstest.MapFile{Data: data}
		for _, p := range loadProblems(t, fsys) {
			checkProblem(t, fsys, p)
		}
	})
}

// FuzzAnswers writes any text where origins, former ids and members of a family are. Load must not panic, and each problem must
// be short, clean and inside its file.
func FuzzAnswers(f *testing.F) {
	for _, text := range []string{
		"ours", "{default: vendor, silent: true}", "{is: client, origin: vendor, evidence: \"x y\"}", "[a, {do: x, origin: ours}]", "acme/api/CODE", "[acme, zeta/codes]",
		"[1, 99]", "08*", "\"A[0-9]{3}\"", "{policy: conditional, cases: [{when: {operation: x}, policy: never}]}",
	} {
		f.Add(text, text)
	}
	small := tiny(f)
	base := string(small["vendors/zeta/codes.yaml"].Data)
	f.Fuzz(func(t *testing.T, one, two string) {
		if len(one)+len(two) > 1000 {
			return
		}
		for _, keys := range [][2]string{{"origins", "fault"}, {"moved_from", "aliases"}, {"retry", "outcome"}, {"range", "pattern"}, {"prefix", "fields"}} {
			fsys := maps.Clone(small)
			fsys["vendors/zeta/codes.yaml"] = &fstest.MapFile{Data: []byte(base + "    " + keys[0] + ": " + one + "\n    " + keys[1] + ": " + two + "\n")}
			for _, p := range loadProblems(t, fsys) {
				checkProblem(t, fsys, p)
			}
		}
	})
}

// FuzzPosIn writes any text as a description. Where YAML accepts it, PosIn must find each
// of its letters in the file.
func FuzzPosIn(f *testing.F) {
	for _, d := range descriptions {
		f.Add(d)
	}
	f.Fuzz(func(t *testing.T, text string) {
		const file = "codes.yaml"
		data := []byte("codes:\n  - code: A\n    description: " + text + "\n    title: A\n")
		var set Set
		problems, ok := newDecoder(file).decode(data, reflect.ValueOf(&set).Elem())
		wrong := slices.ContainsFunc(problems, func(p Problem) bool { return p.Rule != "required" })
		if !ok || wrong || len(set.Codes) != 1 {
			return
		}
		c := &Catalog{sources: &sources{fsys: fstest.MapFS{file: {Data: data}}}}
		findLetters(t, c, newText(file, data), &set.Codes[0].Positions, "/description", string(set.Codes[0].Description))
	})
}

// findLetters asks PosIn for each letter of a text. It must be there in the file, or be an escape.
func findLetters(t *testing.T, c *Catalog, src *position.Text, p *Positions, pointer, text string) {
	for i, r := range text {
		if r <= ' ' || r == utf8.RuneError {
			continue
		}
		pos := c.PosIn(p, pointer, text, i)
		line := []rune(src.Line(pos.Line))
		if pos.Col > len(line) || line[pos.Col-1] != r && line[pos.Col-1] != '\\' {
			t.Errorf("%q: offset %d is said to be at %s", text, i, pos)
		}
	}
}

// FuzzSample gives any text to the parsers of samples. They must not panic, and return offsets inside.
func FuzzSample(f *testing.F) {
	for _, s := range []string{`{"a": [1, 2]}`, "<a><b/></a>", "a: [1", `{"a": `, "[[[[", "<a", "\x00", "<?xml version=\"1.0\" encoding=\"x\"?><a/>"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for language, parse := range parsers {
			if p := parse(data); p.at < -1 || p.at > len(data) {
				t.Errorf("%s: offset %d of %d bytes", language, p.at, len(data))
			}
		}
	})
}
