package content

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/position"
)

// Address is an address of the site that has to stay: a line of urls.lock. The file lists one a line,
// with the code that it leads to; an address that leads to several codes has several lines. So two
// branches that add addresses merge without a conflict, and each line is valid by itself.
type Address struct {
	Path   string // from the root of the site: "/", "/acme/api/429/", "/codes.csv", "/acme/#class-user"
	Target string // id of a code that it leads to; empty: it leads to none

	Line int // of urls.lock; 0 for an address that does not come from there
}

// Pos returns where urls.lock has the address.
func (a Address) Pos() Pos { return position.At(lockFile, a.Line, 1) }

// Page returns the path without its anchor.
func (a Address) Page() string {
	page, _, _ := strings.Cut(a.Path, "#")
	return page
}

// Anchor returns the id of an element on the page, "" for the page itself.
func (a Address) Anchor() string {
	_, anchor, _ := strings.Cut(a.Path, "#")
	return anchor
}

// MaxLock is how many bytes urls.lock may have: a hundred thousand codes take some 40 MB.
const MaxLock = 64 << 20

const lockHeader = `# The addresses that this site has published, and the codes that they lead to.
# A build that would lose one stops. "errdocs build" adds new ones and removes none: to give an address
# up, delete its line. "errdocs build --frozen-lock", for CI, refuses addresses that are not in the file.
`

// lockLine returns what a line of urls.lock says: an address, or an address and the id of a code.
func lockLine(line string) (address, target string, ok bool) {
	address, target, leads := strings.Cut(line, " ")
	page, anchor, anchored := strings.Cut(address, "#")
	ok = strings.HasPrefix(page, "/") && only(page, "/._-", true) && anchored == (anchor != "") && !strings.ContainsAny(anchor, "#\t\f\r")
	if leads {
		ok = ok && strings.Count(target, "/") == 2 && only(target, "-/", false) && !strings.HasPrefix(target, "/") && !strings.Contains(target+"/", "//")
	}
	return address, target, ok
}

// only reports whether a text consists of ASCII letters in lower case, digits and marks, or also of capitals.
func only(text, marks string, capitals bool) bool {
	for _, c := range []byte(text) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && (!capitals || c < 'A' || c > 'Z') && strings.IndexByte(marks, c) < 0 {
			return false
		}
	}
	return true
}

// readLock reads urls.lock, which is optional.
func (l *loader) readLock() error {
	if !l.tree.root[lockFile] {
		return nil
	}
	l.cat.lockStamp = l.decoded.stamps(lockFile)
	if l.kept.locked != "" {
		l.cat.lock = l.kept.lock
		return nil
	}
	_, keep, fine := l.decoded.mark(lockFile)
	if fine {
		l.cat.lock = sync.OnceValue(func() []Address {
			data, _, _ := readLimited(l.tree.fsys, lockFile, MaxLock)
			all, _ := parseLock(data)
			return all
		})
		return nil
	}
	data, tooLong, err := readLimited(l.tree.fsys, lockFile, MaxLock)
	if errors.Is(err, fs.ErrPermission) {
		l.problems = append(l.problems, notReadable(lockFile))
		return nil
	}
	if err != nil {
		return err
	}
	clean := l.secrets.scan(newText(lockFile, data), nil)
	if tooLong {
		l.report(position.Start(lockFile), "limit", "split the site", "the file has more than %d bytes", MaxLock)
		return nil
	}
	all, problems := parseLock(data)
	l.cat.lock = func() []Address { return all }
	l.problems = append(l.problems, problems...)
	if clean && len(problems) == 0 {
		keep("")
	}
	return nil
}

// Lock returns the lines of urls.lock in their order, nil when there is none. A lock that was read without a problem before is only read
// when it is asked for.
func (c *Catalog) Lock() []Address {
	if c.lock == nil {
		return nil
	}
	return c.lock()
}

// LockStamp returns what changes whenever urls.lock does, "" where that is not known.
func (c *Catalog) LockStamp() string { return c.lockStamp }

// parseLock reads the lines of urls.lock. Empty lines and those that start with # are skipped. The
// result is not nil.
func parseLock(data []byte) ([]Address, []Problem) {
	addresses := make([]Address, 0, bytes.Count(data, []byte("\n")))
	var problems []Problem
	if p := conflict(newText(lockFile, data)); p.Rule != "" {
		p.Hint = "keep the lines of both, and delete those with <<<<<<<, ======= and >>>>>>>"
		return addresses, []Problem{p}
	}
	n := 0
	for line := range strings.Lines(string(bytes.TrimPrefix(data, byteOrderMark))) {
		n++
		text := strings.TrimRight(line, "\r\n")
		if text == "" || text[0] == '#' {
			continue
		}
		address, target, ok := lockLine(text)
		if !ok {
			p := newProblem(position.At(lockFile, n, 1), "lock-line", `write "/path/" or "/path/ vendor/set/slug", or delete the line`,
				"not an address of the site: %s", quote(text))
			p.Width = runes(text)
			problems = append(problems, p)
			continue
		}
		addresses = append(addresses, Address{Path: address, Target: target, Line: n})
	}
	return addresses, problems
}

// FormatLock returns the text of a urls.lock with all the addresses, sorted, each once.
func FormatLock(addresses ...[]Address) []byte {
	all := slices.Concat(addresses...)
	for i := range all {
		all[i].Line = 0
	}
	slices.SortFunc(all, func(a, b Address) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Target, b.Target))
	})
	b := bytes.NewBufferString(lockHeader)
	for _, a := range slices.Compact(all) {
		b.WriteString(a.Path)
		if a.Target != "" {
			fmt.Fprintf(b, " %s", a.Target)
		}
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// ExtendLock returns the text of a urls.lock with further addresses, sorted. Comments give way to that of errdocs.
func ExtendLock(file []byte, addresses []Address) []byte {
	locked, _ := parseLock(file)
	return FormatLock(locked, addresses)
}

// Unlocked counts the addresses of a site that urls.lock does not have, and returns the first of them.
func Unlocked(locked, now []Address) (n int, first string) {
	known := lists.Set(lists.Each(locked, func(a Address) [2]string { return [2]string{a.Path, a.Target} })...)
	for _, a := range now {
		if !known[[2]string{a.Path, a.Target}] {
			if n++; n == 1 {
				first = a.Path
			}
		}
	}
	return n, first
}
