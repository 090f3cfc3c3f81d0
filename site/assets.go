package site

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"github.com/errdocs/errdocs/search"
	"github.com/errdocs/errdocs/search/ask"
	"github.com/errdocs/errdocs/search/find"
	"github.com/errdocs/errdocs/search/resolve"
	"github.com/errdocs/errdocs/site/prose"
)

// assetFiles adds the styles and scripts. Their folder is named after all their bytes, so that they
// cache for ever and pages never meet scripts of another build.
func assetFiles(b *builder) {
	for _, a := range b.ed.assets {
		b.file(b.ed.site.Assets+"/"+a.Path, noTexts, func() ([]byte, error) { return a.Data, nil })
	}
}

// gatherAssets collects the theme's assets and the search scripts, and names their folder. The site's
// accent and the colors of highlighted code are added to the theme's style sheet: one request.
func (ed *edition) gatherAssets() {
	for _, a := range ed.theme.Assets() {
		if a.Name == "style.css" {
			a.Data = slices.Concat(a.Data, accentCSS(ed.catalog.Site.Accent), prose.CSS())
		}
		ed.assets = append(ed.assets, File{a.Name, a.Data})
	}
	for _, f := range slices.Concat(search.Scripts(), find.Scripts(), resolve.Scripts(), ask.Scripts()) {
		ed.assets = append(ed.assets, File(f))
	}
	hash := sha256.New()
	for _, a := range ed.assets {
		fmt.Fprintf(hash, "%s %d\n", a.Path, len(a.Data))
		hash.Write(a.Data)
	}
	ed.site.Assets = "assets/" + hex.EncodeToString(hash.Sum(nil))[:8]
}

// accentCSS returns the rule with the site's own color, nothing when it has none.
func accentCSS(accent string) []byte {
	if accent == "" {
		return nil
	}
	return []byte(":root{--accent:" + accent + "}\n")
}
