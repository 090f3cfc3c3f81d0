package find

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/errdocs/errdocs/internal/golden"
)

// texts are the labeled texts of a file, or of a folder of files with what txtar cannot carry.
func texts(t testing.TB, name string) []labeled {
	t.Helper()
	var files []txtar.File
	if archive, err := txtar.ParseFile(name); err == nil {
		files = archive.Files
	} else {
		names, err := filepath.Glob(name + "/*")
		if err != nil || len(names) == 0 {
			t.Fatal("no texts", name, err)
		}
		for _, n := range names {
			data, err := os.ReadFile(n)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, txtar.File{Name: filepath.Base(n), Data: data})
		}
	}
	var list []labeled
	for i := 0; i+1 < len(files); i += 2 {
		want := strings.FieldsFunc(string(files[i+1].Data), func(c rune) bool { return c == '\n' })
		list = append(list, labeled{filepath.Base(name) + "/" + files[i].Name, string(files[i].Data), want})
	}
	return list
}

// score counts what is found in texts of one kind.
type score struct{ Texts, Wanted, Found, False, High int }

// measure compares findings with the labels of texts.
func measure(t testing.TB, f *Finder, list []labeled) (s score) {
	for _, l := range list {
		s.Texts++
		got := map[string]Confidence{} // label and id of every mention
		for _, one := range findIn(t, f, l.text).Found {
			for _, m := range one.Mentions {
				got[fmt.Sprint(m.Line, " ", label(f, one))] = one.Confidence
			}
		}
		allowed, low := map[string]bool{}, slices.Contains(l.want, "low")
		for _, w := range l.want {
			_, id, _ := strings.Cut(w, " ")
			maybe := strings.HasSuffix(id, "?")
			id = sortedLabel(strings.TrimSuffix(id, "?"))
			allowed[id] = true
			if maybe || w == "low" {
				continue
			}
			s.Wanted++
			line, _, _ := strings.Cut(w, " ")
			isIt := func(g string) bool {
				l, other, _ := strings.Cut(g, " ")
				return other == id && (l == line || strings.HasPrefix(id, "transport "))
			}
			found := false
			for g := range got {
				found = found || isIt(g)
			}
			if found {
				s.Found++
			} else {
				t.Logf("%s: not found: %s (but %v)", l.name, w, got)
			}
		}
		bad, high := false, false
		for g, confidence := range got {
			_, id, _ := strings.Cut(g, " ")
			if !allowed[id] {
				high = high || confidence == High
				if !low || confidence == High {
					bad = true
					t.Logf("%s: not wanted: %s, %s", l.name, g, confidence)
				}
			}
		}
		if bad {
			s.False++
		}
		if high {
			s.High++
		}
	}
	return s
}

func sortedLabel(id string) string {
	parts := strings.Split(id, "|")
	slices.Sort(parts)
	return strings.Join(parts, "|")
}

// label returns a finding as labels have it.
func label(f *Finder, one Found) string {
	var ids []string
	for _, c := range one.Candidates {
		id := c.ID
		if parts := strings.Split(id, "/"); one.Headline != "" {
			id = "transport " + parts[2] + " " + parts[0]
		}
		for _, e := range f.entries {
			if e.ID == c.ID && e.Short != "" {
				id = e.Short
			}
		}
		ids = append(ids, id)
	}
	if one.Decided {
		ids = ids[:1]
	}
	slices.Sort(ids)
	return strings.Join(ids, "|")
}

// TestMeasured measures the finder on texts that other people wrote without sight of it, checks that it is as good as it is
// meant to be, and writes the figures into README.md.
func TestMeasured(t *testing.T) {
	f := testFinder(t)
	var total score
	rows := []string{"| texts | | codes | found | texts with a false code | of them high |", "|---|---|---|---|---|---|"}
	add := func(what, file string, s score) {
		rows = append(rows, fmt.Sprintf("| %s ([%s](testdata/%s)) | %d | %d | %d | %d | %d |", what, filepath.Base(file), file, s.Texts, s.Wanted, s.Found, s.False, s.High))
	}
	for _, kind := range []struct{ file, what string }{
		{"heard/runtimes.txtar", "logs of programs"}, {"heard/carriers.txtar", "traces, proxies, recorders, tables"}, {"heard/desk.txtar", "tickets, mails, chats"},
		{"heard/tools.txtar", "log search, crash reports, API clients, markup"}, {"heard/clients.txtar", "HTTP and gRPC clients, test tools, integration platforms"},
		{"heard/encoded.txtar", "wrapped on the way"}, {"heard/bytes", "other encodings"},
	} {
		s := measure(t, f, texts(t, "testdata/"+kind.file))
		add(kind.what, kind.file, s)
		total.Wanted, total.Found, total.False = total.Wanted+s.Wanted, total.Found+s.Found, total.False+s.False
	}
	if total.Found*100 < 95*total.Wanted || total.False > 2 {
		t.Errorf("logs: %+v", total)
	}
	s := measure(t, f, texts(t, "testdata/heard/foreign.txtar"))
	if add("other vendors and programs", "heard/foreign.txtar", s); s.False*100 > 3*s.Texts || s.High > 0 {
		t.Errorf("other vendors: %+v", s)
	}
	s = measure(t, f, texts(t, "testdata/heard/daily.txtar"))
	if add("ordinary logs of tools, services with similar names", "heard/daily.txtar", s); s.False > 0 {
		t.Errorf("ordinary logs: %+v", s)
	}
	s = measure(t, f, texts(t, "testdata/heard/transport.txtar"))
	if add("failed connections, with the vendor of the host", "heard/transport.txtar", s); s.Found*100 < 90*s.Wanted || s.False > 0 {
		t.Errorf("failed connections: %+v", s)
	}
	s = measure(t, f, texts(t, "testdata/heard/passing.txtar"))
	if add("ordinary logs that mention timeouts", "heard/passing.txtar", s); s.False > 0 {
		t.Errorf("ordinary logs: %+v", s)
	}
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	before, rest, _ := strings.Cut(string(readme), rows[0])
	_, after, _ := strings.Cut(rest, "\n\n")
	golden.File(t, "README.md", before+strings.Join(rows, "\n")+"\n\n"+after)
}

// TestHeardInBrowser checks that the browser finds the same in all of these texts, also in those that are not UTF-8.
func TestHeardInBrowser(t *testing.T) {
	f := testFinder(t)
	names, err := filepath.Glob("testdata/heard/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, name := range names {
		for _, l := range texts(t, name) {
			list = append(list, l.text)
		}
	}
	for _, l := range texts(t, "testdata/heard/bytes") {
		list = append(list, l.text)
	}
	sameInBrowser(t, f, list)
}
