package search

import (
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/jsonfile"
	"github.com/errdocs/errdocs/internal/lists"
)

// heads are what a list of results shows of some documents, in columns: they compress well.
type heads struct {
	Docs    string   `json:"docs"`           // the numbers of the documents, as gaps
	Names   []string `json:"names"`          // of each document all names, with newlines between; a tab is the slug of the first
	Titles  []string `json:"titles"`         //
	Labels  string   `json:"labels"`         // positions in rootFile.Labels
	Chips   string   `json:"chips"`          // positions in rootFile.Chips
	Folders string   `json:"folders"`        // positions in rootFile.Folders
	Ends    []string `json:"ends,omitempty"` // of each URL a slash and what comes after the folder; empty for the slug of the first name
}

// appendHeads appends the heads of documents, whose numbers ascend, in JSON.
func (x *exporter) appendHeads(b []byte, docs []int32) []byte {
	list, next := x.shown[:0], int32(0)
	b = append(b, `{"docs":"`...)
	for _, n := range docs {
		list = append(list, x.headOf(n))
		b = appendNumber(b, int(n-next))
		next = n + 1
	}
	x.shown = list
	b = append(b, '"')
	texts := func(name string, i int) {
		b = appendList(b, name, len(list), func(b []byte, k int) []byte { return append(b, list[k].texts[i]...) })
	}
	texts("names", 0)
	texts("titles", 1)
	for i, name := range []string{"labels", "chips", "folders"} {
		b = append(append(append(b, `,"`...), name...), `":"`...)
		for _, h := range list {
			b = appendNumber(b, h.numbers[i])
		}
		b = append(b, '"')
	}
	if slices.ContainsFunc(list, func(h *head) bool { return h.texts[2] != `""` }) {
		texts("ends", 2)
	}
	return append(b, '}')
}

// head is a document in the columns of heads. Those of frequent terms have it many times.
type head struct {
	texts   [3]string // the names, the title and the end of the URL, in JSON
	numbers [3]int    // of the label, the chip and the folder
}

func (x *exporter) headOf(n int32) *head {
	if x.heads[n] == nil {
		d := x.docs[n]
		s := slug(d.name())
		folder, end := cutURL(d.URL)
		if end = "/" + end; end == "/"+s+"/" {
			end = ""
		}
		h := &head{numbers: [...]int{x.position(&x.Labels, "label ", d.Label), x.position(&x.Chips, "chip ", d.Verdict), x.position(&x.Folders, "folder ", folder)}}
		for i, text := range []string{shortNames(d.Names, s), d.Title, end} {
			h.texts[i] = string(jsonfile.AppendText(nil, text))
		}
		x.heads[n] = h
	}
	return x.heads[n]
}

// position returns the position of a text in a list, to which it is appended if it is new.
func (x *exporter) position(list *[]string, kind, text string) int {
	n, ok := x.known[kind+text]
	if !ok {
		n = len(*list)
		x.known[kind+text] = n
		*list = append(*list, text)
	}
	return n
}

// shortNames joins names, with a tab for the slug of the first in the others.
func shortNames(names []string, slug string) string {
	short := make([]string, len(names))
	for i, name := range names {
		if short[i] = name; i > 0 && slug != "" {
			short[i] = strings.ReplaceAll(name, slug, "\t")
		}
	}
	return strings.Join(short, "\n")
}

// longNames undoes shortNames.
func longNames(short string) []string {
	if short == "" {
		return nil
	}
	names := strings.Split(short, "\n")
	for i := range names[1:] {
		names[i+1] = strings.ReplaceAll(names[i+1], "\t", slug(names[0]))
	}
	return names
}

// plainNames returns names without the characters that have a meaning in heads. No spelling and no word has them either.
func plainNames(names []string) []string {
	return lists.Each(names, unmarked.Replace)
}

var unmarked = strings.NewReplacer("\n", " ", "\t", " ")

// slug returns a name as it most often is at the end of an address.
func slug(name string) string {
	var b strings.Builder
	gap := false
	for i := range len(name) {
		c := name[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c < '0' || c > '9' && c < 'a' || c > 'z' {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteByte('-')
		}
		b.WriteByte(c)
		gap = false
	}
	return b.String()
}

// cutURL cuts an address before its last segment.
func cutURL(url string) (folder, end string) {
	at := strings.LastIndexByte(strings.TrimSuffix(url, "/"), '/') + 1
	return url[:at], url[at:]
}

// read gives the documents their heads.
func (h *heads) read(r *rootFile, docs []*Document) error {
	list, err := readPostings(h.Docs, fieldWord, len(docs))
	if err != nil || len(h.Names) != len(list) || len(h.Titles) != len(list) || len(h.Ends) != 0 && len(h.Ends) != len(list) {
		return errDamaged
	}
	labels, err1 := texts(h.Labels, r.Labels, len(list))
	chips, err2 := texts(h.Chips, r.Chips, len(list))
	folders, err3 := texts(h.Folders, r.Folders, len(list))
	if err1 != nil || err2 != nil || err3 != nil {
		return errDamaged
	}
	for i, p := range list {
		d := docs[p.doc]
		d.Names, d.Title, d.Label, d.Verdict = longNames(h.Names[i]), h.Titles[i], labels[i], chips[i]
		if d.URL = folders[i] + slug(d.name()) + "/"; len(h.Ends) > 0 && h.Ends[i] != "" {
			d.URL = folders[i] + h.Ends[i][1:]
		}
		d.ID = d.URL
	}
	return nil
}

// texts returns the texts at the positions that a column has.
func texts(column string, list []string, n int) ([]string, error) {
	at, err := readNumbers(column)
	if err != nil || len(at) != n {
		return nil, errDamaged
	}
	return chosen(list, at)
}

// chosen returns the texts of a list at some positions.
func chosen(list []string, at []int) ([]string, error) {
	if slices.ContainsFunc(at, func(k int) bool { return k < 0 || k >= len(list) }) {
		return nil, errDamaged
	}
	return lists.Each(at, func(k int) string { return list[k] }), nil
}
