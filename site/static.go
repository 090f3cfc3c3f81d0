package site

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/jobs"
)

// Where errdocs puts files whose names only show when they are made.
var ownDirs = []string{"assets", "search"}

// staticFiles adds the files of static/, when the plan has everything else. Each is read when it is published and
// dropped then, so that memory does not grow with them.
func (b *builder) staticFiles() {
	all := b.ed.catalog.Static
	if len(all) == 0 {
		return
	}
	taken := map[string]string{".errdocs": ".errdocs"} // paths and the folders above them, in lower case
	folders := map[string]bool{}
	take := func(file string) {
		taken[strings.ToLower(file)] = file
		for dir := path.Dir(file); dir != "."; dir = path.Dir(dir) {
			taken[strings.ToLower(dir)], folders[dir] = dir, true
		}
	}
	for file := range b.plan.paths {
		take(file)
	}
	for _, dir := range ownDirs {
		take(dir + "/x")
	}
	for _, s := range all {
		if message := clash(s.Path, taken, folders); message != "" {
			b.found.problem(content.Problem{
				Pos: content.Pos{File: s.File(), Line: 1, Col: 1}, Rule: "static-clash",
				Message: message, Hint: "rename the file, or move it into a folder of its own",
			})
			continue
		}
		b.plan.static[s.Path] = true
		b.file(s.Path, inputs{static: s.Path}, func() ([]byte, error) { return b.ed.catalog.ReadStatic(s) })
	}
}

// clash says why a site cannot have a file, given what else it has. A path that differs from another in case is the same
// on some computers, as is a folder on its way.
func clash(file string, taken map[string]string, folders map[string]bool) string {
	for at := file; at != "."; at = path.Dir(at) {
		other, is := taken[strings.ToLower(at)]
		switch {
		case !is:
		case other != at:
			return fmt.Sprintf("the site has /%s, which differs in letter case only", other)
		case slices.Contains(ownDirs, at):
			return fmt.Sprintf("the folder /%s/ contains what errdocs names by itself", at)
		case at != file && !folders[at]:
			return fmt.Sprintf("the site has a file /%s, so there cannot be a folder of this name", at)
		case at == file && folders[at]:
			return fmt.Sprintf("the site has a folder /%s/, so there cannot be a file of this name", at)
		case at == file:
			return fmt.Sprintf("it would overwrite /%s of the site", strings.TrimSuffix(at, "index.html"))
		}
	}
	return ""
}

// isText reports whether the bytes of a file are text, in which secrets are looked for.
func isText(data []byte) bool { return utf8.Valid(data) && bytes.IndexByte(data, 0) < 0 }

// digestStatic sums up the files of static/.
func (ed *edition) digestStatic() (map[string]jobs.Sum, error) {
	sums := map[string]jobs.Sum{}
	for _, s := range ed.catalog.Static {
		data, err := ed.catalog.ReadStatic(s)
		if err != nil {
			return nil, err
		}
		h := sha256.New()
		fmt.Fprintf(h, "%q %q\n", ed.options.Tool, s.Path)
		h.Write(data)
		sums[s.Path] = jobs.Sum(h.Sum(nil))
	}
	return sums, nil
}
