package content

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"sync"
)

// typeSources are the files whose comments are the reference of the format. The schemas take their descriptions from
// there.
var typeSources = []string{"catalog.go", "answers.go", "enums.go", "announcement.go", "page.go", "custom.go"}

// docs are the comments of the types of the format.
type docs struct {
	types  map[string]string            // by the type's name
	fields map[string]string            // by "Type.Field"
	values map[string]map[string]string // of closed lists, by the type's name and the member
}

// fieldDocs returns the comments of the types.
var fieldDocs = sync.OnceValue(func() *docs {
	d := &docs{types: map[string]string{}, fields: map[string]string{}, values: map[string]map[string]string{}}
	for _, name := range typeSources {
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			panic(err) // it is compiled
		}
		for _, decl := range file.Decls {
			switch decl := decl.(type) {
			case *ast.GenDecl:
				d.addType(decl)
			case *ast.FuncDecl:
				d.addValues(decl, lineComments(fset, file), fset)
			}
		}
	}
	return d
})

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

// addValues reads the comments next to the members of a closed list.
func (d *docs) addValues(decl *ast.FuncDecl, comments map[int]string, fset *token.FileSet) {
	if decl.Name.Name != "values" || decl.Recv == nil {
		return
	}
	members := map[string]string{}
	ast.Inspect(decl.Body, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok {
			value, _ := strconv.Unquote(lit.Value)
			members[value] = comments[fset.Position(lit.Pos()).Line]
		}
		return true
	})
	receiver := decl.Recv.List[0].Type.(*ast.Ident).Name
	d.values[receiver] = members
}

func lineComments(fset *token.FileSet, file *ast.File) map[int]string {
	all := map[int]string{}
	for _, group := range file.Comments {
		all[fset.Position(group.Pos()).Line] = joinLines(group.Text())
	}
	return all
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
