package resolve

import (
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/pattern"
)

// numbers matches a number behind a word, and what says that it is a code all the same: "order no. 404", "order 404 error", "Order 404
// Not Found".
var numbers = pattern.New(`\b([A-Z]?[a-z]+)(?:[ _-]?(?:[Ii][Dd]|[Nn][Oo]|[Nn]r|[Nn]umber)\.?)?[ :=#"']{1,4}[0-9]+\b( (?:error|code|status|exception|response|[A-Z][a-z]))?`)

// counted are words for what has a number that is not a code.
var counted = strings.Fields(`apartment auftrag bestellung booking build building calle chambre chapter commande desk factura facture
	flight floor gate house invoice line locker order parcel pedido port receipt rechnung reservation room row rue salle seat shipment street
	suite ticket zimmer`)

// Counted returns the words for what has a number that is not a code, without those that a vendor, a set or a code with a number is
// called by.
func (r *Resolver) Counted() []string {
	return lists.Filter(counted, func(w string) bool {
		at, _ := slices.BinarySearch(r.sorted(), w+"0")
		return !r.labels[w] && (at == len(r.sorted()) || r.sorted()[at] >= w+":")
	})
}

// Numbers returns where a text has numbers behind such words: from the end of the word to that of the number.
func (r *Resolver) Numbers(text []byte) (at [][2]int) {
	for _, m := range numbers().FindAllSubmatchIndex(text, -1) {
		if m[4] < 0 && slices.Contains(r.Counted(), strings.ToLower(string(text[m[2]:m[3]]))) {
			at = append(at, [2]int{m[3], m[1]})
		}
	}
	return at
}

// WithoutNumbers returns a text without these numbers, "Order was shipped", unless that leaves a single word.
func (r *Resolver) WithoutNumbers(text string) string {
	rest := text
	for _, at := range slices.Backward(r.Numbers([]byte(text))) {
		rest = rest[:at[0]] + rest[at[1]:]
	}
	if strings.Contains(strings.Trim(rest, " "), " ") {
		return rest
	}
	return text
}
