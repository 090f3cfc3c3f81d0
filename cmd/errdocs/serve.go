package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/publish"
	"github.com/errdocs/errdocs/internal/report"
	"github.com/errdocs/errdocs/internal/serve"
	"github.com/errdocs/errdocs/internal/terminal"
	"github.com/errdocs/errdocs/search"
	"github.com/errdocs/errdocs/site"
)

type serveFlags struct {
	addr, base     string
	hosts          []string
	open, internal bool
}

func (a *app) serveCommand() *cobra.Command {
	var f serveFlags
	cmd := define("serve", wantArgs(0, 0, ""), func(cmd *cobra.Command, args []string) error {
		return a.serve(cmd.Context(), f)
	})
	cmd.Flags().StringVar(&f.addr, "addr", "127.0.0.1:4321", "`address` of this machine to listen on; port 0: any free port")
	cmd.Flags().StringVar(&f.base, "base", "", "`path` to serve below, such as /errors/ (default: that of base_url in site.yaml)")
	cmd.Flags().StringArrayVar(&f.hosts, "allow-host", nil, "`host` that browsers show, with its port, such as localhost:8080; may be repeated")
	cmd.Flags().BoolVar(&f.open, "open", false, "open the site in the browser")
	cmd.Flags().BoolVar(&f.internal, "internal", false, "also show entries with visibility: internal")
	return cmd
}

func (a *app) serve(ctx context.Context, f serveFlags) error {
	if err := errors.Join(f.checkBase(), f.checkHosts()); err != nil {
		return err
	}
	src, err := a.openSource()
	if err != nil {
		return err
	}
	src.close() // each build opens it again: the folder may be another one by then
	l, err := serve.Listen(f.addr, len(f.hosts) > 0)
	if err != nil {
		return listenError(err, f.addr)
	}
	dirs := a.content
	if len(dirs) == 0 && src.dir != "" {
		dirs = []string{src.dir}
	}
	p := newPreview(a, f, dirs)
	server := serve.New(l, serve.Options{Build: p.build, Watch: p.folders(), Report: p.report, Hosts: f.hosts})
	address := "http://" + l.Addr().String() + "/"
	p.greet(src, address)
	fmt.Fprintln(a.stdout, address)
	if err := a.stdout.Flush(); err != nil {
		_ = l.Close()
		return fmt.Errorf("write the address: %w", err)
	}
	if f.open {
		a.openBrowser(address)
	}
	if err := server.Serve(ctx, l); err != nil {
		return err
	}
	fmt.Fprintln(a.stderr, "errdocs: stopped")
	a.status = exitInterrupted
	return nil
}

// basePattern is what --base may be: no name in it needs an escape, starts with a dot, or belongs to the server.
var basePattern = regexp.MustCompile(`^/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*$`)

// checkBase puts slashes around the base and refuses one that no site has.
func (f *serveFlags) checkBase() error {
	if f.base == "" {
		return nil
	}
	base := strings.TrimSuffix("/"+strings.Trim(f.base, "/"), "/") + "/"
	if !basePattern.MatchString(base) {
		return &usageError{fmt.Sprintf("--base %q is not the path of a site", cut(f.base)), "something like /errors/"}
	}
	f.base = base
	return nil
}

