package vendorpage

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/catalogfile"
	"github.com/errdocs/errdocs/internal/golden"
)

// TestPages reads the pages of testdata/pages. Each archive has a page, optional options, and the expected draft.
// Whatever the draft, its set files must pass all rules.
func TestPages(t *testing.T) {
	files, err := filepath.Glob("testdata/pages/*.txtar")
	if err != nil || len(files) < 12 {
		t.Fatalf("%d pages, %v", len(files), err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) { testPage(t, name) })
	}
}

func testPage(t *testing.T, name string) {
	ar := golden.Open(t, name)
	o := Options{Vendor: "acme"}
	var page, want *txtar.File
	for i := range ar.Files {
		switch f := &ar.Files[i]; {
		case f.Name == "options":
			o = parseOptions(t, string(f.Data))
		case f.Name == "want":
			want = f
		default:
			page = f
		}
	}
	got := draftText(t, page.Data, page.Name, o)
	if want == nil {
		t.Fatal("add an empty file want to the archive and run the test with -update")
	}
	ar.Compare(t, want, got)
}

// parseOptions reads lines such as "set android" and "map Reason=code".
func parseOptions(t *testing.T, s string) Options {
	o := Options{Vendor: "acme"}
	var pairs []string
	for line := range strings.Lines(s) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch key {
		case "vendor":
			o.Vendor = value
		case "set":
			o.Sets = append(o.Sets, value)
		case "map":
			pairs = append(pairs, value)
		case "url":
			o.Source.URL = value
		default:
			t.Fatalf("option %q", key)
		}
	}
	m, err := ParseMapping(pairs)
	if err != nil {
		t.Fatal(err)
	}
	o.Map = m
	return o
}

// draftText returns what was read of a page, one line for each code.
func draftText(t *testing.T, data []byte, name string, o Options) string {
	var b strings.Builder
	p, err := Read(data, "", name)
	var d *Draft
	if err == nil {
		d, err = p.Draft(o)
	}
	var refused *Error
	if errors.As(err, &refused) {
		return fmt.Sprintf("problem: %s\n   hint: %s\n", refused.Message, refused.Hint)
	}
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&b, "%s %s %q %s\n", p.Kind, p.Encoding, p.Title, p.URL)
	for _, s := range d.Sets {
		fmt.Fprintf(&b, "\n%s: %s, %q %s\n", s.ID, s.Kind, s.Title, s.Source.URL)
		for _, l := range s.Listings {
			fmt.Fprintf(&b, "  %s in line %d:", l.Shape, l.Line)
			for i, c := range l.Columns {
				if c.Filled > 0 {
					fmt.Fprintf(&b, " %s=%s", cmp.Or(c.Header, strconv.Itoa(i+1)), c.Field)
				}
			}
			b.WriteString("\n")
		}
		for _, e := range s.Entries {
			b.WriteString("  " + entryText(e) + "\n")
		}
	}
	if len(d.Left) > 0 {
		b.WriteString("\n")
	}
	for _, l := range d.Left {
		fmt.Fprintf(&b, "left out: line %d, %s %q: %s\n", l.Line, l.What, cut(l.Text, 50), l.Why)
	}
	for _, n := range d.Notes {
		fmt.Fprintf(&b, "note: %s\n", n)
	}
	checkRules(t, d, o)
	checkNoDrift(t, p, d, o)
	return b.String()
}

// checkNoDrift updates the files of a draft from the same page: nothing changes.
func checkNoDrift(t *testing.T, p *Page, d *Draft, o Options) {
	t.Helper()
	for _, s := range d.Sets {
		file := s.YAML()
		old := parseSet(t, file)
		again, err := p.DraftFor(s.ID, old, o)
		if err != nil {
			t.Errorf("the draft does not find its own file: %v", err)
			continue
		}
		if drift := again.Sets[0].Merge(old, p); drift.Any() || string(old.Bytes()) != string(file) {
			t.Errorf("an unchanged page drifts in %s: %+v", s.ID, drift)
		}
	}
}

// entryText writes an entry in one line, without empty fields.
func entryText(e *Entry) string {
	parts := []string{e.Code.Code}
	add := func(key, value string) {
		if value != "" {
			parts = append(parts, key+value)
		}
	}
	if e.Number != nil {
		add("#", e.NumberText())
	}
	for _, h := range e.HTTP.Is {
		add("http ", strconv.Itoa(h))
	}
	add("grpc ", string(e.GRPC))
	add("name ", e.Name)
	add("sig ", e.Signature)
	add("slug ", e.Slug)
	add("alias ", strings.Join(e.Aliases, ", "))
	add("", e.Title)
	add("", e.Summary)
	add("message ", strings.Join(e.Message, " | "))
	add("text ", strings.ReplaceAll(string(e.Description), "\n", "⏎"))
	for _, c := range e.Causes {
		add("cause ", strings.ReplaceAll(string(c.Text), "\n", "⏎"))
	}
	for _, a := range e.Actions.Engineer {
		add("do ", strings.ReplaceAll(string(a.Text), "\n", "⏎"))
	}
	add("say ", e.UserMessage.Say)
	if e.Retry.Policy != "" {
		add("retry ", strings.TrimSpace(string(e.Retry.Policy)+" "+e.Retry.Note))
	}
	add("status ", string(e.Lifecycle.Status))
	for _, d := range e.Discrepancies {
		add("differs ", string(d))
	}
	add("at ", e.Source.URL)
	return strings.Join(parts, " | ")
}

// checkRules loads the set files of a draft with the rest of a catalog around them.
func checkRules(t *testing.T, d *Draft, o Options) {
	t.Helper()
	var ids []string
	fsys := fstest.MapFS{"site.yaml": {Data: catalogfile.SiteYAML()}}
	for _, s := range d.Sets {
		ids = append(ids, s.ID)
		fsys[path.Join("vendors", o.Vendor, s.ID+".yaml")] = &fstest.MapFile{Data: s.YAML()}
	}
	vendor := (&Page{}).Vendor(o.Vendor)
	vendor.SetIDs = ids
	fsys[path.Join("vendors", o.Vendor, "vendor.yaml")] = &fstest.MapFile{Data: catalogfile.VendorYAML(vendor)}
	c, err := content.LoadDrafts(fsys, content.ShowDrafts)
	if err != nil {
		var b bytes.Buffer
		for _, s := range d.Sets {
			b.Write(s.YAML())
		}
		t.Fatalf("the draft breaks rules:\n%v\n%s", err, b.Bytes())
	}
	for _, s := range d.Sets {
		for _, e := range s.Entries {
			slug := cmp.Or(e.Slug, content.Slug(e.Code.Code))
			got := c.Code(path.Join(o.Vendor, s.ID, slug))
			if got == nil || got.Code != e.Code.Code || got.Title != cmp.Or(e.Title, content.DraftTitle) || got.Summary != cmp.Or(e.Summary, content.DraftSummary) || got.Description != e.Description {
				t.Errorf("%s comes back from its file as %+v", e.Code.Code, got)
			}
		}
	}
}

func mustParse(s string) *url.URL {
	u, err := url.Parse(s)
	if err != nil {
		panic(err)
	}
	return u
}
