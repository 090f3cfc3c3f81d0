package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/errdocs/errdocs/content"
)

// TestGuide does what each page of the guide says, from top to bottom, in a folder of its own: it writes the files that
// blocks of code are introduced as, and runs the commands. The tutorial starts in an empty folder, the others after init.
func TestGuide(t *testing.T) {
	pages, err := fs.Glob(content.Errdocs(), "pages/guide/*.md")
	if err != nil || len(pages) < 11 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	for _, page := range pages {
		t.Run(strings.TrimSuffix(path.Base(page), ".md"), func(t *testing.T) {
			text, err := fs.ReadFile(content.Errdocs(), page)
			if err != nil {
				t.Fatal(err)
			}
			t.Chdir(t.TempDir())
			for _, name := range []string{"GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"} {
				t.Setenv(name, "guide@example.com")
			}
			if page != "pages/guide/tutorial.md" {
				do(t, "errdocs init")
			}
			for _, b := range guideBlocks(string(text)) {
				switch {
				case b.language == "sh":
					for line := range strings.Lines(b.text) {
						do(t, strings.TrimSpace(line))
					}
				case b.file != "":
					b.write(t)
				}
			}
		})
	}
}

// guideBlock is a fenced block of code.
type guideBlock struct {
	language, text string
	file           string // where the text before it says that it goes
	end            bool   // to the end of that file
	draft          bool   // instead of the last entry
}

var (
	guideFence = regexp.MustCompile("(?ms)^( *)```([a-z]+)\n(.*?)^ *```$")
	guideFile  = regexp.MustCompile("(?s)(in|at the end of)\\s`(content/\\S+|\\w+\\.md)`( instead of the draft)?:$")
)

func guideBlocks(page string) []guideBlock {
	var blocks []guideBlock
	last := 0
	for _, m := range guideFence.FindAllStringSubmatchIndex(page, -1) {
		b := guideBlock{language: page[m[4]:m[5]], text: page[m[6]:m[7]]}
		before := strings.TrimSpace(page[last:m[0]])
		if intro := guideFile.FindStringSubmatch(before); intro != nil {
			b.file, b.end, b.draft = intro[2], intro[1] != "in", intro[3] != ""
		}
		blocks = append(blocks, b)
		last = m[1]
	}
	return blocks
}

func (b guideBlock) write(t *testing.T) {
	t.Helper()
	var old []byte
	if b.end {
		var err error
		if old, err = os.ReadFile(b.file); err != nil {
			t.Fatal(err)
		}
	}
	if b.draft {
		old = old[:bytes.LastIndex(old, []byte("  - code:"))]
	}
	if err := os.MkdirAll(filepath.Dir(b.file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(b.file, append(old, b.text...), 0o666); err != nil {
		t.Fatal(err)
	}
}

// do runs a line of the guide. The preview is asked for a page and stopped; it opens no window.
func do(t *testing.T, line string) {
	t.Helper()
	var args []string
	for i, part := range strings.Split(line, "'") { // what is between two is one argument
		if i%2 == 0 {
			args = append(args, strings.Fields(part)...)
		} else {
			args = append(args, part)
		}
	}
	if args[0] != "errdocs" {
		if out, err := exec.Command("sh", "-c", line).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", line, err, out)
		}
		return
	}
	var out, complaints bytes.Buffer
	if args[1] == "serve" {
		visit(t, slices.DeleteFunc(args[1:], func(a string) bool { return a == "--open" }))
		return
	}
	status := newApp(strings.NewReader(""), &out, &complaints).run(context.Background(), args[1:])
	if status != exitDone && (line != "errdocs check --drafts" || status != exitProblems) { // it lists what drafts lack
		t.Fatalf("%s: status %d\n%s%s", line, status, &out, &complaints)
	}
}

// visit starts a preview, asks for its first page until there is one, and stops it.
func visit(t *testing.T, args []string) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	addresses, stdout := io.Pipe()
	ended := make(chan int)
	go func() {
		defer stdout.Close()
		ended <- newApp(strings.NewReader(""), stdout, io.Discard).run(ctx, append(args, "--addr", "127.0.0.1:0"))
	}()
	address, err := bufio.NewReader(addresses).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	for { // until the site has been built, or the time of the test is over
		page, err := http.Get(strings.TrimSpace(address))
		if err != nil {
			t.Fatal(err)
		}
		page.Body.Close()
		if page.StatusCode == http.StatusOK {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	stop()
	if status := <-ended; status != exitInterrupted {
		t.Errorf("status %d after the preview was stopped", status)
	}
}
