package main

import (
	"math/rand/v2"
	"strings"

	"github.com/errdocs/errdocs/search"
)

// query is a text about a document. Kind says of which sort.
type query struct {
	Kind string `json:"kind"` // "code", "words" or "typo"
	Text string `json:"text"`
	Code string `json:"code"` // that it is about; the code of some documents, or one of their names
	URL  string `json:"url"`  // of the document
}

const perKind = 80

// queries returns queries about documents from all over the list, the kinds in turn.
func queries(docs []search.Document) []query {
	r := rand.New(rand.NewPCG(uint64(len(docs)), 2))
	var all []query
	for range perKind {
		d := docs[r.IntN(len(docs))]
		q := query{Code: d.Names[0], URL: d.URL}
		for _, kind := range []string{"code", "words", "typo"} {
			q.Kind = kind
			switch kind {
			case "code":
				q.Text = q.Code
			case "words":
				q.Text = twoWords(r, d.Title+" "+d.Summary)
			case "typo":
				q.Text = typo(r, q.Code)
			}
			all = append(all, q)
		}
	}
	return all
}

// twoWords returns two adjacent words of a text, long ones if there are any.
func twoWords(r *rand.Rand, text string) string {
	words := strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(" .,;:()`\"/", c) })
	at := r.IntN(max(1, len(words)-1))
	for i := range words {
		k := (at + i) % max(1, len(words)-1)
		if len(words[k]) > 4 && len(words[k+1]) > 4 {
			at = k
			break
		}
	}
	return strings.ToLower(strings.Join(words[at:min(at+2, len(words))], " "))
}

// typo makes one edit: a letter left out, put in, replaced, or swapped with the next.
func typo(r *rand.Rand, code string) string {
	at, c := r.IntN(len(code)-1), string(rune('a'+r.IntN(26)))
	switch r.IntN(4) {
	case 0:
		return code[:at] + code[at+1:]
	case 1:
		return code[:at] + c + code[at:]
	case 2:
		return code[:at] + c + code[at+1:]
	}
	return code[:at] + code[at+1:at+2] + code[at:at+1] + code[at+2:]
}
