package vendorpage

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/catalogfile"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/terms"
)

// DraftFor makes the draft of one set: the part of the page that has most in common with an existing set
// file, however that file's set was named and put together. If two tables describe the same codes, the file may come
// from both: the draft is the one with most of the file's wording.
func (p *Page) DraftFor(id string, file *catalogfile.Set, o Options) (best *Draft, err error) {
	all := &Draft{Left: slices.Clone(p.Dropped)}
	o.file = file
	parts, err := p.parts(o, all)
	if err != nil {
		return nil, err
	}
	top, most := 0.0, 0
	for _, way := range append(partitions(parts), p.name(parts, []string{id}, &Draft{})) {
		for _, g := range way {
			folds := lists.Set(lists.Each(g.entries(), func(e *Entry) string { return content.Fold(e.Code.Code) })...)
			both, codes := file.Common(folds)
			score := float64(both) / float64(codes)
			if score == 0 || score < top {
				continue
			}
			g.name = id
			d := &Draft{Left: slices.Clone(all.Left)}
			d.Sets = []*Set{p.set(g, o, d)}
			if same := d.Sets[0].sameWords(file); score > top || same > most {
				best, top, most = d, score, same
			}
		}
	}
	if best == nil {
		return nil, &Error{Message: "the page lists none of the codes of " + id, Hint: "errdocs import --dry-run shows what it lists"}
	}
	return best, nil
}

// sameWords returns how many entries have the wording of the file's.
func (s *Set) sameWords(file *catalogfile.Set) int {
	return lists.Count(s.Entries, func(e *Entry) bool {
		k := file.Find(e.Code.Code)
		return k != nil && k.HasDigest() && k.Digest == e.Digest
	})
}

// Drift is the difference between a page and the set file that was drafted from it.
type Drift struct {
	Added      []Change `json:"added"`
	Removed    []Change `json:"removed"`
	Reworded   []Change `json:"reworded"`
	Renumbered []Change `json:"renumbered"`
	Unknown    int      `json:"unknown"` // entries without a digest, whose wording cannot be compared
}

// Change is one difference.
type Change struct {
	Code string `json:"code"`
	Line int    `json:"line"`           // of the set file; of the page for an added code
	From string `json:"from,omitempty"` // what the file says
	To   string `json:"to,omitempty"`   // what the page says
}

// Any reports whether there is a difference.
func (d Drift) Any() bool {
	return len(d.Added)+len(d.Removed)+len(d.Reworded)+len(d.Renumbered) > 0
}

// maxGone is how many vanished numbers are compared to find their new ones. If more vanish, it is another page.
const maxGone = 100

// Merge updates a set file from the page. New codes are inserted where the page has them, and the digests of reworded
// ones are replaced; every other byte stays as it is. Codes that the page no longer has stay too: their addresses
// are public. If p still mentions a code in its text, the code does not count as removed.
func (s *Set) Merge(file *catalogfile.Set, p *Page) Drift {
	d := Drift{Added: []Change{}, Removed: []Change{}, Reworded: []Change{}, Renumbered: []Change{}}
	known := lists.Set(lists.Each(s.Entries, func(e *Entry) *catalogfile.Entry { return file.Find(e.Code.Code) })...)
	gone := slices.DeleteFunc(slices.Clone(file.Entries), func(k *catalogfile.Entry) bool { return known[k] })
	var after *catalogfile.Entry
	for _, e := range s.Entries {
		if k := file.Find(e.Code.Code); k != nil {
			after = k
			d.compare(file, e, k)
			continue
		}
		if i := slices.IndexFunc(gone[:min(len(gone), maxGone)], e.renumbers); i >= 0 {
			d.Renumbered = append(d.Renumbered, Change{gone[i].Code, gone[i].Line, gone[i].Code, e.Code.Code})
			gone = slices.Delete(gone, i, i+1)
		} else {
			d.Added = append(d.Added, Change{e.Code.Code, e.Line, "", e.Summary})
		}
		file.Insert(e.Code, after)
	}
	for _, k := range gone {
		if !k.Retired && (k.HasDigest() || !k.OwnSource && !p.mentions(k.Code)) {
			d.Removed = append(d.Removed, Change{Code: k.Code, Line: k.Line})
		}
	}
	return d
}

// renumbers reports whether an entry of the page is one of the file under another number, with the same name or words.
func (e *Entry) renumbers(k *catalogfile.Entry) bool {
	same := k.HasDigest() && k.Digest == e.Digest && len(e.words) > 0 || e.Name != "" && k.Name == e.Name
	return same && terms.IsInteger(k.Code) && terms.IsInteger(e.Code.Code)
}

// compare adds how the page's entry differs from the file's. Only fields that both have are compared.
func (d *Drift) compare(file *catalogfile.Set, e *Entry, k *catalogfile.Entry) {
	renumbered := func(what, from, to string) {
		if from != "" && to != "" && from != to {
			d.Renumbered = append(d.Renumbered, Change{k.Code, k.Line, what + " " + from, what + " " + to})
		}
	}
	if e.Number != nil {
		renumbered("number", k.Number, e.NumberText())
	}
	if len(e.HTTP.Is) > 0 && len(k.HTTP) > 0 {
		renumbered("http", fmt.Sprint(k.HTTP), fmt.Sprint(e.HTTP.Is))
	}
	renumbered("grpc", k.GRPC, string(e.GRPC))
	if !k.HasDigest() {
		d.Unknown++
	} else if k.Digest != e.Digest {
		d.Reworded = append(d.Reworded, Change{k.Code, k.Line, e.contradicted(k), cut(strings.Join(e.words, " / "), 300)})
		file.SetDigest(k, e.Digest)
	}
}

// contradicted names the answers of the file whose evidence the page no longer has.
func (e *Entry) contradicted(k *catalogfile.Entry) string {
	var list []string
	now := plainWords(e.words)
	for _, ev := range k.Evidence {
		if !strings.Contains(now, plainWords([]string{ev.Words})) {
			list = append(list, fmt.Sprintf("%s “%s”", ev.Answer, ev.Words))
		}
	}
	return strings.Join(list, ", ")
}

// mentions reports whether a code is a word of the page.
func (p *Page) mentions(code string) bool {
	if p.words == nil {
		p.words = map[string]bool{}
		for _, w := range strings.FieldsFunc(strings.ReplaceAll(p.plain, `\_`, "_"), func(r rune) bool { return !isWord(r) && !strings.ContainsRune("_.:/-", r) }) {
			p.words[strings.Trim(w, ".:/-")] = true
		}
	}
	return p.words[code]
}

// digestLen is how many hexadecimal digits of the hash are kept: enough to notice a change.
const digestLen = 12

// digest returns the first digits of a hash of the vendor's words.
func digest(texts []string) string {
	h := sha256.Sum256([]byte(plainWords(texts)))
	return hex.EncodeToString(h[:])[:digestLen]
}

// plainWords returns the words of texts, each with a space after it. Marks, punctuation and case do not count, so it is
// the same for a page saved as Markdown or HTML.
func plainWords(texts []string) string {
	var b strings.Builder
	for _, t := range texts {
		for _, w := range strings.FieldsFunc(strings.ToLower(t), notInWord) {
			b.WriteString(w + " ")
		}
	}
	return b.String()
}

func isWord(r rune) bool    { return unicode.IsLetter(r) || unicode.IsDigit(r) }
func notInWord(r rune) bool { return !isWord(r) }
