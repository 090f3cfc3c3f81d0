package site

import (
	"slices"

	"github.com/errdocs/errdocs/content"
)

var rules = []content.Rule{
	{
		ID: "lost-address", Summary: "An address of urls.lock stays, and leads where it led.",
		Explain: "Links in tickets lead to it. A code that the vendor dropped keeps its entry with lifecycle: {status: removed}, and its page says so. One that has a new name gets the old one as an alias, or the old slug. Titles may change at any time; ids of vendors, sets and concepts may not. To give an address up, delete its line.",
	},
	{
		ID: "markdown-alert", Summary: "An alert is NOTE, TIP, IMPORTANT, WARNING or CAUTION.",
		Explain: "A block quotation whose first line is such as [!NOTE] becomes an alert. The five kinds are those of GitHub.",
	},
	{
		ID: "markdown-code", Summary: "A link to a code means exactly one code, and a public text names no internal one.",
		Explain: "[[CODE]] is looked up in the same set, then the same vendor, then everywhere. Where several fit, write [[set/CODE]] or [[vendor/set/CODE]].",
	},
	{
		ID: "markdown-heading", Summary: "A link to a heading leads to one that is there.",
		Explain: "#words-of-the-heading leads to a heading of the same text: lower case, hyphens for spaces, other signs left out.",
	},
	{
		ID: "markdown-html", Summary: "Markdown holds no HTML.",
		Explain: "HTML is not rendered. For a literal < put a backslash before it, or backticks around the code.",
	},
	{
		ID: "markdown-image", Summary: "Markdown holds no images.",
		Explain: "Say it in words, or show the text of the picture in a code block, where search finds it.",
	},
	{
		ID: "markdown-language", Summary: "A code block names a language that samples can be in, or none.",
		Explain: "The list is closed because each language is highlighted by a lexer that was tried against hostile input.",
	},
	{
		ID: "markdown-link", Summary: "A link leads to https, http, mailto, a code, a heading or a page of the site.",
		Explain: "Other schemes can run code or leave the page broken. Addresses of the site are written from its root, without a slash at the start: compare/rate-limited/.",
	},
}

// Rules returns the rules that hold for what pages are made of, by id. Those of the format itself are
// content.Rules.
func Rules() []content.Rule { return slices.Clone(rules) }
