package content

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/position"
)

// The names that the format gives a meaning.
const (
	siteFile     = "site.yaml"
	conceptsFile = "concepts.yaml"
	changesFile  = "changes.yaml"
	stringsFile  = "strings.yaml"
	lockFile     = "urls.lock"
	vendorsDir   = "vendors"
	vendorFile   = "vendor.yaml"
	notesFile    = "notes.md"
	staticDir    = "static"
	pagesDir     = "pages"
	imagesDir    = "images"
)

// rootFiles are the files next to the folder of vendors.
var rootFiles = []string{siteFile, conceptsFile, changesFile, stringsFile, lockFile}

// textDirs are the folders of a vendor for samples and examples.
var textDirs = []string{"samples", "examples"}

// rootDirs are the folders next to them.
var rootDirs = []string{vendorsDir, pagesDir, imagesDir, staticDir}

// tree is what files a content directory has. Files whose name starts with a dot are not content, but for some of static/.
type tree struct {
	fsys     fs.FS
	root     map[string]bool // which of rootFiles and rootDirs there are
	strange  []fs.DirEntry   // what else is at the root
	unread   []string        // files and folders that are not content, see unread.go
	static   []Static
	images   []string      // files of images/
	pages    []string      // ids
	vendors  []*vendorTree // by id
	problems []Problem
	kept     map[string]*vendorFiles
	special  map[string]bool // links, pipes and the like
	refused  map[string]bool // files that are there but not read: no second problem says they are missing
	err      error           // the first that is not a problem; from then on no folder has entries
}

type vendorTree struct {
	id       string
	file     bool                // there is a vendor.yaml
	misnamed bool                // or a vendor.yml, which is reported
	note     bool                // there is a notes.md
	sets     []string            // ids of the set files
	notes    map[string][]string // set id to slugs of its notes
	texts    []string            // samples/… and examples/…
	folder   string
	unread   []string
}

// readTree lists the content directory, but for the folders of vendors that are kept. What does not belong there is a problem.
func readTree(fsys fs.FS, kept map[string]*vendorFiles) (*tree, error) {
	t := &tree{fsys: fsys, kept: kept, root: map[string]bool{}, refused: map[string]bool{}, special: map[string]bool{}}
	entries := t.list(".")
	for _, e := range entries {
		if name := e.Name(); slices.Contains(map[bool][]string{true: rootDirs, false: rootFiles}[e.IsDir()], name) {
			t.root[name] = true
		} else if !t.refused[name] {
			t.strange = append(t.strange, e)
			t.leave(name, e)
		}
	}
	if t.err != nil {
		return nil, t.err
	}
	if !t.root[siteFile] && !t.root[vendorsDir] && len(t.refused) == 0 {
		t.report(siteFile, "missing-file", "errdocs init writes a first one; --content names another folder", "this folder contains no catalog")
		return t, nil
	}
	if !t.root[siteFile] && !t.refused[siteFile] {
		hint := "write it with title: and summary:"
		if slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == "site.yml" }) {
			hint = "rename site.yml to " + siteFile
		}
		t.report(siteFile, "missing-file", hint, "there is no such file")
	}
	for _, read := range []struct {
		dir   string
		below func(dir string)
	}{{vendorsDir, t.readVendors}, {staticDir, t.readStatic}, {imagesDir, t.listImages}, {pagesDir, t.readPages}} {
		if t.root[read.dir] {
			read.below(read.dir)
		}
	}
	if len(t.vendors) == 0 && !t.refused[vendorsDir] {
		t.report(vendorsDir, "missing-file", "the first vendor goes into vendors/<id>/vendor.yaml", "there is no vendor")
	}
	return t, t.err
}

// fail notes an error of the file system.
func (t *tree) fail(err error) { t.err = cmp.Or(t.err, fmt.Errorf("list content: %w", err)) }

// customary are files of every repository, which may be next to a catalog.
var customary = []string{"CONTRIBUTING.md", "LICENSE", "LICENSE.md", "LICENSE.txt", "README", "README.md"}

// checkRoot reports what is next to the catalog and has no meaning there.
func checkRoot(r *ruleRun) {
	if r.broken[&r.cat.Site] {
		return // it may permit them
	}
	for i, pattern := range r.cat.Site.Ignore {
		if _, err := path.Match(pattern, ""); err != nil {
			r.at(&r.cat.Site.Positions, item("/ignore", i), "* stands for any letters, ? for one, [ab] for one of some", "the pattern %s is invalid", quote(pattern))
		}
	}
	for _, e := range r.tree.strange {
		name, kind := e.Name(), "file"
		if e.IsDir() {
			kind = "folder"
		}
		if slices.Contains(customary, name) || r.cat.Site.ignores(name) {
			continue
		}
		r.report(position.Start(position.Cut(position.Clean(masked(name)), MaxPath)), r.rule,
			DidYouMean(name, slices.Concat(rootFiles, rootDirs), "move it into the folder where it belongs, or name it in ignore: of site.yaml"),
			"no %s of this name belongs here", kind)
	}
}

// ignores reports whether ignore: names what is called so next to site.yaml.
func (s *Site) ignores(name string) bool {
	return slices.ContainsFunc(s.Ignore, func(pattern string) bool { match, err := path.Match(pattern, name); return match && err == nil })
}

func (t *tree) report(file, rule, hint, format string, args ...any) {
	t.problems = append(t.problems, newProblem(position.Start(file), rule, hint, format, args...))
}

