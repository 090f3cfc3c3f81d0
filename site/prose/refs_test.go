package prose

import (
	"slices"
	"testing"

	"github.com/errdocs/errdocs/content"
)

// refsAsked is a site that keeps what it is asked for.
type refsAsked struct{ refs []string }

func (s *refsAsked) Code(ref string) (Code, *content.Problem) {
	s.refs = append(s.refs, ref)
	return Code{Name: ref, Path: "x/"}, nil
}
func (*refsAsked) Page(string) *content.Problem                { return nil }
func (*refsAsked) Image(string) (Image, *content.Problem)      { return Image{}, nil }
func (*refsAsked) WantAnchor(path, id string, pos content.Pos) {}
func (*refsAsked) Report(content.Problem)                      {}

// What a page asks for is among the references that are found without a parser.
func TestAppendRefsMissesNone(t *testing.T) {
	for _, text := range []string{
		"See [[TIMEOUT]] and [[acme/api/TIMEOUT]] and [[ spaced ]].",
		"A [link](code:acme/api/timeout), [one](<code:api/two words>), [anchor](code:TIMEOUT#note \"Title\").",
		"An [entity](&#99;ode:TIME&#79;UT), an [escape](code:A\\_B), [parentheses](code:f(x)).",
		"A [reference][r] and [r].\n\n[r]: code:acme/api/timeout\n",
		"> quoted [[IN QUOTE]]\n\n- item [[ITEM]]\n\n| a |\n| - |\n| [[CELL]] |\n",
		"[![image](images/x.png)](code:LINKED)", "[[[TRIPLE]]]",
	} {
		s := &refsAsked{}
		words := &content.Strings{}
		if _, err := New(words).HTML(Text{Markdown: content.Markdown(text), At: func(int) content.Pos { return content.Pos{} }, URL: func(s string) string { return s }, ID: "x"}, s); err != nil {
			t.Fatal(err)
		}
		found := AppendRefs(nil, text)
		for _, ref := range s.refs {
			if !slices.Contains(found, ref) {
				t.Errorf("%q: the page asks for %q, found are %q", text, ref, found)
			}
		}
		if len(s.refs) == 0 {
			t.Errorf("%q: the page asks for nothing", text)
		}
	}
}
