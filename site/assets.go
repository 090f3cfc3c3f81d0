package site

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"

	"github.com/errdocs/errdocs/search"
)

// assetFiles adds the styles and scripts. Their folder is named after all their bytes, so that they
// cache for ever and pages never meet scripts of another build.
func assetFiles(b *builder) {
	for _, a := range b.assets {
		b.file(b.site.Assets+"/"+a.Path, func() ([]byte, error) { return a.Data, nil })
	}
}

// gatherAssets collects the theme's assets, the search scripts and the generated styles, and names
// their folder.
func (b *builder) gatherAssets() {
	for _, a := range b.theme.Assets() {
		b.assets = append(b.assets, File{a.Name, a.Data})
	}
	scripts := search.Scripts()
	names, err := fs.Glob(scripts, "*")
	for _, name := range names {
		data, readErr := fs.ReadFile(scripts, name)
		b.assets, err = append(b.assets, File{name, data}), errors.Join(err, readErr)
	}
	if err != nil {
		b.fail(fmt.Errorf("read the search scripts: %w", err))
	}
	b.assets = append(b.assets, File{"chroma.css", chromaCSS()}, File{"accent.css", accentCSS(b.catalog.Site.Accent)})
	hash := sha256.New()
	for _, a := range b.assets {
		fmt.Fprintf(hash, "%s %d\n", a.Path, len(a.Data))
		hash.Write(a.Data)
	}
	b.site.Assets = "assets/" + hex.EncodeToString(hash.Sum(nil))[:8]
}

// accentCSS returns the style sheet with the site's own colour, empty when it has none.
func accentCSS(accent string) []byte {
	if accent == "" {
		return []byte{}
	}
	return []byte(":root{--accent:" + accent + "}\n")
}
