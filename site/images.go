package site

import (
	"path"
	"strings"

	"github.com/errdocs/errdocs/content"
)

// imagePath returns the address of an image, which names its bytes: it may be cached for ever.
func imagePath(m *content.Image) string {
	name, ext := path.Base(m.File), path.Ext(m.File)
	return "assets/images/" + strings.TrimSuffix(name, ext) + "-" + m.Sum + ext
}

// published returns the address of an image by its file, and any other address as it is.
func (ed *edition) published(address string) string {
	if m := ed.catalog.Image(address); m != nil {
		return imagePath(m)
	}
	return address
}

// images adds the images that the texts of this build name: one that only an internal entry or a draft shows is not
// published.
func images(b *builder) {
	if len(b.ed.catalog.Images) == 0 {
		return // and no text is looked at
	}
	shown := func(n *content.Note) {
		if n == nil {
			return
		}
		for _, name := range content.ImagesIn([]byte(n.Text)) {
			m := b.ed.catalog.Image(name)
			if m == nil || b.plan.paths[imagePath(m)] {
				continue
			}
			b.file(imagePath(m), reading(), func() ([]byte, error) { return b.ed.catalog.ReadImage(m) })
		}
	}
	for _, c := range b.ed.codes {
		shown(c.Note)
	}
	for _, v := range b.ed.vendors {
		shown(v.Note)
	}
	for _, g := range b.ed.guides {
		shown(g.Note)
	}
}
