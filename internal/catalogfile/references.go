package catalogfile

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/position"
)

// references changes what refers to the renamed thing, in all YAML files and Markdown texts.
func (r *Renaming) references() error {
	return fs.WalkDir(r.fsys, ".", func(name string, d fs.DirEntry, err error) error {
		part := strings.Split(name, "/")
		switch {
		case err != nil:
			return err
		case name != "." && strings.HasPrefix(d.Name(), "."), d.IsDir() && name != "." && part[0] != "vendors" && part[0] != "pages",
			d.IsDir() && len(part) == 3 && (part[2] == "samples" || part[2] == "examples"):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir() || len(part) == 1 && path.Ext(name) != ".yaml":
			return nil
		}
		vendor, set := "", ""
		if part[0] == "vendors" && len(part) > 2 {
			vendor = part[1]
			if set = strings.TrimSuffix(part[2], ".yaml"); set == "vendor" || set == "notes.md" {
				set = ""
			}
		}
		switch path.Ext(name) {
		case ".yaml":
			if err := r.yamlReferences(name, vendor, set); err != nil {
				return err
			}
		case ".md":
		default:
			return nil
		}
		return r.links(name, vendor, set)
	})
}

// place is where a value of a YAML file is.
type place struct {
	file, vendor, set string
	entry             bool // of a code
	own               bool // of the renamed code
}

// yamlReferences changes the values that name a code, a set, a vendor or a concept.
func (r *Renaming) yamlReferences(name, vendor, set string) error {
	return r.edit(name, func(t *position.Text, root *yaml.Node) (edits []edit, err error) {
		var walk func(n *yaml.Node, key string, at place)
		walk = func(n *yaml.Node, key string, at place) {
			switch n.Kind {
			case yaml.MappingNode:
				if code := word(n, "code"); code != "" && key == "codes" {
					at.entry, at.own = true, r.code != nil && r.code.Code == code && r.code.Set.Vendor.ID == vendor && r.code.Set.ID == set
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
					edits = append(edits, replaced(t, n, now)...)
				}
			}
		}
		walk(root, "", place{file: name, vendor: vendor, set: set})
		return edits, nil
	})
}

// reference returns what a value of a key becomes.
func (r *Renaming) reference(ref, key string, at place) string {
	switch key {
	case "related", "codes", "replaced_by":
		return r.codeReference(ref, at)
	case "moved_from":
		return r.formerReference(ref, at)
	case "concept":
		if r.What == "concept" && ref == r.Old {
			return r.New
		}
	case "vendors":
		if r.What == "vendor" && at.file == "site.yaml" && ref == r.Old {
			return r.New
		}
	case "sets":
		if r.What == "set" && path.Base(at.file) == "vendor.yaml" && at.vendor+"/"+ref == r.Old && path.Dir(r.New) == at.vendor {
			return path.Base(r.New)
		}
	}
	return ref
}

// formerReference returns what a former id becomes, so that it means the same where its entry is now. One that does not
// name its vendor or set stays as it is when that is renamed: it goes for all names that the vendor or set has had.
func (r *Renaming) formerReference(ref string, at place) string {
	now := r.set(at)
	switch {
	case at.set == "" || now == at.vendor+"/"+at.set || r.What == "vendor":
		return ref
	case r.What == "set" && at.entry && !strings.Contains(ref, "/"):
		return ref
	case at.entry:
		c := &content.Code{Set: &content.Set{ID: at.set, Vendor: &content.Vendor{ID: at.vendor}}, MovedFrom: []string{ref}}
		return strings.TrimPrefix(strings.TrimPrefix(path.Dir(c.FormerIDs()[0])+"/"+c.FormerSpellings()[0], path.Dir(now)+"/"), path.Base(now)+"/")
	case !strings.Contains(ref, "/") && path.Dir(now) != at.vendor:
		return at.vendor + "/" + ref
	}
	return ref
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
	part := strings.Split(ref, "/")
	whole := slices.Concat([]string{at.vendor, at.set}[:max(0, 3-len(part))], part)
	if len(whole) != 3 {
		return ref
	}
	id := whole
	if len(part) == 1 { // the code or its slug
		id = []string{at.vendor, at.set, content.Slug(ref)}
	}
	now := strings.Split(r.id(strings.Join(id, "/")), "/")
	from := strings.Split(r.set(at), "/")
	if slices.Equal(now, id) && slices.Equal(from, []string{at.vendor, at.set}) {
		return ref
	}
	switch {
	case len(part) == 3:
		return strings.Join(now, "/")
	case now[0] != from[0]:
		return strings.Join(now, "/")
	case len(part) == 2 || now[1] != from[1]:
		return now[1] + "/" + now[2]
	case slices.Equal(now[2:], id[2:]):
		return ref
	case ref == r.code.Code:
		return strings.SplitN(r.New, "/", 3)[2]
	}
	return now[2]
}

