package site

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/errdocs/errdocs/internal/jsonfile"
	"github.com/errdocs/errdocs/internal/parallel"
	"github.com/errdocs/errdocs/internal/script"
	"github.com/errdocs/errdocs/search"
	"github.com/errdocs/errdocs/search/ask"
	"github.com/errdocs/errdocs/search/find"
	"github.com/errdocs/errdocs/search/resolve"
	"github.com/errdocs/errdocs/site/prose"
)

// assetFiles adds the styles and scripts. Their folder is named after all their bytes, so that they
// cache for ever and pages never meet scripts of another build. The script of redirects is at the root, too: it never changes,
// and of all pages that another style changes, these are the most.
func assetFiles(b *builder) {
	for _, a := range b.ed.assets {
		if a.Path == "redirect.js" {
			b.file(a.Path, reading(), func() ([]byte, error) { return a.Data, nil })
		}
		b.file(b.ed.site.Assets+"/"+a.Path, reading(), func() ([]byte, error) { return a.Data, nil })
	}
}

// newIssue is where nothing.js has the address of a new issue: a text that no other script has.
var newIssue = []byte(`"{issue_url}{title}{body}"`)

// gatherAssets collects the assets, and names their folder. The site's accent and the colors of highlighted code are added to the
// theme's style sheet: one request.
func (ed *edition) gatherAssets() {
	made, preloads := lastJoined.scripts(ed.sources())
	ed.assets, ed.preloads = slices.Clone(made), preloads
	hash := sha256.New()
	for i := range ed.assets {
		a := &ed.assets[i]
		if at := bytes.Index(a.Data, newIssue); at >= 0 { // it is in scripts that are small already, which are ready for every site
			a.Data = slices.Concat(a.Data[:at], jsonfile.Encode(ed.site.IssueURL), a.Data[at+len(newIssue):])
		}
		if a.Path == "style.css" {
			a.Data = append(slices.Clip(a.Data), script.SmallCSS(string(append(accentCSS(ed.catalog.Site.Accent), prose.CSS()...)))...)
		}
		fmt.Fprintf(hash, "%s %d\n", a.Path, len(a.Data))
		hash.Write(a.Data)
	}
	ed.site.Assets = "assets/" + hex.EncodeToString(hash.Sum(nil))[:6]
}

// sources returns the theme's assets and the search scripts.
func (ed *edition) sources() (files []File) {
	for _, a := range ed.theme.Assets() {
		files = append(files, File{a.Name, a.Data})
	}
	for _, f := range slices.Concat(search.Scripts()[:1], find.Scripts(), resolve.Scripts(), ask.Scripts()) { // letters.js once
		files = append(files, File(f))
	}
	return files
}

// ownModules are what scripts of a theme may import when they need it. Each has a bundle.
var ownModules = []string{"client.js", "find.js", "resolve.js"}

// lastJoined is what the scripts of the last build became: a server builds again and again with the same.
var lastJoined joinedScripts

type joinedScripts struct {
	sync.Mutex
	from, assets []File
	preloads     map[string][]string
}

func (j *joinedScripts) scripts(assets []File) ([]File, map[string][]string) {
	j.Lock()
	defer j.Unlock()
	if !slices.EqualFunc(j.from, assets, func(a, b File) bool { return a.Path == b.Path && bytes.Equal(a.Data, b.Data) }) {
		j.from = slices.Clone(assets)
		j.assets, j.preloads = joinScripts(assets)
		makeSmall(j.assets)
	}
	return j.assets, j.preloads
}

