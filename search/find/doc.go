// Package find finds the codes in a text: a log, a payload, a stack trace.
//
// A Finder knows the names of entries (package resolve) and hints: texts that occur near the codes of a vendor. It reads
// a text once, line by line, in bounded memory:
//
//	scan.go       a line to words; each word, or several, may be a name   find_scan.js
//	names.go      the names, and how specific their shapes are            find_names.js
//	hints.go      texts near codes, and whose codes they announce         find_names.js
//	cue.go        what the words around a number or a word say of it      find_cue.js
//	rank.go       whether a hit is a code, and whose                      find_rank.js
//	text.go       snippets, in which card numbers are masked              find_text.js
//	summary.go    the findings as a text for a ticket                     find.js
//
// The scripts do the same in the browser, from the files that Finder.Export and resolve.Resolver.Export return. Tests
// compare both halves.
package find
