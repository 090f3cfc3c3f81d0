// Package find finds the codes in a text: a log, a payload, a stack trace.
//
// A Finder knows the names of entries (package resolve) and hints: texts that occur near the codes of a vendor. It reads
// a text once, line by line, in bounded memory:
//
//	tables.txt    the lists of words that all rules use
//	decode.go     UTF-16 and gzip to text                                 find_clean.js
//	clean.go      a line without what is wrapped around its codes         find_clean.js
//	scan.go       a line to words; each word, or several, may be a name   find_scan.js
//	parted.go     names that are written apart, and numbers that a vendor does not have
//	names.go      the names, and how specific their shapes are            find_names.js
//	own.go        our own ids and addresses                               find_phrases.js
//	phrases.go    messages, failed connections, what a response says      find_phrases.js
//	hints.go      texts near codes, and whose codes they announce         find_names.js
//	cue.go        what the words around a number or a word say of it      find_cue.js
//	columns.go    what the header of a table says of its columns          find_cue.js
//	evidence.go   whose a hit is, by the hints around it                  find_rank.js
//	rank.go       whether a hit is a code                                 find_rank.js
//	text.go       snippets, in which card numbers are masked              find_text.js
//	summary.go    the findings as a text for a ticket                     find.js
//
// The scripts do the same in the browser, from the files that Finder.Export and resolve.Resolver.Export return. Tests
// compare both halves.
package find
