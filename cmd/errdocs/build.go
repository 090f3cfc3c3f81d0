package main

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/publish"
	"github.com/errdocs/errdocs/search"
	"github.com/errdocs/errdocs/site"
)

func (a *app) buildCommand() *cobra.Command {
	var f buildFlags
	cmd := define("build", wantArgs(0, 0, ""), func(cmd *cobra.Command, args []string) error {
		return a.build(cmd.Context(), f)
	})
	f.add(cmd)
	cmd.Flags().Bool("update-lock", false, "does nothing: build adds new addresses by itself")
	_ = cmd.Flags().MarkHidden("update-lock") // fails for a flag that is not there
	cmd.Flags().BoolVar(&f.noCache, "no-cache", false, "rebuild everything, ignoring the last build")
	cmd.Flags().Func("part", "make `I/N`, the part I of N of the site, for errdocs assemble", f.setPart)
	return cmd
}

type buildFlags struct {
	out, base                 string
	frozen, internal, noCache bool
	drafts                    bool
	keep                      []string
	max                       int64
	part                      site.Part
	parts                     []string // directories of parts, to assemble
}

// add adds the flags that build and assemble have in common.
func (f *buildFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVarP(&f.out, "out", "o", "public", "output directory")
	cmd.Flags().StringVar(&f.base, "base-url", "", "address of the published site (default: base_url in site.yaml)")
	cmd.Flags().BoolVar(&f.frozen, "frozen-lock", false, "refuse addresses that are not in urls.lock of the catalog")
	cmd.Flags().BoolVar(&f.internal, "internal", false, "also publish entries with visibility: internal")
	cmd.Flags().BoolVar(&f.drafts, "drafts", false, "also publish what is written of drafts")
	cmd.Flags().StringSliceVar(&f.keep, "keep", nil, "`file` at the top of the output that stays, such as .git of a worktree; can be repeated")
	cmd.Flags().Int64Var(&f.max, "max-bytes", pagesLimit*9/10, "largest site to publish, by default 90 % of the limit of GitHub Pages; 0: no limit")
}

func (a *app) build(ctx context.Context, f buildFlags) error {
	if err := f.check(); err != nil {
		return err
	}
	src, err := a.openSource()
	if err != nil {
		return err
	}
	defer src.close()
	src.anew = f.noCache && len(f.parts) == 0
	if f.drafts {
		src.drafts = content.ShowDrafts
	}
	phases := a.startPhases()
	defer phases.print("") // takes the progress line away
	before := a.lookAt(f, src)
	if res, ok := a.nothingToDo(ctx, before, phases); ok {
		phases.total(pagesBudget(res.Bytes))
		fmt.Fprintln(a.stdout, f.out)
		return nil
	}
	if err := publish.Check(f.out, before.to); err != nil {
		return err
	}

	phases.phase("load")
	collecting.Store(200) // still below the limit
	cat, err := src.load()
	if err != nil {
		return err
	}
	if err := outside(f.out, src.dir, cat.Site.Ignore); err != nil {
		return err
	}
	before.Forget()
	phases.result(catalogCounts(cat))
	buildBudget.set(countCodes(cat))

	s, res, err := a.publish(ctx, f, src, cat, phases)
	if err != nil {
		return src.problems(err)
	}
	if f.part.N == 0 {
		if err := phases.lock(f, src.dir, s); err != nil {
			return err
		}
	}
	before.store(res)
	phases.total(pagesBudget(res.Bytes))
	fmt.Fprintln(a.stdout, f.out)
	return nil
}

// check returns an error if a flag has no sense, alone or with others.
func (f *buildFlags) check() error {
	if f.base != "" && !strings.HasPrefix(f.base, "http://") && !strings.HasPrefix(f.base, "https://") {
		return &usageError{fmt.Sprintf("--base-url %q is not a web address", f.base), "something like https://example.com/errors/"}
	}
	if f.frozen && (f.internal || f.drafts) {
		return &usageError{"--frozen-lock is for public addresses", "run it without --internal and --drafts"}
	}
	if f.frozen && f.part.N > 0 {
		return &usageError{"--frozen-lock is for a whole site", "give it to errdocs assemble"}
	}
	for _, name := range f.keep {
		if name != filepath.Base(name) {
			return &usageError{fmt.Sprintf("--keep %q is not the name of a file", name), "files at the top of the output only, such as .git"}
		}
	}
	return nil
}

