package find

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"
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
	if order := wide(start); order != nil {
		return &utf16Reader{r: b, order: order}, nil
	}
	if controls := bytes.Count(start, []byte{0}); controls*10 > len(start) {
		return nil, fmt.Errorf("%w: it is not a log", ErrUnreadable)
	}
	return b, nil
}

// wide returns the order of the bytes of UTF-16: by its mark, otherwise by where the NULs of ASCII letters are.
func wide(start []byte) binary.ByteOrder {
	switch {
	case bytes.HasPrefix(start, []byte("\xff\xfe")):
		return binary.LittleEndian
	case bytes.HasPrefix(start, []byte("\xfe\xff")):
		return binary.BigEndian
	}
	var nulls [2]int
	for i, c := range start {
		if c == 0 {
			nulls[i%2]++
		}
	}
	switch half := len(start) / 2; {
	case nulls[1]*2 > half && nulls[0]*10 <= half:
		return binary.LittleEndian
	case nulls[0]*2 > half && nulls[1]*10 <= half:
		return binary.BigEndian
	}
	return nil
}

// utf16Reader reads UTF-16 as UTF-8.
type utf16Reader struct {
	r     io.Reader
	order binary.ByteOrder
	in    []byte // not decoded yet
	out   []byte // not returned yet
	err   error
}

func (u *utf16Reader) Read(p []byte) (int, error) {
	for len(u.out) == 0 && u.err == nil {
		var buf [probe]byte
		n, err := u.r.Read(buf[:])
		u.in, u.err = append(u.in, buf[:n]...), err
		u.decode(err != nil)
	}
	n := copy(p, u.out)
	u.out = u.out[n:]
	if n > 0 || len(p) == 0 {
		return n, nil
	}
	return 0, u.err
}

// decode decodes all of u.in, except for a half of a character that may be completed.
func (u *utf16Reader) decode(last bool) {
	u.out = u.out[:0]
	for len(u.in) >= 2 {
		c := rune(u.order.Uint16(u.in))
		size := 2
		if utf16.IsSurrogate(c) {
			if len(u.in) < 4 && !last {
				return
			}
			low := rune(utf8.RuneError)
			if len(u.in) >= 4 {
				low = rune(u.order.Uint16(u.in[2:]))
			}
			if c = utf16.DecodeRune(c, low); c != utf8.RuneError {
				size = 4
			}
		}
		u.in = u.in[size:]
		u.out = utf8.AppendRune(u.out, c)
	}
}
