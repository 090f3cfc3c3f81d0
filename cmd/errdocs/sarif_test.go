package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/report"
)

// sarifValidator returns the schema of OASIS, see testdata/sarif.
func sarifValidator(t *testing.T) *jsonschema.Schema {
	t.Helper()
	data, err := os.ReadFile("testdata/sarif/sarif-schema-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("sarif.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("sarif.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// sarifLog is what the tests look at in a log.
type sarifLog struct {
	Runs []struct {
		Tool struct {
			Driver struct{ Rules []struct{ ID string } }
		}
		Results []struct {
			RuleID       string
			RuleIndex    int
			Locations    []struct{ PhysicalLocation sarifPosition }
			Fingerprints map[string]string `json:"partialFingerprints"`
		}
	}
}

type sarifPosition struct {
	Artifact struct{ URI, URIBaseID string } `json:"artifactLocation"`
	Region   sarifRegion
	Context  *sarifRegion `json:"contextRegion"`
}

type sarifRegion struct {
	StartLine, StartColumn, EndColumn int
	Snippet                           struct{ Text string }
}

// sarifOf returns the log of a catalog's problems, both as a struct and as the validator wants it.
func sarifOf(t *testing.T, fsys fs.FS) (sarifLog, any) {
	t.Helper()
	_, err := content.Load(fsys)
	return sarifOfError(t, err)
}

func sarifOfError(t *testing.T, err error) (sarifLog, any) {
	t.Helper()
	var problems content.Problems
	if err != nil && !errors.As(err, &problems) {
		t.Fatal(err)
	}
	return sarifOfProblems(t, problems)
}

func sarifOfProblems(t *testing.T, problems content.Problems) (log sarifLog, decoded any) {
	t.Helper()
	book := openRulebook()
	v := (&report.Problems{Problems: problems, Dir: "content"}).SARIF(report.Tool{Address: book.cat.Site.RepoURL}, book.describe)
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &log); err != nil {
		t.Fatal(err)
	}
	if decoded, err = jsonschema.UnmarshalJSON(bytes.NewReader(data)); err != nil {
		t.Fatal(err)
	}
	return log, decoded
}

// A log of any problem is valid SARIF, and its rules, places and fingerprints are what they say.
func TestSARIF(t *testing.T) {
	schema := sarifValidator(t)
	if _, empty := sarifOf(t, put(t, "key: ZETA", "key: ZETA")); schema.Validate(empty) != nil {
		t.Errorf("without problems: %v", schema.Validate(empty))
	}
	for _, c := range ownRules(t).Codes {
		fsys, err := loadWrong(t, c)
		log, decoded := sarifOfError(t, err)
		if err := schema.Validate(decoded); err != nil {
			t.Errorf("%s: %v", c.Code, err)
		}
		run := log.Runs[0]
		seen := map[string]bool{}
		for _, r := range run.Results {
			if run.Tool.Driver.Rules[r.RuleIndex].ID != r.RuleID || r.RuleID != c.Code {
				t.Errorf("%s: rule %s, index %d", c.Code, r.RuleID, r.RuleIndex)
			}
			if mark := r.Fingerprints["errdocs/v1"]; mark == "" || seen[mark] {
				t.Errorf("%s: fingerprint %q is empty or not the only one", c.Code, mark)
			} else {
				seen[mark] = true
			}
			checkRegions(t, fsys, r.Locations[0].PhysicalLocation)
		}
	}
}

// checkRegions demands that the columns of a place cut its snippets out of the file, counted in characters.
func checkRegions(t *testing.T, fsys fs.FS, p sarifPosition) {
	t.Helper()
	if p.Context == nil {
		return
	}
	u, err := url.Parse(p.Artifact.URI)
	if err != nil {
		t.Fatal(err)
	}
	data, err := fs.ReadFile(fsys, strings.TrimPrefix(u.Path, "content/"))
	if err != nil {
		t.Errorf("%s: %v", p.Artifact.URI, err)
		return
	}
	for _, r := range []sarifRegion{p.Region, *p.Context} {
		line := []rune(strings.Split(string(data), "\n")[r.StartLine-1])
		if r.EndColumn-1 > len(line) || !shows(r.Snippet.Text, line[r.StartColumn-1:r.EndColumn-1]) {
			t.Errorf("%s:%d: columns %d to %d of %q are not %q", p.Artifact.URI, r.StartLine, r.StartColumn, r.EndColumn, string(line), r.Snippet.Text)
		}
	}
}

// shows reports whether a snippet is a part of a line, whose secrets it may hide.
func shows(snippet string, line []rune) bool {
	return slices.EqualFunc([]rune(snippet), line, func(s, l rune) bool { return s == l || s == '*' })
}

// Characters outside the Basic Multilingual Plane count as one, an excerpt that is cut out of a long line
// has the right columns, and paths are addresses.
func TestSARIFColumns(t *testing.T) {
	long := "actions: {engineer: [" + strings.Repeat("ü🙂 ", 90) + "], sport: [Wait.]}"
	fsys := put(t, "support: {kontakt: 🙂, contakt: ß}", "support:\n  contact: support@acme.example\n  url: https://acme.example/support\n  collect: [error code, time of the call]").(fstest.MapFS)
	replace(t, fsys, "actions: {engineer: [Send fewer calls.]}", long)
	fsys["vendors/zeta/a b#ü.txt"] = &fstest.MapFile{Data: []byte("x\n")}
	log, decoded := sarifOf(t, fsys)
	if err := sarifValidator(t).Validate(decoded); err != nil {
		t.Error(err)
	}
	type place struct {
		uri, text  string
		start, end int
	}
	var got []place
	for _, r := range log.Runs[0].Results {
		p := r.Locations[0].PhysicalLocation
		checkRegions(t, fsys, p)
		got = append(got, place{p.Artifact.URI, p.Region.Snippet.Text, p.Region.StartColumn, p.Region.EndColumn})
	}
	want := []place{
		{"content/vendors/acme/vendor.yaml", "kontakt", 11, 18},
		{"content/vendors/acme/vendor.yaml", "contakt", 23, 30},
		{"content/vendors/zeta/a%20b%23%C3%BC.txt", "x", 1, 2},
		{"content/vendors/zeta/codes.yaml", "sport", 299, 304},
	}
	if d := cmp.Diff(want, got, cmp.AllowUnexported(place{})); d != "" {
		t.Errorf("places (-want +got):\n%s", d)
	}
}

// A problem of a page that was made, and not of a file that somebody wrote, says where on the site it is.
func TestSARIFOfPage(t *testing.T) {
	problem := content.Problem{Pos: content.Pos{File: "/acme/index.html", Line: 3, Col: 1}, Width: 1, Rule: "secret", Message: "a token"}
	log, _ := sarifOfProblems(t, content.Problems{problem})
	got := log.Runs[0].Results[0].Locations[0].PhysicalLocation
	if got.Artifact.URI != "acme/index.html" || got.Artifact.URIBaseID != "SITEROOT" || got.Region.StartLine != 3 || got.Context != nil {
		t.Errorf("position %+v", got)
	}
}

// A line above moves the place of a problem and not its fingerprint; two equal problems have two.
func TestSARIFFingerprints(t *testing.T) {
	marks := func(above string) (lines []int, marks []string) {
		fsys := put(t, "http: [999]\ncolour: red\nhttp: [999]", "http: [429]").(fstest.MapFS)
		api := fsys["vendors/acme/api.yaml"]
		api.Data = append([]byte(above), api.Data...)
		log, _ := sarifOf(t, fsys)
		for _, r := range log.Runs[0].Results {
			lines = append(lines, r.Locations[0].PhysicalLocation.Region.StartLine)
			marks = append(marks, r.RuleID+" "+r.Fingerprints["errdocs/v1"])
		}
		return lines, marks
	}
	lines, before := marks("")
	moved, after := marks(strings.Repeat("# more\n", 60))
	if len(before) != 3 || moved[0] != lines[0]+60 {
		t.Errorf("problems in lines %v, then %v", lines, moved)
	}
	if d := cmp.Diff(before, after); d != "" {
		t.Errorf("fingerprints changed with the lines (-before +after):\n%s", d)
	}
}
