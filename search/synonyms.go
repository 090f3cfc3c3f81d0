package search

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

// synonymTable lists words that people ask with, those that documents use instead, and forms of one word.
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
		asked, written, oneWay := strings.Cut(line, ":")
		if !oneWay {
			m.group(english, strings.Fields(line))
		}
		for _, w := range strings.Fields(written) {
			m.add(english, w, strings.Fields(asked))
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
		all.group(l, g)
	}
	return all
}

// group adds a rule for each of a group of words and phrases that mean the same.
func (m synonyms) group(l language, phrases []string) {
	for i, p := range phrases {
		m.add(l, p, slices.Concat(phrases[:i], phrases[i+1:]))
	}
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

func stems(l language, phrase string) (list []string) {
	rest, deny := strings.CutPrefix(phrase, denied)
	a := newAnalyst(l, nil)
	for _, w := range a.prose(nil, a.all(nil, words(rest))) {
		if deny {
			w = &word{text: denied + w.text}
		}
		list = append(list, w.text)
	}
	return list
}

// withSynonyms appends to a list of stems, each once, those by which what it says is found too, and what others say.
func (a *analyst) withSynonyms(list, others []*word) []*word {
	for _, text := range [][]*word{list, others} {
		for i, w := range text {
			for _, r := range w.rules {
				if end := i + len(r.phrase); end > len(text) || !slices.EqualFunc(text[i:end], r.phrase, (*word).is) {
					continue
				}
				for _, s := range r.by {
					if !slices.ContainsFunc(list, func(w *word) bool { return w.is(s) }) {
						list = append(list, a.word(s))
					}
				}
			}
		}
	}
	return list
}

func (w *word) is(text string) bool { return w.text == text }
