package content

import (
	"io/fs"
	"sync"

	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/secret"
	"github.com/errdocs/errdocs/search/resolve"
)

// Load is LoadDrafts with StubDrafts: what is written of drafts is not in the catalog, and so in nothing made of it.
func Load(fsys fs.FS) (*Catalog, error) { return LoadDrafts(fsys, StubDrafts) }

// LoadDrafts reads a content directory. If its content breaks rules, the error is Problems, all of them, and the catalog
// contains what is in the files without any, so that their texts can be checked in the same run. Any other error is
// about reading and wraps its cause.
//
// What happens, in this order: the directory is listed (tree.go), all YAML files are decoded (files.go, decode.go),
// notes, samples and urls.lock are read (texts.go, lock.go), what is not content is scanned (unread.go), references are resolved (link.go), and the rules that
// look at a whole catalog are checked (rules.go, secrets.go). A problem never ends a step, so that one run finds all.
func LoadDrafts(fsys fs.FS, drafts Drafts) (*Catalog, error) { return LoadDecoded(fsys, drafts, nil) }

// LoadDecoded is LoadDrafts, but takes over what files were decoded to before, and remembers it. Nil: it decodes all.
func LoadDecoded(fsys fs.FS, drafts Drafts, decoded *Decoded) (*Catalog, error) {
	decoded.turn()
	kept := decoded.still(drafts)
	t, err := readTree(fsys, kept.vendors)
	if err != nil {
		return nil, err
	}
	l := newLoader(t)
	l.drafts, l.decoded, l.kept = drafts, decoded, kept
	passed := decoded != nil && decoded.Passed
	if l.secrets.passed = passed; passed {
		l.cat.fill = l.fill
	}
	steps := []func() error{l.readFiles, l.readTexts, l.readPages, l.readImages}
	if !passed {
		steps = append(steps, l.readLock, l.scanUnread)
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	l.link()
	for _, v := range l.fresh() {
		checkFamilies(&ruleRun{l, "family"}, v) // which makes the families
	}
	if !passed {
		l.checkSecrets()
		if decoded != nil && decoded.Later && len(l.problems) == 0 && !l.hasDrafts() {
			l.cat.later = l.settler()
		} else {
			l.checkAgain()
		}
	}
	err = l.found()
	if err != nil {
		l.prune()
	}
	l.settleDrafts()
	l.stampVendors()
	if err == nil {
		l.keep()
	}
	return l.cat, err
}

// found returns the problems as an error, nil if there is none.
func (l *loader) found() error {
	if len(l.problems) == 0 {
		return nil
	}
	return Problems(lists.Each(limited(l.problems.Sort()), l.cat.sources.show))
}

// loader turns a tree of files into a catalog.
type loader struct {
	tree     *tree
	drafts   Drafts
	decoded  *Decoded
	kept     *kept
	cat      *Catalog
	problems Problems
	vendors  map[*Vendor]*vendorFiles
	follows  map[*Vendor]bool // those at which the rules for vendors, sets and codes need not look again
	parsed   map[*Vendor]bool // those whose samples were parsed before
	passed   []func(string)   // keep what is known of vendors when no problem has been found
	secrets  *secrets
	broken   map[any]bool    // what lost entries, so that a reference into it may be right
	reported map[Pos]bool    // where the decoder found a problem: no rule reports the same value again
	shown    map[string]bool // names of images in notes and pages
	unknowns int             // unknown references so far
}

func newLoader(t *tree) *loader {
	cat := &Catalog{Static: t.static, sources: &sources{fsys: t.fsys, special: t.special}, permitted: map[secret.ID]bool{}}
	cat.resolver = sync.OnceValue(func() *resolve.Resolver { return cat.Resolver(true) })
	return &loader{
		tree:     t,
		cat:      cat,
		problems: t.problems,
		vendors:  map[*Vendor]*vendorFiles{},
		parsed:   map[*Vendor]bool{},
		secrets:  &secrets{files: map[string]*scannedFile{}},
		broken:   map[any]bool{},
		reported: map[Pos]bool{},
		shown:    map[string]bool{},
	}
}

// report adds a problem that a rule found, unless the decoder has reported the same value.
func (l *loader) report(pos Pos, rule, hint, format string, args ...any) {
	if !l.reported[pos] {
		l.problems = append(l.problems, newProblem(pos, rule, hint, format, args...))
	}
}

// vendorFiles is what the loader needs to know of a vendor's files while it works.
type vendorFiles struct {
	*vendorTree
	sets  map[string]*Set
	texts map[string]*textFile // by path inside the vendor's folder
	lost  bool                 // some value that may name a file could not be read

	vendor *Vendor
	shown  []string  // names of images in its notes
	stamp  string    // of the folder
	sums   []fileSum // of what its files were decoded to
	others []string  // folders of vendors whose codes its own name
}
