package site

import (
	"context"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/internal/bench/catalog"
	"github.com/errdocs/errdocs/internal/values"
)

// After an edit of texts little is planned, and the site and its record are those of a build that plans everything.
func TestTextEditPlansLittle(t *testing.T) {
	o := Options{BaseURL: "https://example.com/", Tool: "tool"}
	files := readAll(t, catalog.Synthetic(12))
	random := rand.New(rand.NewPCG(1, 2))
	note := pick(random, files, `^vendors/.*/.*/.*\.md$`)
	vendor := strings.Split(note, "/")[1]
	build := func(old *Site) *Site {
		t.Helper()
		c, err := loadStamped(files)
		if err != nil {
			t.Fatal(err)
		}
		s, err := Rebuild(context.Background(), old, c, o)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	old := build(nil)
	for _, edit := range []struct {
		what   string
		change func()
		little bool
	}{
		{"nothing", func() {}, true},
		{"a sentence", func() { files[note] += "\nOne more sentence.\n" }, true},
		{"a heading", func() { files[note] += "\n## One more heading\n" }, true},
		{"a link", func() { files[note] += "\nSee [all codes](codes/).\n" }, true},
		{"no note", func() { delete(files, note) }, true},
		{"a fact", func() {
			file := pick(random, files, `^vendors/`+vendor+`/[^/]*\.yaml$`)
			files[file] = strings.Replace(files[file], "\n    title: ", "\n    title: More of ", 1)
		}, false},
	} {
		edit.change()
		got, all := build(old), build(withoutPlan(t, old))
		if got.plan.known != edit.little || all.plan.known {
			t.Errorf("%s: planned little is %t, and without a plan %t", edit.what, got.plan.known, all.plan.known)
		}
		sameFiles(t, edit.what, got, all)
		if recordOf(t, got) != recordOf(t, all) || got.Counts != all.Counts || !slices.Equal(got.Addresses(), all.Addresses()) {
			t.Errorf("%s: the records, counts or addresses differ", edit.what)
		}
		old = got
	}
}

// Files that are gone are made again, whatever has changed.
func TestTextEditMakesWhatIsGone(t *testing.T) {
	files := readAll(t, catalog.Synthetic(3))
	c, err := loadStamped(files)
	if err != nil {
		t.Fatal(err)
	}
	old, err := Rebuild(context.Background(), nil, c, Options{})
	if err != nil {
		t.Fatal(err)
	}
	left := *old
	left.Files = nil
	for i, f := range old.Files {
		if i%7 != 0 {
			left.Files = append(left.Files, f)
		}
	}
	got, err := Rebuild(context.Background(), &left, c, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !got.plan.known {
		t.Error("everything was planned")
	}
	sameFiles(t, "files are gone", got, old)
}

func recordOf(t *testing.T, s *Site) string {
	var b strings.Builder
	if _, err := s.record.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// withoutPlan returns a site whose record keeps nothing of its plan.
func withoutPlan(t *testing.T, s *Site) *Site {
	other := *s
	other.record = new(Record)
	if err := other.record.Read(recordOf(t, s)); err != nil {
		t.Fatal(err)
	}
	delete(other.record.Kept, planKept)
	return &other
}

// A page that is planned alone has the title that it has next to all others.
func TestOddTitles(t *testing.T) {
	long := strings.Repeat("x", maxTitle+1)
	candidates := map[string][]string{"a": {long, "A"}, "b": {long, "A", "B"}, "c": {"B", "A"}, "d": {"A"}, "e": {long}, "f": {long}}
	whole := &plan{titles: map[string]bool{}, odd: map[string]string{}}
	for _, path := range slices.Sorted(maps.Keys(candidates)) {
		title := whole.titleOf(path, candidates[path])
		if alone := (&plan{known: true, odd: whole.odd}).titleOf(path, candidates[path]); alone != title {
			t.Errorf("%s: %q alone, %q with the others", path, alone, title)
		}
	}
	var k keptPlan
	kept := values.Encode((&keptPlan{former: "x", pages: 3, redirects: 4, odd: whole.odd}).code)
	if !values.Decode(kept, k.code) || !maps.Equal(k.odd, whole.odd) || k.former != "x" || k.pages != 3 || k.redirects != 4 {
		t.Errorf("kept are %+v", k)
	}
	if len(k.odd) != 4 { // of b, c, d and f
		t.Errorf("odd are %q", k.odd)
	}
}
