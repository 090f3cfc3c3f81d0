package pattern

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// An invalid expression would be noticed when it is first used. This test compiles each whose text is a constant.
func TestPatternsAreValid(t *testing.T) {
	root, known := os.DirFS("../.."), 0
	err := fs.WalkDir(root, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(file) != ".go" || strings.HasSuffix(file, "_test.go") {
			return err
		}
		source, err := fs.ReadFile(root, file)
		if err != nil {
			return err
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, source, 0)
		if err != nil {
			return err
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || string(source[call.Fun.Pos()-1:call.Fun.End()-1]) != "pattern.New" {
				return true
			}
			if text, ok := constant(call.Args[0]); ok {
				known++
				if _, err := regexp.Compile(text); err != nil {
					t.Errorf("%s: %v", file, err)
				}
			}
			return true
		})
		return nil
	})
	if err != nil || known < 150 {
		t.Errorf("%d expressions: %v", known, err)
	}
}

// constant returns the text of string literals, which may be joined.
func constant(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, err == nil
	case *ast.BinaryExpr:
		left, ok := constant(e.X)
		right, too := constant(e.Y)
		return left + right, ok && too
	}
	return "", false
}
