package vendorpage

import (
	"net/url"
	"strings"
)

// bareAddress reports whether a word is a URL that Markdown can turn into a link itself.
func bareAddress(word string) bool {
	word = strings.Trim(word, "()[]{}<>.,;:!?\"'*`")
	if strings.ContainsAny(word, "<>[]{}`*\\|\"^") {
		return false
	}
	return absolute(word) != ""
}

// absolute returns a URL that a catalog can have, "" for others.
func absolute(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.User != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	s = u.String()
	if strings.ContainsAny(s, " \\\"<>^`{|}") {
		return ""
	}
	return s
}

// target returns the destination of a link, "" if a catalog cannot link to it.
func target(link string, page *url.URL) string {
	if link == "" {
		return ""
	}
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil {
		return ""
	}
	if u.Scheme == "mailto" && strings.Contains(u.Opaque, "@") && !strings.ContainsAny(u.Opaque, " <>()") {
		return "mailto:" + u.Opaque
	}
	if !u.IsAbs() {
		if page == nil {
			return ""
		}
		u = page.ResolveReference(u)
	}
	address := absolute(u.String())
	return strings.NewReplacer("(", "%28", ")", "%29", " ", "%20", `\`, "%5C", "<", "%3C", ">", "%3E").Replace(address)
}

func withFragment(address, fragment string) string {
	address, _, _ = strings.Cut(address, "#")
	return address + "#" + url.PathEscape(fragment)
}
