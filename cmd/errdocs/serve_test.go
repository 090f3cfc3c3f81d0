package main

import (
	"bufio"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// served is a running `errdocs serve`.
type served struct {
	t       *testing.T
	cmd     *exec.Cmd
	address string
	lines   chan string // of stderr
}

// startServe runs serve on the small catalog in dir and waits for its address.
func startServe(t *testing.T, dir string, args ...string) *served {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Args = append([]string{"errdocs", "serve", "--addr", "127.0.0.1:0"}, args...) // see testscript.Main
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "HOME="+dir)
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s := &served{t: t, cmd: cmd, lines: make(chan string, 1000)}
	t.Cleanup(func() { _ = cmd.Process.Kill() }) // where the test has ended before it did
	go func() {
		defer close(s.lines)
		for scan := bufio.NewScanner(stderr); scan.Scan(); {
			s.lines <- scan.Text()
		}
	}()
	address, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatalf("no address: %v", err)
	}
	s.address = strings.TrimSpace(address)
	return s
}

// says waits for a line of stderr and returns it.
func (s *served) says(pattern string) string {
	s.t.Helper()
	re := regexp.MustCompile(pattern)
	limit := time.After(time.Minute) // no measure of speed
	var before []string
	for {
		select {
		case line, ok := <-s.lines:
			if re.MatchString(line) {
				return line
			}
			before = append(before, line)
			if ok {
				continue
			}
		case <-limit:
		}
		s.t.Fatalf("it did not say %s, but:\n%s", pattern, strings.Join(before, "\n"))
	}
}

func (s *served) get(path string) (int, string) {
	s.t.Helper()
	got, err := http.Get(strings.TrimSuffix(s.address, "/") + path)
	if err != nil {
		s.t.Fatal(err)
	}
	defer got.Body.Close()
	body, err := io.ReadAll(got.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return got.StatusCode, string(body)
}

// ends sends a signal and returns the exit status.
func (s *served) ends(signal os.Signal) int {
	s.t.Helper()
	if err := s.cmd.Process.Signal(signal); err != nil {
		s.t.Fatal(err)
	}
	s.says("^errdocs: stopped$")
	_ = s.cmd.Wait() // its status is what counts
	return s.cmd.ProcessState.ExitCode()
}

func TestServe(t *testing.T) {
	dir := t.TempDir()
	if err := unpack("testdata/small.txtar", dir); err != nil {
		t.Fatal(err)
	}
	s := startServe(t, dir)
	if !regexp.MustCompile(`^http://127\.0\.0\.1:\d+/$`).MatchString(s.address) {
		t.Fatalf("address %q", s.address)
	}
	s.says("^errdocs serve shows content at " + s.address + "$")
	s.says("^watching content and templates; Ctrl-C stops this$")
	s.says(`^\d\d:\d\d:\d\d built \d+ pages, .* in [\d,]+ ms, checked after [\d,]+ ms$`)
	if status, body := s.get("/codes/acme/api/wrong-otp/"); status != 200 || !strings.Contains(body, `href=https://example.org/codes/acme/api/wrong-otp/ `) {
		t.Errorf("below the path of base_url, with the address it will have: %d", status)
	}
	if status, body := s.get("/"); status != 200 || !strings.Contains(body, "The codes of two vendors.") {
		t.Errorf("the root leads to the site: %d", status)
	}

	api := filepath.Join(dir, "content", "vendors", "acme", "api.yaml")
	replace := func(old, new string) {
		t.Helper()
		data, err := os.ReadFile(api)
		if err != nil {
			t.Fatal(err)
		}
		save(t, api, strings.Replace(string(data), old, new, 1))
	}
	replace("fault: end-user", "fault: somebody")
	s.says(`^content/vendors/acme/api\.yaml:\d+:12: fault can't be "somebody" \[closed-list\]$`)
	s.says(`^\s+\| +\^{8}$`)
	s.says(`^\d\d:\d\d:\d\d content/vendors/acme/api\.yaml changed: not built, the last good site stays, in [\d,]+ ms$`)
	if status, _ := s.get("/codes/acme/api/wrong-otp/"); status != 200 {
		t.Errorf("the last good site: %d", status)
	}
	replace("fault: somebody", "fault: end-user")
	s.says(`api\.yaml changed: fixed, 0 pages changed in [\d,]+ ms, checked after [\d,]+ ms$`)

	// A note that is edited shows at once, before everything is built.
	note := filepath.Join(dir, "content", "vendors", "acme", "api", "wrong-otp.md")
	for _, text := range []string{"A first note.", "A second note."} {
		save(t, note, text+"\n")
		s.says(`api/wrong-otp\.md changed: /acme/api/wrong-otp/ changed in [\d,]+ ms, checked after [\d,]+ ms$`)
		if _, body := s.get("/codes/acme/api/wrong-otp/"); !strings.Contains(body, text) {
			t.Errorf("the page does not say %q", text)
		}
	}

	save(t, filepath.Join(dir, "templates", "coverage.html"), `{{define "main"}}<p>my own</p>{{end}}`)
	s.says(`templates/coverage\.html added: /coverage/ changed in [\d,]+ ms, checked after [\d,]+ ms$`)
	if _, body := s.get("/codes/coverage/"); !strings.Contains(body, "<p>my own") {
		t.Error("the theme's page is not served")
	}
	if status := s.ends(os.Interrupt); status != exitInterrupted {
		t.Errorf("exit status %d", status)
	}
}

// save writes a file in one step: on a busy machine much time may pass between its creation and its text.
func save(t *testing.T, name, text string) {
	t.Helper()
	unseen := filepath.Join(filepath.Dir(name), ".saving")
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(unseen, []byte(text), 0o644), os.Rename(unseen, name)); err != nil {
		t.Fatal(err)
	}
}