// id returns the id that a code has after the change.
func (r *Renaming) id(id string) string {
	part := strings.SplitN(id, "/", 3)
	if r.What == "code" && id == r.Old {
		to := strings.SplitN(r.New, "/", 3)
		return set2(to) + "/" + content.Slug(to[2])
	}
	return r.setID(part[0], part[1]) + "/" + part[2]
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
	codeLink = regexp.MustCompile(`\[\[([^\[\]\n]+)\]\]|\]\(code:([^)\s#]+)`)
	siteLink = regexp.MustCompile(`\]\((?:\./)?([a-z0-9-]+/[a-z0-9./-]*)`)
)

// links changes the links in the Markdown of a file. It looks for them in the bytes of the file, so that a text keeps
// its quotes and lines.
func (r *Renaming) links(name, vendor, set string) error {
	data, err := r.text(name)
	if err != nil {
		return err
	}
	var edits []edit
	for _, m := range codeLink.FindAllSubmatchIndex(data, -1) {
		at := 2
		if m[at] < 0 {
			at = 4
		}
		ref := strings.TrimSpace(string(data[m[at]:m[at+1]]))
		now := r.link(ref, vendor, set)
		if at == 4 { // an address has no spaces and brackets
			now = path.Join(path.Dir(now), content.Slug(path.Base(now)))
		}
		if r.link(ref, vendor, set) != ref {
			edits = append(edits, edit{m[at], m[at+1], now})
		}
	}
	for _, m := range siteLink.FindAllSubmatchIndex(data, -1) {
		address := string(data[m[2]:m[3]])
		if now := r.address(address); now != address {
			edits = append(edits, edit{m[2], m[3], now})
		}
	}
	if len(edits) > 0 {
		r.texts[name] = splice(data, edits)
	}
	return nil
}

// link returns what the name of a code in a link becomes.
func (r *Renaming) link(ref, vendor, set string) string {
	id := r.means(ref, vendor, set)
	if r.done && id == "" && strings.Count(ref, "/") == 2 {
		id = ref // it cannot be resolved any more
	}
	part := strings.Split(ref, "/")
	inside := r.code != nil && vendor+"/"+set == r.code.Set.Vendor.ID+"/"+r.code.Set.ID
	now := r.id(id)
	if id == "" || now == id || len(part) > 3 {
		return ref
	}
	to, name := strings.Split(now, "/"), part[len(part)-1]
	if r.What == "code" && content.Fold(name) != content.Fold(r.code.Name) {
		name = strings.SplitN(r.New, "/", 3)[2]
	}
	switch {
	case len(part) == 3 || to[0] != vendor && (r.What != "vendor" || vendor != r.Old) && len(part) > 1:
		return to[0] + "/" + to[1] + "/" + name
	case len(part) == 2 || r.What == "code" && r.target != r.code.Set && inside:
		if to[0] != vendor && r.What == "code" {
			return to[0] + "/" + to[1] + "/" + name
		}
		return to[1] + "/" + name
	}
	return name
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
