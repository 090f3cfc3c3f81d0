package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"regexp"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/internal/licenses"
)

// versionInfo is what `version --json` prints.
type versionInfo struct {
	Version  string `json:"version"`            // "v1.2.3", or "devel" for a build that is not a release
	Revision string `json:"revision,omitempty"` // of the source, if the build knows it
	Modified bool   `json:"modified,omitempty"` // whether the source differed from the revision
	Go       string `json:"go"`
	OS       string `json:"os"`
	Arch     string `json:"arch"`
}

func (a *app) versionCommand() *cobra.Command {
	var asJSON, showLicenses bool
	cmd := define("version", wantArgs(0, 0, ""), func(cmd *cobra.Command, args []string) error {
		if showLicenses {
			return licenses.WriteTo(a.stdout)
		}
		v := readVersion()
		if asJSON {
			return a.writeJSON(v)
		}
		fmt.Fprintf(a.stdout, "errdocs %s", v.Version)
		if v.Revision != "" {
			fmt.Fprintf(a.stdout, " (%.12s", v.Revision)
			if v.Modified {
				fmt.Fprint(a.stdout, ", modified")
			}
			fmt.Fprint(a.stdout, ")")
		}
		fmt.Fprintf(a.stdout, " %s %s/%s\n", v.Go, v.OS, v.Arch)
		return nil
	})
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON document")
	cmd.Flags().BoolVar(&showLicenses, "licenses", false, "print the licenses of the modules that are compiled in")
	return cmd
}

func readVersion() versionInfo {
	v := versionInfo{Version: cmp.Or(release(), "devel"), Go: runtime.Version(), OS: runtime.GOOS, Arch: runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			v.Revision = s.Value
		case "vcs.modified":
			v.Modified = s.Value == "true"
		}
	}
	return v
}

var releasePattern = regexp.MustCompile(`^v\d+\.\d+\.\d+$`)

// release returns the version of a released errdocs, "" for any other build: versions between releases must not be
// visible in pages, or the pages would depend on how errdocs was compiled.
func release() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || !releasePattern.MatchString(info.Main.Version) {
		return ""
	}
	return info.Main.Version
}

// writeJSON writes one JSON document to stdout.
func (a *app) writeJSON(v any) error {
	enc := json.NewEncoder(a.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
