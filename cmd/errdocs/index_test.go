package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/errdocs/errdocs/internal/testenv"
)

// Commands that look things up take over what the ones before have kept, and never what an edit has made wrong.
func TestLookupsNoticeEdits(t *testing.T) {
	decodedAt, indexAt := largeDecoded, largeIndex
	largeDecoded, largeIndex = 0, 0
	t.Cleanup(func() { largeDecoded, largeIndex = decodedAt, indexAt })
	dir := t.TempDir()
	t.Setenv("HOME", dir)
	t.Setenv("XDG_CACHE_HOME", filepath.Join(dir, "cache"))
	if err := unpack("testdata/small.txtar", dir); err != nil {
		t.Fatal(err)
	}
	content := filepath.Join(dir, "content")
	look := func(line string) (string, int) {
		var out, complaints bytes.Buffer
		status := start(append(strings.Fields(line), "--content", content), strings.NewReader("code=WRONG_OTP"), &out, &complaints)
		return out.String() + complaints.String(), status
	}
	lines := []string{"list", "search code", "search one-time code --format json", "explain WRONG_OTP", "explain WRONG_OTP --vendor acme --format json",
		"explain 9", "find", "open WRONG_OTP --print", "stats", "search zebra"}
	compare := func(what string) {
		t.Helper()
		kept, wants, statuses := os.Getenv("XDG_CACHE_HOME"), map[string]string{}, map[string]int{}
		t.Setenv("XDG_CACHE_HOME", filepath.Join(t.TempDir(), "none"))
		for _, line := range lines {
			wants[line], statuses[line] = look(line)
			if err := os.RemoveAll(os.Getenv("XDG_CACHE_HOME")); err != nil {
				t.Fatal(err)
			}
		}
		t.Setenv("XDG_CACHE_HOME", kept)
		for range testenv.Times(2, 3) {
			for _, line := range lines {
				if got, status := look(line); got != wants[line] || status != statuses[line] {
					t.Errorf("%s: %s prints, with status %d,\n%s\nwithout a cache, with status %d,\n%s", what, line, status, got, statuses[line], wants[line])
				}
			}
		}
	}
	edit := func(name, old, by string) {
		t.Helper()
		name = filepath.Join(content, name)
		data, err := os.ReadFile(name)
		if err != nil || !strings.Contains(string(data), old) {
			t.Fatalf("%s has no %q: %v", name, old, err)
		}
		if err := os.WriteFile(name, []byte(strings.ReplaceAll(string(data), old, by)), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	compare("at first")
	const set = "vendors/acme/api.yaml"
	edit(set, "One-time code is wrong", "One-time code is zebra") // as long as before
	compare("another title")
	if got, _ := look("search zebra"); !strings.Contains(got, "WRONG_OTP") {
		t.Errorf("the new title is not found: %s", got)
	}
	edit(set, "title: One-time", "titel: One-time")
	compare("a problem")
	edit(set, "titel: One-time", "title: One-time")
	compare("the problem fixed")
	if err := os.WriteFile(filepath.Join(content, "urls.lock"), []byte("no address\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	compare("a lock with a problem")
	if err := os.Remove(filepath.Join(content, "urls.lock")); err != nil {
		t.Fatal(err)
	}
	compare("no lock")

	put := func(name, text string) {
		t.Helper()
		name = filepath.Join(content, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o777), os.WriteFile(name, []byte(text), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	const note = "vendors/acme/api/wrong-otp.md"
	edit(note, "attempt count", "attempt zebra")
	compare("another note")
	if got, _ := look("explain acme/api/wrong-otp"); !strings.Contains(got, "attempt zebra") {
		t.Errorf("the new note is not shown: %s", got)
	}
	past := time.Now().Add(-time.Hour)
	if err := os.Chtimes(filepath.Join(content, note), past, past); err != nil {
		t.Fatal(err)
	}
	edit(note, "attempt zebra", "attempt zibra")
	if err := os.Chtimes(filepath.Join(content, note), past, past); err != nil {
		t.Fatal(err)
	}
	compare("a note with its old size and time")
	put("vendors/zeta/sdk/wrongotp.md", "A zebra.\n")
	compare("a new note")
	put("vendors/acme/samples/otp.json", "{\"zebra\": 1}\n")
	edit(set, "    where: [{operation: POST /otp", "    samples: [{title: A body, file: samples/otp.json}]\n    where: [{operation: POST /otp")
	compare("a sample")
	put("vendors/acme/samples/otp.json", "{\"zebra\": 2}\n")
	compare("another sample")
	put("vendors/acme/samples/otp.json", "{\"zebra\": 2\n")
	compare("a sample with a problem")
	put("vendors/acme/samples/otp.json", "{\"zebra\": 3}\n")
	edit("concepts.yaml", "One-time code is wrong", "One-time code is not right")
	compare("a concept")
	edit("vendors/zeta/vendor.yaml", "name: Zeta", "name: Zebra")
	compare("a vendor")
	edit("site.yaml", "base_url: https://example.org/codes/", "base_url: https://example.com/codes/")
	compare("the site")
	edit(set, "  - code: EXPIRED_OTP\n", "  - code: EXPIRED_OTP\n    number: 9\n")
	compare("a number")
	if err := os.Rename(filepath.Join(content, "vendors/zeta"), filepath.Join(content, "vendors/zebra")); err != nil {
		t.Fatal(err)
	}
	compare("another id")
	if err := os.RemoveAll(filepath.Join(content, "vendors/zebra")); err != nil {
		t.Fatal(err)
	}
	compare("a vendor less")
}

// Commands take over what the built-in catalog was decoded to, and decode it again where that is damaged or another program's.
func TestBuiltInCatalogIsDecodedOnce(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	t.Setenv("HOME", dir)
	t.Setenv("XDG_CACHE_HOME", filepath.Join(dir, "cache"))
	look := func() string {
		t.Helper()
		var out bytes.Buffer
		for _, line := range []string{"explain INVALID_PAN --format json", "search wrong pan"} {
			if status := start(strings.Fields(line), strings.NewReader(""), &out, &out); status != exitDone && status != exitAmbiguous {
				t.Fatalf("%s: status %d\n%s", line, status, &out)
			}
		}
		return out.String()
	}
	want := look()
	kept, _ := filepath.Glob(filepath.Join(dir, "cache", "*", "decoded", "*"))
	if len(kept) != 1 {
		t.Fatalf("kept: %q", kept)
	}
	text, err := os.ReadFile(kept[0])
	if err != nil {
		t.Fatal(err)
	}
	for what, data := range map[string][]byte{"the same": text, "nothing": {}, "damage": append(bytes.Clone(text[:len(text)-1]), text[len(text)-1]^1), "another program": append([]byte("x"), text...)} {
		if err := os.WriteFile(kept[0], data, 0o600); err != nil {
			t.Fatal(err)
		}
		before, _ := os.Stat(kept[0])
		if got := look(); got != want {
			t.Errorf("with %s: %s\nwant %s", what, got, want)
		}
		after, err := os.Stat(kept[0])
		if err != nil || os.SameFile(before, after) != (what == "the same") {
			t.Errorf("%s is replaced: %t, %v", what, !os.SameFile(before, after), err)
		}
	}
	revision := &source{dir: "v1:content", fsys: fstest.MapFS{"site.yaml": {Data: []byte("title: Ours\nsummary: Of another site.\nbase_url: https://example.org/\n")}}}
	if cat, _ := revision.load(); cat == nil || cat.Site.Title != "Ours" || len(cat.Site.Vendors) > 0 {
		t.Errorf("a revision has files of the built-in catalog: %+v", cat)
	}
	if got := look(); got != want {
		t.Errorf("after a revision: %s\nwant %s", got, want)
	}
}
