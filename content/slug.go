package content

import "github.com/errdocs/errdocs/search/resolve"

// Slug returns the address segment of a code: cut at the first "(", lower-case ASCII, every run of
// other characters than a–z and 0–9 becomes one hyphen, none at either end. Accents are left out, and the sign
// of a number becomes a word: "-1" gives "minus-1". A code without any such character gives "".
func Slug(code string) string { return resolve.Slug(code) }

// Fold returns the slug without hyphens, with the letters of other scripts. Two spellings with equal folds are the same
// to a reader who is looking for one: "SERVER_ERROR", "server-error" and "serverError".
func Fold(s string) string { return resolve.Fold(s) }
