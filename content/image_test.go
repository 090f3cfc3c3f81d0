package content

import (
	"bytes"
	bin "encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"testing"
)

// encoded returns a picture of 3 × 2 pixels in a format.
func encoded[O any](t testing.TB, encode func(io.Writer, image.Image, O) error, o O) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := encode(&b, image.NewPaletted(image.Rect(0, 0, 3, 2), color.Palette{color.Black, color.White}), o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pngImage(t testing.TB) []byte {
	return encoded(t, func(w io.Writer, m image.Image, _ int) error { return png.Encode(w, m) }, 0)
}

// withChunk returns a PNG image with a chunk before all others but the header.
func withChunk(data []byte, kind, text string) []byte {
	chunk := bin.BigEndian.AppendUint32(nil, uint32(len(text)))
	chunk = append(append(chunk, kind...), text...)
	chunk = bin.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
	return bytes.Join([][]byte{data[:33], chunk, data[33:]}, nil)
}

// sized returns a PNG image whose header says another size.
func sized(data []byte, width, height uint32) []byte {
	data = bytes.Clone(data)
	bin.BigEndian.PutUint32(data[16:], width)
	bin.BigEndian.PutUint32(data[20:], height)
	bin.BigEndian.PutUint32(data[29:], crc32.ChecksumIEEE(data[12:29]))
	return data
}

func TestImageInspect(t *testing.T) {
	plain, photo := pngImage(t), encoded(t, jpeg.Encode, nil)
	exif := bytes.Join([][]byte{photo[:2], []byte("\xff\xff\xe1\x00\x0aExif\x00\x00GP"), photo[2:]}, nil)
	const notIt, metadata = "the file is not an image of the kind that its extension says", "the image has metadata of a camera or editor, which may say where and by whom it was made"
	for _, test := range []struct {
		file string
		data []byte
		want string
	}{
		{"a.png", plain, ""}, {"a.jpg", photo, ""}, {"a.jpeg", photo, ""}, {"a.gif", encoded(t, gif.Encode, nil), ""}, {"a.png", withChunk(plain, "tEXt", "Software\x00x"), ""},
		{"a.jpg", plain, notIt}, {"a.png", plain[:20], notIt}, {"a.gif", nil, notIt}, {"a.png", []byte("<svg/>"), notIt},
		{"a.jpg", exif, metadata}, {"a.png", withChunk(plain, "eXIf", "MM"), metadata}, {"a.png", withChunk(plain, "iTXt", "XML:com.adobe.xmp\x00"), metadata},
		{"a.png", sized(plain, 4000, 4000), ""}, {"a.png", sized(plain, 4001, 4000), "the image has 4001 × 4000 pixels, the limit is 16000000 in all"},
		{"a.png", sized(plain, 1<<31-1, 1), "the image has 2147483647 × 1 pixels, the limit is 16000000 in all"}, {"a.png", sized(plain, 0, 1), notIt},
		{"a.png", sized(plain, 1<<20, 1<<20), "the image has 1048576 × 1048576 pixels, the limit is 16000000 in all"},
	} {
		m := &Image{File: test.file}
		if message, _ := m.inspect(test.data); message != test.want {
			t.Errorf("%s: %q, want %q", test.file, message, test.want)
		}
	}
}

// FuzzImage gives any bytes to the inspection of each format. What passes has a size within the limits; what does
// not has a hint.
func FuzzImage(f *testing.F) {
	f.Add(pngImage(f))
	f.Add(withChunk(pngImage(f), "eXIf", ""))
	f.Add(encoded(f, jpeg.Encode, nil))
	f.Add(encoded(f, gif.Encode, nil))
	f.Fuzz(func(t *testing.T, data []byte) {
		for extension := range imageFormats {
			m := &Image{File: "a" + extension}
			message, hint := m.inspect(data)
			switch {
			case message != "" && hint == "":
				t.Errorf("%s: no hint for %q", extension, message)
			case message == "" && (m.Width < 1 || m.Height < 1 || m.Width > 2*MaxPixels/m.Height):
				t.Errorf("%s: %d × %d pixels", extension, m.Width, m.Height)
			}
		}
	})
}
