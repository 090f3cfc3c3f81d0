package catalogfile

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/internal/position"
)

// references changes what refers to the renamed thing, in all YAML files and Markdown texts.
func (r *Renaming) references() {
	r.fail(fs.WalkDir(r.fsys, ".", func(name string, d fs.DirEntry, err error) error {
		part := strings.Split(name, "/")
		hidden := name != "." && strings.HasPrefix(d.Name(), ".")
		switch {
		case err != nil:
			return err
		case d.IsDir() && (hidden || name != "." && part[0] != "vendors" && part[0] != "pages" || len(part) == 3 && (part[2] == "samples" || part[2] == "examples")):
			return fs.SkipDir
		case d.IsDir() || hidden || len(part) == 1 && path.Ext(name) != ".yaml":
			return nil
		}
		at := place{file: name}
		if part[0] == "vendors" && len(part) > 2 {
			at.vendor = part[1]
			if set := strings.TrimSuffix(part[2], ".yaml"); set != "vendor" && set != "notes.md" {
				at.set = set
			}
		}
		ext := path.Ext(name)
		if ext == ".yaml" {
			r.yamlReferences(at)
		}
		if ext == ".yaml" || ext == ".md" {
			r.links(at)
		}
		return r.err
	}))
}

// place is where a reference is.
type place struct {
	file, vendor, set string
	entry             bool // of a code
	own               bool // of the renamed code
}

// yamlReferences changes the values that name a code, a set, a vendor or a concept.
func (r *Renaming) yamlReferences(at place) {
	r.edit(at.file, func(e *editor) {
		var walk func(n *yaml.Node, key string, at place)
		walk = func(n *yaml.Node, key string, at place) {
			switch n.Kind {
			case yaml.MappingNode:
				if code := word(n, "code"); code != "" && key == "codes" {
					at.entry, at.own = true, r.code != nil && r.code.Code == code && r.code.Set == r.setOf(at.vendor+"/"+at.set)
				}
				for pair := range slices.Chunk(n.Content, 2) {
					walk(pair[1], pair[0].Value, at)
				}
			case yaml.SequenceNode:
				for _, item := range n.Content {
					walk(item, key, at)
				}
			case yaml.ScalarNode:
				if now := r.reference(n.Value, key, at); now != n.Value {
					e.replace(n, now)
				}
			}
		}
		walk(e.root, "", at)
	})
}

// reference returns what a value of a key becomes.
func (r *Renaming) reference(ref, key string, at place) string {
	switch {
	case key == "related", key == "codes", key == "replaced_by":
		return r.codeReference(ref, at)
	case key == "moved_from":
		return r.formerReference(ref, at)
	case key == r.What && key == "concept" && ref == r.Old, key == "vendors" && r.What == "vendor" && at.file == "site.yaml" && ref == r.Old:
		return r.New
	case key == "sets" && r.What == "set" && path.Base(at.file) == "vendor.yaml" && at.vendor+"/"+ref == r.Old && path.Dir(r.New) == at.vendor:
		return path.Base(r.New)
	}
	return ref
}

// formerReference returns what a former id becomes, so that it means the same where its entry is now. One that does not
// name its vendor or set stays as it is when that is renamed: it goes for all names that the vendor or set has had.
func (r *Renaming) formerReference(ref string, at place) string {
	now, whole := r.set(at), strings.Contains(ref, "/")
	switch {
	case at.set == "" || now == at.vendor+"/"+at.set || r.What == "vendor" || r.What == "set" && at.entry && !whole:
		return ref
	case at.entry:
		c := &content.Code{Set: &content.Set{ID: at.set, Vendor: &content.Vendor{ID: at.vendor}}, MovedFrom: []string{ref}}
		return relative(path.Dir(c.FormerIDs()[0])+"/"+c.FormerSpellings()[0], now, 1)
	case !whole && path.Dir(now) != at.vendor:
		return at.vendor + "/" + ref
	}
	return ref
}

// relative returns an id "vendor/set/CODE" as a set refers to it: without the vendor and the set where they are its own,
// but with at least the last n parts.
func relative(id, set string, n int) string {
	to, from := strings.SplitN(id, "/", 3), strings.Split(set, "/")
	switch {
	case to[0] != from[0]:
		n = 3
	case to[1] != from[1]:
		n = max(n, 2)
	}
	return strings.Join(to[3-n:], "/")
}

