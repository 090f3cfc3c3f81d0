// Package search turns words into documents: full-text search that gives the same answers in Go and in a browser.
//
// # Use
//
// Build lets bleve make the postings of an index, Index.Query asks it, Index.Export writes it as JSON, and Open reads such an
// export back. client.js, which Scripts returns, computes from the export what bleve computes: the same documents, in the same
// order, with the same scores to the last bit. Each part has two halves:
//
//	analysis.go, stem.go       analysis.js, stemmer.js   text to words, words to stems; language.go says in which languages
//	parse.go, plan.go          plan.js                   a query to a tree of terms
//	bleve.go, reader.go        score.js                  the tree to scored documents
//	query.go, inner.go         rank.js, client.js        order, facets, suggestions
//	vocabulary.go, open.go     store.js                  which terms there are, and where
//
// cache.go has what a later index takes over, taken.go which files that are. postings.go keeps postings as the export has them:
// what nobody asks for is not decoded, and what has not changed is not encoded again. synonyms.txt has no other half: synonyms are added to documents. The package does not know what a document is about; its
// maker decides what goes into which field. Packages resolve and find do what needs to know error codes.
//
// # What a query finds
//
// A query is split into tokens, at white space, brackets and the marks around values, and these into words (see words). All
// words must occur in a document; if fewer than three documents have all, or there are more than two words, those with some are
// found too. A word occurs if
// it is in one of the fields: code (whole spellings), parts (the words of the names), title (stems of title and summary,
// and their synonyms), tag (words of tags and label), body (stems, but those that more than 16,384 bodies have). A word that is denied ("does not exist") has a stem of
// its own besides. A token of several words also occurs in documents of which it is a name. While it is typed, the last
// word matches the first eight words that start with it, and the query the names that do. A token that is written as codes are, with
// underscores, several hyphens or capitals inside, and with which codes start, or that is a name with a slip, finds only these codes.
//
// A word of four letters or more that occurs nowhere matches words of names and titles one edit away, if all words are then
// found. A query matches names one edit away, unless only a number differs, if it looks like a name, has a word that
// occurs nowhere, or finds nothing; Result.DidYouMean then says so. Words in quotation marks, but stop words, must occur as they are, not
// stemmed; a quoted token of several words that is a name must be the document's name. If nothing has them, the marks count
// only around a whole query.
//
// A document that has too little of the query is left out. A word counts by how rare it is, one that occurs nowhere like one
// in a single document, and what is in names, title and tags twice. More is needed where half of the words are in no names, titles and
// tags. Four words are enough, however many there are, unless one is the name of a product with errors of its own that occurs nowhere.
//
// Documents that have the query as a name come first, in any spelling; then those with a name that starts with it, the
// shortest first; then names that have all words; then prose. Within each group, documents are in order of their score and
// of how much of the query they have, above all in names, title and tags, times the weight of the document. The score of a
// retired document counts half, and of equal documents it is the last. In a large index those names and that prose come first that
// are among the best of one of the words: results show them without further files.
// A document whose name is among the words comes before those with a longer name that has them, "server error" in "customer stuck
// server error". Filters and facets do not change scores.
//
// # Scores
//
// Scores are those of bleve v2.6.1 with the scoring model "bm25". With N documents, of which n have the
// term; the frequency f of the term in the field of the document; the number L of terms there, of which only the four
// highest bits are kept; the number D of different terms in the field of all documents:
//
//	idf    = ln(1 + (N − n + 0.5)/(n + 0.5))                           search/scorer/scorer_term.go, computeIDF
//	A      = ⌈D/N⌉, not the average length                             search/searcher/search_term.go, bm25ScoreMetrics;
//	                                                                   index/scorch/snapshot_index.go, FieldCardinality
//	norm   = float32(1/√L), l = 1/norm²                                zapx/v17 posting.go, Norm; scorer_term.go, docScore
//	tf     = √f                                                        scorer_term.go, Score; sqrt_cache.go
//	score  = idf·(tf·k1) / (tf + k1·(1 − b + b·l/A)) · w               scorer_term.go, docScore; k1 = 1.2, b = 0.75: search/util.go
//	w      = boost·idf·q                                               scorer_term.go, SetQueryNorm
//	q      = 1/√Σ(boost·idf)² over all terms of the tree               search/searcher/search_disjunction_slice.go, computeQueryNorm
//	or     = (Σ scores of matching kids)·(matching kids/kids)          search/scorer/scorer_disjunction.go
//	and    = Σ scores of kids                                          search/scorer/scorer_conjunction.go
//
// Both sums, that of q and that of the scores, go over the kids in ascending order of the number of documents that they
// could match at most (ordered_searchers_list.go; sort.Sort keeps the order of up to twelve equals). An or of more than ten
// kids would sum in the order of a heap; the trees have none. idf and w multiply the idf twice, as bleve does. The root is
// never a bare term, since bleve would then leave w out.
//
// The export contains only whole numbers. The client computes the logarithm as Go does on amd64, where math.Log gives the
// same bits as the portable code; where a compiler fuses multiplication and addition (arm64), bleve's own scores may differ
// from these in the last bit, and the export does not.
//
// # Export
//
// search/root.json has a fixed address and names all other files, each by a hash of its content: an edit makes new files of
// only those that it touches. See rootFile and part for what is in them. In a small index root.json has the heads of all
// documents (names, titles, addresses, facets), so a query costs it and a file for each word, and codes are looked up in it
// alone. In a large index each file of terms has the heads of the 100 best documents of its terms, of a rare term those of all. A
// frequent term has a file for itself. Codes have files of their own, of which any query fetches one. A code with a slip is looked
// for among those that begin like it, and among the endings of all codes, unless it is shorter than eight letters; a word with a slip
// among those with its first letter, of which the most frequent one is taken. Facets and summaries are fetched after the results. In a huge
// index root.json does not list the files of facets, summaries and quoted words, which few queries need: a file does. Schemas
// describes the files.
package search
