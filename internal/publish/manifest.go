package publish

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"iter"
	"slices"
	"strconv"
	"strings"
)

// manifestName is the file that marks a directory as written by errdocs.
const manifestName = ".errdocs"

// ignoreName is a foreign file that any output may contain: it keeps an empty output in git.
const ignoreName = ".gitignore"

// manifestHead starts the first line of a manifest; the hash of the site follows, or unfinished while the site is
// being written. The number is the version of the format.
const (
	manifestHead = "errdocs-output 1 sha256:"
	unfinished   = "unfinished"
)

// entry is a file of a site.
type entry struct {
	path string
	sum  [sha256.Size]byte
	size int64 // -1 when neither size nor sum is known
	time int64 // when a kept file was modified
	kept bool  // taken over from the old site; not written to the manifest
	calm bool  // the system says that a kept file has not changed since the old site was published

	line string // of the manifest that it comes from
}

// manifest is the content of a manifest file: the files of a site.
type manifest struct {
	entries []entry  // sorted by path
	dirs    []string // every directory that a path needs, sorted, without the top
	hash    string   // or unfinished
	lines   string   // of the file, without its head
	damaged bool     // it is not whole, and has nothing
}

// newManifest returns the manifest of a site, whose files are in order, and computes its hash. It may be much like another one.
func newManifest(entries []entry, other *manifest) *manifest {
	h := sha256.New()
	w := bufio.NewWriter(h)
	for i := range entries {
		addFile(w, &entries[i])
	}
	w.Flush() // a sum takes all
	return &manifest{entries: entries, dirs: parents(entries, other), hash: hex.EncodeToString(h.Sum(nil))}
}

func comparePaths(a, b entry) int { return strings.Compare(a.path, b.path) }

// addFile adds a file to what the hash of a site is over.
func addFile(w *bufio.Writer, e *entry) {
	w.WriteString(strconv.Itoa(len(e.path)))
	w.WriteByte(' ')
	w.WriteString(e.path)
	w.WriteByte(' ')
	w.Write(e.sum[:])
}

// find returns the entry of a path, nil when there is none.
func (m *manifest) find(path string) *entry {
	i, found := m.search(path)
	if !found {
		return nil
	}
	return &m.entries[i]
}

// search returns where a path is, or would be.
func (m *manifest) search(path string) (i int, found bool) {
	return slices.BinarySearchFunc(m.entries, path, func(e entry, path string) int { return strings.Compare(e.path, path) })
}

// byPath returns the entries by their paths, of which a map finds most in the time of one comparison.
func (m *manifest) byPath() map[string]*entry {
	all := make(map[string]*entry, len(m.entries))
	for i := range m.entries {
		all[m.entries[i].path] = &m.entries[i]
	}
	return all
}

// with yields the entries of two manifests by path, nil for one that a manifest does not have.
func (m *manifest) with(other *manifest) iter.Seq2[*entry, *entry] {
	return func(yield func(a, b *entry) bool) {
		for i, j := 0, 0; i < len(m.entries) || j < len(other.entries); {
			var a, b *entry
			switch {
			case i == len(m.entries):
				b = &other.entries[j]
			case j == len(other.entries):
				a = &m.entries[i]
			default:
				a, b = &m.entries[i], &other.entries[j]
				if order := strings.Compare(a.path, b.path); order < 0 {
					b = nil
				} else if order > 0 {
					a = nil
				}
			}
			if a != nil {
				i++
			}
			if b != nil {
				j++
			}
			if !yield(a, b) {
				return
			}
		}
	}
}

func (m *manifest) hasDir(path string) bool {
	_, found := slices.BinarySearch(m.dirs, path)
	return found
}

// write writes the head with the hash, then a line for each file. Flush returns what fails.
func (m *manifest) write(w *bufio.Writer) {
	w.WriteString(manifestHead + m.hash + "\n")
	for i := range m.entries {
		if e := &m.entries[i]; e.line != "" {
			w.WriteString(e.line)
		} else {
			w.Write(e.appendLine(w.AvailableBuffer()))
		}
	}
}

// appendLine appends a line of the manifest: "<sum> <size> <path>", or the path alone.
func (e *entry) appendLine(line []byte) []byte {
	if e.size >= 0 {
		line = hex.AppendEncode(line, e.sum[:])
		line = append(line, ' ')
		line = strconv.AppendInt(line, e.size, 10)
		line = append(line, ' ')
	}
	return append(append(line, e.path...), '\n')
}

