package site

import (
	"fmt"
	"strings"

	"github.com/errdocs/errdocs/internal/jsonfile"
)

// Autolink makes GitHub link a word that starts with Prefix. What follows it, letters, digits and
// hyphens, replaces <num>. The names of the fields are those of GitHub's API.
type Autolink struct {
	Prefix       string `json:"key_prefix"`
	Template     string `json:"url_template"`
	Alphanumeric bool   `json:"is_alphanumeric"`
}

// autolinks returns two links for each set, because GitHub distinguishes upper from lower case and a static
// site does too: short ids as pages show them go through the resolver, those in lower case are
// addresses already.
func (ed *edition) autolinks(base string) []Autolink {
	var links []Autolink
	for _, s := range ed.allSets() {
		key := strings.ToLower(s.Key)
		links = append(links,
			Autolink{s.Key + "-", base + "go/?q=" + s.Key + "-<num>", true},
			Autolink{key + "-", base + "e/" + key + "-<num>/", true})
	}
	return links
}

// commands returns the calls of gh that make the links in a repository.
func commands(links []Autolink) string {
	var b strings.Builder
	for _, l := range links {
		fmt.Fprintf(&b, "gh repo autolink create %s '%s'\n", l.Prefix, l.Template)
	}
	return b.String()
}

func autolinkCommands(b *builder) ([]File, error) {
	text := "# Run these in a clone of the repository whose issues are meant (https://cli.github.com).\n" +
		commands(b.ed.autolinks(b.ed.options.BaseURL))
	return []File{{"autolinks.sh", []byte(text)}}, nil
}

// autolinkRequests returns the bodies of POST /repos/{owner}/{repo}/autolinks, one for each link.
func autolinkRequests(b *builder) ([]File, error) {
	return []File{{"autolinks.json", jsonfile.Indent(b.ed.autolinks(b.ed.options.BaseURL))}}, nil
}
