package content

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"sync"
	"testing"
)

// typeSources are the files whose comments are the reference of the format. The schemas take their descriptions from
// there.
var typeSources = []string{"catalog.go", "answers.go", "enums.go", "announcement.go", "page.go", "custom.go"}

// docs are the comments of the types of the format, and what lists.txt says of the closed lists.
type docs struct {
	types  map[string]string            // by the type's name
	fields map[string]string            // by "Type.Field"
	values map[string]map[string]string // of closed lists, by the type's name and the member
}

// fieldDocs returns the comments of the types.
var fieldDocs = sync.OnceValue(func() *docs {
	d := &docs{types: map[string]string{}, fields: map[string]string{}, values: listDocs()}
	for _, name := range typeSources {
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			panic(err) // it is compiled
		}
		for _, decl := range file.Decls {
			if decl, ok := decl.(*ast.GenDecl); ok {
				d.addType(decl)
			}
		}
	}
	return d
})

// listDocs returns what lists.txt says of each member.
func listDocs() map[string]map[string]string {
	all, list := map[string]map[string]string{}, ""
	for line := range strings.Lines(listText) {
		word, about, _ := strings.Cut(strings.TrimSpace(line), ":")
		if line[0] != ' ' {
			list = word
			all[list] = map[string]string{}
			continue
		}
		all[list][word] = strings.TrimSpace(about)
	}
	return all
}

func (d *docs) addType(decl *ast.GenDecl) {
	for _, spec := range decl.Specs {
		t, ok := spec.(*ast.TypeSpec)
		if !ok {
			continue
		}
		d.types[t.Name.Name] = joinLines(decl.Doc.Text())
		s, ok := t.Type.(*ast.StructType)
		if !ok {
			continue
		}
		for _, f := range s.Fields.List {
			for _, name := range f.Names {
				d.fields[t.Name.Name+"."+name.Name] = joinLines(f.Comment.Text())
			}
		}
	}
}

func joinLines(s string) string { return strings.Join(strings.Fields(s), " ") }

// members returns the comments of the members of a closed list, nil if there are none.
func (d *docs) members(list string, values []string) []string {
	var all []string
	said := false
	for _, v := range values {
		all = append(all, d.values[list][v])
		said = said || d.values[list][v] != ""
	}
	if !said {
		return nil
	}
	return all
}

// TestListsAreTypes compares the types of enums.go with the lists of lists.txt.
func TestListsAreTypes(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "enums.go", nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	for _, decl := range file.Decls {
		if d, ok := decl.(*ast.GenDecl); ok && d.Tok == token.TYPE {
			if name := d.Specs[0].(*ast.TypeSpec).Name.Name; len(closedLists()[name]) == 0 {
				t.Errorf("lists.txt has no members of %s", name)
			}
		}
	}
	for name := range closedLists() {
		if fieldDocs().types[name] == "" {
			t.Errorf("there is no type %s", name)
		}
	}
}
