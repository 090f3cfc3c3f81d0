package licenses

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/internal/golden"
	"github.com/errdocs/errdocs/internal/testenv"
)

// module is one that is compiled into errdocs.
type module struct{ path, version, license, text string }

// modulesOf lists the modules of the command on a system, with what their licenses say.
func modulesOf(t *testing.T, system string) []module {
	t.Helper()
	cmd := exec.Command("go", "list", "-pgo=off", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}", "../../cmd/errdocs")
	cmd.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0", "GOFLAGS=")
	out, err := cmd.Output()
	if err != nil {
		t.Skip("the modules are not here: ", err)
	}
	lines := slices.Compact(slices.Sorted(strings.Lines(string(out))))
	modules := []module{{path: "the Go standard library", version: cmp.Or(goVersion(t), runtime.Version()), license: "BSD-3-Clause", text: licenseIn(t, goRoot(t))}}
	for _, line := range lines {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) == 3 {
			text := licenseIn(t, f[2])
			modules = append(modules, module{f[0], f[1], licenseOf(text), text})
		}
	}
	return modules
}

func goRoot(t *testing.T) string {
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Skip(err)
	}
	return strings.TrimSpace(string(out))
}

// goVersion is the least version that go.mod asks for, so that the list does not depend on the one that is here.
func goVersion(t *testing.T) string {
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	return "go" + regexp.MustCompile(`(?m)^go (\S+)$`).FindStringSubmatch(string(mod))[1]
}

var licenseFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice)[^/]*$`)

// licenseIn returns the texts of a module's licenses.
func licenseIn(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Skip("the modules are not here: ", err)
	}
	var texts []string
	for _, e := range entries {
		if !licenseFile.MatchString(e.Name()) {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, strings.TrimSpace(strings.ReplaceAll(string(data), "\r", ""))+"\n")
	}
	return strings.Join(texts, "\n")
}

// licenseOf returns the SPDX identifier of a text.
func licenseOf(text string) string {
	var all []string
	for _, l := range []struct{ id, says string }{
		{"Apache-2.0", "Apache License"}, {"MIT", "Permission is hereby granted, free of charge"},
		{"BSD-3-Clause", "Neither the name"}, {"BSD-2-Clause", "Redistribution and use"}, {"MPL-2.0", "Mozilla Public License"},
	} {
		if strings.Contains(text, l.says) && !(l.id == "BSD-2-Clause" && slices.Contains(all, "BSD-3-Clause")) {
			all = append(all, l.id)
		}
	}
	return strings.Join(all, " AND ")
}

// document is what version --licenses prints: the list, and each text once.
func document(modules []module) (list, all string) {
	byText := map[string][]string{}
	for _, m := range modules {
		list += fmt.Sprintf("%s\t%s\t%s\n", m.path, m.version, m.license)
		byText[m.text] = append(byText[m.text], m.path)
	}
	all = list
	for _, text := range slices.SortedFunc(maps.Keys(byText), func(a, b string) int { return cmp.Compare(byText[a][0], byText[b][0]) }) {
		all += "\n" + strings.Repeat("=", 80) + "\n" + strings.Join(byText[text], "\n") + "\n\n" + text
	}
	return list, all
}

// TestLicenses compares the list and the texts with the modules of all systems that releases are made for.
func TestLicenses(t *testing.T) {
	systems := []string{runtime.GOOS}
	if testenv.Long() || *golden.Update {
		systems = []string{"linux", "darwin", "windows"}
	}
	found := map[string]module{}
	for _, system := range systems {
		for _, m := range modulesOf(t, system) {
			if found[m.path] = m; m.license == "" || m.text == "" {
				t.Errorf("%s has no license that is known here", m.path)
			}
		}
	}
	list, all := document(slices.SortedFunc(maps.Values(found), func(a, b module) int { return cmp.Compare(a.path, b.path) }))
	if *golden.Update {
		var b bytes.Buffer
		w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
		w.Write([]byte(all))
		w.Close()
		if err := os.WriteFile("modules.tsv", []byte(list), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("texts.gz", b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		texts = b.Bytes()
	}
	var have bytes.Buffer
	if err := WriteTo(&have); err != nil {
		t.Fatal(err)
	}
	for _, m := range found {
		if !strings.Contains(have.String(), m.path+"\t"+m.version+"\t"+m.license+"\n") || !strings.Contains(have.String(), m.text) {
			t.Errorf("%s %s is not listed; run go test ./internal/licenses -update", m.path, m.version)
		}
	}
	if tsv, err := os.ReadFile("modules.tsv"); err != nil || !strings.HasPrefix(have.String(), string(tsv)) {
		t.Error("modules.tsv and texts.gz differ", err)
	}
	if len(systems) > 1 && have.String() != all {
		t.Error("something else is listed; run go test ./internal/licenses -update")
	}
}
