package prose_test

import (
	"fmt"
	"log"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/site/prose"
)

// onePage is a site of one code.
type onePage struct{}

func (onePage) Code(ref string) (prose.Code, *content.Problem) {
	if ref != "TOO_MANY" {
		return prose.Code{}, &content.Problem{Rule: "markdown-code", Message: fmt.Sprintf("no code is called %q", ref)}
	}
	return prose.Code{Name: ref, Title: "Acme: Too many requests", Path: "acme/api/too-many/"}, nil
}

func (onePage) Page(path string) *content.Problem {
	return &content.Problem{Rule: "markdown-link", Message: fmt.Sprintf("this site has no page %q", path)}
}

func (onePage) Image(string) (prose.Image, *content.Problem) { return prose.Image{}, nil }
func (onePage) WantAnchor(path, id string, pos content.Pos)  {}

func (onePage) Report(p content.Problem) { fmt.Println(p) }

func Example() {
	renderer := prose.New(nil)
	for _, text := range []content.Markdown{"Wait, as for [[TOO_MANY]].", "See [[TO_MANY]]."} {
		markup, err := renderer.HTML(prose.Text{
			Markdown: text, ID: "note", Label: "Notes", Level: 3, URL: func(path string) string { return "../" + path },
			At: func(offset int) content.Pos { return content.Pos{File: "note.md", Line: 1, Col: offset + 1} },
		}, onePage{})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(markup)
	}
	// Output:
	// <p>Wait, as for <a href="../acme/api/too-many/" title="Acme: Too many requests"><code translate="no">TOO_MANY</code></a>.</p>
	// note.md:1:5: no code is called "TO_MANY" [markdown-code]
	// <p>See TO_MANY.</p>
}
