package catalogfile

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
)

// Means returns the id of the code that a link in a text of a set or vendor means, "" for none. Both are empty for texts
// that belong to no vendor.
type Means func(ref, vendor, set string) string

// Renaming is a change of a catalog that gives an id, or the key of a set, to something under another one, with all that
// refers to it. Its former id goes into moved_from or former_keys.
type Renaming struct {
	What     string // "code", "set", "vendor", "concept" or "key"
	Old, New string // whole ids
	Files    []File // to write, by name
	Removed  []string

	fsys   fs.FS
	cat    *content.Catalog
	means  Means
	code   *content.Code
	target *content.Set // of a code
	done   bool         // the entry has its new id already, by hand
	texts  map[string][]byte
	moved  map[string]string // names of files to new ones
	err    error             // the first; from then on nothing is changed
}

// Rename plans to give what is called old, "vendor/set/CODE", "vendor/set", a vendor, a concept (or "compare/concept") or
// the key of a set, the name now: a whole id, or its last part. If old is gone and now is there, only what is missing is
// added.
func Rename(fsys fs.FS, cat *content.Catalog, old, now string, means Means) (*Renaming, error) {
	r := &Renaming{fsys: fsys, cat: cat, means: means, texts: map[string][]byte{}, moved: map[string]string{}}
	if err := r.name(old, now); err != nil {
		return r, err
	}
	r.references()
	map[string]func(){"code": r.renameCode, "set": r.renameSet, "vendor": r.renameVendor, "concept": r.renameConcept, "key": r.renameKey}[r.What]()
	r.collect()
	return r, r.err
}

func (r *Renaming) fail(err error) { r.err = cmp.Or(r.err, err) }

// name finds out what is renamed.
func (r *Renaming) name(old, now string) error {
	old, now = strings.Trim(old, "/"), strings.Trim(now, "/")
	for _, id := range []string{old, now} {
		if r.What = r.kind(id); r.What == "" {
			continue
		}
		if r.What == "concept" {
			old, now = strings.TrimPrefix(old, "compare/"), strings.TrimPrefix(now, "compare/")
		}
		r.Old, r.New = old, now
		if r.What == "code" {
			if set, _ := inSet(now); strings.Count(now, "/") > 1 && r.cat.Vendor(path.Dir(set)) != nil && r.setOf(set) == nil {
				return &Error{Message: fmt.Sprintf("there is no set %q", set), Hint: "errdocs new " + set + " adds it"}
			}
			r.Old, r.New = r.codeIDs(old, now)
		} else if vendor, _, ok := strings.Cut(old, "/"); ok && !strings.Contains(now, "/") {
			r.New = vendor + "/" + now
		}
		was, is := r.position(r.What, r.Old), r.position(r.What, r.New)
		switch {
		case r.Old == r.New || r.What == "code" && r.Old == r.id(r.Old):
			return &Error{Message: fmt.Sprintf("%s is what it is called", r.New), Hint: "name another " + r.What}
		case was != nil && is != nil:
			return &Error{File: is.File, Line: is.Line, Message: fmt.Sprintf("the %s %s already exists", r.What, r.New), Hint: "choose another name, or delete that entry"}
		case was == nil && is == nil:
			continue
		}
		if r.done = was == nil; r.done && !r.published() {
			return &Error{Message: fmt.Sprintf("there is no %s %q, and urls.lock has no address of it", r.What, old),
				Hint: "write the id as it is in the file, or as it was in the address"}
		}
		return r.check()
	}
	return &Error{Message: fmt.Sprintf("there is no code, set, vendor, concept or key %q", old),
		Hint: "write vendor/set/CODE, vendor/set, vendor, compare/concept or KEY; errdocs search finds codes"}
}

// published reports whether urls.lock has an address of the former id. Without that file any may have been published.
func (r *Renaming) published() bool {
	address := "/" + r.Old + "/"
	switch r.What {
	case "code":
		set, name := inSet(r.Old)
		address = "/" + set + "/" + content.Slug(name) + "/"
	case "concept":
		address = "/compare" + address
	case "key":
		address = "/e/" + strings.ToLower(r.Old) + "-"
	}
	return len(r.cat.Lock()) == 0 || slices.ContainsFunc(r.cat.Lock(), func(a content.Address) bool { return strings.HasPrefix(a.Path, address) })
}

