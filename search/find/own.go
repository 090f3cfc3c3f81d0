package find

import (
	"bytes"
	"strings"

	"github.com/errdocs/errdocs/internal/letters"
	"github.com/errdocs/errdocs/search/resolve"
)

// indexOwn indexes the ids and addresses of entries: "mdesinvalidpan" for the short id MDES-INVALID-PAN, "/code/invalidpan" and
// "/mastercard-mdes/reason-codes/invalid-pan" for addresses. Who writes one means the entry.
func (f *Finder) indexOwn() {
	for i := range f.entries[:f.known] {
		e := &f.entries[i]
		slug, key := e.ID[strings.LastIndexByte(e.ID, '/')+1:], resolve.Fold(e.SetKey())
		for _, path := range append([]string{e.ID}, e.Old...) {
			path = pathOf(path)
			f.own[path] = appendNew(f.own[path], i)
		}
		for _, name := range append([]string{slug}, e.Spellings()...) {
			for _, name := range []string{name, resolve.Tail(name)} {
				fold := resolve.Fold(name)
				if fold == "" {
					continue
				}
				f.own["/code/"+fold] = appendNew(f.own["/code/"+fold], i)
				if key != "" {
					f.own[key+fold] = appendNew(f.own[key+fold], i)
				}
			}
		}
	}
}

func pathOf(address string) string { return "/" + strings.Trim(letters.Lower(address), "/") }

const maxOwn = 200 // bytes of an id or an address

// ownAt notes the id or the address of an entry whose last part starts with word i, and returns how many words that is.
func (s *scan) ownAt(i int) int {
	start, before := s.starts[i], s.byteAt(s.starts[i]-1)
	if before != '/' && (s.byteAt(s.ends[i]) != '-' || before == '-') {
		return 0
	}
	end := start
	for end < len(s.line) && end-start < maxOwn && (isWordByte(s.line[end]) || s.line[end] == '-') {
		end++
	}
	var owners []int
	from := start
	if before == '/' {
		for from > 0 && end-from < maxOwn && isPathByte(s.line[from-1]) {
			from--
		}
		owners, from = s.address(from, start, end)
	}
	if owners == nil {
		owners, from = s.f.own[string(s.fold(s.line[start:end]))], start
	}
	if from == start && bytes.IndexByte(s.line[start:end], '-') < 0 || owners == nil {
		return 0
	}
	h := s.hitAt(i, from, end, owners, shapeOwn)
	n := 1
	for i+n < len(s.starts) && s.starts[i+n] < end {
		n++
	}
	s.pending = append(s.pending, h)
	return n
}

func isPathByte(c byte) bool { return isWordByte(c) || c == '/' || c == '-' || c == '.' }

// address returns the entries that the path of an address leads to, whose last segment is from start to end, and where
// their part of it starts.
func (s *scan) address(from, start, end int) (owners []int, at int) {
	path := letters.Lower(string(s.line[from:end]))
	last := path[start-from:]
	switch head := strings.TrimSuffix(path, last); {
	case strings.HasSuffix(head, "/e/") || head == "e/":
		return s.f.own[string(s.fold([]byte(last)))], start - 2
	case strings.HasSuffix(head, "/code/") || head == "code/":
		return s.f.own["/code/"+string(s.fold([]byte(last)))], start - 5
	}
	for at := strings.LastIndexByte(path, '/'); at >= 0; at = strings.LastIndexByte(path[:at], '/') {
		if owners := s.f.own[path[at:]]; owners != nil && strings.Count(path[at:], "/") > 1 {
			return owners, from + at + 1
		}
	}
	return s.f.own["/"+path], from
}
