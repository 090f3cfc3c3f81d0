package search_test

import (
	"fmt"
	"testing/fstest"

	"github.com/errdocs/errdocs/search"
)

var books = []search.Document{
	{ID: "1", URL: "emma/", Names: []string{"EMMA"}, Title: "Emma", Summary: "A matchmaker misjudges everybody."},
	{ID: "2", URL: "persuasion/", Names: []string{"PERSUASION"}, Title: "Persuasion", Summary: "A broken engagement."},
	{ID: "3", URL: "moby-dick/", Names: []string{"MOBY_DICK", "THE_WHALE"}, Title: "Moby-Dick", Summary: "A captain hunts a whale."},
}

func Example() {
	ix, err := search.Build(nil, books)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, text := range []string{"the-whale", "broken engagements", "wahle"} {
		r, err := ix.Query(text, search.Options{})
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, h := range r.Hits {
			fmt.Printf("%s: %s, %s, %q\n", text, h.Document.Title, h.Match, r.DidYouMean)
		}
	}
	// Output:
	// the-whale: Moby-Dick, exact, ""
	// broken engagements: Persuasion, all, ""
	// wahle: Moby-Dick, all, "whale"
}

// The index that a site publishes can be opened again, here from memory instead of os.DirFS("public").
func ExampleOpen() {
	built, err := search.Build(nil, books)
	if err != nil {
		fmt.Println(err)
		return
	}
	public := fstest.MapFS{}
	for _, f := range built.Export() {
		public[f.Path] = &fstest.MapFile{Data: f.Data}
	}

	ix, err := search.Open(public)
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := ix.Query("hunting whales", search.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(r.Total, r.Hits[0].Document.URL)
	// Output: 1 moby-dick/
}
