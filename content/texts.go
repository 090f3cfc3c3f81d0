package content

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/parallel"
	"github.com/errdocs/errdocs/internal/position"
)

// textFile is a sample or example. Many codes may show the same one, so it is parsed once.
type textFile struct {
	text   string
	used   bool
	parsed *parsed
}

// readTexts reads the notes, samples and examples of all vendors.
func (l *loader) readTexts() error {
	var mu sync.Mutex
	report := func(p Problem) {
		mu.Lock()
		defer mu.Unlock()
		l.problems = append(l.problems, p)
	}
	fresh := l.fresh()
	err := parallel.Do(context.Background(), 0, len(fresh), func(i int) error {
		return l.readVendorTexts(fresh[i], l.vendors[fresh[i]], report)
	})
	for _, vf := range l.vendors {
		for _, name := range vf.shown {
			l.shown[name] = true
		}
	}
	return err
}

func (l *loader) readVendorTexts(v *Vendor, vf *vendorFiles, report func(Problem)) (err error) {
	show := func(text []byte) { vf.shown = append(vf.shown, ImagesIn(text)...) }
	for _, name := range vf.vendorTree.texts {
		if vf.texts[name], err = l.readSample(below(vf.folder, name), report); err != nil {
			return err
		}
	}
	if vf.note {
		if v.Note, err = l.readNote(path.Join(vf.folder, notesFile), show, report); err != nil {
			return err
		}
	}
	for id, slugs := range vf.notes {
		s := vf.sets[id]
		for _, slug := range slugs {
			file, c := below(vf.folder, id+"/"+slug+".md"), s.Code(slug)
			if c == nil && !l.broken[s] {
				report(orphan(file, slug, s))
			}
			n, err := l.readNote(file, show, report)
			if err != nil {
				return err
			}
			if c != nil {
				c.Note = n
			}
		}
	}
	return nil
}

// readSample reads a sample or example.
func (l *loader) readSample(file string, report func(Problem)) (*textFile, error) {
	text, err := l.readOnce(file, "a sample", MaxSample, report, func(src *position.Text, _ func(Problem)) (string, bool) { return string(src.Bytes), true })
	return &textFile{text: text}, err
}

// readNote reads a note. One that has images or front matter is read again.
func (l *loader) readNote(file string, show func([]byte), report func(Problem)) (*Note, error) {
	n := &Note{File: file}
	text, err := l.readOnce(file, "a note", MaxNote, report, func(src *position.Text, found func(Problem)) (string, bool) {
		show(src.Bytes)
		if n = l.markdown(src, &noteFields{}, found); n == nil {
			return "", false
		}
		return string(n.Text), n.Head == 0 && len(ImagesIn(src.Bytes)) == 0
	})
	if n != nil {
		n.Text = Markdown(text)
	}
	return n, err
}

// readOnce returns what is made of a file. If there is no problem, and nothing else to be found in it again, the file is not read again.
func (l *loader) readOnce(file, what string, limit int, report func(Problem), made func(src *position.Text, found func(Problem)) (text string, plain bool)) (string, error) {
	if l.secrets.passed {
		return "", nil
	}
	text, keep, ok := l.decoded.stamped(ofText, file)
	if ok {
		return text, nil
	}
	fine := true
	found := func(p Problem) {
		fine = false
		report(p)
	}
	src, err := l.readText(file, what, limit, found)
	if err != nil {
		return "", err
	}
	text, plain := made(src, found)
	if plain && fine && !l.secrets.about(file) {
		keep(text)
	}
	return text, nil
}

// Fill reads the texts of the note and the samples of a code, which a catalog lacks that was loaded as Decoded.Passed says. The files
// must be as they were.
func (c *Catalog) Fill(code *Code) error {
	if c.fill == nil {
		return nil
	}
	return c.fill(code)
}

func (l *loader) fill(c *Code) error {
	known := func(Problem) {} // there was none
	if c.Note != nil && c.Note.Text == "" {
		src, err := l.readText(c.Note.File, "a note", MaxNote, known)
		if err != nil {
			return err
		}
		*c.Note = *l.markdown(src, &noteFields{}, known)
	}
	for _, s := range c.Samples {
		if s.File == "" {
			continue
		}
		src, err := l.readText(path.Join(vendorsDir, c.Set.Vendor.ID, s.File), "a sample", MaxSample, known)
		if err != nil {
			return err
		}
		s.Text = string(src.Bytes)
	}
	return nil
}

func orphan(file, slug string, s *Set) Problem {
	slugs := lists.Each(s.Codes, func(c *Code) string { return c.Slug })
	hint := DidYouMean(slug, slugs, "a note is named like its code's slug")
	if fixed := Slug(slug); slices.Contains(slugs, fixed) {
		hint = "name it " + quote(fixed+".md")
	}
	return newProblem(position.Start(file), "orphan-note", hint, "no code of the set has the slug %s", quote(slug))
}

// readText reads a text file and checks its characters. The source is never nil when err is.
func (l *loader) readText(file, what string, limit int, report func(Problem)) (*position.Text, error) {
	data, tooLong, err := readLimited(l.tree.fsys, file, limit)
	src := newText(file, data)
	if errors.Is(err, fs.ErrPermission) {
		report(notReadable(file))
		return src, nil
	}
	if err != nil {
		return nil, err
	}
	switch {
	case tooLong:
		report(newProblem(position.Start(file), "limit", "shorten it", "the file has more than %d bytes, too long for %s", limit, what))
	case len(bytes.TrimSpace(src.Bytes)) == 0:
		report(newProblem(position.Start(file), "empty-file", "write its content or delete the file", "the file is empty"))
	default:
		l.secrets.scan(src, allowsOf(file))
		if checkCharacters(src, report) == nil {
			return newText(file, nil), nil // nothing else can be said of it
		}
	}
	return src, nil
}

// markdown makes a note of a file's text, and decodes its front matter into fields. It returns nil for one that is beyond the limits of
// Markdown. Line breaks become \n, so that a checkout with other ones builds the same pages.
func (l *loader) markdown(src *position.Text, fields any, report func(Problem)) *Note {
	body, lines := frontMatter(src, fields, report)
	if lines > 0 && len(bytes.TrimSpace(body)) == 0 {
		report(newProblem(position.At(src.File, lines, 1), "empty-file", "write its text or delete the file", "nothing follows the front matter"))
	}
	n := &Note{File: src.File, Text: Markdown(withoutAllows(strings.ReplaceAll(string(body), "\r\n", "\n"))), Head: lines}
	offset, message, hint := markdownLimits(string(n.Text))
	if message == "" {
		return n
	}
	report(newProblem(n.Pos(offset), "limit", hint, "%s", message))
	return nil
}
