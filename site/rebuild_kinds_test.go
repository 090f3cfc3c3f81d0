package site

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/testenv"
)

// kinds are edits that add, remove and rename what a catalog consists of, with what refers to it. They return false where there
// is nothing to edit.
var kinds = map[string]func(*rand.Rand, map[string]string) bool{
	"template edited": func(r *rand.Rand, files map[string]string) bool {
		files["templates/brand.html"] = fmt.Sprintf(`{{define "brand"}}<a class="brand" href="{{.Root}}">Codes %d</a>{{end}}`, r.IntN(1000))
		return true
	},
	"template removed": func(_ *rand.Rand, files map[string]string) bool {
		n := len(files)
		delete(files, "templates/brand.html")
		return len(files) < n
	},
	"code added": func(r *rand.Rand, files map[string]string) bool {
		return inFile(r, files, setFiles, `(?m)^  - code: .*\n(    .*\n)*`, func(_, block string) string {
			_, rest, _ := strings.Cut(block, "\n")
			rest = regexp.MustCompile(`(?m)^    (slug|aliases|moved_from|related|number|short_id|name):.*\n(      .*\n)*`).ReplaceAllString(rest, "")
			return fmt.Sprintf("%s  - code: ADDED_%d\n%s", block, r.IntN(1000), rest)
		})
	},
	"code removed": func(r *rand.Rand, files map[string]string) bool {
		return inFile(r, files, setFiles, `(?m)^  - code: .*\n(    .*\n)*`, func(file, block string) string {
			delete(files, noteOf(file, block))
			return ""
		})
	},
	"code renamed": func(r *rand.Rand, files map[string]string) bool {
		return inFile(r, files, setFiles, `(?m)^  - code: .*\n`, func(file, line string) string {
			now := fmt.Sprintf("  - code: RENAMED_%d\n", r.IntN(1000))
			renameFile(files, noteOf(file, line), noteOf(file, now))
			return now
		})
	},
	"note removed": func(r *rand.Rand, files map[string]string) bool {
		delete(files, pick(r, files, `^vendors/.*\.md$`))
		return true
	},
	"note added": func(r *rand.Rand, files map[string]string) bool {
		return inFile(r, files, setFiles, `(?m)^  - code: .*\n`, func(file, line string) string {
			files[noteOf(file, line)] = fmt.Sprintf("## More\n\nText %d.\n", r.IntN(1000))
			return line
		})
	},
	"set renamed": func(r *rand.Rand, files map[string]string) bool {
		file := pick(r, files, setFiles)
		set := strings.TrimSuffix(path.Base(file), ".yaml")
		renameWord(files, set, fmt.Sprintf("set-%d", r.IntN(1000)))
		return true
	},
	"set removed": func(r *rand.Rand, files map[string]string) bool {
		file := pick(r, files, setFiles)
		set := strings.TrimSuffix(path.Base(file), ".yaml")
		delete(files, file)
		removeDir(files, strings.TrimSuffix(file, ".yaml"))
		vendor := path.Join(path.Dir(file), "vendor.yaml")
		files[vendor] = regexp.MustCompile(`(?m)^(sets: .*?)(, `+set+`|`+set+`, )`).ReplaceAllString(files[vendor], "$1")
		return true
	},
	"vendor renamed": func(r *rand.Rand, files map[string]string) bool {
		renameWord(files, path.Base(path.Dir(pick(r, files, `/vendor.yaml$`))), fmt.Sprintf("vendor-%d", r.IntN(1000)))
		return true
	},
	"vendor removed": func(r *rand.Rand, files map[string]string) bool {
		dir := path.Dir(pick(r, files, `/vendor.yaml$`))
		removeDir(files, dir)
		for file := range files {
			files[file] = regexp.MustCompile(`\[\[`+path.Base(dir)+`/[^\]]*\]\]|(?m)^ *- .*`+path.Base(dir)+`/.*\n`).ReplaceAllString(files[file], "")
		}
		files["site.yaml"] = regexp.MustCompile(`(?m)^(vendors: .*?)(, `+path.Base(dir)+`|`+path.Base(dir)+`, )`).ReplaceAllString(files["site.yaml"], "$1")
		return true
	},
	"vendor's name edited": func(r *rand.Rand, files map[string]string) bool {
		return inFile(r, files, `/vendor.yaml$`, `(?m)^name: .*`, func(string, string) string { return fmt.Sprintf("name: Vendor %d", r.IntN(1000)) })
	},
	"concept renamed": func(r *rand.Rand, files map[string]string) bool {
		return inFile(r, files, `^concepts.yaml$`, `(?m)^- id: .*`, func(_, line string) string {
			id, now := strings.TrimPrefix(line, "- id: "), fmt.Sprintf("concept-%d", r.IntN(1000))
			for file := range files {
				files[file] = strings.NewReplacer("concept: "+id+"\n", "concept: "+now+"\n", "compare/"+id+"/", "compare/"+now+"/").Replace(files[file])
			}
			return "- id: " + now
		})
	},
	"concept removed": func(r *rand.Rand, files map[string]string) bool {
		return inFile(r, files, `^concepts.yaml$`, `(?m)^- id: .*\n(  .*\n)*`, func(_, block string) string {
			id, _, _ := strings.Cut(strings.TrimPrefix(block, "- id: "), "\n")
			for file := range files {
				files[file] = regexp.MustCompile(`    concept: `+id+`\n(    match: .*\n)?`).ReplaceAllString(files[file], "")
			}
			return ""
		})
	},
	"code given to another concept": func(r *rand.Rand, files map[string]string) bool {
		ids := regexp.MustCompile(`(?m)^- id: (.*)`).FindAllStringSubmatch(files["concepts.yaml"], -1)
		return len(ids) > 0 && inFile(r, files, setFiles, `(?m)^    concept: .*`, func(string, string) string { return "    concept: " + ids[r.IntN(len(ids))][1] })
	},
	"code retired": func(r *rand.Rand, files map[string]string) bool {
		return inFile(r, files, setFiles, `(?m)^    category: .*\n`, func(_, line string) string { return line + "    lifecycle: {status: deprecated}\n" })
	},
}

