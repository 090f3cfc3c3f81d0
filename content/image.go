package content

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	_ "image/gif" // the formats that decodeImage knows
	_ "image/jpeg"
	_ "image/png"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/internal/position"
)

// The limits of images/.
const (
	MaxImages     = 1_000
	MaxImageBytes = 1 << 20    // of a file
	MaxPixels     = 16_000_000 // of an image, as its header says: it is never decoded
)

// Image is a file of images/, which notes and pages show: ![what it shows](images/x.png).
type Image struct {
	File          string // path inside the content directory: "images/acme/x.png"
	Width, Height int    // in pixels
	Sum           string // names its bytes: the start of their SHA-256, in hexadecimal
}

// imageFormats are the formats of images by extension.
var imageFormats = map[string]string{".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".gif": "gif"}

// ImageHint says how to show an image.
const ImageHint = "write ![what it shows](images/name.png) for a PNG, JPEG or GIF file in images/ of the content directory"

var imageName = pattern.New(`images/[A-Za-z0-9_./-]+`)

// ImagesIn returns the names of images that a text contains, whether there are such files or not.
func ImagesIn(text []byte) []string {
	if !bytes.Contains(text, []byte("images/")) {
		return nil // as of most
	}
	return lists.Each(imageName().FindAll(text, -1), func(name []byte) string { return string(name) })
}

// Image returns the image of a file, nil where there is none.
func (c *Catalog) Image(file string) *Image {
	return lists.First(c.Images, func(m *Image) bool { return m.File == file })
}

// ReadImage returns the bytes of an image. The error is Problems where they are not those that were loaded.
func (c *Catalog) ReadImage(m *Image) ([]byte, error) {
	data, _, err := readLimited(c.sources.fsys, m.File, MaxImageBytes)
	if err == nil && imageSum(data) != m.Sum {
		err = Problems{newProblem(position.Start(m.File), "image", "build again", "the file has changed during the build").NoExcerpt()}
	}
	return data, err
}

func imageSum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:6])
}

// listImages lists a folder of images/ with all folders below it.
func (t *tree) listImages(dir string) {
	for _, e := range t.list(dir) {
		switch file := path.Join(dir, e.Name()); {
		case e.IsDir():
			t.listImages(file)
		case len(t.images) == MaxImages:
			t.report(file, "limit", "keep other images elsewhere, and link to them", "there are more than %d images", MaxImages)
			return
		default:
			t.images = append(t.images, file)
		}
	}
}

// readImages checks the images that the tree lists. Their bytes are read again when they are published.
func (l *loader) readImages() error {
	slices.Sort(l.tree.images)
	for _, file := range l.tree.images {
		data, tooLong, err := readLimited(l.tree.fsys, file, MaxImageBytes)
		m := &Image{File: file, Sum: imageSum(data)}
		switch {
		case errors.Is(err, fs.ErrPermission):
			l.problems = append(l.problems, notReadable(file))
		case err != nil:
			return err
		case tooLong:
			l.report(position.Start(file), "limit", "make it smaller", "the image has more than %d bytes", MaxImageBytes)
		default:
			if message, hint := m.inspect(data); message != "" {
				l.report(position.Start(file), "image", hint, "%s", message)
			}
		}
		l.cat.Images = append(l.cat.Images, m)
	}
	return nil
}

// inspect checks the bytes of an image and fills its size.
func (m *Image) inspect(data []byte) (message, hint string) {
	format := imageFormats[path.Ext(m.File)]
	config, is, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case format == "":
		return "images are PNG, JPEG or GIF files, with an extension in lower case", "save it as .png, .jpg or .gif"
	case err != nil || is != format:
		return "the file is not an image of the kind that its extension says", "save it again as " + strings.ToUpper(format)
	case config.Width < 1 || config.Height < 1 || config.Width > MaxPixels/config.Height:
		return fmt.Sprintf("the image has %d × %d pixels, the limit is %d in all", config.Width, config.Height, MaxPixels), "make it smaller"
	case hasMetadata(format, data):
		return "the image has metadata of a camera or editor, which may say where and by whom it was made", "remove it, with exiftool -all= FILE for example"
	}
	m.Width, m.Height = config.Width, config.Height
	return "", ""
}

// hasMetadata reports whether an image has EXIF or XMP data.
func hasMetadata(format string, data []byte) bool {
	switch format {
	case "png":
		for rest := data[min(8, len(data)):]; len(rest) >= 12; {
			n := int(rest[0])<<24 | int(rest[1])<<16 | int(rest[2])<<8 | int(rest[3])
			if kind := string(rest[4:8]); kind == "eXIf" || kind == "iTXt" && bytes.HasPrefix(rest[8:], []byte("XML:com.adobe.xmp")) {
				return true
			}
			rest = rest[min(n+12, len(rest)):]
		}
	case "jpeg":
		for rest := data[min(2, len(data)):]; len(rest) >= 4 && rest[0] == 0xff && rest[1] != 0xda; {
			if rest[1] == 0xff { // fill bytes before a marker
				rest = rest[1:]
				continue
			}
			if rest[1] == 0xe1 || rest[1] == 0xed {
				return true
			}
			rest = rest[min(2+int(rest[2])<<8+int(rest[3]), len(rest)):]
		}
	case "gif":
		return bytes.Contains(data, []byte("XMP DataXMP"))
	}
	return false
}

// checkImages reports images that no note or page shows, once all notes and pages can be read: nobody is to delete one that such a file
// shows. One of another format gets another name anyway.
func checkImages(r *ruleRun) {
	unread := len(r.tree.problems) > 0 || slices.ContainsFunc(r.problems, func(p Problem) bool { return path.Ext(p.File) == ".md" })
	for _, m := range r.cat.Images {
		if !unread && !r.shown[m.File] && imageFormats[path.Ext(m.File)] != "" {
			r.report(position.Start(m.File), r.rule, "show it in a note or page: ![what it shows]("+m.File+"), or delete it", "no note or page shows this image")
		}
	}
}
