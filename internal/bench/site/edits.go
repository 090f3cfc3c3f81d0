package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// edit is a change that people make.
type edit struct {
	what    string
	files   string // a pattern for the files of which one is edited, in a folder with content and templates
	replace string // its first match is replaced by a new text, but for the group in it
	page    func(file, match string) string
}

var edits = []edit{
	{"one note edited", "content/vendors/*/*/*.md", `()\z`, func(file, _ string) string { return strings.TrimSuffix(file, ".md") + "/" }},
	{"one title edited", "content/vendors/*/*.yaml", `(?m)^(  - code: .+\n(?:    .*\n)*?    title: ).+$`, func(file, _ string) string { return strings.TrimSuffix(file, ".yaml") + "/" }},
	{"one concept edited", "content/concepts.yaml", `(?m)^(- id: .+\n  title: ).+$`, func(_, match string) string {
		id, _, _ := strings.Cut(strings.TrimPrefix(match, "- id: "), "\n")
		return "compare/" + id + "/"
	}},
	{"one template edited", brandFile, `("\{\{.Root\}\}">).*`, func(string, string) string { return "" }},
}

// brandFile is the template that edits change. All pages have it.
const (
	brandFile = "templates/brand.html"
	brand     = `{{define "brand"}}<a class="brand" href="{{.Root}}">` + "\n" + brandText + "\n</a>{{end}}\n"
	brandText = "Codes of all vendors"
)

// rows returns the names of the rows of builds after the edit. The first one after a full build also sets up the second tree, and each
// later one costs what the second of these does. After the edit of a template all pages are new.
func (e edit) rows() []string {
	first := "errdocs, " + e.what
	if e.files == brandFile {
		return []string{first}
	}
	return []string{first, first + ", again"}
}

// apply edits a file below a folder, another one for each share of them. It returns the page that shows it, and the text that it has then.
func (e edit) apply(dir string, nth, of int) (page, text string, err error) {
	files, err := filepath.Glob(filepath.Join(dir, filepath.FromSlash(e.files)))
	files = slices.DeleteFunc(files, func(name string) bool { return filepath.Base(name) == "vendor.yaml" })
	if err != nil || len(files) == 0 {
		return "", "", errors.Join(fmt.Errorf("%s: there is no file", e.what), err)
	}
	name := files[nth*len(files)/of]
	data, err := os.ReadFile(name)
	if err != nil {
		return "", "", err
	}
	at := regexp.MustCompile(e.replace).FindSubmatchIndex(data)
	if at == nil {
		return "", "", fmt.Errorf("%s: nothing to replace in %s", e.what, name)
	}
	text = fmt.Sprintf("Edited at %d", time.Now().UnixNano())
	file, err := filepath.Rel(filepath.Join(dir, "content", "vendors"), name)
	page = e.page(path.Clean(filepath.ToSlash(file)), string(data[at[0]:at[1]]))
	return page, text, errors.Join(err, os.WriteFile(name, slices.Concat(data[:at[3]], []byte(text), data[at[1]:]), 0o644))
}

// again builds with a cache into a folder that has the site already: as it is, then after each of the edits.
func (c *contest) again(ctx context.Context, n int) error {
	build := c.build(c.path("edited/content"), c.path("again"), c.path("cache"))
	build.args = append(build.args, "--templates", c.path("edited/templates"))
	if _, _, err := build.run(ctx); err != nil { // fills the cache, with the edits of the preview in the round before
		return err
	}
	if _, err := c.take(ctx, n, nameSame, build); err != nil {
		return err
	}
	for _, e := range edits {
		for i, name := range e.rows() {
			if _, _, err := e.apply(c.path("edited"), 2*n+i, 2*(c.runs+1)); err != nil {
				return err
			}
			if _, err := c.take(ctx, n, name, build); err != nil {
				return err
			}
		}
	}
	return nil
}

// serve starts a preview, and takes the time from each edit to the page that shows it.
func (c *contest) serve(ctx context.Context, n int) error {
	ctx, stop := context.WithTimeout(ctx, 20*time.Minute)
	defer stop()
	cmd := exec.CommandContext(ctx, c.errdocs, "serve", "--addr", "127.0.0.1:0", "--base", "/", "--content", c.path("edited/content"), "--templates", c.path("edited/templates"))
	cmd.Env, cmd.Cancel, cmd.Stderr = append(os.Environ(), "XDG_CACHE_HOME="+c.path("cache")), func() error { return cmd.Process.Signal(os.Interrupt) }, io.Discard
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	settle()
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return err
	}
	address, err := bufio.NewReader(out).ReadString('\n')
	address = strings.TrimSpace(address)
	if err == nil {
		err = shows(ctx, address, brandText)
	}
	c.note(n, "serve, first page", cost{wall: time.Since(start)})
	for _, e := range edits {
		if err != nil {
			break
		}
		page, text, failed := e.apply(c.path("edited"), n, c.runs+1)
		start := time.Now()
		if err = failed; err == nil {
			err = shows(ctx, address+page, text)
		}
		c.note(n, "serve, "+e.what, cost{wall: time.Since(start)})
	}
	stop()
	_ = cmd.Wait() // it was stopped
	c.note(n, "serve, all of these", cost{cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), time.Since(start), peak(cmd.ProcessState)})
	return err
}

// shows waits until a page has a text.
func shows(ctx context.Context, address, text string) error {
	for ctx.Err() == nil {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
		if err != nil {
			return err
		}
		if response, err := http.DefaultClient.Do(request); err == nil {
			body, err := io.ReadAll(response.Body)
			response.Body.Close()
			if err == nil && strings.Contains(string(body), text) {
				return nil
			}
		}
		time.Sleep(5 * time.Millisecond)
	}
	return fmt.Errorf("%s does not show %q: %w", address, text, ctx.Err())
}
