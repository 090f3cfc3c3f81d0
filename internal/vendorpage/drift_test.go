package vendorpage

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/errdocs/errdocs/internal/catalogfile"
	"github.com/errdocs/errdocs/internal/golden"
)

// TestMerge updates the set file of each archive in testdata/update from its page. The archive has the page that
// the file was drafted from (was.md), the page of today, the file before and after, and the expected drift. Digests
// are written "was CODE" and "now CODE".
func TestMerge(t *testing.T) {
	files, err := filepath.Glob("testdata/update/*.txtar")
	if err != nil || len(files) < 5 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) { testMerge(t, name) })
	}
}

func testMerge(t *testing.T, name string) {
	ar := golden.Open(t, name)
	data := map[string]string{}
	for _, f := range ar.Files {
		data[f.Name] = string(f.Data)
	}
	var words []string // digests and what is written for them, in turn
	for _, page := range []string{"was", "now"} {
		if data[page+".md"] == "" {
			continue
		}
		for _, e := range entriesOf(t, data[page+".md"]) {
			words = append(words, e.Digest, page+" "+e.Code.Code)
		}
	}
	names := slices.Clone(words)
	slices.Reverse(names)
	// What ends a file matters, so archives can say what txtar cannot.
	ends := strings.NewReplacer("<no break>\n", "", "<CRLF>\n", "\r\n")
	before := ends.Replace(strings.NewReplacer(names...).Replace(data["before.yaml"]))
	after, drift := mergeText(t, before, data["now.md"])
	show := strings.NewReplacer(words...)
	after, drift = strings.ReplaceAll(show.Replace(after), "\r\n", "<CRLF>\n"), show.Replace(drift)
	if after != "" && !strings.HasSuffix(after, "\n") {
		after += "<no break>\n"
	}
	ar.Compare(t, ar.File("after.yaml"), after)
	ar.Compare(t, ar.File("drift"), drift)
}

func entriesOf(t *testing.T, page string) []*Entry {
	t.Helper()
	p, err := Read([]byte(page), Markdown, "")
	if err != nil {
		t.Fatal(err)
	}
	d, err := p.Draft(Options{Vendor: "acme", Sets: []string{"errors"}})
	if err != nil {
		t.Fatal(err)
	}
	return d.Sets[0].Entries
}

// mergeText merges a page into a file and writes what changed, one line for each difference.
func mergeText(t *testing.T, file, page string) (after, drift string) {
	t.Helper()
	p, err := Read([]byte(page), Markdown, "")
	if err != nil {
		t.Fatal(err)
	}
	old, err := catalogfile.ParseSet([]byte(file))
	var invalid *catalogfile.Error
	if errors.As(err, &invalid) {
		return "", fmt.Sprintf("problem: %s\n   hint: %s\n", invalid.Message, invalid.Hint)
	}
	draft, err := p.DraftFor("errors", old, Options{Vendor: "acme"})
	var refused *Error
	if errors.As(err, &refused) {
		return "", fmt.Sprintf("problem: %s\n   hint: %s\n", refused.Message, refused.Hint)
	}
	if err != nil {
		t.Fatal(err)
	}
	d := draft.Sets[0].Merge(old, p)
	merged := old.Bytes()
	var b strings.Builder
	for _, list := range []struct {
		name    string
		changes []Change
	}{{"added", d.Added}, {"removed", d.Removed}, {"reworded", d.Reworded}, {"renumbered", d.Renumbered}} {
		for _, c := range list.changes {
			fmt.Fprintf(&b, "%s %s, line %d: %q %q\n", list.name, c.Code, c.Line, c.From, c.To)
		}
	}
	if d.Unknown > 0 {
		fmt.Fprintf(&b, "without digest: %d\n", d.Unknown)
	}
	if !d.Any() && string(merged) != file {
		t.Error("the file changed without drift")
	}
	return string(merged), b.String()
}

// Whatever rows a page loses, gains, changes and moves: the drift has exactly these, the lines of the file stay in
// their order, and a second run only reports the removals again.
func TestMergeReportsExactly(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		codes := rapid.SliceOfNDistinct(rapid.IntRange(100, 999), 4, 12, rapid.ID[int]).Draw(rt, "codes")
		fate := rapid.SliceOfN(rapid.SampledFrom([]string{"stays", "stays", "goes", "comes", "changes"}), len(codes), len(codes)).Draw(rt, "fate")
		was, now := "# Error codes\n\n| Code | Meaning |\n|---|---|\n", "# Error codes\n\n| Code | Meaning |\n|---|---|\n"
		want := map[string][]string{}
		stay := 0
		for i, c := range codes {
			code := fmt.Sprintf("ERR_%d", c)
			row := fmt.Sprintf("| %s | It is broken in way %d. |\n", code, c)
			switch fate[i] {
			case "stays":
				was, now, stay = was+row, now+row, stay+1
			case "goes":
				was += row
			case "comes":
				now += row
			case "changes":
				was += row
				now += fmt.Sprintf("| %s | It is fixed in way %d. |\n", code, c)
			}
			want[fate[i]] = append(want[fate[i]], code)
		}
		if stay == 0 || len(want["goes"])+len(want["changes"])+stay < 2 || len(want["comes"])+len(want["changes"])+stay < 2 {
			return
		}
		file := string((&Set{Entries: entriesOf(t, was)}).YAML())
		p, err := Read([]byte(now), Markdown, "")
		if err != nil {
			rt.Fatal(err)
		}
		old := parseSet(rt, []byte(file))
		d, err := p.DraftFor("errors", old, Options{Vendor: "acme"})
		if err != nil {
			rt.Fatal(err)
		}
		drift := d.Sets[0].Merge(old, p)
		merged := old.Bytes()
		got := map[string][]string{}
		for name, changes := range map[string][]Change{"comes": drift.Added, "goes": drift.Removed, "changes": drift.Reworded, "numbers": drift.Renumbered} {
			for _, c := range changes {
				got[name] = append(got[name], c.Code)
			}
		}
		delete(want, "stays")
		if diff := cmp.Diff(want, got); diff != "" {
			rt.Fatalf("drift (-want +got):\n%s\n%s", diff, merged)
		}
		again := d.Sets[0].Merge(parseSet(rt, merged), p)
		if len(again.Added)+len(again.Reworded)+len(again.Renumbered) > 0 || len(again.Removed) != len(drift.Removed) {
			rt.Fatalf("the second time: %+v\n%s", again, merged)
		}
		rest := string(merged)
		for line := range strings.Lines(file) {
			if strings.Contains(line, "digest:") {
				continue
			}
			_, after, found := strings.Cut(rest, line)
			if !found {
				rt.Fatalf("the line %q is gone or moved:\n%s", line, merged)
			}
			rest = after
		}
	})
}

func parseSet(t interface{ Fatal(...any) }, file []byte) *catalogfile.Set {
	f, err := catalogfile.ParseSet(file)
	if err != nil {
		t.Fatal(err)
	}
	return f
}