// publish builds the site and publishes it.
func (a *app) publish(ctx context.Context, f buildFlags, src *source, cat *content.Catalog, phases *phases) (*site.Site, publish.Result, error) {
	a.changing.Lock() // a build stops by itself, and cleans up
	defer a.changing.Unlock()
	opts := src.options()
	opts.BaseURL, opts.Internal, opts.Phase = f.base, f.internal, phases.phase
	var cache publish.Cache
	to := publish.Options{Content: src.dir, Keep: f.keep, Edited: a.replacing(f.out)}
	if !f.noCache {
		index := src.indexes(f.internal)
		cache = publish.OpenCache("records", f.out)
		if opts.Before, to.Since = readRecord(cache); opts.Before.Jobs() > 0 {
			editBudget.set(countCodes(cat))
		}
		kept, _ := index.Load()
		opts.Index, opts.KeepIndex = search.ReadCache(kept), func(made *search.Cache) { index.Store(made, time.Time{}) }
	}
	if opts.Part = f.part; !f.noCache || opts.Part.N > 0 || len(f.parts) > 0 {
		opts.Tool = program()
	}
	taken, err := readParts(f.parts)
	if err != nil {
		return nil, publish.Result{}, err
	}
	opts.Parts = taken.records
	sums := f.sums(src)
	opts.Sums, _ = readRecord(sums)
	stage, err := publish.Begin(ctx, f.out, to)
	if err != nil {
		return nil, publish.Result{}, err
	}
	defer stage.Abort()
	opts.Expect = stage.Expect
	s, err := site.Write(ctx, cat, opts, taken.over(stage))
	if err = cmp.Or(taken.failed, err); err != nil {
		return nil, publish.Result{}, err
	}
	if f.part.N > 0 {
		if err := addRecord(stage, s); err != nil {
			return nil, publish.Result{}, err
		}
		phases.result("part " + f.part.String())
	} else {
		phases.result(siteCounts(s.Counts))
	}
	if f.frozen {
		if err := frozen(s); err != nil {
			return nil, publish.Result{}, err
		}
	}
	if bytes := int64(s.Counts.Bytes); f.max > 0 && f.part.N == 0 && bytes > f.max {
		return nil, publish.Result{}, &failure{fmt.Errorf("the site has %s, more than %s", size(bytes), size(f.max)), exitLimit,
			"publish the vendors as several sites, or allow more with --max-bytes"}
	}
	phases.phase("publish")
	res, err := stage.Commit()
	if err != nil {
		return nil, res, err
	}
	phases.result(publishCounts(res))
	if f.noCache {
		return s, res, nil
	}
	storeSums(sums, opts.Sums, s.Sums())
	cache.Store(s.Record(), res.Done)
	return s, res, nil
}

// outside refuses an output inside the content directory, unless the catalog ignores it: the next build would report it as
// a folder that does not belong there.
func outside(out, dir string, ignore []string) error {
	name := within(dir, out)
	if name == "" || slices.ContainsFunc(ignore, func(pattern string) bool { match, _ := filepath.Match(pattern, name); return match }) {
		return nil
	}
	return &usageError{fmt.Sprintf("--out %s is inside the content directory", out), "choose a directory outside of it, or name it in ignore: of site.yaml"}
}

// within returns the name in dir through which a path leads, "" if it is not inside of dir.
func within(dir, name string) string {
	if dir == "" {
		return ""
	}
	from, _ := filepath.Abs(dir)
	to, _ := filepath.Abs(name)
	for _, path := range []*string{&from, &to} {
		if real, err := filepath.EvalSymlinks(*path); err == nil {
			*path = real
		}
	}
	rel, err := filepath.Rel(from, to)
	if err != nil || !filepath.IsLocal(rel) {
		return ""
	}
	first, _, _ := strings.Cut(filepath.ToSlash(rel), "/")
	return first
}

// readRecord returns the record of the last build and when it was done, an empty one if there is none that is undamaged.
func readRecord(cache publish.Cache) (*site.Record, time.Time) {
	r := &site.Record{}
	data, done := cache.Load()
	if r.Read(data) != nil {
		return &site.Record{}, time.Time{}
	}
	return r, done
}

// replacing returns what names the files of an output that somebody has edited, before they are replaced.
func (a *app) replacing(out string) func(paths []string) {
	return func(paths []string) {
		const most = 5
		names := strings.Join(paths[:min(len(paths), most)], ", ")
		if more := len(paths) - most; more > 0 {
			names += fmt.Sprintf(" and %s more", grouped(more))
		}
		a.complain(fmt.Sprintf("replaced in %s, where they had been edited: %s", out, names),
			"edit the catalog or templates/ instead; files for the site's root go into static/ of the catalog")
	}
}

// program returns what tells this program from other versions, which would build differently what it has kept.
var program = sync.OnceValue(func() string {
	name, _ := os.Executable() // "" cannot be opened
	return identity(name)
})

