package content

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"path"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"weak"

	"github.com/errdocs/errdocs/internal/testenv"
)

func TestMain(m *testing.M) {
	testenv.Cheap()
	m.Run()
}

// After any edits, a catalog of which vendors are kept is the one that the files say, and so are its problems. What an earlier catalog
// has is not changed by that.
func TestKeptIsTheSame(t *testing.T) {
	for name, edits := range map[string]int{"default": testenv.Times(10, 200), "tiny": testenv.Times(60, 2000)} {
		fsys := map[string]fs.FS{"default": Default(), "tiny": tiny(t)}[name]
		t.Run(name, func(t *testing.T) {
			files := filesOf(t, fsys)
			first, changes := maps.Clone(files), map[string]int{}
			decoded := Decoded{Later: true, Stamp: func(name string) string { return fmt.Sprint(changes[name]) }}
			random := rand.New(rand.NewPCG(3, 4))
			good, kept := 0, 0
			var last, lastWant *Catalog
			cached := map[string]string{}
			for n := range edits {
				file := randomEdit(random, files, first)
				for at := file; at != "."; at = path.Dir(at) {
					changes[at]++
				}
				want, wantErr := LoadDrafts(files, ShowDrafts)
				got, err := LoadDecoded(files, ShowDrafts, &decoded)
				if err == nil {
					err = got.Settle(t.Context())
				}
				if fmt.Sprint(err) != fmt.Sprint(wantErr) {
					t.Fatalf("edit %d, of %s: the errors differ:\n%v\nwanted:\n%v", n, file, err, wantErr)
				}
				another := Decoded{Stamp: decoded.Stamp} // of another process
				another.Read(cached["files"])
				another.Read(cached["texts"])
				another.Read(cached["marks"])
				if _, err := LoadDecoded(files, ShowDrafts, &another); fmt.Sprint(err) != fmt.Sprint(wantErr) {
					t.Fatalf("edit %d, of %s: another process finds:\n%v\nwanted:\n%v", n, file, err, wantErr)
				}
				files, texts, marks := another.Next()
				for kind, next := range map[string]*Next{"files": files, "texts": texts, "marks": marks} {
					if next != nil {
						cached[kind] = string(bytesOf(next))
					}
				}
				if err != nil {
					continue
				}
				if !reflect.DeepEqual(got.Lock(), want.Lock()) {
					t.Fatalf("edit %d, of %s: the locks differ", n, file)
				}
				for _, c := range []*Catalog{want, got} {
					c.sources, c.resolver, c.later, c.stamps, c.lock, c.lockStamp = nil, nil, nil, nil, nil, "" // what they read, and functions
				}
				if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(last, lastWant) {
					t.Fatalf("edit %d, of %s: the catalogs differ", n, file)
				}
				if last != nil {
					good++
					for _, v := range got.Vendors {
						if slices.Contains(last.Vendors, v) {
							kept++
						}
					}
				}
				last, lastWant = got, want
			}
			if good < edits/5 || kept < good/4 {
				t.Errorf("after %d good edits, %d vendors were kept", good, kept)
			}
		})
	}
}

// randomEdit changes, removes or restores a file and returns its name.
func randomEdit(random *rand.Rand, files, first fstest.MapFS) string {
	names := slices.Sorted(maps.Keys(first))
	edited := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return files[name] == first[name] })
	name := names[random.IntN(len(names))]
	if len(edited) > random.IntN(3) {
		name = edited[random.IntN(len(edited))]
	}
	if files[name] == nil || len(edited) > 0 && files[name] != first[name] {
		files[name] = first[name]
		return name
	}
	lines := strings.SplitAfter(string(files[name].Data), "\n")
	i := random.IntN(len(lines))
	switch random.IntN(6) {
	case 0:
		delete(files, name)
		return name
	case 1:
		lines[i] = ""
	case 2:
		lines[i] = "\n" + lines[i]
	default:
		lines[i] = strings.TrimSuffix(lines[i], "\n") + " more\n"
	}
	files[name] = &fstest.MapFile{Data: []byte(strings.Join(lines, ""))}
	return name
}

func filesOf(t *testing.T, fsys fs.FS) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			var data []byte
			data, err = fs.ReadFile(fsys, name)
			files[name] = &fstest.MapFile{Data: data}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestCatalogIsAllThatStays drops what the files of a catalog were decoded to, which is as large as the catalog.
func TestCatalogIsAllThatStays(t *testing.T) {
	decoded := &Decoded{}
	c, err := LoadDecoded(tiny(t), StubDrafts, decoded)
	if err != nil {
		t.Fatal(err)
	}
	left := weak.Make(decoded)
	decoded = nil
	runtime.GC()
	if left.Value() != nil {
		t.Error("the catalog keeps what its files were decoded to")
	}
	runtime.KeepAlive(c)
}
