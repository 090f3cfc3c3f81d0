package find

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"

	"golang.org/x/text/encoding/unicode"
)

// ErrUnreadable is the error of Find where its input is not text. What it wraps says what it is and what to do.
var ErrUnreadable = errors.New("cannot be read as text")

// binaries are the first bytes of files that are not text.
var binaries = []struct{ start, is string }{
	{"PK\x03\x04", "a ZIP archive: unpack it first"}, {"%PDF-", "a PDF: copy its text"}, {"\x89PNG", "an image"}, {"\xff\xd8\xff", "an image"},
	{"\x28\xb5\x2f\xfd", "compressed with zstd: unpack it first"}, {"\xfd7zXZ", "compressed with xz: unpack it first"},
	{"BZh", "compressed with bzip2: unpack it first"}, {"7z\xbc\xaf", "a 7z archive: unpack it first"}, {"\x7fELF", "a program"},
}

const probe = 4096 // bytes by which an encoding is recognized

// Text returns a reader of the text that r has: without gzip, in UTF-8 if it was in UTF-16 with or without a byte order
// mark. The error is an ErrUnreadable where it is something else.
func Text(r io.Reader) (io.Reader, error) {
	b := bufio.NewReaderSize(r, probe)
	start, err := b.Peek(probe)
	if err != nil && !errors.Is(err, io.EOF) && len(start) == 0 {
		return nil, err
	}
	if bytes.HasPrefix(start, []byte("\x1f\x8b")) {
		z, err := gzip.NewReader(b)
		if err != nil {
			return nil, fmt.Errorf("%w: gzip: %w", ErrUnreadable, err)
		}
		return Text(z)
	}
	for _, x := range binaries {
		if bytes.HasPrefix(start, []byte(x.start)) {
			return nil, fmt.Errorf("%w: it is %s", ErrUnreadable, x.is)
		}
	}
	if order, ok := wide(start); ok {
		return unicode.UTF16(order, unicode.IgnoreBOM).NewDecoder().Reader(b), nil
	}
	if controls := bytes.Count(start, []byte{0}); controls*10 > len(start) {
		return nil, fmt.Errorf("%w: it is not a log", ErrUnreadable)
	}
	return b, nil
}

// wide returns the order of the bytes of UTF-16: by its mark, otherwise by where the NULs of ASCII letters are. It returns false
// for other texts.
func wide(start []byte) (order unicode.Endianness, ok bool) {
	switch {
	case bytes.HasPrefix(start, []byte("\xff\xfe")):
		return unicode.LittleEndian, true
	case bytes.HasPrefix(start, []byte("\xfe\xff")):
		return unicode.BigEndian, true
	}
	var nulls [2]int
	for i, c := range start {
		if c == 0 {
			nulls[i%2]++
		}
	}
	half := len(start) / 2
	switch {
	case nulls[1]*2 > half && nulls[0]*10 <= half:
		return unicode.LittleEndian, true
	case nulls[0]*2 > half && nulls[1]*10 <= half:
		return unicode.BigEndian, true
	}
	return unicode.BigEndian, false
}