// linked finds the ID that Go gives a program: hashes of what it is made from and of all its bytes. It is in a note of an ELF file,
// and before the code in others.
var linked = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`Go(?: build ID: "|\x00\x00)[\w-]{20}(?:/[\w-]{20}){3}`)
})

// identity returns a hash of the ID of a program, of the whole program if it was linked without one, "" if it cannot be read.
func identity(name string) string {
	f, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	h, head := sha256.New(), make([]byte, 32<<10)
	n, _ := io.ReadFull(f, head)
	if id := linked().Find(head[:n]); id != nil {
		h.Write(id)
	} else if _, err := io.Copy(h, io.MultiReader(bytes.NewReader(head[:n]), f)); err != nil {
		return ""
	}
	return hex.EncodeToString(h.Sum(nil))
}

func catalogCounts(c *content.Catalog) string {
	drafts := lists.Count(slices.Collect(c.All()), func(code *content.Code) bool { return code.Draft })
	codes := plural(countCodes(c), "code")
	if drafts > 0 {
		codes += " (" + plural(drafts, "draft") + ")"
	}
	return plural(len(c.Vendors), "vendor") + ", " + plural(len(slices.Collect(c.Sets())), "set") + ", " + codes + ", " + plural(len(c.Concepts), "concept")
}

func countCodes(c *content.Catalog) int { return len(slices.Collect(c.All())) }

func siteCounts(n site.Counts) string {
	text := plural(n.Pages, "page") + ", " + plural(n.Redirects, "redirect")
	if n.SearchFiles > 0 {
		text += fmt.Sprintf(", search index %s in %s", size(n.SearchBytes), plural(n.SearchFiles, "file"))
	}
	if n.Internal > 0 {
		text += fmt.Sprintf(" (%s left out: internal)", plural(n.Internal, "entry", "entries"))
	}
	return text
}

func publishCounts(r publish.Result) string {
	text := fmt.Sprintf("%s, %s", plural(r.Files, "file"), size(r.Bytes))
	switch {
	case r.Unchanged:
		return text + ", unchanged"
	case r.Linked > 0:
		return text + ", " + grouped(r.Written) + " of them new"
	}
	return text
}

// pagesLimit is how large a site on GitHub Pages may be.
const pagesLimit = 1_000_000_000

func pagesBudget(bytes int64) string {
	return fmt.Sprintf("%.1f %% of the limit of GitHub Pages (1 GB)", 100*float64(bytes)/pagesLimit)
}

// budget is how much memory a command takes for a catalog.
type budget struct {
	collectAt  int   // percent of the live memory; -1: only at the limit
	base, code int64 // bytes, and bytes for each code, of which it collects garbage more often
	first      int64 // bytes for each code, at which it does for the first time; 0: at that limit
}

var (
	// At its peak, when bleve writes the index, a build needs about 20 kB of live memory for each code. It collects garbage
	// where it would use more memory than the limit, which it reaches in any case.
	buildBudget = budget{-1, 212 << 20, 32 << 10, 0}

	// What it does after an edit, with a record of the last one, takes little more in all than that, and then collects nothing.
	editBudget = budget{-1, 240 << 20, 32 << 10, 0}

	// A preview keeps the catalog, its plan and the search index, some 30 kB for each code, and makes a second plan at each edit.
	previewBudget = budget{100, 300 << 20, 50 << 10, 25 << 10}
)

// collectLate lets garbage be collected for the first time at 384 MiB, so that a catalog is not gone through again and again while it is
// loaded: one that needs so much is built within a limit that is higher.
func collectLate() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" || !collecting.CompareAndSwap(0, 100) {
		return
	}
	debug.SetGCPercent(percentFor(384 << 20))
	runtime.AddCleanup(new([64]byte), func(struct{}) {
		collected.Store(true)
		debug.SetGCPercent(int(collecting.Load()))
	}, struct{}{})
}

// collecting is at what percentage of the live memory garbage is collected, 0 before collectLate, and collected whether it was once.
var (
	collecting atomic.Int32
	collected  atomic.Bool
)

// percentFor returns the percentage with which garbage is first collected at a size. Go starts with that of 4 MiB.
func percentFor(bytes int64) int { return int(bytes / (4 << 20) * 100) }

// set sets the limit for a catalog with so many codes. It respects what the user has set.
func (b budget) set(codes int) {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		collecting.Store(int32(b.collectAt))
		limit, percent := b.base+int64(codes)*b.code, b.collectAt
		if !collected.Load() { // as late as the catalog and its plan need memory
			percent = max(percent, percentFor(cmp.Or(int64(codes)*b.first, limit)))
		}
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}
}