func TestServeBase(t *testing.T) {
	dir := t.TempDir()
	if err := unpack("testdata/small.txtar", dir); err != nil {
		t.Fatal(err)
	}
	s := startServe(t, dir, "--base", "errors")
	s.says(" built ")
	if status, body := s.get("/errors/nothing"); status != 404 || !strings.Contains(body, `=/errors/assets/`) {
		t.Errorf("the page of a wrong address: %d", status)
	}
	if status, _ := s.get("/codes/"); status != 404 {
		t.Errorf("the path of base_url: %d", status)
	}
	if status := s.ends(syscall.SIGTERM); status != exitInterrupted {
		t.Errorf("exit status %d", status)
	}
}

func TestServeBuiltIn(t *testing.T) {
	s := startServe(t, t.TempDir())
	s.says("^errdocs serve shows the built-in catalog at ")
	s.says("it does not change")

	other := exec.Command(os.Args[0])
	other.Args = []string{"errdocs", "serve", "--addr", strings.TrimSuffix(strings.TrimPrefix(s.address, "http://"), "/")}
	out, _ := other.CombinedOutput() // its status is what counts
	if status := other.ProcessState.ExitCode(); status != exitEnvironment || !strings.Contains(string(out), "--addr 127.0.0.1:0") {
		t.Errorf("a second one on the same port: exit status %d, %s", status, out)
	}
	if status := s.ends(os.Interrupt); status != exitInterrupted {
		t.Errorf("exit status %d", status)
	}
}

// TestServeFolders changes a file in the second of two content folders.
func TestServeFolders(t *testing.T) {
	dir := t.TempDir()
	if err := unpack("testdata/small.txtar", dir); err != nil {
		t.Fatal(err)
	}
	vendors := filepath.Join(dir, "more", "vendors")
	if err := os.MkdirAll(vendors, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(dir, "content", "vendors", "zeta"), filepath.Join(vendors, "zeta")); err != nil {
		t.Fatal(err)
	}
	s := startServe(t, dir, "--content", "content", "--content", "more")
	s.says("^watching content, more and templates; Ctrl-C stops this$")
	s.says(" built ")
	set := filepath.Join(vendors, "zeta", "sdk.yaml")
	data, err := os.ReadFile(set)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(set, []byte(strings.Replace(string(data), "Wrong one-time code", "A wrong code", 1)), 0o666); err != nil {
		t.Fatal(err)
	}
	s.says(`more/vendors/zeta/sdk\.yaml`)
	if _, body := s.get("/codes/zeta/sdk/wrongotp/"); !strings.Contains(body, "A wrong code") {
		t.Error("the page is the old one")
	}
	if err := os.WriteFile(set, []byte("titel: X\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	s.says(`^more/vendors/zeta/sdk\.yaml:1:1: there is no key "titel" here`)
	if status := s.ends(syscall.SIGTERM); status != exitInterrupted {
		t.Errorf("status %d", status)
	}
}