// parseManifest is the inverse of write. ok is false for a file that errdocs did not write. The
// last line of an unfinished manifest may be cut off: its file was not created yet. Lines that another manifest has, too, are not
// parsed again.
func parseManifest(text string, other *manifest) (m *manifest, ok bool) {
	rest, found := strings.CutPrefix(text, manifestHead)
	head, rest, whole := strings.Cut(rest, "\n")
	if !found || !whole || head != unfinished && !unhex(new([sha256.Size]byte), head) {
		return nil, false
	}
	m = &manifest{hash: head, lines: rest}
	if head == unfinished {
		rest = rest[:strings.LastIndexByte(rest, '\n')+1]
	}
	m.entries = make([]entry, 0, strings.Count(rest, "\n"))
	var known []entry
	if other != nil {
		known = other.entries
	}
	for line := range strings.Lines(rest) {
		if len(known) > 0 && known[0].line == line {
			e := known[0]
			m.entries = append(m.entries, entry{path: e.path, sum: e.sum, size: e.size, line: line})
			known = known[1:]
			continue
		}
		text, ended := strings.CutSuffix(line, "\n")
		e, ok := parseLine(text)
		if !ok || !ended {
			return nil, false
		}
		e.line = line
		m.entries = append(m.entries, e)
		for len(known) > 0 && known[0].path <= e.path {
			known = known[1:]
		}
	}
	if head == unfinished {
		slices.SortFunc(m.entries, comparePaths)
	}
	for i := 1; i < len(m.entries); i++ {
		if m.entries[i].path < m.entries[i-1].path {
			return nil, false
		}
	}
	m.dirs = parents(m.entries, other)
	return m, true
}

// unhex sets a sum to that of small hexadecimal digits, and returns false for anything else.
func unhex(sum *[sha256.Size]byte, s string) bool {
	if len(s) != 2*sha256.Size {
		return false
	}
	for i := range sum {
		a, b := digits[s[2*i]], digits[s[2*i+1]]
		if a|b > 15 {
			return false
		}
		sum[i] = a<<4 | b
	}
	return true
}

// digits are the values of small hexadecimal digits, and 255 of other bytes.
var digits = func() (values [256]byte) {
	for c := range values {
		values[c] = byte(strings.IndexByte("0123456789abcdef", byte(c)))
	}
	return values
}()

// parseLine is the inverse of appendLine, without the line's end.
func parseLine(line string) (e entry, ok bool) {
	sum, rest, known := strings.Cut(line, " ")
	if !known {
		e = entry{path: line, size: -1}
		return e, checkPath(e.path) == nil
	}
	size, path, found := strings.Cut(rest, " ")
	if !found || !unhex(&e.sum, sum) || checkPath(path) != nil {
		return entry{}, false
	}
	e.path = path
	n, err := strconv.ParseUint(size, 10, 63)
	e.size = int64(n)
	return e, err == nil && (size == "0" || size[0] != '0')
}

// checkPath refuses what is not a plain relative path. Only ASCII that every file system and archive
// takes is allowed, so that no two paths can be equal in one normal form and different in another.
func checkPath(p string) error {
	switch {
	case !fs.ValidPath(p) || p == ".":
		return fmt.Errorf("the path %q is not relative and clean", p)
	case p == manifestName || p == ignoreName:
		return fmt.Errorf("the path %q is reserved", p)
	}
	start := 0
	for i := range len(p) {
		switch c := p[i]; {
		case c == '/':
			start = i + 1
		case i-start == 255, c == '.' && (i+1 == len(p) || p[i+1] == '/'):
			return fmt.Errorf("the path %q contains a name that some systems cannot store", p)
		case !plain[c]:
			return fmt.Errorf("the path %q contains %q; allowed are ASCII letters, digits and - _ . ~ +", p, []rune(p[i:])[0])
		}
	}
	return nil
}

// plain are the bytes of a path.
var plain = func() (allowed [256]bool) {
	for _, c := range []byte("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~+/") {
		allowed[c] = true
	}
	return allowed
}()

// parents returns every directory above the paths, sorted, so that a directory follows the one it is in. A manifest with much the same paths
// may be known.
func parents(sorted []entry, known *manifest) []string {
	if known != nil && (&manifest{entries: sorted}).inSameDirs(known) {
		return known.dirs
	}
	dirs := make([]string, 0, len(sorted)/2)
	before := ""
	for i := range sorted {
		path := sorted[i].path
		// The paths in one directory follow each other: a directory that the path before is in, too, is known.
		for i := strings.LastIndexByte(path, '/'); i > 0; i = strings.LastIndexByte(path[:i], '/') {
			if strings.HasPrefix(before, path[:i+1]) {
				break
			}
			dirs = append(dirs, path[:i])
		}
		before = path
	}
	slices.Sort(dirs)
	return dirs
}

// inSameDirs reports whether all files are in directories of another manifest, and each of those still has one.
func (m *manifest) inSameDirs(other *manifest) bool {
	for e, was := range m.with(other) {
		if e != nil && was != nil {
			continue
		}
		if was == nil {
			if dir := folder(e.path); dir != "." && !other.hasDir(dir) {
				return false
			}
		} else if dir := folder(was.path) + "/"; dir != "./" {
			if i, _ := m.search(dir); i == len(m.entries) || !strings.HasPrefix(m.entries[i].path, dir) {
				return false
			}
		}
	}
	return true
}

// folder returns the directory that a path is in: path.Dir of a clean one.
func folder(path string) string {
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		return path[:i]
	}
	return "."
}