// joinScripts joins each script with those that it imports, so that a page waits for few files. Preloads has the bundles that a page
// asks for at once with its script, which takes something from them. What a first search waits for is one file
// (browser_requests_test.go). Scripts that keep something in mind are small, and of the files of a page only one may import them.
// What no script imports any more is left out.
func joinScripts(assets []File) (scripts []File, preloads map[string][]string) {
	texts := map[string]string{}
	for _, a := range assets {
		if path.Ext(a.Path) == ".js" {
			texts[a.Path] = string(a.Data)
		}
	}
	modules, joined, preloads := script.Read(texts), map[string]bool{}, map[string][]string{}
	resolver := newBundle(modules, "resolve.js", nil, "parts.js")
	bundles := bundles{newBundle(modules, "dialog.js", nil), newBundle(modules, "find.js", resolver.files), resolver}
	for i, a := range assets {
		if texts[a.Path] == "" {
			continue
		}
		apart, handOn := bundles.of(a.Path, modules.Needs(a.Path))
		text, ok := modules.Join(a.Path, apart, handOn...)
		for _, name := range modules.Imported(a.Path) {
			joined[name] = joined[name] || ok
		}
		for _, name := range modules.Needs(a.Path) {
			file := apart[name]
			if !ok {
				file = name
			}
			if file != "" && !slices.Contains(preloads[a.Path], file) {
				preloads[a.Path] = append(preloads[a.Path], file)
			}
		}
		assets[i].Data = []byte(text)
	}
	var all []byte
	for _, a := range assets {
		if texts[a.Path] != "" {
			all = append(all, a.Data...)
		}
	}
	assets = slices.DeleteFunc(assets, func(a File) bool {
		return joined[a.Path] && !slices.Contains(ownModules, a.Path) && !bytes.Contains(all, []byte("./"+a.Path))
	})
	return assets, preloads
}

// makeSmall makes scripts and the style sheet small.
func makeSmall(assets []File) {
	parallel.Each(len(assets), func(i int) {
		a := &assets[i]
		small := toMake(a.Path)
		if small == nil {
			return
		}
		made, _ := ready.ReadFile("ready/" + a.Path)
		if made, ok := bytes.CutPrefix(made, madeFrom(a.Data)); ok {
			a.Data = made
		} else {
			a.Data = []byte(small(string(a.Data)))
		}
	})
}

// ready has the small files of the default theme, which take a small site a while to make. Each is below a hash of what it was
// made from (TestAssetsAreReady).
//
//go:embed ready
var ready embed.FS

// toMake returns what makes an asset small, nil for one that stays as it is.
func toMake(name string) func(string) string {
	switch {
	case path.Ext(name) == ".js":
		return script.Small
	case name == "style.css":
		return script.SmallCSS
	}
	return nil
}

// madeFrom returns the first line of a file that is ready.
func madeFrom(text []byte) []byte { return fmt.Appendf(nil, "// %x\n", sha256.Sum256(text)) }

// bundle is a script joined with modules that others take from it.
type bundle struct {
	name    string
	modules []string          // none if it cannot be joined
	apart   map[string]string // what it takes from other bundles
	files   map[string]string // what others take from it and from these
}

// newBundle returns the bundle of a script, with another module that those who import it need. Apart has what stays out of it.
func newBundle(all script.Modules, name string, apart map[string]string, other ...string) bundle {
	b := bundle{name: name, apart: apart, files: map[string]string{name: name}}
	maps.Copy(b.files, apart)
	for _, m := range slices.Concat(all.Needs(name), other, all.Needs(strings.Join(other, ""))) {
		if apart[m] == "" && !slices.Contains(b.modules, m) {
			b.modules = append(b.modules, m)
		}
	}
	if _, ok := all.Join(name, apart, b.modules...); !ok {
		b.modules = nil
	}
	for _, m := range b.modules {
		b.files[m] = name
	}
	return b
}

// bundles are those of ownModules.
type bundles []bundle

// of returns where a script takes modules from, and which of its own it hands on.
func (all bundles) of(name string, needs []string) (apart map[string]string, handOn []string) {
	for i, b := range all {
		switch {
		case b.name == name:
			return b.apart, b.modules
		case slices.Contains(append(needs, name), ownModules[i]):
			return b.files, nil
		}
	}
	return nil, nil
}

// accentCSS returns the rule with the site's own color, nothing when it has none.
func accentCSS(accent string) []byte {
	if accent == "" {
		return nil
	}
	return []byte(":root{--accent:" + accent + "}\n")
}
