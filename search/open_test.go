package search

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/internal/testenv"
)

// TestOpenedIndexIsTheSame checks that an index that was exported and opened has the same export and the same answers.
func TestOpenedIndexIsTheSame(t *testing.T) {
	for _, test := range []struct{ size, as int }{{0, kinds[0]}, {40, kinds[0]}, {300, kinds[1]}, {100, kinds[2]}} {
		t.Run(fmt.Sprint(test.size), func(t *testing.T) {
			docs := synthDocs(test.size)
			ix := sized(mustBuild(t, synthFacets, docs), test.as)
			files := ix.Export()
			opened := sized(mustOpen(t, files), test.as)
			if diff := diff(files, opened.Export()); diff != "" {
				t.Fatalf("exports differ (built -, opened +):\n%.2000s", diff)
			}
			if test.size == 0 {
				return
			}
			for _, q := range newSynth(17).queries(docs, 100) {
				want, err := ix.Query(q.Text, q.options())
				if err != nil {
					t.Fatal(err)
				}
				got, err := opened.Query(q.Text, q.options())
				if err != nil {
					t.Fatal(err)
				}
				if diff := diff(plain(want), plain(got)); diff != "" {
					t.Errorf("%.300q %+v (built -, opened +):\n%s", q.Text, q.Options, diff)
				}
			}
		})
	}
}

// TestOpenRefusesDamage damages each file of an export: there is an error, or an index that can be asked.
func TestOpenRefusesDamage(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	ix := mustBuild(t, synthFacets, synthDocs(40))
	for _, as := range kinds {
		files := sized(ix, as).Export()
		for i := range files {
			for what, change := range map[string]func([]byte) []byte{
				"missing":        func([]byte) []byte { return nil },
				"truncated":      func(data []byte) []byte { return data[:len(data)/2] },
				"a list":         func([]byte) []byte { return []byte("[]") },
				"another format": func(data []byte) []byte { return replace(data, "errdocs-search 8", "errdocs-search 9") },
				"another kind":   func(data []byte) []byte { return replace(data, "errdocs-search 8 ", "errdocs-search 8 x") },
				"large numbers":  func(data []byte) []byte { return replace(data, "0", "z") },
				"other numbers":  func(data []byte) []byte { return replace(data, `0","`, `1","`) },
				"one byte": func(data []byte) []byte {
					data = slices.Clone(data)
					data[rng.IntN(len(data))] = 'Z'
					return data
				},
			} {
				if i > testenv.Times(6, 12) && (i%8 > 0 || what != "one byte") {
					continue
				}
				damaged := site(files)
				if data := change(files[i].Data); data != nil {
					damaged[files[i].Path].Data = data
				} else {
					delete(damaged, files[i].Path)
				}
				ix, err := Open(damaged)
				if err != nil {
					continue
				}
				if _, err := ix.Query("error", Options{}); err != nil {
					t.Errorf("%s %s: %v", files[i].Path, what, err)
				}
				missing := what == "missing" || what == "truncated" || what == "another format"
				if ofBrowser := regexp.MustCompile(`"errdocs-search . (vocabulary|endings) `); missing && !ofBrowser.Match(files[i].Data) {
					t.Errorf("%s %s: no error", files[i].Path, what)
				}
			}
		}
	}
}

func replace(data []byte, old, by string) []byte {
	return []byte(strings.ReplaceAll(string(data), old, by))
}

func TestReadNumbers(t *testing.T) {
	numbers := []int{0, 1, 31, 32, 1000, 1<<25 + 5}
	var b []byte
	for _, n := range numbers {
		b = appendNumber(b, n)
	}
	if got, err := readNumbers(string(b)); err != nil || !slices.Equal(got, numbers) {
		t.Errorf("%v, %v", got, err)
	}
	for _, s := range []string{"z", "0z", "!", "é", "zzzzzzzz0"} {
		if got, err := readNumbers(s); !errors.Is(err, errDamaged) {
			t.Errorf("%q: %v, %v", s, got, err)
		}
	}
}

func TestReadPostings(t *testing.T) {
	list := []posting{{0, 1, 7}, {1, 3, 40}, {900, 2, 1}}
	data := string(appendPostings(nil, fieldBody, list))
	if got, err := readPostings(data, fieldBody, 901); err != nil || !slices.Equal(got, list) {
		t.Errorf("%v, %v", got, err)
	}
	if got, err := readPostings(data, fieldBody, 900); !errors.Is(err, errDamaged) {
		t.Errorf("a document too many: %v, %v", got, err)
	}
	if got, err := readPostings(data[:len(data)-1], fieldBody, 901); !errors.Is(err, errDamaged) {
		t.Errorf("no length: %v, %v", got, err)
	}
}