// list returns the entries of a folder that can be content, by name.
func (t *tree) list(dir string) (entries []fs.DirEntry) {
	if t.err != nil {
		return nil
	}
	all, err := fs.ReadDir(t.fsys, dir)
	switch {
	case dir != "." && errors.Is(err, fs.ErrPermission):
		t.refused[dir] = true
		t.problems = append(t.problems, notReadable(dir))
		return nil
	case err != nil:
		t.fail(err)
		return nil
	}
	folded := map[string]string{}
	for _, e := range all {
		name, file := e.Name(), below(dir, e.Name())
		switch {
		case hidden(dir, name):
			t.leave(file, e)
			continue
		case dir == "." && !slices.Contains(rootFiles, name) && !slices.Contains(rootDirs, name):
			entries = append(entries, e) // the root may contain more than content
			continue
		case !t.acceptable(dir, e):
			continue
		}
		if other, ok := folded[strings.ToLower(name)]; ok {
			t.refused[file] = true
			t.report(file, "path-case", "rename one of them", "the name differs from %s in letter case only", quote(other))
			continue
		}
		folded[strings.ToLower(name)] = name
		entries = append(entries, e)
	}
	return entries
}

// below is path.Join of a folder and a name in it, which need not be cleaned.
func below(folder, name string) string {
	if folder == "." {
		return name
	}
	return folder + "/" + name
}

func (t *tree) readVendors(dir string) {
	for _, e := range t.list(dir) {
		v := &vendorTree{id: e.Name(), folder: below(dir, e.Name()), notes: map[string][]string{}}
		if !e.IsDir() {
			t.report(v.folder, "unknown-file", "each vendor has a folder: vendors/<id>/vendor.yaml", "only folders of vendors belong here")
			continue
		}
		if kept := t.kept[v.folder]; kept != nil {
			v = kept.vendorTree
			t.unread = append(t.unread, v.unread...)
		} else {
			n := len(t.unread)
			t.readVendor(v)
			t.checkName(path.Join(v.folder, vendorFile), "vendor", v.id)
			v.unread = slices.Clone(t.unread[n:])
		}
		t.vendors = append(t.vendors, v)
	}
}

// checkName checks that names of files and folders, which are ids, follow the rules of ids.
func (t *tree) checkName(file, what, id string) {
	if message, hint := checkID(id); message != "" {
		t.report(file, "id-pattern", hint, "the %s's name %s", what, message)
	} else if slices.Contains(reservedIDs(what), id) {
		t.report(file, "reserved-id", "choose another name", "%s is an address of the site, so no %s can have it", quote(id), what)
	}
}

func (t *tree) readVendor(v *vendorTree) {
	var dirs []string
	for _, e := range t.list(v.folder) {
		name := e.Name()
		base, isSet := strings.CutSuffix(name, ".yaml")
		switch file := below(v.folder, name); {
		case e.IsDir():
			dirs = append(dirs, name)
		case name == vendorFile:
			v.file = true
		case name == notesFile:
			v.note = true
		case isSet:
			t.checkName(file, "set", base)
			v.sets = append(v.sets, base)
		case path.Ext(name) == ".yml":
			v.misnamed = v.misnamed || base == "vendor.yml"
			t.report(file, "unknown-file", "rename it to "+strings.TrimSuffix(name, ".yml")+".yaml", "files of a catalog end in .yaml, not in .yml")
		default:
			t.report(file, "unknown-file", "vendor.yaml, notes.md and <set>.yaml belong here, payloads into samples/", "no file of this name belongs here")
		}
	}
	if file := path.Join(v.folder, vendorFile); !v.file && !v.misnamed && !t.refused[file] && !t.refused[v.folder] {
		t.report(file, "missing-file", "write it with name:, summary: and sets:", "there is no such file")
	}
	for _, dir := range dirs {
		t.readVendorDir(v, dir)
	}
}

func (t *tree) readVendorDir(v *vendorTree, dir string) {
	folder := below(v.folder, dir)
	isText := slices.Contains(textDirs, dir)
	if !isText && !slices.Contains(v.sets, dir) {
		t.report(folder, "unknown-file", DidYouMean(dir, append(v.sets, textDirs...), "the notes of a set go into a folder named like the set"),
			"there is no set %s", quote(dir))
		return
	}
	for _, e := range t.list(folder) {
		slug, isNote := strings.CutSuffix(e.Name(), ".md")
		switch file := below(folder, e.Name()); {
		case e.IsDir():
			t.report(file, "unknown-file", "move its files one level up", "no folder belongs here")
		case isText:
			v.texts = append(v.texts, below(dir, e.Name()))
		case isNote:
			v.notes[dir] = append(v.notes[dir], slug)
		default:
			t.report(file, "unknown-file", "payloads belong into samples/", "only notes (<slug>.md) belong here")
		}
	}
}

// reservedIDs returns the names that are taken by addresses of the site.
func reservedIDs(what string) []string {
	switch what {
	case "vendor":
		return []string{
			"404", "api", "assets", "changes", "code", "codes", "compare", "coverage", "e", "feed", "find", "go",
			"help", "index", "llms", "llms-full", "opensearch", "pages", "robots", "schema", "search", "sitemap", "static",
		}
	case "set":
		return []string{"classes", "examples", "index", "notes", "operations", "runbook", "samples", "vendor"}
	case "concept":
		return []string{"http", "index", "retry"}
	}
	return []string{"index"} // slugs
}