// kind returns what an id is the id of, "" if there is nothing.
func (r *Renaming) kind(id string) string {
	switch strings.Count(id, "/") {
	case 0:
		for _, what := range []string{"vendor", "concept", "key"} {
			if r.position(what, id) != nil {
				return what
			}
		}
		return ""
	case 1:
		if strings.HasPrefix(id, "compare/") {
			return "concept"
		}
		return "set"
	}
	return "code"
}

// codeIDs returns the ids of a code before and after, with the new spelling of the code instead of a slug.
func (r *Renaming) codeIDs(old, now string) (string, string) {
	set, code := inSet(old)
	to, name := set, now
	vendor, _, _ := strings.Cut(old, "/")
	if part := strings.SplitN(now, "/", 3); len(part) == 3 && r.setOf(part[0]+"/"+part[1]) != nil {
		to, name = inSet(now)
	} else if part := strings.SplitN(now, "/", 2); len(part) == 2 && r.setOf(vendor+"/"+part[0]) != nil {
		to, name = vendor+"/"+part[0], part[1]
	}
	if s := r.setOf(set); s != nil {
		for _, c := range s.Codes { // spelled as it is written, or by its slug
			if c.Code == code || c.Slug == content.Slug(code) {
				old = set + "/" + c.Slug
				if content.Slug(name) == c.Slug || name == c.Slug {
					name = c.Code // it only moves
				}
			}
		}
	}
	return old, to + "/" + name
}

// setOf returns the set of an id "vendor/set", nil if there is none.
func (r *Renaming) setOf(id string) *content.Set {
	vendor, set, _ := strings.Cut(id, "/")
	if v := r.cat.Vendor(vendor); v != nil {
		return v.Set(set)
	}
	return nil
}

// withKey returns the set with a key, nil if there is none.
func (r *Renaming) withKey(key string) *content.Set {
	return lists.First(slices.Collect(r.cat.Sets()), func(s *content.Set) bool { return s.Key == key })
}

// position returns where an id is, nil if nothing has it.
func (r *Renaming) position(what, id string) *content.Pos {
	switch what {
	case "code":
		set, name := inSet(id)
		return positionOf(r.cat.Code(set + "/" + content.Slug(name)))
	case "set":
		return positionOf(r.setOf(id))
	case "vendor":
		return positionOf(r.cat.Vendor(id))
	case "concept":
		return positionOf(r.cat.Concept(id))
	}
	return positionOf(r.withKey(id))
}

// positionOf returns where an entry starts, nil for none.
func positionOf[E any, P interface {
	*E
	Pos(pointer string) content.Pos
}](entry P) *content.Pos {
	if entry == nil {
		return nil
	}
	return new(entry.Pos(""))
}

// check refuses a new id that cannot be one, and finds the code and its set.
func (r *Renaming) check() error {
	name := path.Base(r.New)
	switch {
	case r.What == "code":
		set, code := inSet(r.New)
		r.target = r.setOf(set)
		was := r.Old
		if r.done {
			was = set + "/" + content.Slug(code)
		}
		r.code = r.cat.Code(was)
		if r.target == nil || content.Slug(code) == "" {
			return &Error{Message: fmt.Sprintf("there is no set %q for the code", set), Hint: "errdocs new adds one"}
		}
	case r.What == "key":
		if Key(r.New, "", nil) != r.New {
			return &Error{Message: fmt.Sprintf("a key cannot be %q", r.New), Hint: "upper-case letters and digits, a letter first, such as MDES"}
		}
	case r.What == "set" && r.cat.Vendor(path.Dir(r.New)) == nil:
		return &Error{Message: fmt.Sprintf("there is no vendor %q", path.Dir(r.New)), Hint: "errdocs new adds one"}
	case content.Slug(name) != name || name == "" || len(name) > content.MaxID || r.What != "set" && strings.Contains(r.New, "/"):
		return &Error{Message: fmt.Sprintf("the id of a %s cannot be %q", r.What, r.New), Hint: "lower-case letters, digits and single hyphens, such as " + ID(name)}
	}
	return nil
}

// text returns a file as it is changed so far.
func (r *Renaming) text(name string) []byte {
	if data, ok := r.texts[name]; ok {
		return data
	}
	data, err := fs.ReadFile(r.fsys, name)
	r.fail(err)
	return data
}

