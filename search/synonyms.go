package search

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

// synonymTable lists words that people ask with, and those that documents use instead.
//
//go:embed synonyms.txt
var synonymTable string

// synonyms are rules by the first stem of what documents say.
type synonyms map[string][]synonym

// synonym says that a document with a phrase, a sequence of stems, is found by other stems too.
type synonym struct{ phrase, by []string }

// common are the rules of the table.
var common = sync.OnceValue(func() synonyms {
	m := synonyms{}
	for line := range strings.Lines(synonymTable) {
		if line[0] == '#' {
			continue
		}
		asked, written, _ := strings.Cut(line, ":")
		for _, w := range strings.Fields(written) {
			m.add(english, strings.ReplaceAll(w, "+", " "), strings.Fields(asked))
		}
	}
	return m
})

// with returns the rules together with those of groups of words and phrases that mean the same.
func (m synonyms) with(l language, groups [][]string) synonyms {
	all := synonyms{}
	for first, rules := range m {
		all[first] = slices.Clone(rules)
	}
	for _, g := range groups {
		for i, phrase := range g {
			all.add(l, phrase, slices.Concat(g[:i], g[i+1:]))
		}
	}
	return all
}

// add adds a rule. Phrases are split into words as texts are; a mark of denied in front of a word stays.
func (m synonyms) add(l language, phrase string, by []string) {
	r := synonym{phrase: stems(l, phrase)}
	for _, b := range by {
		r.by = append(r.by, stems(l, b)...)
	}
	if len(r.phrase) > 0 {
		m[r.phrase[0]] = append(m[r.phrase[0]], r)
	}
}

func stems(l language, phrase string) []string {
	rest, deny := strings.CutPrefix(phrase, denied)
	a := analyst{stems: map[string]string{}, language: l}
	list := a.prose(words(rest))
	if deny {
		for i := range list {
			list[i] = denied + list[i]
		}
	}
	return list
}

// added appends to a list of stems, each once, those by which what it says is found too, and what others say.
func (m synonyms) added(list, others []string) []string {
	for _, text := range [][]string{list, others} {
		for i := range text {
			for _, r := range m[text[i]] {
				if end := i + len(r.phrase); end > len(text) || !slices.Equal(text[i:end], r.phrase) {
					continue
				}
				for _, s := range r.by {
					if !slices.Contains(list, s) {
						list = append(list, s)
					}
				}
			}
		}
	}
	return list
}
