// Package resolve turns a spelling or an address into a page.
//
// An Entry has names and an address: a code of a vendor. A Resolver finds it by any spelling of a name, by a short or
// full id, by an address of today or of the past, and by a spelling with other words around it, the name of its vendor
// above all. Where no entry has the name, it returns the nearest ones. No input is an error.
//
// resolve.js does the same in the browser, from the files that Export returns. It also resolves the addresses of pages
// that do not exist, for the site's 404 page; the same rules in Go are part of the tests, which compare both.
//
// Rules, in the order in which they are tried:
//
//	ByAddress   the input ends with the address of an entry            resolve.go, address.go
//	            or is a message that has it as a word                  message.go
//	BySpelling  the whole input is a spelling or a short id            resolve.go, fold.go
//	ByLast      its last segment is one; the others are hints          resolve.go
//	ByWords     a part of it is, next to fillers and vendors' names    words.go, parted.go, numbers.go
//	ByDistance  a spelling is one or two edits away or starts with it  near.go
package resolve