// hostPattern is what --allow-host may be: a name or an IPv4 address, and a port.
var hostPattern = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?$`)

func (f *serveFlags) checkHosts() error {
	for _, host := range f.hosts {
		if !hostPattern.MatchString(host) {
			return &usageError{fmt.Sprintf("--allow-host %q is not a host", cut(host)), "something like localhost:8080 or preview.example.com"}
		}
	}
	return nil
}

// listenError adds a hint to an error of Listen.
func listenError(err error, addr string) error {
	if bad, ok := errors.AsType[*serve.AddressError](err); ok {
		return &usageError{"--addr: " + bad.Message, bad.Hint}
	}
	if failed, ok := errors.AsType[*net.OpError](err); ok {
		return &failure{fmt.Errorf("listen on %s: %w", addr, failed.Err), exitEnvironment,
			"if another program uses the port, maybe another errdocs serve, use any free one: --addr 127.0.0.1:0"}
	}
	return err
}

// preview is what serve builds and prints.
type preview struct {
	app   *app
	flags serveFlags
	dirs  []string      // of the catalog, none for the built-in one, which does not become ./content when that appears
	last  *site.Preview // from which the next takes over what it can

	decoded content.Decoded  // likewise
	started int64            // when, so that stamps of another process differ
	seen    *publish.Sources // of the files then, nil: nobody has looked yet
	edits   map[string]int   // how often a file has changed, or something in a folder
	listing *listing         // of folders that have not
}

func newPreview(a *app, f serveFlags, dirs []string) *preview {
	return &preview{
		app: a, flags: f, dirs: dirs, started: time.Now().UnixNano(),
		edits: map[string]int{}, listing: newListing(nil), decoded: content.Decoded{Later: true},
	}
}

// folders returns the folders that the site is made of: the catalog and the theme next to it, whether they exist or not.
func (p *preview) folders() []string {
	list := slices.Clone(p.dirs)
	switch {
	case p.app.themes != "":
		list = append(list, p.app.themes)
	case len(p.dirs) > 0:
		list = append(list, filepath.Join(p.dirs[0], "..", "templates"))
	}
	return list
}

// build loads the catalog and plans its site. The folder stays open, for files of static/, until nobody needs the site.
func (p *preview) build(ctx context.Context, changes []serve.Change) (built serve.Built, err error) {
	for _, c := range changes {
		for at := c.Path; at != filepath.Dir(at); at = filepath.Dir(at) {
			p.edits[at]++
		}
		p.listing.forget(c.Path)
	}
	src, err := p.app.open(p.dirs...)
	if err != nil {
		return serve.Built{}, err
	}
	defer func() {
		if err != nil {
			src.close()
		}
	}()
	src.drafts, src.decoded = content.ShowDrafts, &p.decoded
	if p.seen == nil && len(p.dirs) > 0 {
		p.look()
	}
	if len(p.dirs) == 1 {
		src.fsys = knownFolders{src.fsys, p.dirs[0], p.listing}
	}
	src.stamp = p.stamp
	cat, err := src.load()
	if err != nil {
		return serve.Built{}, located(err)
	}
	defer func() {
		if cause := recover(); cause != nil {
			if err = cat.Settle(ctx); err == nil {
				panic(cause)
			}
			err = located(src.problems(err))
		}
	}()
	previewBudget.set(countCodes(cat))
	opts := src.options()
	opts.Internal = p.flags.internal
	p.keepIndex(src, &opts)
	base := p.address(cat, &opts)
	s, err := site.NewPreview(p.last, cat, opts)
	if err != nil {
		return serve.Built{}, located(src.problems(err))
	}
	p.last = s
	return serve.Built{Site: &previewed{s, src, cat}, Base: base}, nil
}

// keepIndex lets the first preview take over the search index of the command before, and keeps it for the next.
func (p *preview) keepIndex(src *source, opts *site.Options) {
	index := src.indexes(opts.Internal)
	if p.last == nil {
		kept, _ := index.Load()
		opts.Index = search.ReadCache(kept)
	}
	opts.Tool, opts.KeepIndex = program(), func(made *search.Cache) {
		if made.Whole() { // what an edit changes is made faster than kept
			index.Store(made, time.Time{})
		}
	}
}

// look looks at the files before they are read for the first time.
func (p *preview) look() {
	seen, ok := publish.LookAt(p.dirs...)
	if !ok {
		seen = publish.Sources{}
	}
	p.seen = &seen
	p.listing = newListing(seen.Folders)
}

// stamp returns what changes when a file does, or something in a folder. What the system says of it counts until it is edited, so that what
// other commands have decoded can be used; the numbers of edits are those of this process.
func (p *preview) stamp(name string) string {
	if n := p.edits[name]; n > 0 {
		return fmt.Sprint(p.started, " ", n)
	}
	return cmp.Or(p.seen.Stamp(name), fmt.Sprint(p.started))
}

// previewed is a site whose problems have paths from the working directory.
type previewed struct {
	*site.Preview
	src *source
	cat *content.Catalog
}

// Check checks the site. What was decoded of a good one is kept for the next command.
func (s *previewed) Check(ctx context.Context) ([]string, error) {
	err := s.cat.Settle(ctx)
	var pages []string
	if err == nil {
		pages, err = s.Preview.Check(ctx)
	}
	if err != nil {
		return nil, located(s.src.problems(err))
	}
	if s.src.dir != "" {
		s.src.leave(s.src.decoded)
	}
	return pages, nil
}

// address decides where the site is served: below the path that it will be published at, or below --base, which then
// replaces the path in the site's own address.
func (p *preview) address(cat *content.Catalog, opts *site.Options) string {
	u, _ := url.Parse(cat.Site.BaseURL) // which is valid
	base := p.flags.base
	switch {
	case base == "" && basePattern.MatchString(u.Path+"/"):
		base = u.Path + "/"
	case base == "" && basePattern.MatchString(u.Path):
		base = u.Path
	case base == "":
		base = "/" // a path with escapes: the site works anywhere
	}
	if u.Host == "" {
		u.Scheme, u.Host = "http", "localhost" // 404.html needs the path
	}
	u.Path, u.RawPath = base, ""
	opts.BaseURL = u.String()
	return base
}

// located returns problems with paths from the working directory.
func located(err error) error {
	if found, ok := errors.AsType[*report.Problems](err); ok {
		return found.Located()
	}
	return err
}

// greet says what is served, and which folders are watched.
func (p *preview) greet(src *source, address string) {
	a := p.app
	paint := a.paint(1)
	fmt.Fprintf(a.stderr, "%s shows %s at %s\n", paint.Strong("errdocs serve"), src.shown(), paint.Link(address))
	if hosts := p.flags.hosts; len(hosts) > 0 {
		fmt.Fprintf(a.stderr, "%s whoever can reach it can read the catalog, with its drafts; it answers also as %s\n", paint.Wait("warning:"), strings.Join(hosts, ", "))
	}
	watched := p.folders()
	if len(watched) == 0 {
		fmt.Fprintln(a.stderr, paint.Quiet("it does not change: errdocs init starts your own catalog; Ctrl-C stops this"))
		return
	}
	fmt.Fprintln(a.stderr, paint.Quiet("watching "+joinAnd(watched)+"; Ctrl-C stops this"))
}

// report prints one line for a build, after the problems that it found.
func (p *preview) report(r serve.Report) {
	a := p.app
	paint := a.paint(1)
	var problems content.Problems
	switch {
	case errors.As(r.Err, &problems):
		found := &report.Problems{Problems: problems}
		found.WriteText(a.stderr, paint)
		a.countProblems(found)
	case r.Err != nil:
		a.complain(r.Err.Error(), advice(r.Err))
		if broken, ok := errors.AsType[*serve.PanicError](r.Err); ok {
			fmt.Fprintf(a.stderr, "%s", broken.Stack)
		}
	}
	checked := ""
	if r.Err == nil {
		checked = fmt.Sprintf(", checked after %s ms", grouped(int(r.Checked.Milliseconds())))
	}
	fmt.Fprintf(a.stderr, "%s %s%s in %s ms%s\n", paint.Quiet(time.Now().Format("15:04:05")), what(r.Changes), outcome(paint, r),
		grouped(int(r.Shown.Milliseconds())), paint.Quiet(checked))
}

// what names the first change and counts the others.
func what(changes []serve.Change) string {
	if len(changes) == 0 {
		return ""
	}
	text := fmt.Sprintf("%s %s", filepath.ToSlash(changes[0].Path), changes[0].Kind)
	if n := len(changes) - 1; n > 0 {
		text += fmt.Sprintf(" and %s", plural(n, "other"))
	}
	return text + ": "
}

// outcome says what came of a build.
func outcome(paint terminal.Paint, r serve.Report) string {
	switch n := len(r.Pages); {
	case r.Err != nil && r.Kept:
		return paint.Bad("not built, the last good site stays,")
	case r.Err != nil:
		return paint.Bad("not built, there is no site yet,")
	case !r.Kept:
		return paint.Good("built") + " " + siteCounts(r.Built.Site.(*previewed).Counts)
	case r.Fixed:
		return paint.Good("fixed") + ", " + plural(n, "page") + " changed"
	case n == 1:
		return "/" + strings.TrimSuffix(r.Pages[0], "index.html") + " changed"
	default:
		return plural(n, "page") + " changed"
	}
}

// openBrowser shows an address in the user's browser. Without a browser, serve continues.
func (a *app) openBrowser(address string) {
	name, args := "xdg-open", []string{address}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", address}
	}
	cmd := exec.Command(name, args...)
	if err := cmd.Start(); err != nil {
		a.complain("cannot open the browser: "+err.Error(), "open "+address+" yourself")
		return
	}
	go func() { _ = cmd.Wait() }() // reaps the process
}