// edit changes a YAML file.
func (r *Renaming) edit(name string, change func(*editor)) {
	e, err := newEditor(r.text(name))
	if err != nil {
		r.fail(&Error{File: name, Message: "it cannot be read as YAML", Hint: "errdocs check shows what is wrong with it"})
	}
	if r.err != nil {
		return
	}
	if change(e); len(e.edits) > 0 {
		r.texts[name] = e.Bytes()
	}
	r.fail(in(name, e.err))
}

// collect fills Files and Removed.
func (r *Renaming) collect() {
	for from, to := range r.moved {
		data := r.text(from)
		delete(r.texts, from)
		r.texts[to] = data
		r.Removed = append(r.Removed, from)
	}
	for _, name := range slices.Sorted(maps.Keys(r.texts)) {
		if old, err := fs.ReadFile(r.fsys, name); err == nil && bytes.Equal(old, r.texts[name]) {
			continue
		}
		r.Files = append(r.Files, File{name, r.texts[name]})
	}
	slices.Sort(r.Removed)
}

// moveFolder moves all files of a folder, if there is one.
func (r *Renaming) moveFolder(from, to string) {
	if !has(r.fsys, from) {
		return
	}
	r.fail(fs.WalkDir(r.fsys, from, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			r.moved[name] = to + strings.TrimPrefix(name, from)
		}
		return err
	}))
}

// today returns the id by which the files are called before the change.
func (r *Renaming) today() string {
	if r.done {
		return r.New
	}
	return r.Old
}

func (r *Renaming) renameVendor() {
	if !r.done {
		r.moveFolder("vendors/"+r.Old, "vendors/"+r.New)
	}
	r.edit(vendorFile(r.today()), func(e *editor) { r.addFormer(e, e.root, "name", "moved_from", r.Old) })
}

func (r *Renaming) renameSet() {
	was, is := strings.Split(r.Old, "/"), strings.Split(r.New, "/")
	from, at := setFile(was[0], was[1]), r.Old
	if r.done {
		from = setFile(is[0], is[1])
	} else {
		r.moved[from] = setFile(is[0], is[1])
		r.moveFolder("vendors/"+r.Old, "vendors/"+r.New)
	}
	if was[0] == is[0] {
		at = was[1]
	} else if !r.done {
		r.changeSets(was, is)
	}
	r.edit(from, func(e *editor) { r.addFormer(e, e.root, "key", "moved_from", at) })
}

// changeSets takes a set from the list of a vendor and adds it to that of another.
func (r *Renaming) changeSets(was, is []string) {
	r.edit(vendorFile(was[0]), func(e *editor) { e.remove(value(e.root, "sets"), was[1]) })
	data, err := AddSet(r.text(vendorFile(is[0])), is[1])
	r.texts[vendorFile(is[0])] = data
	r.fail(in(vendorFile(is[0]), err))
}

func (r *Renaming) renameConcept() {
	r.edit(conceptsFile, func(e *editor) {
		for _, n := range e.root.Content {
			if word(n, "id") == r.today() {
				r.addFormer(e, n, "id", "moved_from", r.Old)
				e.replace(value(n, "id"), r.New)
				return
			}
		}
	})
}

func (r *Renaming) renameKey() {
	s := r.withKey(r.today())
	r.edit(setFile(s.Vendor.ID, s.ID), func(e *editor) {
		r.addFormer(e, e.root, "key", "former_keys", r.Old)
		e.replace(value(e.root, "key"), r.New)
	})
}

// addFormer adds a former id to a list of an entry. One that becomes the id of today again makes room for it.
func (r *Renaming) addFormer(e *editor, n *yaml.Node, after, key, former string) {
	for i, node := range items(value(n, key)) {
		now := node.Value
		switch r.What {
		case "code":
			now = r.code.FormerIDs()[i]
		case "set":
			if !strings.Contains(now, "/") {
				now = path.Dir(r.New) + "/" + now
			}
		}
		if now == r.New || r.What == "code" && now == r.id(r.Old) {
			e.replace(node, former)
			return
		}
	}
	e.addToList(n, after, key, former)
}

// items returns the nodes of a list, or of its only item.
func items(list *yaml.Node) []*yaml.Node {
	if list != nil && list.Kind == yaml.ScalarNode {
		return []*yaml.Node{list}
	}
	if list == nil {
		return nil
	}
	return list.Content
}
