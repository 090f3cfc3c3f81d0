package main

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/internal/testenv"
)

// TestSameBytes builds one catalog in many environments. All trees must be equal, including the manifest. The long run
// takes the default catalog.
func TestSameBytes(t *testing.T) {
	d := newDesk(t)
	runs, from := testenv.Times(6, 60), filepath.Join(d.dir, "one/content")
	if testenv.Long() {
		from = "../../content"
	}
	stop := make(chan struct{})
	defer close(stop)
	hashes := map[string]int{}
	for i := range runs {
		if testenv.Long() && i == runs/2 { // from here on under load
			for range 4 {
				go burn(stop)
			}
		}
		catalog := fmt.Sprint("copy-", i)
		copyShuffled(t, from, filepath.Join(d.dir, catalog, "content"))
		out := filepath.Join("out", fmt.Sprint(i/2)) // every second build finds the site of the one before
		cmd := d.limited("umask "+[]string{"022", "077", "002"}[i%3], catalog, out, "")
		cmd.Env = append(os.Environ(), fmt.Sprint("GOMAXPROCS=", 1+i%5), "TZ="+[]string{"UTC", "Asia/Kathmandu", "America/St_Johns"}[i%3],
			"LANG="+[]string{"C", "tr_TR.UTF-8", "de_DE.ISO-8859-1"}[i%3], "LC_ALL="+[]string{"C", "ja_JP.eucJP"}[i%2])
		if status, text := exitOf(cmd); status != 0 {
			t.Fatalf("exit status %d: %s", status, text)
		}
		hashes[hashTree(t, filepath.Join(d.dir, out))]++
		os.RemoveAll(filepath.Join(d.dir, catalog))
	}
	if len(hashes) != 1 {
		t.Errorf("%d builds of the same catalog made %d sites: %v", runs, len(hashes), hashes)
	}
	reportLong(t, "builds of the same bytes runs=%d hashes=%d", runs, len(hashes))
}

func burn(stop <-chan struct{}) {
	for i := 0; ; i++ {
		if i%1_000_000 == 0 {
			select {
			case <-stop:
				return
			default:
			}
		}
	}
}

// copyShuffled copies the data files of a catalog in a random order, so that directories list them in another.
func copyShuffled(t *testing.T, from, to string) {
	t.Helper()
	var names []string
	err := filepath.WalkDir(from, func(p string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() && filepath.Ext(p) != ".go" && !slices.Contains(strings.Split(p, "/"), "testdata") {
			names = append(names, p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	rand.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	for _, name := range names {
		rel, err := filepath.Rel(from, name)
		if err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(name)
		if err == nil {
			err = os.MkdirAll(filepath.Dir(filepath.Join(to, rel)), 0o755)
		}
		if err == nil {
			err = os.WriteFile(filepath.Join(to, rel), text, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}
