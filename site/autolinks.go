package site

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/jsonfile"
	"github.com/errdocs/errdocs/internal/pattern"
)

// Autolink makes GitHub link a word that starts with Prefix. What follows it, digits or else letters, digits and
// hyphens, replaces <num>. The names of the fields are those of GitHub's API.
type Autolink struct {
	Prefix       string `json:"key_prefix"`
	Template     string `json:"url_template"`
	Alphanumeric bool   `json:"is_alphanumeric"`
}

// prefixed is a code of letters and then digits, as tickets name it: PGRST116, ORA-00001.
var prefixed = pattern.New(`^(?i:([a-z]{2,}[-_.]?)[0-9]+)$`)

// autolinks returns a link for each prefix of codes, and for the short ids of each set. GitHub ignores case, and refuses a
// prefix that starts with another: of those the shorter is there, and what follows may then be more than digits.
func (ed *edition) autolinks(base string) []Autolink {
	digitsOnly := map[string]bool{} // by prefix
	for _, s := range ed.allSets() {
		digitsOnly[strings.ToUpper(s.Key)+"-"] = false
	}
	for _, c := range ed.codes {
		if m := prefixed.FindStringSubmatch(c.Code); m != nil {
			prefix := strings.ToUpper(m[1])
			_, ofSet := digitsOnly[prefix]
			digitsOnly[prefix] = !ofSet || digitsOnly[prefix]
		}
	}
	var links []Autolink
	for _, prefix := range slices.Sorted(maps.Keys(digitsOnly)) { // a prefix comes before what starts with it
		if n := len(links); n > 0 && strings.HasPrefix(prefix, links[n-1].Prefix) {
			links[n-1].Alphanumeric = true
			continue
		}
		links = append(links, Autolink{prefix, base + "go/?q=" + prefix + "<num>", !digitsOnly[prefix]})
	}
	return links
}

// commands returns the calls of gh that make the links in a repository.
func commands(links []Autolink) string {
	var b strings.Builder
	for _, l := range links {
		numeric := ""
		if !l.Alphanumeric {
			numeric = " --numeric"
		}
		fmt.Fprintf(&b, "gh repo autolink create%s %s '%s'\n", numeric, l.Prefix, l.Template)
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
