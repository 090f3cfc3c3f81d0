package site

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/jobs"
	"github.com/errdocs/errdocs/internal/lists"
)

// Which anchors a page has, and which anchors of other pages its texts link to, are notes in the record of a build, so
// that a page that is taken over can still be checked against one that is not.

// anchor is an element of another page that a text links to. A record does not have the position of the link, which
// changes when something is written above it.
type anchor struct {
	path, id string
	pos      content.Pos
}

func (a anchor) note() string { return a.path + "#" + a.id }

// anchorsOf lists the ids of a page's elements, with a space before and after each. Those of headings that an
// author has named, which are the ones below the sections, carry a "#" in front.
func anchorsOf(page []byte) string {
	b := []byte{' '}
	for rest := page; ; {
		i := bytes.IndexByte(rest, '=') // a search for more stops at each space
		if i < 0 {
			return string(b)
		}
		before := rest[:i]
		if rest = bytes.TrimPrefix(rest[i+1:], []byte(`"`)); !bytes.HasSuffix(before, []byte(` id`)) {
			continue
		}
		if i >= 6 && before[i-6] == '<' && before[i-5] == 'h' && '3' <= before[i-4] && before[i-4] <= '6' {
			b = append(b, '#')
		}
		end := bytes.IndexAny(rest, "\" >")
		if end < 0 {
			return string(b)
		}
		b = append(append(b, rest[:end]...), ' ')
		rest = rest[end:]
	}
}

// noted returns the anchors of the page in a file, as anchorsOf lists them. The job that makes a page has the name of
// its file.
func noted(r *Record, file string) string {
	if made := r.Made(file); len(made) > 0 {
		return made[0].Note
	}
	return ""
}

// hasAnchor reports whether the page in a file has an element with an id.
func hasAnchor(r *Record, file, id string) bool {
	all, id := noted(r, file), html.EscapeString(id)
	return strings.Contains(all, " "+id+" ") || strings.Contains(all, " #"+id+" ")
}

// headings returns the ids of the headings of a page that an author has named.
func headings(r *Record, file string) []string {
	var ids []string
	for id := range strings.FieldsSeq(noted(r, file)) {
		if id, ok := strings.CutPrefix(id, "#"); ok {
			ids = append(ids, id)
		}
	}
	return ids
}

// checkAnchors looks for the anchors of other pages that texts link to.
func (b *builder) checkAnchors(ctx context.Context, r *Record) error {
	missing := func(note string) bool {
		path, id, _ := strings.Cut(note, "#")
		return !hasAnchor(r, path+"index.html", id)
	}
	for job, notes := range r.Notes() {
		if !slices.ContainsFunc(notes, missing) {
			continue
		}
		if b.found.anchors[job] == nil { // taken over: make it again, to learn where in its texts the links are
			again := jobs.Runner{Sink: jobs.Discard}
			if _, err := again.Run(ctx, lists.Filter(b.allJobs(), func(j jobs.Job) bool { return j.Name == job })); err != nil {
				return err
			}
		}
		for _, a := range b.found.anchors[job] {
			if missing(a.note()) {
				b.found.problem(content.Problem{
					Pos: a.pos, Rule: "markdown-heading", Message: fmt.Sprintf("the page %q has no anchor %q", a.path, "#"+a.id),
					Hint: "open the page and copy the address of the heading",
				})
			}
		}
	}
	return nil
}