const setFiles = `^vendors/[^/]*/(api|droid|fruit|core|quiet|set-.*)\.yaml$`

// pick returns the name of a file that matches, "" for none.
func pick(r *rand.Rand, files map[string]string, pattern string) string {
	names := lists.Filter(slices.Sorted(maps.Keys(files)), regexp.MustCompile(pattern).MatchString)
	if len(names) == 0 {
		return ""
	}
	return names[r.IntN(len(names))]
}

// inFile replaces a match in a file.
func inFile(r *rand.Rand, files map[string]string, which, pattern string, become func(file, match string) string) bool {
	file := pick(r, files, which)
	all := regexp.MustCompile(pattern).FindAllStringIndex(files[file], -1)
	if len(all) == 0 {
		return false
	}
	at := all[r.IntN(len(all))]
	now := become(file, files[file][at[0]:at[1]])
	files[file] = files[file][:at[0]] + now + files[file][at[1]:]
	return true
}

// noteOf returns the file of the note of a code.
func noteOf(setFile, line string) string {
	line, _, _ = strings.Cut(line, "\n")
	return strings.TrimSuffix(setFile, ".yaml") + "/" + content.Slug(strings.Trim(strings.TrimPrefix(line, "  - code: "), `"`)) + ".md"
}

func renameFile(files map[string]string, from, to string) {
	if text, ok := files[from]; ok {
		delete(files, from)
		files[to] = text
	}
}

// renameWord renames files and folders, and what refers to them.
func renameWord(files map[string]string, from, to string) {
	word := regexp.MustCompile(`\b` + regexp.QuoteMeta(from) + `(/|\.yaml\b|,|\])`)
	for _, file := range slices.Sorted(maps.Keys(files)) {
		if !strings.HasPrefix(file, "templates/") {
			files[file] = word.ReplaceAllString(files[file], to+"$1")
			renameFile(files, file, word.ReplaceAllString(file, to+"$1"))
		}
	}
}

func removeDir(files map[string]string, dir string) {
	maps.DeleteFunc(files, func(file, _ string) bool { return strings.HasPrefix(file, dir+"/") })
}

// TestEveryKindOfEditRebuilds has the law of TestRebuildIsABuild for edits that add, remove and rename files and entries, and
// for the way back.
func TestEveryKindOfEditRebuilds(t *testing.T) {
	first := readAll(t, archiveFS(t, "tiny.txtar"))
	random := rand.New(rand.NewPCG(5, 6))
	build := func(files map[string]string) (*content.Catalog, Options, error) {
		o := Options{BaseURL: "https://example.com/"}
		catalog, theme := map[string]string{}, map[string]string{}
		for file, text := range files {
			if name, ok := strings.CutPrefix(file, "templates/"); ok {
				theme[name] = text
			} else {
				catalog[file] = text
			}
		}
		if len(theme) > 0 {
			o.Templates = mapFS(theme)
		}
		c, err := loadStamped(catalog)
		return c, o, err
	}
	good := map[string]int{}
	preview := &previewing{}
	var old *Site
	files := first
	for n := range testenv.Times(1, 20) * len(kinds) {
		kind := slices.Sorted(maps.Keys(kinds))[n%len(kinds)]
		edited := maps.Clone(files)
		for range 10 { // until an edit breaks no rule
			if !kinds[kind](random, edited) {
				break
			}
			if _, _, err := build(edited); err == nil {
				break
			}
			edited = maps.Clone(files)
		}
		c, o, err := build(edited)
		if err != nil || maps.Equal(edited, files) {
			files = first // too much is gone
			continue
		}
		want, wantErr := Build(context.Background(), c, o)
		got, err := Rebuild(context.Background(), old, c, o)
		if fmt.Sprint(err) != fmt.Sprint(wantErr) {
			t.Fatalf("edit %d, %s: the errors differ:\n%v\nwanted:\n%v", n, kind, err, wantErr)
		}
		if err != nil {
			continue
		}
		sameFiles(t, fmt.Sprintf("edit %d, %s", n, kind), got, want)
		catalog := maps.Clone(edited)
		removeDir(catalog, "templates")
		preview.after(t, catalog, o, want, n)
		good[kind]++
		files, old = edited, got
	}
	t.Logf("good edits: %v", good)
	for kind := range kinds {
		if good[kind] == 0 {
			t.Errorf("no edit was made: %s", kind)
		}
	}
}
