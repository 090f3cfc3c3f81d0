package scaffold

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// The workflow of a new portal uses the same actions as our own, at the same commits, but for two: it downloads errdocs, and
// keeps the site of a pull request.
func TestActions(t *testing.T) {
	uses := func(name string) map[string]string {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		pinned := map[string]string{}
		found := regexp.MustCompile(`uses: ([\w/-]+)@([0-9a-f]{40} # v[0-9.]+)\n`).FindAllStringSubmatch(string(text), -1)
		all := regexp.MustCompile(`uses:`).FindAllString(strings.ReplaceAll(string(text), "uses: errdocs/errdocs@latest\n", ""), -1)
		if len(all) != len(found) || len(all) == 0 {
			t.Errorf("%s: %d of %d actions are pinned", name, len(found), len(all))
		}
		for _, f := range found {
			pinned[f[1]] = f[2]
		}
		return pinned
	}
	ours, theirs, parts := uses("../../.github/workflows/pages.yml"), uses("portal/.github/workflows/pages.yml"), uses("matrix.yml")
	delete(ours, "actions/setup-go")
	delete(parts, "actions/download-artifact")
	if !maps.Equal(theirs, parts) {
		t.Errorf("actions differ\none job: %q\nparts:   %q", theirs, parts)
	}
	delete(theirs, "actions/upload-artifact")
	if !maps.Equal(ours, theirs) {
		t.Errorf("actions differ\nours:   %q\ntheirs: %q", ours, theirs)
	}
}

// TestActionDownloads runs the first step of action.yml against a server that has the files of a release: a binary with
// the right checksum is found afterwards, one with another is refused.
func TestActionDownloads(t *testing.T) {
	for _, tool := range []string{"bash", "curl", "sha256sum"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip("skipped: ", err)
		}
	}
	text, err := os.ReadFile("../../action.yml")
	if err != nil {
		t.Fatal(err)
	}
	var action struct {
		Runs struct {
			Steps []struct{ Run string }
		}
	}
	if err := yaml.Load(text, &action); err != nil {
		t.Fatal(err)
	}
	binary := "#!/bin/sh\necho it runs: \"$@\"\n"
	sum := fmt.Sprintf("%x", sha256.Sum256([]byte(binary)))
	for _, test := range []struct {
		name, version, address, sums string
		ok                           bool
	}{
		{"release", "v1.2.3", "/o/errdocs/releases/download/v1.2.3/", sum + "  errdocs-linux-amd64\n" + sum + "  errdocs.cdx.json\n", true},
		{"latest", "latest", "/o/errdocs/releases/latest/download/", sum + "  errdocs-linux-amd64\n", true},
		{"wrong sum", "v1.2.3", "/o/errdocs/releases/download/v1.2.3/", strings.Repeat("0", 64) + "  errdocs-linux-amd64\n", false},
		{"no sum", "v1.2.3", "/o/errdocs/releases/download/v1.2.3/", sum + "  another\n", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			release := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				switch r.URL.Path {
				case test.address + "errdocs-linux-amd64":
					fmt.Fprint(w, binary)
				case test.address + "SHA256SUMS":
					fmt.Fprint(w, test.sums)
				default:
					http.NotFound(w, r)
				}
			}))
			defer release.Close()
			dir := t.TempDir()
			path := filepath.Join(dir, "path")
			cmd := exec.Command("bash", "-c", action.Runs.Steps[0].Run)
			cmd.Env = append(os.Environ(), "REPOSITORY=o/errdocs", "VERSION="+test.version, "TOKEN=x", "RUNNER_OS=Linux", "RUNNER_ARCH=X64",
				"RUNNER_TEMP="+dir, "GITHUB_SERVER_URL="+release.URL, "GITHUB_PATH="+path, "no_proxy=127.0.0.1")
			out, err := cmd.CombinedOutput()
			if (err == nil) != test.ok {
				t.Fatalf("%v\n%s", err, out)
			}
			added, _ := os.ReadFile(path)
			if !test.ok {
				if len(added) > 0 {
					t.Errorf("%s is in the path", added)
				}
				return
			}
			run := exec.Command("bash", "-c", action.Runs.Steps[1].Run)
			run.Env = append(os.Environ(), "PATH="+strings.TrimSpace(string(added))+":"+os.Getenv("PATH"), "COMMAND=check --format github")
			if out, err := run.CombinedOutput(); string(out) != "it runs: check --format github\n" {
				t.Errorf("%v %s", err, out)
			}
		})
	}
}