// set returns the set in which a place is after the change.
func (r *Renaming) set(at place) string {
	if at.own {
		return r.target.Vendor.ID + "/" + r.target.ID
	}
	return r.setID(at.vendor, at.set)
}

// codeReference returns what "CODE" of the same set, "set/slug" or "vendor/set/slug" becomes.
func (r *Renaming) codeReference(ref string, at place) string {
	id := at.vendor + "/" + at.set + "/" + content.Slug(ref)
	n := strings.Count(ref, "/") + 1
	switch n {
	case 1: // the code or its slug
	case 2:
		id = at.vendor + "/" + ref
	case 3:
		id = ref
	default:
		return ref
	}
	now, from := r.id(id), r.set(at)
	if now == id && from == at.vendor+"/"+at.set {
		return ref
	}
	switch short := relative(now, from, n); {
	case strings.Contains(short, "/"):
		return short
	case path.Base(id) == short:
		return ref
	case ref == r.code.Code:
		_, spelling := inSet(r.New)
		return spelling
	default:
		return short
	}
}

// id returns the id that a code has after the change.
func (r *Renaming) id(id string) string {
	set, name := inSet(id)
	if r.What == "code" && id == r.Old {
		set, name = inSet(r.New)
		return set + "/" + content.Slug(name)
	}
	vendor, set, _ := strings.Cut(set, "/")
	return r.setID(vendor, set) + "/" + name
}

// inSet splits "vendor/set/CODE" into "vendor/set" and the code, which may contain slashes. What is missing is empty.
func inSet(id string) (set, code string) {
	part := append(strings.SplitN(id, "/", 3), "", "")
	return part[0] + "/" + part[1], part[2]
}

// setID returns the id of a set after the change.
func (r *Renaming) setID(vendor, set string) string {
	id := vendor + "/" + set
	switch {
	case r.What == "set" && id == r.Old:
		return r.New
	case r.What == "vendor" && vendor == r.Old:
		return r.New + "/" + set
	}
	return id
}

var (
	nameLink = pattern.New(`\[\[([^\[\]\n]+)\]\]`)
	codeLink = pattern.New(`\]\(code:([^)\s#]+)`)
	siteLink = pattern.New(`\]\((?:\./)?([a-z0-9-]+/[a-z0-9./-]*)`)
)

// links changes the links in the Markdown of a file. It looks for them in the bytes of the file, so that a text keeps
// its quotes and lines.
func (r *Renaming) links(at place) {
	data := r.text(at.file)
	e := &editor{text: position.NewText("", data)}
	replace := func(links pattern.Regexp, now func(string) string) {
		for _, m := range links().FindAllSubmatchIndex(data, -1) {
			old := string(data[m[2]:m[3]])
			if now := now(old); now != old {
				e.put(m[2], m[3], now)
			}
		}
	}
	replace(nameLink, func(ref string) string { return r.link(ref, at) })
	replace(codeLink, func(ref string) string {
		now := r.link(ref, at)
		if now != ref { // an address has no spaces and brackets
			now = path.Join(path.Dir(now), content.Slug(path.Base(now)))
		}
		return now
	})
	replace(siteLink, r.address)
	if len(e.edits) > 0 {
		r.texts[at.file] = e.Bytes()
	}
}

// link returns what the name of a code in a link becomes.
func (r *Renaming) link(ref string, at place) string {
	part := strings.Split(strings.TrimSpace(ref), "/")
	id := r.means(strings.Join(part, "/"), at.vendor, at.set)
	if r.done && id == "" && len(part) == 3 {
		id = ref // it cannot be resolved any more
	}
	if id == "" || r.id(id) == id || len(part) > 3 {
		return ref
	}
	set, _ := inSet(r.id(id))
	name := part[len(part)-1]
	if r.What == "code" && content.Fold(name) != content.Fold(r.code.Name) {
		_, name = inSet(r.New)
	}
	if leaves := r.What == "code" && r.target != r.code.Set && r.code.Set == r.setOf(at.vendor+"/"+at.set); len(part) == 1 && !leaves {
		return name
	}
	return relative(set+"/"+name, r.setID(at.vendor, at.set), max(len(part), 2))
}

// address returns what the address of a page in a link becomes.
func (r *Renaming) address(address string) string {
	old, now := r.Old, r.New
	switch r.What {
	case "concept":
		old, now = "compare/"+old, "compare/"+now
	case "code":
		now = r.id(r.Old)
	case "key":
		return address
	}
	if rest, ok := strings.CutPrefix(address, old+"/"); ok {
		return now + "/" + rest
	}
	return address
}
