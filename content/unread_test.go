package content

import (
	"strings"
	"testing"
	"testing/fstest"
)

// TestUnreadFiles puts a card number and a key into files that are not content. Both are found, unless a comment permits them.
func TestUnreadFiles(t *testing.T) {
	key := "AK" + "IAQ3EGUZ7T4WXN2RLB"
	for _, name := range []string{
		"README.md", "LICENSE", "junk/x.txt", "drafts/a.yaml", ".env", ".github/workflows/x.yml", "vendors/.old/a/b.yaml",
		"vendors/zeta/.env", "vendors/zeta/codes.yaml~", "vendors/zeta/#notes.md#", "vendors/zeta/samples/a.json.orig", "pages/Thumbs.db", "static/.gitignore", "static/x.html.bak",
	} {
		fsys := withText(t, name, "x\n  "+madeUp+" "+key+"\n")
		found := map[string]int{}
		for _, p := range loadProblems(t, fsys) {
			checkProblem(t, fsys, p)
			checkHidden(t, p)
			if p.File == name && p.Line == 2 {
				found[p.Rule]++
			}
		}
		if found["card-number"] != 1 || found["secret"] != 1 {
			t.Errorf("%s: %v", name, found)
		}
	}
	for name, text := range map[string]string{
		"README.md": "<!-- errdocs:allow card-number It is made up. -->\n" + madeUp, ".env": "PAN=" + madeUp + " # errdocs:allow card-number It is made up.",
		".git/index": madeUp, "vendors/.git": madeUp,
	} {
		mustLoad(t, withText(t, name, text))
	}
	mustLoad(t, withText(t, "x.draft.txt", madeUp)) // site.yaml ignores it
	if problems := loadProblems(t, withText(t, ".old/"+madeUp+".txt", "")); len(problems) != 1 || problems[0].Rule != "card-number" {
		t.Errorf("a name: %v", problems)
	}
}

// TestBackups wants no problem for what editors leave, and one for what only looks like it.
func TestBackups(t *testing.T) {
	for _, name := range []string{"a.md~", "#a.md#", "a.md.orig", "a.md.bak", "a.md.swp", ".a.md.swp", ".#a.md", "Thumbs.db", "desktop.ini", ".DS_Store"} {
		for _, dir := range []string{"", "vendors/", "vendors/zeta/", "vendors/zeta/codes/", "vendors/zeta/samples/", "pages/", "images/", "static/"} {
			if dir == "static/" && strings.HasPrefix(name, ".a") || dir == "static/" && strings.HasPrefix(name, ".#") {
				continue // of names with a dot, static/ has only some
			}
			mustLoad(t, withText(t, dir+name, "x"))
		}
	}
	for _, name := range []string{"a.md.old", "~a.md", "#a.md", "a.tmp", "thumbs.txt"} {
		if len(loadProblems(t, withText(t, "vendors/zeta/"+name, "x"))) == 0 {
			t.Errorf("%s: no problem", name)
		}
	}
}

func TestMaxUnread(t *testing.T) {
	fsys := tiny(t)
	for i := range MaxUnread + 1 {
		fsys[".cache/"+strings.Repeat("a", i%90+1)+strings.Repeat("b", i/90+1)] = &fstest.MapFile{}
	}
	problems := loadProblems(t, fsys)
	if len(problems) != 1 || problems[0].Rule != "limit" {
		t.Errorf("%v", problems)
	}
	for name := range fsys {
		if strings.HasPrefix(name, ".cache/") {
			delete(fsys, name)
			break
		}
	}
	mustLoad(t, fsys)
}
