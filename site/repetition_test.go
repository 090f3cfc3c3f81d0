package site

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/errdocs/errdocs/content"
)

// A line is repeated when this many pages of codes have it.
const manyPages = 5

// TestPagesOfCodesSayTheirOwn measures what of a code's page is on other pages too: the share of its words that are in
// lines which at least five pages of codes have. Lines are those that a reader sees at first: without navigation, buttons
// (tabs are buttons where scripts run), what opens on demand and what only a screen reader or a printer gets.
func TestPagesOfCodesSayTheirOwn(t *testing.T) {
	c, s := defaultCatalog(t), defaultSite(t)
	lines, on := map[*content.Code][]string{}, map[string]int{}
	for code := range c.All() {
		path := codePath(code) + "index.html"
		for _, main := range readHTMLPage(t, path, s.File(path)).all("main") {
			lines[code] = visibleLines(main)
		}
		unique := slices.Compact(slices.Sorted(slices.Values(lines[code])))
		for _, line := range unique {
			on[line]++
		}
	}
	var shares []float64
	for code, list := range lines {
		all, repeated := 0, 0
		for _, line := range list {
			n := len(strings.Fields(line))
			all += n
			if on[line] >= manyPages {
				repeated += n
			}
		}
		if all < 30 {
			t.Errorf("%s has only %d words", code.ID(), all)
			continue
		}
		shares = append(shares, float64(repeated)/float64(all))
	}
	slices.Sort(shares)
	median := shares[len(shares)/2]
	if median > .25 {
		t.Errorf("the median page repeats %.1f %% of its words, want at most 25 %%", 100*median)
	}
	t.Logf("long: repetition pages=%d median=%.1f%% least=%.0f%% most=%.0f%%", len(shares), 100*median, 100*shares[0], 100*shares[len(shares)-1])
}

var blocks = strings.Fields("p li dt dd h1 h2 h3 h4 h5 tr td th pre blockquote figcaption div section ul ol dl table article header figure details summary caption br")

// visibleLines returns the lines of an element that a reader sees at first.
func visibleLines(n *html.Node) []string {
	var text strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			text.WriteString(n.Data)
			return
		case notRead(n):
			return
		}
		block := slices.Contains(blocks, n.Data)
		if block {
			text.WriteByte('\n')
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
		if block {
			text.WriteByte('\n')
		}
	}
	walk(n)
	var lines []string
	for line := range strings.Lines(text.String()) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

func notRead(n *html.Node) bool {
	classes := strings.Fields(attr(n, "class"))
	tab := n.Parent != nil && n.Data == "h3" && attr(n.Parent.Parent, "class") == "tabs"
	return n.Data == "nav" || n.Data == "button" || tab || slices.ContainsFunc(classes, func(c string) bool {
		return slices.Contains([]string{"hide", "vendor", "ours", "observed", "evidence", "printhead"}, c)
	})
}
