package search

import (
	"fmt"
	"io"
	"testing"
)

var benchSizes = []int{152, 1000, 10000}

func BenchmarkBuild(b *testing.B) {
	for _, n := range benchSizes {
		docs := synthDocs(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Build(synthFacets, docs); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkExport(b *testing.B) {
	for _, n := range benchSizes {
		ix := mustBuild(b, synthFacets, synthDocs(n))
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				ix.Export()
			}
		})
	}
}

func BenchmarkQuery(b *testing.B) {
	for _, n := range benchSizes {
		docs := synthDocs(n)
		ix := mustBuild(b, synthFacets, docs)
		queries := newSynth(7).queries(docs, 256)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				q := queries[i%len(queries)]
				if _, err := ix.Query(q.Text, Options{Limit: 10, Typing: q.Options.Typing}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkEdit changes the body or the title of one document.
func BenchmarkEdit(b *testing.B) {
	for _, n := range benchSizes {
		docs := synthDocs(n)
		ix, err := BuildOn(nil, "", "en", synthFacets, sourcesOf(docs))
		if err != nil {
			b.Fatal(err)
		}
		ix.Export()
		data := encoded(b, ix.Cache())
		for what, text := range map[string]*string{"body": &docs[n/2].Body, "title": &docs[n/2].Title} {
			b.Run(fmt.Sprint(what, " ", n), func(b *testing.B) {
				was := *text
				*text += " edited"
				b.ReportAllocs()
				sources := sourcesOf(docs)
				for b.Loop() {
					old := ReadCache(string(data))
					ix, err := BuildOn(old, "", "en", synthFacets, sources)
					if err != nil {
						b.Fatal(err)
					}
					ix.ExportNew(func(string) bool { return true }, func(string, []byte) {})
					ix.Cache().WriteTo(io.Discard)
				}
				*text = was
			})
		}
	}
}
